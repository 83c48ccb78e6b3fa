import type { Actor } from '../../platform/actor.ts';
import type { Directory } from '../directory.service.ts';
import { isTopRegion, levelNames, type Region } from '../region.ts';
import type { ContactDesk, SeenEntry } from './contact-desk.service.ts';

/** A region with its 政务服务管理部门 in the contact list, or without one. */
export type Office = Pick<Region, 'level'> & {
  regionCode: string;
  regionName: string;
  levelName: string;
  /** The administration's entry; null where the list has none. */
  entry: SeenEntry | null;
  windows: number;
  openWindows: number;
  /** Taken off the list by its province. */
  removed: boolean;
  /** Keeps its own entries, as long as the province leaves it to it. */
  delegated: boolean;
  hasChildren: boolean;
  /** The reader keeps its entry. */
  mayEdit: boolean;
  /** The reader is its province and decides on the list. */
  mayDecide: boolean;
  /** Whether keeping its entries can be left to it: not to a province, which has them anyway. */
  mayDelegate: boolean;
};

/** The administrations by level: of a region and of those directly under it; without one, of the provinces. */
export type Offices = (actor: Actor, region: string | undefined) => Office[];

/** Builds it. */
export function createOffices({
  directory,
  desk,
}: {
  directory: Directory;
  desk: Pick<ContactDesk, 'find' | 'mayEdit'>;
}): Offices {
  return (actor, region) => {
    const own = region === undefined ? undefined : directory.findRegion(region);
    const regions = [...(own ? [own] : []), ...directory.listRegions(own?.code)];
    const wanted = new Set(regions.map(({ code }) => code));
    const entries = Map.groupBy(
      desk
        .find(actor, region === undefined ? {} : { region })
        .filter(({ regionCode }) => wanted.has(regionCode)),
      ({ regionCode }) => regionCode,
    );
    const provinces = new Set(
      actor.grants.flatMap(({ role, regionCode }) => (role === 'serviceAdministration' ? [regionCode] : [])),
    );
    return regions.map(({ code, level }) => {
      const here = entries.get(code) ?? [];
      const { removed, delegated } = directory.decisionsOn(code);
      const mayDecide = provinces.has(directory.provinceOf(code));
      const windows = here.filter(({ kind }) => kind === 'window');
      return {
        regionCode: code,
        regionName: directory.regionName(code),
        level,
        levelName: levelNames[level],
        entry: here.find(({ kind }) => kind === 'administration') ?? null,
        windows: windows.length,
        openWindows: windows.filter(({ status }) => status === 'open').length,
        removed,
        delegated,
        hasChildren: directory.listRegions(code).length > 0,
        mayEdit: desk.mayEdit(actor, code),
        mayDecide,
        mayDelegate: mayDecide && !isTopRegion(code),
      };
    });
  };
}
