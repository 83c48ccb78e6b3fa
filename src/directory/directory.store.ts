import { all, type Db, first, json, sql } from '../platform/database.ts';
import type { WindowService } from '../regulation/window-services.ts';
import type {
  AdministrationRow,
  DatedFields,
  DirectoryRows,
  RegionalDay,
  RegionDecision,
  WindowRow,
} from './directory-view.ts';
import type { Hall } from './halls/hall.ts';
import type { Region } from './region.ts';
import type { Administration, PostalAddress } from './window.ts';

/** Which shipped data are loaded, and how often the directory changed. */
export type DirectoryState = {
  version: number;
  regionsChecksum: string | null;
  sampleChecksum: string | null;
};

const state = sql<DirectoryState>`
  select version, regions_checksum as "regionsChecksum", sample_checksum as "sampleChecksum" from directory_state`;

/** How often the directory changed; another number than before means that something did. */
export async function readVersion(db: Db): Promise<number> {
  return (await first(db, state))?.version ?? 0;
}

/** The state, locked until the transaction ends, so that two processes do not load at once. */
export async function lockState(tx: Db): Promise<DirectoryState> {
  const row = await first(tx, sql<DirectoryState>`${state} for update`);
  if (!row) throw new Error('the row of directory_state is missing');
  return row;
}

/** Counts a change; every writing transaction of the directory ends with it. */
export async function countChange(
  tx: Db,
  checksums: { regions?: string; sample?: string } = {},
): Promise<void> {
  await sql`
    update directory_state set version = version + 1,
      regions_checksum = coalesce(${checksums.regions ?? null}, regions_checksum),
      sample_checksum = coalesce(${checksums.sample ?? null}, sample_checksum)`.execute(tx);
}

/** Reads the whole directory in one transaction; some 600 regions and as many windows. */
export async function readDirectory(tx: Db): Promise<DirectoryRows> {
  return {
    version: await readVersion(tx),
    regions: await all(
      tx,
      sql<Region>`
        select code, name, level, parent, pinyin, valid_from as "validFrom", valid_to as "validTo", successor
        from regions order by code`,
    ),
    administrations: await all(
      tx,
      sql<AdministrationRow>`
        select id, region_code as "regionCode", name, contact_person as "contactPerson", phone, address, postcode,
          sample, office_hours as "officeHours", registered_at as "registeredAt"
        from administrations order by region_code`,
    ),
    windows: await all(
      tx,
      sql<WindowRow>`
        select w.id, w.hall_id as "hallId", h.region_code as "regionCode", h.name as "hallName", w.name, w.address, w.phone,
          w.office_hours as "officeHours", w.status, w.sample, w.contact_person as "contactPerson",
          w.registered_at as "registeredAt"
        from windows w join halls h on h.id = w.hall_id order by w.registered_at, w.id`,
    ),
    halls: await all(
      tx,
      sql<Hall>`select id, region_code as "regionCode", name, address, sample from halls order by region_code, id`,
    ),
    addresses: await all(
      tx,
      sql<PostalAddress>`
        select window_id as "windowId", version, addressee, phone, address, postcode, valid_from as "validFrom",
          invalid_at as "invalidAt", invalid_reason as "invalidReason"
        from window_addresses order by window_id, version desc`,
    ),
    services: await all(
      tx,
      sql<{ windowId: string; service: WindowService }>`
        select "windowId", service from (
          select distinct on (window_id, service) window_id as "windowId", service, offered
          from window_services order by window_id, service, id desc
        ) last where offered order by service desc`,
    ),
    changes: await all(
      tx,
      sql<DatedFields>`
        select "entryId", after, "validFrom", "recordedAt" from (
          select entry_id as "entryId", after, valid_from as "validFrom", recorded_at as "recordedAt", id, 1 as source
          from entry_changes where kind = 'changed'
          union all
          select window_id, jsonb_build_object('address', address, 'phone', phone), valid_from, recorded_at, id, 0
          from window_changes where kind = 'relocated'
          union all
          select hall_id, after, valid_from, recorded_at, id, 2 from hall_changes
        ) dated order by "recordedAt", source, id`,
    ),
    confirmations: await all(
      tx,
      sql<{ entryId: string; confirmedAt: string }>`
        select entry_id as "entryId", max(confirmed_at) as "confirmedAt" from entry_confirmations group by entry_id`,
    ),
    decisions: await all(
      tx,
      sql<RegionDecision>`
        select region_code as "regionCode", what, holds, recorded_at as "recordedAt"
        from region_listings order by id`,
    ),
    regionalDays: await all(
      tx,
      sql<RegionalDay>`
        select region_code as "regionCode", day, kind, name from regional_holidays order by day, region_code`,
    ),
  };
}

/** Adds regions, and renews those that are there; none is ever removed. */
export async function saveRegions(tx: Db, regions: readonly Region[]): Promise<void> {
  await sql`
    insert into regions (code, name, level, parent, pinyin, valid_from, valid_to, successor)
    select code, name, level, parent, pinyin, "validFrom", "validTo", successor
    from jsonb_to_recordset(${json(regions)}) as r (code text, name text, level text, parent text, pinyin text,
      "validFrom" date, "validTo" date, successor text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent,
      pinyin = excluded.pinyin, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      successor = excluded.successor`.execute(tx);
}

/** Adds administrations that are not there yet. */
export async function addAdministrations(tx: Db, rows: readonly Administration[]): Promise<void> {
  await sql`
    insert into administrations (id, region_code, name, contact_person, phone, address, postcode, sample)
    select id, "regionCode", name, "contactPerson", phone, address, postcode, sample
    from jsonb_to_recordset(${json(rows)}) as r (id uuid, "regionCode" text, name text, "contactPerson" text,
      phone text, address text, postcode text, sample boolean)
    on conflict do nothing`.execute(tx);
}
