import type { RegionLevel } from '../directory/region.ts';
import type { Instant } from '../regulation/instant.ts';
import type { RegionStage, RollOutPoint } from '../regulation/roll-out.ts';

/** A region on its way into operation, as administrations see it. */
export type RollOutView = {
  regionCode: string;
  regionName: string;
  level: RegionLevel;
  active: boolean;
  stage: RegionStage;
  stageText: string;
  points: {
    id: RollOutPoint;
    title: string;
    means: string;
    done: boolean;
    by: string | null;
    at: string | null;
    note: string | null;
  }[];
  open: number;
  /** Whether the reader keeps the checklist, and whether the reader switches the region on and off. */
  mayCheck: boolean;
  maySwitch: boolean;
};

/** One step of the history. */
export type RollOutHistory = {
  what: 'pointDone' | 'pointReopened' | 'stageSet' | 'activated' | 'deactivated';
  point: RollOutPoint | null;
  stage: RegionStage | null;
  note: string | null;
  byName: string | null;
  at: Instant;
};

/** A page of regions; `active` and `all` count those of the reader. */
export type RollOutPage = { regions: RollOutView[]; next: string | null; active: number; all: number };
