import type { Day, Instant } from './instant.ts';
import { addDays, daysBetween, endOfDay, shanghaiDay } from './shanghai-time.ts';
import {
  type DayKind,
  dayKind,
  isProvisional,
  isWorkingDay,
  type WorkingCalendar,
} from './working-calendar.ts';

/** One line of the answer to "为什么是 10月9日？": a day, or a run of days up to `to`, that counted or did not. */
export type DayLine = {
  from: Day;
  /** Last day of a run; absent for a single day. */
  to?: Day;
  label: string;
  counted: boolean;
  /** The number reached at the end of the line: 第 n 日. */
  n?: number;
};

/** A due date (期限) with its reasons, in the order of the calendar. */
export type Due = {
  dueOn: Day;
  /** 24:00 of `dueOn`, written as 00:00 of the next day. */
  dueAt: Instant;
  /** Beyond the notices loaded: shown as provisional, and nothing is fired against an applicant on it (OP-93). */
  provisional: boolean;
  why: DayLine[];
};

/** Days that do not count, both ends included; overlapping pauses count once. */
export type Pause = { readonly from: Day; readonly to: Day; readonly label?: string };

export type WorkingDaysOptions = {
  readonly pauses?: readonly Pause[];
  /** Words for the day of the trigger, which does not count; default 起算日不计. */
  readonly startLabel?: string;
};

/**
 * The end of N working days (C.9 rules 1 and 4): counting starts on the calendar day after the trigger and ends at
 * 24:00 of the N-th working day. 0 (即办) ends on the trigger's own day if that is a working day, else on the next
 * one. Refuses a count that is no whole number from 0 up.
 */
export function workingDaysDue(
  calendar: WorkingCalendar,
  from: Instant,
  days: number,
  { pauses = [], startLabel = '起算日不计' }: WorkingDaysOptions = {},
): Due {
  refuseUnlessCount(days);
  for (const pause of pauses) {
    if (pause.from > pause.to)
      throw new RangeError(`a pause ends before it starts: ${pause.from}, ${pause.to}`);
  }
  const startOn = shanghaiDay(from);
  const why: DayLine[] = days === 0 ? [] : [{ from: startOn, label: startLabel, counted: false }];
  let day = days === 0 ? startOn : addDays(startOn, 1);
  for (let n = 0; ; day = addDays(day, 1)) {
    const kind = kindUnderPauses(calendar, pauses, day);
    if (!kind.working) {
      appendUncounted(why, day, kind.label);
      continue;
    }
    n += 1;
    why.push({ from: day, label: kind.label, counted: true, ...(days > 0 && { n }) });
    if (n >= days) break;
  }
  return due(calendar, day, why);
}

/** The N-th working day after a day; for 0 the day itself or, if it is off, the next working day. */
export const addWorkingDays = (calendar: WorkingCalendar, day: Day, days: number): Day =>
  workingDaysDue(calendar, endOfDay(addDays(day, -1)), days).dueOn;

export type CalendarDaysOptions = {
  /** Move a last day that is off to the next working day (OP-05). */
  readonly rollToWorkingDay?: boolean;
  readonly startLabel?: string;
};

/**
 * The end of N calendar days (C.9 rule 4), counted from the next day. `days` in the answer is the number that
 * leads to the due date itself: the number to print, raised where the date was moved (OP-05).
 */
export function calendarDaysDue(
  calendar: WorkingCalendar,
  from: Instant,
  days: number,
  { rollToWorkingDay = false, startLabel = '起算日不计' }: CalendarDaysOptions = {},
): Due & { days: number } {
  refuseUnlessCount(days);
  const startOn = shanghaiDay(from);
  const lastOn = addDays(startOn, days);
  const dueOn = rollToWorkingDay ? workingDayOnOrAfter(calendar, lastOn) : lastOn;
  const moved = dueOn !== lastOn;
  const why: DayLine[] = days === 0 ? [] : [{ from: startOn, label: startLabel, counted: false }];
  const plainDays = moved ? days - 1 : days;
  if (plainDays > 0) {
    const run = { from: addDays(startOn, 1), ...(plainDays > 1 && { to: addDays(startOn, plainDays) }) };
    why.push({ ...run, label: '自然日', counted: true, n: plainDays });
  }
  if (days === 0 && !moved) why.push({ from: lastOn, label: '当日', counted: true });
  if (moved) why.push(...linesOfMove(calendar, lastOn, dueOn, days));
  return {
    ...due(calendar, dueOn, why),
    provisional: rollToWorkingDay && isProvisional(calendar, dueOn),
    days: daysBetween(startOn, dueOn),
  };
}

function linesOfMove(calendar: WorkingCalendar, lastOn: Day, dueOn: Day, days: number): DayLine[] {
  const lines: DayLine[] = [
    {
      from: lastOn,
      label: `${dayKind(calendar, lastOn).label}，顺延`,
      counted: days > 0,
      ...(days > 0 && { n: days }),
    },
  ];
  for (let day = addDays(lastOn, 1); day < dueOn; day = addDays(day, 1)) {
    appendUncounted(lines, day, dayKind(calendar, day).label);
  }
  return [...lines, { from: dueOn, label: `${dayKind(calendar, dueOn).label}，顺延到此`, counted: true }];
}

/**
 * Working days after the first day up to and including the second, pauses left out; 0 when the second is not
 * later. 还剩 N: from today to the due date; 已超 N: from the due date to today.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  afterOn: Day,
  untilOn: Day,
  pauses: readonly Pause[] = [],
): number {
  let count = 0;
  for (let day = addDays(afterOn, 1); day <= untilOn; day = addDays(day, 1)) {
    if (kindUnderPauses(calendar, pauses, day).working) count += 1;
  }
  return count;
}

/** The day itself if it is a working day, else the next one. */
export function workingDayOnOrAfter(calendar: WorkingCalendar, day: Day): Day {
  let candidate = day;
  while (!isWorkingDay(calendar, candidate)) candidate = addDays(candidate, 1);
  return candidate;
}

/** The last working day of the month in which a day lies: when 每月底 is due (OP-35, R-201). */
export function lastWorkingDayOfMonth(calendar: WorkingCalendar, inMonth: Day): Day {
  const month = inMonth.slice(0, 7);
  let day = `${month}-28`;
  while (addDays(day, 1).startsWith(month)) day = addDays(day, 1);
  while (!isWorkingDay(calendar, day)) day = addDays(day, -1);
  return day;
}

function refuseUnlessCount(days: number): void {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a number of days: ${days}`);
}

function kindUnderPauses(calendar: WorkingCalendar, pauses: readonly Pause[], day: Day): DayKind {
  const pause = pauses.find(({ from, to }) => from <= day && day <= to);
  return pause ? { working: false, label: pause.label ?? '计时暂停' } : dayKind(calendar, day);
}

function appendUncounted(why: DayLine[], day: Day, label: string): void {
  const last = why.at(-1);
  if (last && !last.counted && last.label === label) last.to = day;
  else why.push({ from: day, label, counted: false });
}

function due(calendar: WorkingCalendar, dueOn: Day, why: DayLine[]): Due {
  return { dueOn, dueAt: endOfDay(dueOn), provisional: isProvisional(calendar, dueOn), why };
}
