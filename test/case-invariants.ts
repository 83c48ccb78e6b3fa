import type { Case } from '../src/cases/core/case.ts';
import { openDuties } from '../src/cases/core/duties.ts';
import type { CaseEvent } from '../src/cases/core/events.ts';
import { archivePaperOpen, originalsAtHome } from '../src/cases/delivery/originals.ts';
import { type CommandName, targetsOf } from '../src/regulation/lifecycle/index.ts';
import { type CaseState, isTerminal } from '../src/regulation/states.ts';

const decisionDocuments = ['grantDecision', 'denialNotice'];
const resultDocuments = [...decisionDocuments, 'rejectionNotice'];
const beforeNumber: ReadonlySet<CaseState> = new Set(['draft', 'discarded']);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/;

type Rule = { of: string; holds: (kase: Case, events: readonly CaseEvent[]) => boolean };

const has = (kase: Case, kinds: readonly string[]): boolean =>
  kase.documents.some(({ kind }) => kinds.includes(kind));

/** The invariants of C.10 that bear on what is built so far, each with its number there. */
const rules: readonly Rule[] = [
  {
    of: '1: the regions differ at the granularity of the programme',
    holds: ({ intake, home }) => intake.regionCode.slice(0, 2) !== home.regionCode.slice(0, 2),
  },
  {
    of: '2: accepted means identity passed, materials, receipt with three copies, channels',
    holds: (kase) =>
      kase.intakeAcceptedAt === undefined ||
      (kase.identityChecks.some(({ passed }) => passed) &&
        kase.lines.length > 0 &&
        has(kase, ['intakeReceipt']) &&
        kase.copies !== undefined &&
        kase.channels.length > 0),
  },
  {
    of: '4: a decision follows acceptance, by an approver who did not do the formal review, with its document',
    holds: (kase, events) =>
      kase.decidedAt === undefined ||
      (kase.homeAcceptedAt !== undefined &&
        kase.homeAcceptedAt <= kase.decidedAt &&
        has(kase, decisionDocuments) &&
        events
          .filter(({ type }) => type === 'applicationGranted' || type === 'applicationDenied')
          .every(
            ({ actor }) =>
              actor.capacity === 'approver' &&
              actor.regionCode === kase.home.regionCode &&
              !kase.formalReviewers.includes(actor.id ?? ''),
          )),
  },
  {
    of: '5: completed means delivered, originals back, archive whole',
    holds: (kase) =>
      kase.state !== 'completed' ||
      (kase.result?.deliveredAt !== undefined &&
        originalsAtHome(kase).length === 0 &&
        (kase.outcome === 'notAccepted' || archivePaperOpen(kase).length === 0)),
  },
  {
    of: '7: the trace has no gaps, and the state is that of its last entry',
    holds: (kase, events) =>
      events.every(({ seq }, index) => seq === index + 1) &&
      kase.version === events.length &&
      events.at(-1)?.state === kase.state,
  },
  {
    of: '7: the state changes only as the life cycle allows',
    holds: (_kase, events) =>
      events.every(({ command, state }, index) => {
        const before = events[index - 1];
        // Events of one act share its state: the first of them made the move.
        if (before && before.command === command && before.recordedAt === events[index]?.recordedAt)
          return true;
        return targetsOf(command as CommandName, before?.state).includes(state);
      }),
  },
  {
    of: '8 and 13: a living case has an open duty, an ended one none',
    holds: (kase) => openDuties(kase).length > 0 === !isTerminal(kase.state),
  },
  {
    of: '13: every duty is one of its kind and began at a moment',
    holds(kase) {
      const duties = openDuties(kase);
      return (
        new Set(duties.map(({ rule, round }) => `${rule} ${round}`)).size === duties.length &&
        duties.every(({ since }) => instant.test(since))
      );
    },
  },
  {
    of: '9: the outcome is there exactly from the decision or 不予受理 on',
    holds: (kase) => (kase.outcome !== undefined) === ((kase.decidedAt ?? kase.rejectedAt) !== undefined),
  },
  {
    of: '11: 不予受理 never follows 受理',
    holds: (kase) => kase.rejectedAt === undefined || kase.homeAcceptedAt === undefined,
  },
  {
    of: '14: every registered case has its number',
    holds: (kase) => (kase.businessNumber === undefined) === beforeNumber.has(kase.state),
  },
  {
    of: '16: a result under way is a decision or 不予受理 on paper',
    holds: (kase) => kase.result === undefined || has(kase, resultDocuments),
  },
];

/** What may never change once it is set. */
const settled = (kase: Case) =>
  ({
    businessNumber: kase.businessNumber,
    outcome: kase.outcome,
    intakeAcceptedAt: kase.intakeAcceptedAt,
    homeAcceptedOn: kase.homeAcceptedOn,
    standardVersion: kase.standardVersion,
    homeWindow: kase.home.windowId,
    deliveredAt: kase.result?.deliveredAt,
  }) as const;

/** The invariants that a case breaks, and what changed although it was settled before. */
export function faultsOf(kase: Case, events: readonly CaseEvent[], before?: Case): string[] {
  const broken = rules.filter(({ holds }) => !holds(kase, events)).map(({ of }) => of);
  if (!before) return broken;
  const now = settled(kase);
  const changed = Object.entries(settled(before)).filter(
    ([key, value]) => value !== undefined && now[key as keyof typeof now] !== value,
  );
  return [...broken, ...changed.map(([key, value]) => `${key} was ${value} and changed`)];
}
