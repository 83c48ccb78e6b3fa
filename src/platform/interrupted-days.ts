import { type Day, dayOf, type Instant, msOf } from '../regulation/instant.ts';
import { addDays, endOfDay, startOfDay } from '../regulation/shanghai-time.ts';

/** Standing still this long on a day moves the periods that end on it (OP-71). */
const longestInterruptionMs = 60 * 60 * 1000;

type Stretch = { from: Instant; until: Instant };

/** The stretches without what several processes noted of the same time. */
function apart(interruptions: readonly Stretch[]): Stretch[] {
  let last: Instant = '';
  return interruptions
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .flatMap(({ from, until }) => {
      const start = from < last ? last : from;
      if (until <= start) return [];
      last = until;
      return [{ from: start, until }];
    });
}

/** Days of which the interruptions together took an hour or more. */
export function interruptedDays(interruptions: readonly Stretch[]): Set<Day> {
  const lost = new Map<Day, number>();
  for (const { from, until } of apart(interruptions)) {
    for (let day = dayOf(from); startOfDay(day) < until; day = addDays(day, 1)) {
      const begins = Math.max(msOf(from), msOf(startOfDay(day)));
      const ends = Math.min(msOf(until), msOf(endOfDay(day)));
      lost.set(day, (lost.get(day) ?? 0) + Math.max(0, ends - begins));
    }
  }
  return new Set([...lost].flatMap(([day, ms]) => (ms >= longestInterruptionMs ? [day] : [])));
}
