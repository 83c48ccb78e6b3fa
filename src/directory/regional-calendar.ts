import { calendarFrom, type WorkingCalendar, type YearArrangement } from '../regulation/working-calendar.ts';
import type { RegionalDay } from './directory-view.ts';

/**
 * The calendar of a region: the national arrangement with the days the region and those above it add (OP-10, R-087).
 * Throws a CalendarError on a day that is both holiday and working day.
 */
export function regionalCalendar(
  years: readonly YearArrangement[],
  days: readonly RegionalDay[],
): WorkingCalendar {
  const off = days.filter(({ kind }) => kind === 'off');
  const work = days.filter(({ kind }) => kind === 'work').map(({ day }) => day);
  const last = years.at(-1);
  return calendarFrom(
    last && work.length > 0 ? [...years.slice(0, -1), { ...last, work: [...last.work, ...work] }] : years,
    off.map(({ day, name }) => ({ from: day, to: day, name })),
  );
}
