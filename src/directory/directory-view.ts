import type { Day, Instant } from '../regulation/instant.ts';
import { defaultOfficeHours, type OfficeHours } from '../regulation/office-hours.ts';
import type { WindowService } from '../regulation/window-services.ts';
import type { ContactEntry, ContactFields } from './contact-list/contact-entry.ts';
import type { Hall } from './halls/hall.ts';
import { fullNameOf, type Region, type RegionPath } from './region.ts';
import type { Administration, PostalAddress, ServiceWindow } from './window.ts';

/** A day a region adds to the national arrangement: a holiday, or a make-up working day (OP-10). */
export type RegionalDay = { regionCode: string; day: Day; kind: 'off' | 'work'; name: string };

/** A window as stored; opening times it does not state are null, and so is a contact person. */
export type WindowRow = Omit<ServiceWindow, 'level' | 'officeHours' | 'services'> & {
  hallId: string;
  officeHours: OfficeHours | null;
  contactPerson: string | null;
  registeredAt: Instant;
};

/** An administration as stored. */
export type AdministrationRow = Administration & { officeHours: OfficeHours | null; registeredAt: Instant };

/** Fields of a window, an administration or a hall that hold from a moment on. */
export type DatedFields = {
  entryId: string;
  after: Partial<ContactFields>;
  validFrom: Instant;
  recordedAt: Instant;
};

/** What a province decided about a region; the last decision of each kind holds. */
export type RegionDecision = {
  regionCode: string;
  what: 'listed' | 'delegated';
  holds: boolean;
  recordedAt: Instant;
};

/** The whole directory as read at one moment. */
export type DirectoryRows = {
  version: number;
  regions: readonly Region[];
  administrations: readonly AdministrationRow[];
  /** Halls as registered. */
  halls: readonly Hall[];
  windows: readonly WindowRow[];
  addresses: readonly PostalAddress[];
  /** What windows offer beyond the usual. */
  services: readonly { windowId: string; service: WindowService }[];
  /** In the order in which they were recorded. */
  changes: readonly DatedFields[];
  confirmations: readonly { entryId: string; confirmedAt: Instant }[];
  decisions: readonly RegionDecision[];
  regionalDays: readonly RegionalDay[];
};

/** The directory arranged for looking up; never changed, only replaced. */
export type DirectoryView = {
  version: number;
  /** From when, and before when, what it says of windows holds: between two dated changes. */
  from: Instant;
  until: Instant;
  regions: ReadonlyMap<string, Region>;
  /** Every region after those above it. */
  paths: ReadonlyMap<string, RegionPath>;
  /** Regions under one, by code; the provinces under ''. */
  children: ReadonlyMap<string, readonly Region[]>;
  halls: ReadonlyMap<string, Hall>;
  windows: ReadonlyMap<string, ServiceWindow>;
  windowsOf: ReadonlyMap<string, readonly ServiceWindow[]>;
  administrationOf: ReadonlyMap<string, Administration>;
  /** Versions of a window's postal address, latest first. */
  addressesOf: ReadonlyMap<string, readonly PostalAddress[]>;
  regionalDaysOf: ReadonlyMap<string, readonly RegionalDay[]>;
  /** Entries of the contact list by id; closed windows are not among them. */
  entries: ReadonlyMap<string, ContactEntry>;
  /** Regions taken off the contact list: their windows keep open cases only. */
  removed: ReadonlySet<string>;
  /** When a province last took a region off the list or back on it. */
  listedAnew: ReadonlyMap<string, Instant>;
  /** Regions whose entries the province keeps itself. */
  undelegated: ReadonlySet<string>;
};

const always = { from: '', until: '~' } as const;

