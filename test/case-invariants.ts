import type { Case } from '../src/cases/core/case.ts';
import { openDuties } from '../src/cases/core/duties.ts';
import type { CaseEvent } from '../src/cases/core/events.ts';
import { archivePaperOpen, openOriginals } from '../src/cases/custody/originals.ts';
import { openIncidents } from '../src/cases/custody/parcels.ts';
import { pausesOf } from '../src/cases/decision/pauses.ts';
import { openDiscrepancies } from '../src/cases/discrepancy/open-discrepancies.ts';
import { currentNotice, missingLines } from '../src/cases/notice/notice.ts';
import { openRequests } from '../src/cases/requests/open-requests.ts';
import { givenVersion } from '../src/catalogue/given-standard.ts';
import { dayOf } from '../src/regulation/instant.ts';
import { type CommandName, targetsOf } from '../src/regulation/lifecycle/index.ts';
import { addDays } from '../src/regulation/shanghai-time.ts';
import { type CaseState, isTerminal } from '../src/regulation/states.ts';
import { workingDaysBetween } from '../src/regulation/working-days.ts';
import { nationalCalendar } from './case-facts.ts';

const decisionDocuments = ['grantDecision', 'denialNotice'];
const resultDocuments = [...decisionDocuments, 'rejectionNotice'];
const beforeNumber: ReadonlySet<CaseState> = new Set(['draft', 'discarded']);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/;

