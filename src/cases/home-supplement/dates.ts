import { type Day, dayOf, type Instant } from '../../regulation/instant.ts';
import { addDays, isDay } from '../../regulation/shanghai-time.ts';
import { addWorkingDays, workingDayOnOrAfter, workingDaysBetween } from '../../regulation/working-days.ts';
import type { CaseCalendars } from '../core/due.ts';

/** Working days that the applicant has unless the home region says otherwise (OP-56). */
const usualWorkingDays = 10;

/** No due date lies further away. */
const longestDays = 90;

/** Working days after a passed due date in which the home region decides how to go on (C.1, 24). */
const decisionWorkingDays = 2;

/** The dates of a home supplement: of its request, or undefined when the day chosen is none that can be given. */
export type SupplementDates = { workingDays: number; dueOn: Day; pausedUntil: Day };

/**
 * The due date of a home supplement in the home region's calendar, moved to a day on which the intake window works too;
 * 10 working days unless a day is chosen, at least the next working day, at most 90 days.
 */
export function supplementDates(
  { home, intake }: Pick<CaseCalendars, 'home' | 'intake'>,
  from: Instant,
  chosen?: Day,
): SupplementDates | undefined {
  const start = dayOf(from);
  if (chosen !== undefined && !(isDay(chosen) && chosen > start && chosen <= addDays(start, longestDays)))
    return undefined;
  const lastOn =
    chosen === undefined ? addWorkingDays(home, start, usualWorkingDays) : workingDayOnOrAfter(home, chosen);
  const dueOn = workingDayOnOrAfter(intake, lastOn);
  return {
    workingDays: workingDaysBetween(home, start, lastOn),
    dueOn,
    pausedUntil: addWorkingDays(home, dueOn, decisionWorkingDays),
  };
}
