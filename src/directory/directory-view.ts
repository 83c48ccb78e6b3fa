import type { Day, Instant } from '../regulation/instant.ts';
import { defaultOfficeHours, type OfficeHours } from '../regulation/office-hours.ts';
import { fullNameOf, type Region, type RegionPath } from './region.ts';
import type { Administration, PostalAddress, ServiceWindow } from './window.ts';

/** A day a region adds to the national arrangement: a holiday, or a make-up working day (OP-10). */
export type RegionalDay = { regionCode: string; day: Day; kind: 'off' | 'work'; name: string };

/** A window as stored; opening times it does not state are null. */
export type WindowRow = Omit<ServiceWindow, 'level' | 'officeHours'> & { officeHours: OfficeHours | null };

/** The whole directory as read at one moment. */
export type DirectoryRows = {
  version: number;
  regions: readonly Region[];
  administrations: readonly Administration[];
  windows: readonly WindowRow[];
  addresses: readonly PostalAddress[];
  regionalDays: readonly RegionalDay[];
};

/** The directory arranged for looking up; never changed, only replaced. */
export type DirectoryView = {
  version: number;
  regions: ReadonlyMap<string, Region>;
  /** Every region after those above it. */
  paths: ReadonlyMap<string, RegionPath>;
  /** Regions under one, by code; the provinces under ''. */
  children: ReadonlyMap<string, readonly Region[]>;
  windows: ReadonlyMap<string, ServiceWindow>;
  windowsOf: ReadonlyMap<string, readonly ServiceWindow[]>;
  administrationOf: ReadonlyMap<string, Administration>;
  /** Versions of a window's postal address, latest first. */
  addressesOf: ReadonlyMap<string, readonly PostalAddress[]>;
  regionalDaysOf: ReadonlyMap<string, readonly RegionalDay[]>;
};

/** Arranges the rows of the directory for looking up. */
export function viewOf(rows: DirectoryRows): DirectoryView {
  const regions = new Map(rows.regions.map((region) => [region.code, region]));
  const paths = new Map(rows.regions.map((region) => [region.code, pathIn(regions, region)]));
  const windows = rows.windows.flatMap(({ officeHours, ...window }): ServiceWindow[] => {
    const region = regions.get(window.regionCode);
    return region ? [{ ...window, level: region.level, officeHours: officeHours ?? defaultOfficeHours }] : [];
  });
  return {
    version: rows.version,
    regions,
    paths,
    children: Map.groupBy(rows.regions, ({ parent }) => parent ?? ''),
    windows: new Map(windows.map((window) => [window.id, window])),
    windowsOf: Map.groupBy(windows, ({ regionCode }) => regionCode),
    administrationOf: new Map(rows.administrations.map((row) => [row.regionCode, row])),
    addressesOf: Map.groupBy(rows.addresses, ({ windowId }) => windowId),
    regionalDaysOf: Map.groupBy(rows.regionalDays, ({ regionCode }) => regionCode),
  };
}

function pathIn(regions: ReadonlyMap<string, Region>, region: Region): RegionPath {
  const parent = region.parent === null ? undefined : regions.get(region.parent);
  return parent ? [...pathIn(regions, parent), region] : [region];
}

/** The code that stands for a region now: its own, or that of the region it became. */
export function presentCode(view: DirectoryView, code: string): string {
  const successor = view.regions.get(code)?.successor;
  return successor ? presentCode(view, successor) : code;
}

/** The windows of a region that are not closed; those of the region it became, where its code has ended. */
export const windowsIn = (view: DirectoryView, code: string): ServiceWindow[] =>
  (view.windowsOf.get(presentCode(view, code)) ?? []).filter(({ status }) => status !== 'closed');

/** Whether the contact directory (联络清单) has an entry for a region: an administration or a window (规程第十三条). */
export const isListedIn = (view: DirectoryView, code: string): boolean =>
  view.administrationOf.has(presentCode(view, code)) || windowsIn(view, code).length > 0;

/** The whole name of a region; undefined for an unknown code. */
export function fullNameIn(view: DirectoryView, code: string): string | undefined {
  const path = view.paths.get(code);
  return path && fullNameOf(path);
}

/** The postal address of a window in force at a moment: the highest version that has begun. */
export const postalAddressIn = (
  view: DirectoryView,
  windowId: string,
  at: Instant,
): PostalAddress | undefined => view.addressesOf.get(windowId)?.find(({ validFrom }) => validFrom <= at);

/** The days a region and those above it add to the national calendar. */
export const regionalDaysIn = (view: DirectoryView, code: string): RegionalDay[] =>
  (view.paths.get(code) ?? []).flatMap((region) => view.regionalDaysOf.get(region.code) ?? []);
