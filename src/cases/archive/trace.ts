import { type DutyHolder, type DutyId, ruleOf } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import { isTerminal } from '../../regulation/states.ts';
import type { Case } from '../core/case.ts';
import { type CaseCalendars, dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import type { CaseEvent } from '../core/events.ts';
import { evolve } from '../core/evolve.ts';

/** How a duty ended: by whoever had it, by the clock at its due time, or because something else made it void. */
export type DutyEnd = 'done' | 'byClock' | 'void';

/** A duty that an entry of the trace ended, with its due time. */
export type EndedDuty = {
  rule: DutyId;
  title: string;
  holder: DutyHolder;
  since: Instant;
  dueAt: Instant;
  ended: DutyEnd;
  /** Whether it ended only after its due time. */
  late: boolean;
};

const sideOfHolder = { intakeWindow: 'intake', homeWindow: 'home', approver: 'home' } as const;

type Open = Map<string, Omit<EndedDuty, 'ended' | 'late'>>;

function openOf(kase: Case, calendars: CaseCalendars): Open {
  return new Map(
    openDuties(kase).map((duty) => {
      const { rule, round, holder, since } = duty;
      const { title } = ruleOf(rule);
      return [
        `${rule} ${round}`,
        { rule, title, holder, since, dueAt: dueOf(duty, kase, calendars).dueAt },
      ] as const;
    }),
  );
}

/** Whether whoever acted is the one who had the duty; what carriers and the clock report counts for whom it fulfils. */
function fulfilled({ actor }: CaseEvent, holder: DutyHolder): boolean {
  if (holder === 'applicant' || actor.kind === 'system') return true;
  if (actor.capacity === 'approver') return holder !== 'intakeWindow';
  return actor.capacity.startsWith(sideOfHolder[holder]);
}

/** What the end of a case fulfils; whatever else was open ends with it. */
const fulfilledByTheEnd: ReadonlySet<DutyId> = new Set<DutyId>(['completion', 'withdrawalAnswer']);

function endOf(
  event: CaseEvent,
  { rule, holder }: Pick<EndedDuty, 'rule' | 'holder'>,
  ends: boolean,
): DutyEnd {
  if (event.actor.kind === 'system' && ruleOf(rule).fires === event.command) return 'byClock';
  if (ends && !fulfilledByTheEnd.has(rule)) return 'void';
  return fulfilled(event, holder) ? 'done' : 'void';
}

/**
 * The duties that each entry of a history ended, by the number of the entry: what was open before it and no longer is.
 * Due times are those of the calendars as they stand now.
 */
export function dutiesEndedBy(
  id: string,
  events: readonly CaseEvent[],
  calendarsOf: (kase: Case) => CaseCalendars,
): Map<number, EndedDuty[]> {
  const ended = new Map<number, EndedDuty[]>();
  let kase: Case | undefined;
  let open: Open = new Map();
  for (const event of events) {
    const ends = isTerminal(event.state) && !(kase && isTerminal(kase.state));
    kase = { ...evolve(kase, event), id };
    const now = openOf(kase, calendarsOf(kase));
    const gone = [...open].filter(([key]) => !now.has(key)).map(([, duty]) => duty);
    ended.set(
      event.seq,
      gone.map((duty) => {
        const how = endOf(event, duty, ends);
        return { ...duty, ended: how, late: how !== 'void' && event.effectiveAt >= duty.dueAt };
      }),
    );
    open = now;
  }
  return ended;
}

/** Numbers that are missing in a history; none in a whole one. */
export function gapsIn(events: readonly Pick<CaseEvent, 'seq'>[]): number[] {
  const seen = new Set(events.map(({ seq }) => seq));
  const last = Math.max(0, ...seen);
  return Array.from({ length: last }, (_, index) => index + 1).filter((seq) => !seen.has(seq));
}
