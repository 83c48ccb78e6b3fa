import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { StandardSource } from '../../catalogue/standard-source.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { RulesInForce } from '../../settings/text-version-view.ts';
import type { SeenParts } from '../requests/unseen.ts';
import type { WindowView } from './case-view.ts';
import type { CaseCalendars } from './due.ts';

/** What showing a case needs beyond the case itself; gathered once a reading. */
export type Surroundings = {
  now: Instant;
  calendars: CaseCalendars;
  standard: ResolvedStandard;
  /** Where the standard can be read. */
  source?: StandardSource;
  programmeName: string;
  /** The version of the Rules that holds for the case: that of its acceptance day, before it today's. */
  rules?: RulesInForce;
  intake: WindowView;
  home: WindowView;
  /** Names of staff who appear in the case. */
  staffNames: ReadonlyMap<string, string>;
  /** When messages between the windows were first seen, by request. */
  seen?: ReadonlyMap<string, SeenParts>;
  /** What the home region last answered for the item, while the case still lacks a standard. */
  lastGiven?: GivenStandard;
  /** Name of the window that gave a standard. */
  givenWindow?: string;
  files: ReadonlyMap<string, { mediaType: string; size: number; pages: number }>;
};
