import type { Db } from '../../platform/database.ts';
import type { Day } from '../../regulation/instant.ts';
import type { Directory } from '../directory.service.ts';
import { isMunicipality } from '../region.ts';
import type { ServiceWindow } from '../window.ts';
import * as store from './provision.store.ts';
import { checklistShare, readinessOn } from './provision.ts';

/** How far the windows of a city are. */
export type CityTotal = {
  regionCode: string;
  regionName: string;
  windows: number;
  ready: number;
  staffed: number;
  complete: number;
  percent: number;
};

/** How far the windows of a province are on a day, city by city; of a municipality as a whole. */
export async function provisionTotals(
  db: Db,
  directory: Pick<Directory, 'listWindows' | 'provinceOf' | 'regionPath' | 'regionName'>,
  day: Day,
  province: string,
): Promise<CityTotal[]> {
  const windows = directory
    .listWindows()
    .filter(({ regionCode }) => directory.provinceOf(regionCode) === province);
  const ids = windows.map(({ id }) => id);
  const checks = Map.groupBy(await store.listDeviceChecks(db, ids), ({ windowId }) => windowId);
  const posts = Map.groupBy(await store.listPosts(db, ids), ({ windowId }) => windowId);
  const marks = Map.groupBy(await store.listMarks(db, ids), ({ windowId }) => windowId);
  const cityOf = ({ regionCode }: ServiceWindow): string => {
    const path = directory.regionPath(regionCode);
    return (isMunicipality(province) ? path[0] : (path[1] ?? path[0]))?.code ?? province;
  };
  return [...Map.groupBy(windows, cityOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([regionCode, own]) => {
      const shares = own.map(({ id }) => checklistShare(marks.get(id) ?? []).percent);
      return {
        regionCode,
        regionName: directory.regionName(regionCode),
        windows: own.length,
        ready: own.filter(({ id }) => readinessOn(checks.get(id) ?? [], day).ready).length,
        staffed: own.filter(({ id }) => posts.has(id)).length,
        complete: shares.filter((share) => share === 100).length,
        percent: Math.round(shares.reduce((sum, share) => sum + share, 0) / own.length),
      };
    });
}