/** What has begun of dated changes, by entry: each field as the change says that began last. */
function fieldsAt(rows: readonly DatedFields[], at: Instant): Map<string, Partial<ContactFields>> {
  const begun = rows
    .filter(({ validFrom }) => validFrom <= at)
    .toSorted((a, b) => compareTexts(a.validFrom, b.validFrom) || compareTexts(a.recordedAt, b.recordedAt));
  const fields = new Map<string, Partial<ContactFields>>();
  for (const { entryId, after } of begun) fields.set(entryId, { ...fields.get(entryId), ...after });
  return fields;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function decided(rows: readonly RegionDecision[], what: RegionDecision['what']): Set<string> {
  const last = new Map(rows.filter((row) => row.what === what).map((row) => [row.regionCode, row.holds]));
  return new Set([...last].filter(([, holds]) => !holds).map(([code]) => code));
}

/** Arranges the rows of the directory for looking up at a moment, and until the next dated change. */
export function viewOf(rows: DirectoryRows, at: Instant): DirectoryView {
  const fields = fieldsAt(rows.changes, at);
  const turns = [...rows.changes, ...rows.addresses].map(({ validFrom }) => validFrom).toSorted();
  const regions = new Map(rows.regions.map((region) => [region.code, region]));
  const paths = new Map(rows.regions.map((region) => [region.code, pathIn(regions, region)]));
  const removed = decided(rows.decisions, 'listed');
  const addressesOf = Map.groupBy(rows.addresses, ({ windowId }) => windowId);
  const servicesOf = Map.groupBy(rows.services, ({ windowId }) => windowId);
  const confirmed = new Map(rows.confirmations.map((row) => [row.entryId, row.confirmedAt]));
  const entries: ContactEntry[] = [];
  const windows = rows.windows.flatMap((row): ServiceWindow[] => {
    const region = regions.get(row.regionCode);
    if (!region) return [];
    const { contactPerson, registeredAt, hallId, ...stored } = row;
    const now = fields.get(row.id) ?? {};
    const window: ServiceWindow = {
      ...stored,
      name: now.name ?? row.name,
      hallName: fields.get(hallId)?.name ?? row.hallName,
      address: now.address ?? row.address,
      phone: now.phone ?? row.phone,
      officeHours: now.officeHours ?? row.officeHours ?? defaultOfficeHours,
      level: region.level,
      services: (servicesOf.get(row.id) ?? []).map(({ service }) => service),
      status: row.status === 'open' && removed.has(row.regionCode) ? 'suspended' : row.status,
    };
    const postal = addressesOf.get(row.id)?.find(({ validFrom }) => validFrom <= at);
    if (row.status !== 'closed')
      entries.push({
        ...window,
        kind: 'window',
        hallId,
        contactPerson: now.contactPerson ?? contactPerson ?? postal?.addressee ?? '',
        addressee: postal?.addressee ?? '',
        postalAddress: postal?.address ?? '',
        postcode: postal?.postcode ?? '',
        addressFault: postal?.invalidReason ?? null,
        listedSince: registeredAt,
        confirmedAt: confirmed.get(row.id) ?? registeredAt,
      });
    return [window];
  });
  const administrations = rows.administrations.map(({ officeHours, ...row }): Administration => {
    const now = fields.get(row.id) ?? {};
    const { name, contactPerson, phone, address, postcode } = { ...row, ...now };
    const since = confirmed.get(row.id) ?? '';
    entries.push({
      id: row.id,
      kind: 'administration',
      regionCode: row.regionCode,
      level: regions.get(row.regionCode)?.level ?? 'county',
      hallName: '',
      hallId: '',
      status: null,
      services: [],
      sample: row.sample,
      name,
      contactPerson,
      phone,
      address,
      addressee: name,
      postalAddress: address,
      addressFault: null,
      postcode,
      officeHours: now.officeHours ?? officeHours ?? defaultOfficeHours,
      listedSince: row.registeredAt,
      confirmedAt: since > row.registeredAt ? since : row.registeredAt,
    });
    const { registeredAt: _since, ...stored } = row;
    return { ...stored, name, contactPerson, phone, address, postcode };
  });
  return {
    version: rows.version,
    from: turns.findLast((turn) => turn <= at) ?? always.from,
    until: turns.find((turn) => turn > at) ?? always.until,
    regions,
    paths,
    children: Map.groupBy(rows.regions, ({ parent }) => parent ?? ''),
    halls: new Map(
      rows.halls.map((hall) => {
        const { name = hall.name, address = hall.address } = fields.get(hall.id) ?? {};
        return [hall.id, { ...hall, name, address }];
      }),
    ),
    windows: new Map(windows.map((window) => [window.id, window])),
    windowsOf: Map.groupBy(windows, ({ regionCode }) => regionCode),
    administrationOf: new Map(administrations.map((row) => [row.regionCode, row])),
    addressesOf,
    regionalDaysOf: Map.groupBy(rows.regionalDays, ({ regionCode }) => regionCode),
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    removed,
    listedAnew: new Map(
      rows.decisions.filter(({ what }) => what === 'listed').map((row) => [row.regionCode, row.recordedAt]),
    ),
    undelegated: decided(rows.decisions, 'delegated'),
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
  !view.removed.has(presentCode(view, code)) &&
  (view.administrationOf.has(presentCode(view, code)) || windowsIn(view, code).length > 0);

/**
 * Whether the administration of `own` keeps the entries of a region: the province does, and a city or county those of
 * its own region and below as long as the province leaves it to them.
 */
export function keepsEntriesOf(view: DirectoryView, own: string, code: string): boolean {
  const path = view.paths.get(code) ?? [];
  const at = path.findIndex((region) => region.code === own);
  if (at < 0) return false;
  return at === 0 || !path.slice(at).some((region) => view.undelegated.has(region.code));
}

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
