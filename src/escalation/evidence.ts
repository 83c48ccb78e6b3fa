import type { Instant } from '../regulation/instant.ts';
import { commandNames, rowOf } from '../regulation/lifecycle/index.ts';
import type { LoggedEvent, TakenReminder } from './case-facts.ts';
import type { Escalation } from './escalation.ts';
import { isByHolder } from './escalation-flow.ts';
import type { EscalationLine } from './escalation-view.ts';
import { dueWords, dutyTitle, type Names } from './escalation-words.ts';

const known = new Set<string>(commandNames);

/** What a command is called, for people. */
export const commandTitle = (command: string): string =>
  known.has(command) ? rowOf(command as (typeof commandNames)[number]).title : command;

const stepWords = { half: '提醒：期限过半', warn: '提醒：快到期', overdue: '期限已过，记为逾期' } as const;

/** Everything of a log from which a matter is proved. */
export type Sources = {
  log: readonly LoggedEvent[];
  reminders: readonly TakenReminder[];
  windowName: (id: string | null) => string;
  names: Names;
};

const byOf = ({ actor }: LoggedEvent, windowName: Sources['windowName']): string =>
  actor.kind === 'applicant'
    ? '申请人'
    : [actor.name, windowName(actor.windowId)].filter((part) => part !== '').join(' · ');

/** Entries that are written by one command at one moment are one line. */
function oneEach(events: readonly LoggedEvent[]): LoggedEvent[] {
  return events.filter(
    (event, index) =>
      events[index - 1]?.command !== event.command || events[index - 1]?.recordedAt !== event.recordedAt,
  );
}

/**
 * The evidence of a missed deadline from the log: what began it, the reminders that went out, what whoever was silent did
 * meanwhile, and that the deadline passed.
 */
export function evidenceOf(
  one: Pick<Escalation, 'rule' | 'round' | 'holder' | 'since' | 'missedAt' | 'answeredAt' | 'closedAt'>,
  { log, reminders, windowName, names }: Sources,
): EscalationLine[] {
  const until: Instant = one.answeredAt ?? one.closedAt ?? '9';
  const began = log.findLast(({ effectiveAt }) => effectiveAt <= one.since);
  const line = (event: LoggedEvent): EscalationLine => ({
    at: event.effectiveAt,
    title: commandTitle(event.command),
    by: byOf(event, windowName),
  });
  const acts = oneEach(
    log.filter(
      (event) =>
        event.effectiveAt > one.since &&
        event.effectiveAt <= until &&
        isByHolder(
          { command: event.command, capacity: event.actor.capacity, kind: event.actor.kind },
          one.holder,
        ),
    ),
  );
  const lines: EscalationLine[] = [
    ...(began ? [line(began)] : []),
    {
      at: one.since,
      title: `起算：${names.holder}应办“${dutyTitle(one.rule)}”`,
      by: '系统',
      text: `期限 ${dueWords(one.missedAt)}`,
    },
    ...reminders
      .filter(({ rule, round }) => rule === one.rule && round === one.round)
      .map(({ step, at, windowId }) => ({
        at,
        title: stepWords[step],
        by: `系统 → ${windowName(windowId)}`,
      })),
    ...acts.map(line),
  ];
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
