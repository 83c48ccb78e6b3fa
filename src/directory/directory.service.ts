import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import type { OfficeHours } from '../regulation/office-hours.ts';
import { type Calendars, calendars, readArrangements, unknownRegion } from './calendars.service.ts';
import { type ContactList, contactList } from './contact-list/contact-list.service.ts';
import { countChange, readDirectory, readVersion } from './directory.store.ts';
import { fullNameIn, isListedIn, postalAddressIn, presentCode, viewOf, windowsIn } from './directory-view.ts';
import {
  addEnquiry,
  countEnquiries,
  type DirectoryGap,
  listAllOpenGaps,
  listOpenGaps,
  openGap,
} from './gap.store.ts';
import { nearestOf } from './nearest.ts';
import { explainOutOfScope, type OutOfScopeExplanation } from './out-of-scope.ts';
import { isValidOn, provinceNameOfCode, type Region, type RegionPath } from './region.ts';
import { searchRegions } from './region-search.ts';
import type { Administration, PostalAddress, ServiceWindow } from './window.ts';
import { type WindowChanges, windowChanges } from './window-changes.service.ts';
import {
  type Change,
  getWindowIn,
  provinceCodeIn,
  type WindowRegister,
  windowRegister,
} from './window-register.service.ts';
import { type WindowServicesRegister, windowServicesRegister } from './window-services.service.ts';

/**
 * Regions, windows, addresses and calendars. What reads is answered from memory at once; what writes is one
 * transaction, after which memory is renewed. `tx` functions take part in the caller's transaction.
 */
export type Directory = WindowRegister &
  WindowChanges &
  WindowServicesRegister &
  ContactList &
  Calendars & {
    /** A region by its code; with a day, only if the code is in force then. */
    findRegion(code: string, on?: Day): Region | undefined;
    /** Regions directly under one, by code; without it the provinces. Those in force on the day, today by default. */
    listRegions(parent?: string, on?: Day): Region[];
    /** Regions by part of a name, pinyin, initials or code, best first; those in force today. */
    searchRegions(query: string, limit?: number): RegionPath[];
    /** A region after those above it, the province first; empty for an unknown code. */
    regionPath(code: string): RegionPath;
    /** Whole name: 重庆市綦江区; of a region elsewhere its province's name; throws a Problem for no code at all. */
    regionName(code: string): string;
    /** Code of the province of a region. */
    provinceOf(code: string): string;
    /** A window by its id, whatever its status. */
    findWindow(id: string): ServiceWindow | undefined;
    /** A window by its id; throws a Problem when there is none. */
    getWindow(id: string): ServiceWindow;
    /** The window of a region that takes new cases; of a region whose code has ended, that of its successor. */
    findOpenWindow(regionCode: string): ServiceWindow | undefined;
    /** Windows of a region that are not closed; without a region, of all. */
    listWindows(regionCode?: string): ServiceWindow[];
    /** A region's entry in the contact directory (规程第十三条), as routing asks for it. */
    entryOf(regionCode: string): { listed: boolean; windowId: string | undefined };
    /** 政务服务管理部门 of a region. */
    findAdministration(regionCode: string): Administration | undefined;
    /** Postal address of a window in force at a moment, perhaps marked invalid. */
    postalAddressOf(windowId: string, at: Instant): PostalAddress | undefined;
    /** Opening times of a window; throws a Problem for an unknown one. */
    officeHoursOf(windowId: string): OfficeHours;
    /** Opens the task about a missing window for the region's province, once (R-026, OP-16); answers its id. */
    recordGap(tx: Db, gap: { regionCode: string; reason: string }): Promise<string>;
    /** Open tasks about the directory that a province holds. */
    listGaps(holderRegion: string): Promise<DirectoryGap[]>;
    /** All of them, some at most. */
    listAllGaps(limit: number): Promise<DirectoryGap[]>;
    /** Counts a question about a region outside the directory; answers the explanation to hand out. */
    recordOutOfScopeEnquiry(
      tx: Db,
      enquiry: { regionCode: string; optionId?: string; windowId?: string },
    ): Promise<OutOfScopeExplanation>;
    /** How often each region outside the directory was asked for. */
    countOutOfScopeEnquiries(): Promise<{ regionCode: string; count: number }[]>;
    /** Open windows nearest to a region in the tree of regions, its own first; none of another province. */
    nearestWindows(regionCode: string, limit: number): { window: ServiceWindow; up: number; down: number }[];
    /** How often the directory changed: the version of the contact list. */
    version(): number;
    /** Reads everything anew. */
    reload(): Promise<void>;
    /** Notices what other processes change, within a second; answers the function that stops it. */
    watch(onError: (error: unknown) => void): () => void;
  };

