import { type Day, dayOf, type Instant, instantOf, later, msOf } from './instant.ts';
import { type OfficeHours, openingsOf } from './office-hours.ts';
import { addDays, startOfDay, weekdayOf } from './shanghai-time.ts';
import { isWorkingDay, type WorkingCalendar } from './working-calendar.ts';

/** When whoever has to act is reminded before the end; absent where the period leaves no office time for it. */
export type ReminderTimes = { halfAt?: Instant; warnAt?: Instant };

/** Hour of the morning on which reminders by day go out. */
const morningMs = 9 * 60 * 60 * 1000;

/** Reminders on the morning so many days before the last day; those that lie before the beginning are left out. */
export function remindersByDay(
  [first, second]: readonly [first: number, second?: number],
  since: Instant,
  dueAt: Instant,
): ReminderTimes {
  const lastOn = dayOf(later(dueAt, -1));
  const morning = (days: number | undefined): Instant | undefined => {
    if (days === undefined) return undefined;
    const at = later(startOfDay(addDays(lastOn, -days)), morningMs);
    return at > since ? at : undefined;
  };
  const halfAt = morning(first);
  const warnAt = morning(second);
  return { ...(halfAt && { halfAt }), ...(warnAt && { warnAt }) };
}

const hourMs = 60 * 60 * 1000;
const warnMs = 2 * hourMs;

const msIntoDay = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** Office time between two moments, opening by opening. */
function openingsBetween(
  calendar: WorkingCalendar,
  hours: OfficeHours,
  fromMs: number,
  toMs: number,
): [number, number][] {
  const found: [number, number][] = [];
  const lastOn = dayOf(instantOf(toMs - 1));
  for (let day: Day = dayOf(instantOf(fromMs)); day <= lastOn; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    const midnight = msOf(startOfDay(day));
    for (const { from, to } of openingsOf(hours, weekdayOf(day))) {
      const opens = Math.max(fromMs, midnight + msIntoDay(from));
      const closes = Math.min(toMs, midnight + msIntoDay(to));
      if (opens < closes) found.push([opens, closes]);
    }
  }
  return found;
}

/**
 * At half of the office time of a period, and two office hours before its end: what is due on Thursday at
 * 24:00 in a window that closes at 17:00 is brought to mind at 15:00.
 */
export function reminderTimes(
  calendar: WorkingCalendar,
  hours: OfficeHours,
  since: Instant,
  dueAt: Instant,
): ReminderTimes {
  const openings = openingsBetween(calendar, hours, msOf(since), msOf(dueAt));
  const total = openings.reduce((sum, [from, to]) => sum + to - from, 0);
  const after = (officeMs: number): Instant | undefined => {
    let left = officeMs;
    for (const [from, to] of openings) {
      if (left < to - from) return later(instantOf(from), left);
      left -= to - from;
    }
    return undefined;
  };
  const halfAt = total > 0 ? after(total / 2) : undefined;
  const warnAt = total > warnMs ? after(total - warnMs) : undefined;
  return { ...(halfAt && { halfAt }), ...(warnAt && { warnAt }) };
}
