import type { Directory } from '../directory/directory.service.ts';
import { levelNames } from '../directory/region.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import {
  type GoLiveStatus,
  goLiveOn,
  goLiveStatuses,
  plannedPhases,
  realisedModes,
} from './administration/go-live.ts';
import { findGoLive } from './administration/matters.store.ts';
import type { Catalogue } from './catalogue.service.ts';
import { notActiveSentence, routeHomeWindow } from './routing.ts';
import { type ResolvedStandard, stageNames } from './standard.ts';

/** The window that decides, or why there is none; either way the rule in one sentence. */
export type HomeWindow =
  | {
      readonly ok: true;
      readonly id: string;
      readonly name: string;
      readonly regionCode: string;
      readonly regionName: string;
      readonly address: string;
      readonly phone: string;
      readonly level: keyof typeof levelNames;
      readonly levelText: string;
      readonly rule: string;
    }
  | { readonly ok: false; readonly refusal: string; readonly sentence: string };

/** Where an option goes for a home region: window, standard with stage, and whether it is realised there. */
export type HomeRoute = Pick<
  ResolvedStandard,
  | 'optionId'
  | 'optionName'
  | 'catalogueId'
  | 'itemNumber'
  | 'homeRegion'
  | 'version'
  | 'stage'
  | 'promisedDays'
  | 'statutoryDays'
  | 'sample'
> & {
  readonly itemName: string;
  readonly homeRegionName: string;
  readonly stageText: string;
  readonly window: HomeWindow;
  readonly status: GoLiveStatus;
  readonly statusText: string;
  readonly realisedOn: Day | null;
  readonly modeText: string | null;
};

/** Answers for every option and region. */
export type HomeRoutes = {
  /** Throws `option-not-published` where the option is not offered for the region. */
  find(optionId: string, homeRegion: string): Promise<HomeRoute>;
};

/**
 * Rules and windows are in memory; only how the item stands in the region is a row, read by its key: an item
 * for a region is one of millions.
 */
export function createHomeRoutes(ports: {
  database: Database;
  clock: Clock;
  catalogue: Pick<Catalogue, 'findMatter' | 'findItem'>;
  directory: Pick<Directory, 'regionPath' | 'regionName' | 'entryOf' | 'findWindow' | 'findRegion'>;
  /** Whether a region is in operation. */
  isActive: (regionCode: string) => boolean;
}): HomeRoutes {
  const { database, clock, catalogue, directory, isActive } = ports;

  function windowOf(standard: ResolvedStandard): HomeWindow {
    const route = routeHomeWindow({
      levels: standard.levels,
      home: directory.regionPath(standard.homeRegion),
      entryOf: (code) => directory.entryOf(code),
      withoutImplementer: standard.withoutImplementer,
    });
    if (!route.ok) return { ok: false, refusal: route.refusal, sentence: route.sentence };
    const regionName = directory.regionName(route.regionCode);
    if (!isActive(route.regionCode))
      return {
        ok: false,
        refusal: 'region-not-active',
        sentence: notActiveSentence(regionName),
      };
    const window = directory.findWindow(route.windowId);
    if (!window) throw new Error(`there is no window ${route.windowId}`);
    return {
      ok: true,
      id: window.id,
      name: `${window.hallName} ${window.name}`,
      regionCode: route.regionCode,
      regionName,
      address: window.address,
      phone: window.phone,
      level: route.level,
      levelText: levelNames[route.level],
      rule: route.rule,
    };
  }

  return {
    async find(optionId, homeRegion) {
      if (!directory.findRegion(homeRegion))
        throw new Problem('not-found', { detail: `没有 ${homeRegion} 这个地区。` });
      const standard = catalogue.findMatter(optionId, { homeRegion });
      const item = standard && catalogue.findItem(standard.catalogueId, standard.itemNumber);
      if (!standard || !item) throw new Problem('option-not-published');
      const record = await findGoLive(database.db, item.catalogueId, item.familyId, homeRegion);
      const { status } = goLiveOn(plannedPhases(item.catalogueId, item), record, dayOf(clock.now()));
      const mode = record?.mode as keyof typeof realisedModes | null | undefined;
      return {
        optionId: standard.optionId,
        optionName: standard.optionName,
        catalogueId: standard.catalogueId,
        itemNumber: standard.itemNumber,
        itemName: standard.localItemName,
        homeRegion,
        homeRegionName: directory.regionName(homeRegion),
        version: standard.version,
        stage: standard.stage,
        stageText: stageNames[standard.stage],
        promisedDays: standard.promisedDays,
        statutoryDays: standard.statutoryDays,
        sample: standard.sample,
        window: windowOf(standard),
        status,
        statusText: goLiveStatuses[status],
        realisedOn: record?.realisedOn ?? null,
        modeText: mode ? realisedModes[mode] : null,
      };
    },
  };
}
