import { Id, InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { type Instant, later, parseInstant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import type { FileFacts, SecondPerson } from '../core/fact-sources.ts';
import { Confirmation, exampleConfirmation, secondPerson } from '../core/second-person.ts';
import { statedReason } from '../core/stated-reason.ts';
import { dueDutyOf } from '../home-supplement/supplement.ts';
import { currentNotice, missingLines } from './notice.ts';
import { asOpen, supplementDuty } from './notice-duties.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** As long as the copies of a given-up application are kept it can be taken up again (OP-71). */
const reinstatementDays = 180;

const ReinstateInput = object({
  ground: oneOf(['inTime', 'interruption'], {
    description: 'inTime 期限内已交到或已揽收；interruption 最后一天系统中断',
  }),
  /** Collection mark or hand-in, for `inTime`. */
  occurredAt: Type.Optional(InstantText),
  lineIds: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
      maxItems: 100,
      description: '凭证证明期限内已交的材料，须包括全部缺的材料',
    }),
  ),
  proof: Type.Optional(Type.String({ maxLength: 300, description: '凭证：收寄回执、揽收记录等' })),
  proofFileIds: Type.Optional(Type.Array(Id, { maxItems: 10 })),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
  confirmation: Type.Optional(Confirmation),
});
type ReinstateInput = Static<typeof ReinstateInput>;

type ReinstateFacts = {
  files: FileFacts[];
  second: SecondPerson | undefined;
  /** End of the period that was missed. */
  endsAt: Instant | undefined;
  /** The new last day after an interruption. */
  newDueOn: string;
};

type Refused = Extract<Decision<'reinstateCase'>, { refusal: unknown }>;

/** The side whose notice ended the case: it alone takes it up again. */
const sideOf = ({ abandoned }: Case): 'intake' | 'home' =>
  abandoned?.by === 'homeSupplement' ? 'home' : 'intake';

/** Lines or points for which nothing had been handed in. */
function missingPieces(kase: Case): string[] {
  if (sideOf(kase) === 'home') {
    const supplement = kase.homeSupplements.at(-1);
    return supplement?.points.filter(({ handedInAt }) => !handedInAt).map(({ id }) => id) ?? [];
  }
  const notice = currentNotice(kase);
  return notice ? missingLines(kase, notice).map(({ id }) => id) : [];
}

/** What the proof shows: when all that was missing was handed in, before the period ended. */
function proven(kase: Case, input: ReinstateInput, endsAt: Instant | undefined): { at: Instant } | Refused {
  const at = input.occurredAt === undefined ? undefined : parseInstant(input.occurredAt);
  if (!at || !endsAt) return refuse('proof-missing', { detail: '请写明收寄或交到的时间，要带时区。' });
  if (at >= endsAt) return refuse('collected-too-late');
  const shown = new Set(input.lineIds);
  if (!missingPieces(kase).every((id) => shown.has(id))) {
    return refuse('proof-missing', { detail: '凭证须证明全部缺的材料都在期限内交到或寄出。' });
  }
  return { at };
}

/**
 * Takes up again what was given up wrongly (C.1, 12a): on proof that every named line was handed in or collected in
 * time, or that the service stood still on the last day. The clerk and the window lead act together.
 */
export const reinstateCase = command<'reinstateCase', ReinstateInput, ReinstateFacts>({
  name: 'reinstateCase',
  input: ReinstateInput,
  summary: '凭证恢复被视为放弃的办件（须窗口负责人确认）',
  example: {
    ground: 'inTime',
    occurredAt: '2021-10-08T17:20:00+08:00',
    lineIds: ['048-1-m-photo'],
    proof: '邮政收寄回执，10 月 8 日 17 时 20 分',
    reason: '邮件在期限内已揽收，运单号此前没有登记',
    confirmation: exampleConfirmation,
  },
  async facts(sources, kase, { confirmation, proofFileIds = [] }, context) {
    const notice = sideOf(kase) === 'intake' ? currentNotice(kase) : undefined;
    const supplement = kase.homeSupplements.at(-1);
    const nextDay = asOpen({ rule: 'supplementReview', since: context.now, days: 1 });
    return {
      files: await sources.files(proofFileIds),
      second: await secondPerson(sources, confirmation, {
        kase,
        command: 'reinstateCase',
        capacity: sideOf(kase) === 'home' ? 'homeLead' : 'intakeLead',
        context,
      }),
      endsAt: notice
        ? (await sources.due(kase, asOpen(supplementDuty(kase, notice)))).dueAt
        : supplement && (await sources.due(kase, dueDutyOf(supplement))).dueAt,
      newDueOn: (await sources.due(kase, nextDay)).dueOn,
    };
  },
  decide(kase, input, { files, second, endsAt, newDueOn }, { now, actor, capacities }) {
    const side = sideOf(kase);
    if (!capacities.has(side === 'home' ? 'homeClerk' : 'intakeClerk')) {
      return refuse('not-authorised', { detail: '由要求补正的窗口恢复办理。' });
    }
    if (now >= later(kase.abandoned?.at ?? now, reinstatementDays * dayMs))
      return refuse('reinstatement-too-late');
    const reason = statedReason(input.reason, { min: 5 });
    if (!reason) return refuse('reason-missing');
    const proof = statedReason(input.proof);
    const { proofFileIds = [], ground } = input;
    const own = files.filter((file) => file.uploadedBy === actor.id && file.caseId === null);
    if (!proof || own.length !== new Set(proofFileIds).size) return refuse('proof-missing');
    const shown = ground === 'inTime' ? proven(kase, input, endsAt) : undefined;
    if (shown && 'refusal' in shown) return shown;
    if (!second) return refuse('second-person-missing');
    const inTime = { lineIds: missingPieces(kase), ...(shown ? { occurredAt: shown.at } : {}) };
    return {
      events: [
        {
          type: 'caseReinstated',
          data: {
            ground,
            proofFileIds: [...proofFileIds],
            leadId: second.id,
            ...(ground === 'inTime' ? inTime : { lineIds: [], dueOn: newDueOn }),
          },
          personal: { reason, proof },
        },
      ],
      to: side === 'home' ? 'receivedAtHome' : ground === 'inTime' ? 'formalReview' : 'returnedForSupplement',
    };
  },
});
