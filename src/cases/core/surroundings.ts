import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { WindowView } from './case-view.ts';
import type { CaseCalendars } from './due.ts';

/** What showing a case needs beyond the case itself; gathered once a reading. */
export type Surroundings = {
  now: Instant;
  calendars: CaseCalendars;
  standard: ResolvedStandard;
  programmeName: string;
  intake: WindowView;
  home: WindowView;
  /** Names of staff who appear in the case. */
  staffNames: ReadonlyMap<string, string>;
  files: ReadonlyMap<string, { mediaType: string; size: number; pages: number }>;
};