const everyMs = 1000;

/** Opens the directory; the regions must be loaded before. */
export async function createDirectory({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<Directory> {
  const readRows = () => database.transaction(readDirectory);
  let rows = await readRows();
  let view = viewOf(rows, clock.now());
  /** A dated change takes effect by itself when its time has come; so the view is asked for, not kept. */
  const now = () => {
    const at = clock.now();
    if (at < view.from || at >= view.until) view = viewOf(rows, at);
    return view;
  };
  const today = () => dayOf(clock.now());
  const reload = async () => {
    const latest = await readRows();
    // Two readings may overtake each other.
    if (latest.version < view.version) return;
    rows = latest;
    view = viewOf(rows, clock.now());
  };
  const change: Change = async (work) => {
    const result = await database.transaction(async (tx) => {
      const done = await work(tx);
      await countChange(tx);
      return done;
    });
    await reload();
    return result;
  };
  const listWindows = (regionCode?: string) =>
    regionCode === undefined
      ? [...now().windows.values()].filter(({ status }) => status !== 'closed')
      : windowsIn(now(), regionCode);
  const findOpenWindow = (regionCode: string) =>
    windowsIn(now(), regionCode).find(({ status }) => status === 'open');
  const findName = (code: string) => fullNameIn(now(), code) ?? provinceNameOfCode(code);
  const regionName = (code: string) => {
    const name = findName(code);
    if (name === undefined) throw unknownRegion(code);
    return name;
  };
  return {
    ...windowRegister(now, change, clock),
    ...windowChanges(database, now, change, clock),
    ...windowServicesRegister(database, now, change, clock),
    ...contactList(database, now, change, clock),
    ...calendars(await readArrangements(), now, change, clock),
    findRegion(code, on) {
      const region = now().regions.get(code);
      return region && (on === undefined || isValidOn(region, on)) ? region : undefined;
    },
    listRegions: (parent = '', on = today()) =>
      (now().children.get(parent) ?? []).filter((region) => isValidOn(region, on)),
    searchRegions(query, limit = 20) {
      const on = today();
      const valid = [...now().paths.values()].filter((path) => path.every((region) => isValidOn(region, on)));
      return searchRegions(valid, query, limit);
    },
    regionPath: (code) => now().paths.get(code) ?? [],
    regionName,
    provinceOf: (code) => provinceCodeIn(now(), code),
    findWindow: (id) => now().windows.get(id),
    getWindow: (id) => getWindowIn(now(), id),
    findOpenWindow,
    listWindows,
    entryOf: (code) => ({ listed: isListedIn(now(), code), windowId: findOpenWindow(code)?.id }),
    findAdministration: (code) => now().administrationOf.get(presentCode(now(), code)),
    postalAddressOf: (windowId, at) => postalAddressIn(now(), windowId, at),
    officeHoursOf: (windowId) => getWindowIn(now(), windowId).officeHours,
    recordGap(tx, { regionCode, reason }) {
      const holderRegion = provinceCodeIn(now(), regionCode);
      const openedAt = clock.now();
      const gap = {
        id: randomUUID(),
        kind: 'window-missing' as const,
        windowId: null,
        holderRegion,
        openedAt,
      };
      return openGap(tx, { ...gap, regionCode, reason });
    },
    listGaps: (holderRegion) => listOpenGaps(database.db, holderRegion),
    listAllGaps: (limit) => listAllOpenGaps(database.db, limit),
    async recordOutOfScopeEnquiry(tx, { regionCode, optionId = null, windowId = null }) {
      const enquiredAt = clock.now();
      const explanation = explainOutOfScope(findName(regionCode) ?? `代码为 ${regionCode} 的地区`);
      await addEnquiry(tx, { id: randomUUID(), regionCode, optionId, windowId, enquiredAt });
      return explanation;
    },
    countOutOfScopeEnquiries: () => countEnquiries(database.db),
    nearestWindows(regionCode, limit) {
      const path = now().paths.get(presentCode(now(), regionCode)) ?? [];
      const open = [...now().windows.values()].filter(({ status }) => status === 'open');
      const places = open.map((window) => ({
        place: window,
        path: now().paths.get(window.regionCode) ?? [],
      }));
      return nearestOf(path, places, limit).map(({ place, ...steps }) => ({ window: place, ...steps }));
    },
    version: () => view.version,
    reload,
    watch: (onError) => watchVersion(database, () => view.version, reload, onError),
  };
}

/** The embedded database belongs to one process, so nobody else changes it. */
function watchVersion(
  database: Database,
  known: () => number,
  reload: () => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  if (database.kind === 'pglite') return () => undefined;
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      if ((await readVersion(database.db)) !== known()) await reload();
    } catch (error) {
      onError(error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