const afterCare: ReadonlySet<string> = new Set([
  'originalsBack',
  'parcelRecall',
  'incidentEnquiry',
  'abandonedMaterials',
]);

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
    of: '3: waiting for a supplement means one valid notice with a deficient line and a later date',
    holds: (kase) => {
      const valid = kase.notices.filter(({ voidedAt }) => voidedAt === undefined);
      const current = valid.at(-1);
      return (
        kase.state !== 'returnedForSupplement' ||
        (current !== undefined && current.lineIds.length > 0 && current.dueOn > dayOf(current.issuedAt))
      );
    },
  },
  {
    of: '3: a case waits for its applicant only while a named line has no piece (OP-68)',
    holds: (kase) => {
      const notice = currentNotice(kase);
      return (
        kase.state !== 'returnedForSupplement' ||
        (notice !== undefined && missingLines(kase, notice).length > 0)
      );
    },
  },
  {
    of: '3: a notice is voided as its document is, and names what is in the case',
    holds: ({ notices, documents, lines }) =>
      notices.every(
        ({ documentId, voidedAt, voidedFor, lineIds }) =>
          documents.some(({ id, voidedAt: at }) => id === documentId && at === voidedAt) &&
          (voidedFor === 'correction' || lineIds.every((each) => lines.some(({ id }) => id === each))),
      ),
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
    of: '5: completed means delivered or kept, originals back or settled, archive whole, nothing pending',
    holds: (kase, events) =>
      kase.state !== 'completed' ||
      ((kase.result?.deliveredAt ?? kase.result?.keptAt) !== undefined &&
        // What comes in afterwards is after-care, with tasks of its own (C.10, 8).
        (events.at(-1)?.type !== 'caseCompleted' ||
          (openOriginals(kase).length === 0 &&
            openDiscrepancies(kase).length === 0 &&
            openIncidents(kase).length === 0 &&
            (kase.outcome === 'notAccepted' || archivePaperOpen(kase).length === 0)))),
  },
  {
    of: '5: no paper task is open when a case is completed',
    holds: (kase) =>
      kase.state !== 'completed' ||
      kase.outcome === 'notAccepted' ||
      kase.paperTasks.every(({ state }) => state !== 'open'),
  },
  {
    of: 'R-091: neither 受理 nor a decision is given while a piece differs',
    holds: (kase, events) =>
      events.every(
        ({ type, effectiveAt }) =>
          (type !== 'homeAccepted' && type !== 'applicationGranted' && type !== 'applicationDenied') ||
          kase.discrepancies.every(
            ({ reportedAt, resolvedAt }) =>
              reportedAt > effectiveAt || (resolvedAt !== undefined && resolvedAt <= effectiveAt),
          ),
      ),
  },
  {
    of: '13: somebody has to act on every open difference, or its replacement is on its way',
    holds(kase) {
      const duties = new Set(openDuties(kase).map(({ rule }) => rule));
      const waited = duties.has('discrepancyAnswer') || duties.has('discrepancyResolution');
      return (
        isTerminal(kase.state) ||
        openDiscrepancies(kase).length === 0 ||
        waited ||
        duties.has('parcelSilence') ||
        duties.has('incidentEnquiry')
      );
    },
  },
  {
    of: 'C.7: a cancelled parcel was never collected, and nothing lies in it',
    holds: ({ parcels, lines, custody }) =>
      parcels.every(
        ({ waybill, cancelledAt, collectedAt, deliveredAt }) =>
          cancelledAt === undefined ||
          ((collectedAt ?? deliveredAt) === undefined &&
            lines.every(({ id, paper }) => {
              const last = custody.findLast(({ lineId }) => lineId === id);
              return paper !== 'onTheWay' || last?.waybill !== waybill;
            })),
      ),
  },
  {
    of: 'R-093: the custody chain ends where the paper is, and tells every step in order',
    holds: ({ lines, custody }) =>
      lines.every(({ id, paper }) => {
        const steps = custody.filter(({ lineId }) => lineId === id);
        return (
          steps.at(-1)?.place === paper &&
          steps.every(({ place }, index) => place !== steps[index - 1]?.place)
        );
      }),
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
    of: 'OP-67: nothing is judged or taken in before the home region gave its standard, and its lines are those given',
    holds: ({ standardVersion, givenStandard, lines, intakeAcceptedAt }) =>
      standardVersion !== givenVersion ||
      (givenStandard
        ? givenStandard.materials.length > 0 &&
          lines.every(({ id }) => givenStandard.materials.some((material) => material.id === id))
        : lines.length === 0 && intakeAcceptedAt === undefined),
  },
  {
    of: 'R-154: what was asked and not answered has its own clock at the window that was asked; after the end nothing is open',
    holds(kase) {
      const open = openRequests(kase);
      const clocks = openDuties(kase).filter(({ rule }) => rule === 'homeAnswer');
      return isTerminal(kase.state)
        ? open.length === 0
        : clocks.length === open.length &&
            open.every(({ askedAt, from }) =>
              clocks.some(
                ({ since, holder }) =>
                  since === askedAt && holder === (from === 'intake' ? 'homeWindow' : 'intakeWindow'),
              ),
            );
    },
  },
  {
    of: '8 and 13: a living case has an open duty, an ended one only after-care',
    holds: (kase) =>
      isTerminal(kase.state)
        ? openDuties(kase).every(({ rule }) => afterCare.has(rule))
        : openDuties(kase).length > 0,
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
    of: '10: homeSupplement has exactly one open supplement with its due date, other states none',
    holds: ({ state, homeSupplements }) => {
      const open = homeSupplements.filter((each) => each.state === 'open');
      return (
        open.length === (state === 'homeSupplement' ? 1 : 0) &&
        open.every(({ dueOn, pausedUntil }) => dueOn !== '' && pausedUntil > dueOn)
      );
    },
  },
  {
    of: '6: a supplement that was asked for after 受理 never begins before it, and ends after it began',
    holds: ({ homeSupplements, homeAcceptedAt }) =>
      homeSupplements.every(
        ({ returnTo, requestedAt, endedOn }) =>
          (returnTo === 'receivedAtHome' || requestedAt >= (homeAcceptedAt ?? '~')) &&
          (endedOn === undefined || endedOn >= requestedAt.slice(0, 10)),
      ),
  },
  {
    of: '6: paused and counted working days make up all days from 受理 to the decision; pauses lie apart',
    holds(kase) {
      const { homeAcceptedOn, decidedAt } = kase;
      const pauses = pausesOf(kase);
      const apart = pauses.every(
        ({ from, to }, index) => from <= to && (index === 0 || (pauses[index - 1]?.to ?? '') < from),
      );
      if (!apart || homeAcceptedOn === undefined || decidedAt === undefined) return apart;
      const decidedOn = dayOf(decidedAt);
      const days = (after: string, until: string, without: typeof pauses = []): number =>
        workingDaysBetween(nationalCalendar, after, until, without);
      const paused = pauses.reduce((sum, { from, to }) => {
        const dayBefore = addDays(from, -1);
        const after = dayBefore < homeAcceptedOn ? homeAcceptedOn : dayBefore;
        return sum + days(after, to < decidedOn ? to : decidedOn);
      }, 0);
      return (
        days(homeAcceptedOn, decidedOn) === paused + days(homeAcceptedOn, decidedOn, pauses) &&
        pauses.every(({ from, to }) => from >= homeAcceptedOn && to <= decidedOn)
      );
    },
  },
  {
    of: '10: suspended has exactly one open procedure, other states none',
    holds: ({ state, suspensions }) =>
      suspensions.filter(({ endOn }) => endOn === undefined).length === (state === 'suspended' ? 1 : 0),
  },
  {
    of: '15: at most one open withdrawal; while it was open nothing was decided',
    holds(kase, events) {
      let open = 0;
      for (const { type } of events) {
        if (type === 'withdrawalRequested') open += 1;
        if (type === 'withdrawalTakenBack' || type === 'caseWithdrawn') open = 0;
        if (open > 1 || (open > 0 && (type === 'applicationGranted' || type === 'applicationDenied')))
          return false;
      }
      return kase.withdrawals.filter(({ state }) => state === 'open').length === open;
    },
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
    homeRegion: kase.intakeAcceptedAt ? kase.home.regionCode : undefined,
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
