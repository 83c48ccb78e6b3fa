import type { Instant } from '../regulation/instant.ts';
import { leastSample, type MeasuredRule } from '../regulation/ladder.ts';

/** A request of one window to another with its end. */
export type WindowResponse = {
  kind: MeasuredRule;
  subjectId: string;
  /** Which request of the case or off-list request. */
  ref: string;
  windowId: string;
  regionCode: string;
  askingRegion: string;
  askedAt: Instant;
  dueAt: Instant;
  answeredAt: Instant;
  /** Minutes of the responding window's office hours. */
  minutes: number;
  onTime: boolean;
  /** False: it ended late and without a reply. */
  replied: boolean;
};

/** How a window responds. */
export type WindowFigures = {
  windowId: string;
  regionCode: string;
  median: number;
  onTimeShare: number;
  sample: number;
};

/** A window with its place; windows with too few requests have none. */
export type Ranked = WindowFigures & { place: number | null };

/** The league: the shortest median first, equal ones by punctuality; those with a small sample at the end, unranked. */
export function ranked(figures: readonly WindowFigures[]): Ranked[] {
  const enough = figures
    .filter(({ sample }) => sample >= leastSample)
    .toSorted(
      (a, b) =>
        a.median - b.median ||
        b.onTimeShare - a.onTimeShare ||
        b.sample - a.sample ||
        (a.regionCode < b.regionCode ? -1 : 1),
    );
  const few = figures
    .filter(({ sample }) => sample < leastSample)
    .toSorted((a, b) => b.sample - a.sample || (a.regionCode < b.regionCode ? -1 : 1));
  return [
    ...enough.map((window, index) => ({ ...window, place: index + 1 })),
    ...few.map((window) => ({ ...window, place: null })),
  ];
}
