import { dayOf, type Instant, later } from '../../regulation/instant.ts';
import { clockTime, shortDay, shortMoment } from '../../regulation/shanghai-time.ts';

/** When something ends, in words: what ends at midnight ends on the day before, at 24:00. */
export const untilWords = (at: Instant, thisYear?: number): string =>
  clockTime(at) === '00:00' ? `${shortDay(dayOf(later(at, -1)), thisYear)} 24:00` : shortMoment(at, thisYear);
