import { type Day, dayOf } from '../../regulation/instant.ts';
import { mergedOpenings, type Opening, openingsOf } from '../../regulation/office-hours.ts';
import { clockTime, weekdayOf } from '../../regulation/shanghai-time.ts';
import { CalendarError, dayKind } from '../../regulation/working-calendar.ts';
import type { Directory } from '../directory.service.ts';
import type { ServiceWindow } from '../window.ts';
import type { ExtraHours } from './provision.store.ts';

type Calendars = Pick<Directory, 'calendarOf'>;

/** The usual opening times; none on a day off, nor where the calendar of the year is missing. */
const regular = (directory: Calendars, window: ServiceWindow, day: Day): readonly Opening[] => {
  try {
    const { working } = dayKind(directory.calendarOf(window.regionCode), day);
    return working ? openingsOf(window.officeHours, weekdayOf(day)) : [];
  } catch (error) {
    if (error instanceof CalendarError) return [];
    throw error;
  }
};
/** Opening times of a window on a day, with those beyond its usual ones: nothing counts twice. */
export const openingsWithExtra = (
  directory: Calendars,
  window: ServiceWindow,
  day: Day,
  extra: readonly ExtraHours[],
): Opening[] =>
  mergedOpenings([
    ...regular(directory, window, day),
    ...extra
      .filter(({ fromAt }) => dayOf(fromAt) === day)
      .map(({ fromAt, toAt }) => ({
        from: clockTime(fromAt),
        to: dayOf(toAt) === day ? clockTime(toAt) : '24:00',
      })),
  ]);
