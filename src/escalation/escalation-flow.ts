import { type Instant, msOf } from '../regulation/instant.ts';
import type { Escalation, EscalationActor, EscalationEvent, EscalationEventType } from './escalation.ts';

const promptMs = 10 * 60 * 1000;

/**
 * When a step happened that was due at a moment: then, unless the workers came much later; whoever has to act next must
 * have the whole time.
 */
export const momentOfStep = (dueAt: Instant, now: Instant): Instant =>
  msOf(now) - msOf(dueAt) <= promptMs ? dueAt : now;

/** What happens to an escalation at one step. */
export type Change = {
  type: EscalationEventType;
  at: Instant;
  actor: EscalationActor;
  text?: string | null;
  data?: Record<string, unknown>;
  /** What is different afterwards; the rest stays. */
  set?: Partial<
    Pick<
      Escalation,
      | 'intakeWindow'
      | 'homeWindow'
      | 'state'
      | 'level'
      | 'dueAt'
      | 'level2At'
      | 'instructedAt'
      | 'deemedAt'
      | 'answeredAt'
      | 'answeredBy'
      | 'reportedAt'
      | 'closedAt'
      | 'outcome'
    >
  >;
};

/** The escalation after a step, with the entry of its history. */
export function afterChange(
  one: Escalation,
  { type, at, actor, text = null, data = {}, set = {} }: Change,
): { next: Escalation; event: EscalationEvent } {
  const next = { ...one, ...set, seq: one.seq + 1 };
  return {
    next,
    event: { seq: next.seq, type, at, state: next.state, dueAt: next.dueAt, actor, text, data },
  };
}

/** Closing: nothing happens by itself any more. */
export const closed = (
  at: Instant,
  outcome: NonNullable<Escalation['outcome']>,
): NonNullable<Change['set']> => ({
  state: 'closed',
  dueAt: null,
  closedAt: at,
  outcome,
});

/** An event of a case as far as it tells whether the missing reply was given. */
export type ReplyEvent = { command: string; capacity: string; kind: 'staff' | 'applicant' | 'system' };

const holderCapacities: Record<Escalation['holder'], readonly string[]> = {
  intakeWindow: ['creator', 'intakeClerk', 'intakeLead', 'intakeAdministration'],
  homeWindow: ['homeClerk', 'homeLead', 'approver', 'homeAdministration'],
  approver: ['homeClerk', 'homeLead', 'approver', 'homeAdministration'],
};

/**
 * What the end of a duty means for its escalation: `deemed` where the clock acted by the rule's own command, so that
 * nobody has answered yet; `withdrawn` where the waiting side or the applicant ended the request; else `answered`,
 * whoever gave the reply (a carrier's collection is one).
 */
export function meaningOf(
  { command, capacity, kind }: ReplyEvent,
  { holder, fires }: { holder: Escalation['holder']; fires: string | undefined },
): 'answered' | 'deemed' | 'withdrawn' {
  if (fires !== undefined && command === fires) return 'deemed';
  if (kind === 'system') return 'answered';
  return holderCapacities[holder].includes(capacity) ? 'answered' : 'withdrawn';
}

/** Whether somebody of the side that was silent acted. */
export const isByHolder = ({ capacity, kind }: ReplyEvent, holder: Escalation['holder']): boolean =>
  kind === 'staff' && holderCapacities[holder].includes(capacity);
