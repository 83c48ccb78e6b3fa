import { shortMoment } from '../../regulation/shanghai-time.ts';

/** The end of a period as a person reads it: 24:00 of a day, not 00:00 of the next. */
export function endMoment(at: string, thisYear: number): string {
  if (at.slice(11, 19) !== '00:00:00') return shortMoment(at, thisYear);
  const before = new Date(Date.parse(at) - 60_000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
  return shortMoment(before, thisYear).replace(/ \d\d:\d\d$/, ' 24:00');
}
