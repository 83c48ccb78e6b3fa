import type { Day } from './instant.ts';
import { addDays, isDay, weekdayOf } from './shanghai-time.ts';
import { statutoryHolidays } from './statutory-holidays.ts';

/** A holiday (放假) from its first to its last day. */
export type Holiday = { readonly from: Day; readonly to: Day; readonly name: string };

/** What the State Council's notice says about one year; the content of `data/calendar/<year>.json`. */
export type YearArrangement = {
  readonly year: number;
  /** Title and 文号 of the notice. */
  readonly source: string;
  readonly off: readonly Holiday[];
  /** Make-up working days (调休上班). */
  readonly work: readonly Day[];
};

/** The working-day calendar (工作日历) of a region: the national arrangement and the region's own holidays. */
export type WorkingCalendar = {
  readonly coveredFrom: Day;
  /** Last day for which a notice is loaded; beyond it dates are provisional (OP-93). */
  readonly coveredUntil: Day;
  readonly holidays: ReadonlyMap<Day, string>;
  readonly workdays: ReadonlySet<Day>;
};

/** Why a calendar cannot be built or cannot answer: the caller raises the calendar alarm. */
export class CalendarError extends Error {
  readonly code: 'calendar-invalid' | 'calendar-conflict' | 'calendar-year-missing';
  constructor(code: CalendarError['code'], message: string) {
    super(message);
    this.name = 'CalendarError';
    this.code = code;
  }
}

/**
 * Builds the calendar of a region from the years' arrangements and its own holidays (OP-10; 放假办法第四条).
 * Refuses a malformed day, a year given twice or missing in the middle, and a day that is both holiday and
 * working day.
 */
export function calendarFrom(
  years: readonly YearArrangement[],
  regionalHolidays: readonly Holiday[] = [],
): WorkingCalendar {
  const sorted = years.toSorted((a, b) => a.year - b.year);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) throw new CalendarError('calendar-year-missing', '工作日历没有任何年度的安排。');
  sorted.forEach((arrangement, i) => {
    const expected = first.year + i;
    if (arrangement.year > expected) throw missingYear(expected);
    if (arrangement.year < expected) {
      throw new CalendarError('calendar-conflict', `${arrangement.year} 年的放假安排有两份。`);
    }
  });
  const holidays = new Map<Day, string>();
  for (const holiday of [...sorted.flatMap((arrangement) => arrangement.off), ...regionalHolidays]) {
    for (const day of daysOf(holiday)) if (!holidays.has(day)) holidays.set(day, holiday.name);
  }
  const workdays = new Set(sorted.flatMap((arrangement) => arrangement.work));
  for (const day of workdays) {
    if (!isDay(day)) throw new CalendarError('calendar-invalid', `上班日“${day}”不是日历上的日子。`);
    const holiday = holidays.get(day);
    if (holiday !== undefined) {
      throw new CalendarError('calendar-conflict', `${day} 既是${holiday}放假又是上班日，请核对放假安排。`);
    }
  }
  return { coveredFrom: `${first.year}-01-01`, coveredUntil: `${last.year}-12-31`, holidays, workdays };
}

function daysOf({ from, to, name }: Holiday): Day[] {
  if (!isDay(from) || !isDay(to) || from > to || name === '') {
    throw new CalendarError('calendar-invalid', `放假安排“${name}”（${from} 至 ${to}）写得不对。`);
  }
  const days = [from];
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}

const missingYear = (year: number) =>
  new CalendarError('calendar-year-missing', `没有 ${year} 年的放假安排，无法计算期限。`);

/** What a day is on a calendar: whether it is worked, and the Chinese words for it (国庆节放假, 调休上班, 周末, 工作日). */
export type DayKind = { readonly working: boolean; readonly label: string };

/**
 * What a day is. Beyond `coveredUntil` the holidays that the law itself fixes count (OP-93); there is no silent
 * Monday-to-Friday: a day before the first year, or beyond the known feasts, throws `calendar-year-missing`.
 */
export function dayKind(calendar: WorkingCalendar, day: Day): DayKind {
  if (day < calendar.coveredFrom) throw missingYear(Number(day.slice(0, 4)));
  const holiday = calendar.holidays.get(day) ?? statutoryHolidayBeyond(calendar, day);
  if (holiday !== undefined) return { working: false, label: `${holiday}放假` };
  if (weekdayOf(day) < 6) return { working: true, label: '工作日' };
  return calendar.workdays.has(day)
    ? { working: true, label: '调休上班' }
    : { working: false, label: '周末' };
}

function statutoryHolidayBeyond(calendar: WorkingCalendar, day: Day): string | undefined {
  if (!isProvisional(calendar, day)) return undefined;
  const year = Number(day.slice(0, 4));
  const holidays = statutoryHolidays(year);
  if (holidays === undefined) throw missingYear(year);
  return holidays.get(day);
}

/** Whether the day is a working day (工作日), make-up days included. */
export const isWorkingDay = (calendar: WorkingCalendar, day: Day): boolean => dayKind(calendar, day).working;

/** Whether a day lies beyond the notices loaded, so that a date computed from it may still move (OP-93). */
export const isProvisional = (calendar: WorkingCalendar, day: Day): boolean => day > calendar.coveredUntil;

/**
 * The first year whose arrangement is overdue on the given day, if any: the running year, and from 1 December the
 * next one too.
 */
export function overdueYear(calendar: WorkingCalendar, on: Day): number | undefined {
  const needed = Number(on.slice(0, 4)) + (on.slice(5, 7) === '12' ? 1 : 0);
  const covered = Number(calendar.coveredUntil.slice(0, 4));
  return covered < needed ? covered + 1 : undefined;
}
