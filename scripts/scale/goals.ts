import type { SizeMeasured } from './measure-size.ts';

/** How far p95 may grow from the small database to the large one. */
export const growthAllowed = 1.5;
/** p95 in milliseconds. */
export const limits = { sweep: 50, 'search by identity': 20 } as const;
/** Times below this are told apart by chance alone. */
const noiseMs = 1;

/** The ratio of p95 in the large database to the small one, for each list page. */
export function growth(small: SizeMeasured, large: SizeMeasured): { what: string; ratio: number }[] {
  const before = new Map(small.timings.map(({ what, p95 }) => [what, p95]));
  return large.timings
    .filter(({ what }) => what.includes('page'))
    .map(({ what, p95 }) => ({
      what,
      ratio: Math.max(p95, noiseMs) / Math.max(before.get(what) ?? p95, noiseMs),
    }));
}

/** The goals that were missed, as sentences. */
export function missedGoals(small: SizeMeasured, large: SizeMeasured): string[] {
  return [
    ...growth(small, large)
      .filter(({ ratio }) => ratio > growthAllowed)
      .map(({ what, ratio }) => `${what} grows ${ratio.toFixed(2)} ×`),
    ...Object.entries(limits).flatMap(([start, limit]) =>
      large.timings
        .filter(({ what, p95 }) => what.startsWith(start) && p95 > limit)
        .map(({ what, p95 }) => `${what}: p95 ${p95.toFixed(1)} ms, allowed ${limit}`),
    ),
  ];
}
