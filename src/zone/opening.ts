import type { Instant } from '../regulation/instant.ts';
import { isOpenAt, type OfficeHours, type Opening, openingsOf } from '../regulation/office-hours.ts';
import { addDays, momentOf, shanghaiDay, weekdayOf } from '../regulation/shanghai-time.ts';
import { dayKind, type WorkingCalendar } from '../regulation/working-calendar.ts';

/** Whether a window is open, when it opens today, and when it opens next if it is closed now. */
export type OpeningView = {
  openNow: boolean;
  /** Opening times of today; none on a day off. */
  today: readonly Opening[];
  /** Why today is off: 国庆节放假, 周末. */
  offBecause?: string;
  /** The next opening, when closed now. */
  nextAt?: Instant;
};

const lookAhead = 30;

/** The opening of a window at a moment, on its region's calendar. */
export function openingView(calendar: WorkingCalendar, hours: OfficeHours, now: Instant): OpeningView {
  const on = shanghaiDay(now);
  const kind = dayKind(calendar, on);
  const today = kind.working ? openingsOf(hours, weekdayOf(on)) : [];
  if (isOpenAt(calendar, hours, now)) return { openNow: true, today };
  const nextAt = findNext(calendar, hours, now);
  return {
    openNow: false,
    today,
    ...(!kind.working && { offBecause: kind.label }),
    ...(nextAt !== undefined && { nextAt }),
  };
}

function findNext(calendar: WorkingCalendar, hours: OfficeHours, now: Instant): Instant | undefined {
  const first = shanghaiDay(now);
  for (let ahead = 0; ahead <= lookAhead; ahead += 1) {
    const day = addDays(first, ahead);
    if (!dayKind(calendar, day).working) continue;
    const next = openingsOf(hours, weekdayOf(day))
      .map(({ from }) => momentOf(day, from))
      .find((at) => at > now);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Opening times in words: 09:00–12:00、13:00–17:00. */
export const openingsText = (openings: readonly Opening[]): string =>
  openings.map(({ from, to }) => `${from}–${to}`).join('、');
