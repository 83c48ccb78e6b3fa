import { type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { OfficeHours } from '../regulation/office-hours.ts';
import type { RegionalDay } from './directory-view.ts';
import type { WindowStatus } from './window.ts';

/** A hall to be stored. */
export type NewHall = { id: string; regionCode: string; name: string; address: string; sample: boolean };

/** A window to be stored, open from the start unless it says otherwise. */
export type NewWindow = {
  id: string;
  hallId: string;
  name: string;
  address: string;
  phone: string;
  officeHours: OfficeHours | null;
  contactPerson?: string | null;
  status?: WindowStatus;
  sample: boolean;
  registeredAt: Instant;
};

/** A version of a postal address to be stored; the store numbers it. */
export type NewAddress = {
  windowId: string;
  addressee: string;
  phone: string;
  address: string;
  postcode: string;
  validFrom: Instant;
  recordedAt: Instant;
};

/** Adds halls that are not there yet. */
export async function addHalls(tx: Db, rows: readonly NewHall[]): Promise<void> {
  await sql`
    insert into halls (id, region_code, name, address, sample)
    select id, "regionCode", name, address, sample
    from jsonb_to_recordset(${json(rows)}) as r (id uuid, "regionCode" text, name text, address text, sample boolean)
    on conflict do nothing`.execute(tx);
}

/** Adds windows that are not there yet by their id; a second one of a name in a hall violates a constraint. */
export async function addWindows(tx: Db, rows: readonly NewWindow[]): Promise<void> {
  await sql`
    insert into windows (id, hall_id, name, address, phone, office_hours, contact_person, status, sample,
      registered_at)
    select id, "hallId", name, address, phone, nullif("officeHours", 'null'::jsonb), "contactPerson",
      coalesce(status, 'open'), sample, "registeredAt"
    from jsonb_to_recordset(${json(rows)}) as r (id uuid, "hallId" uuid, name text, address text, phone text,
      "officeHours" jsonb, "contactPerson" text, status text, sample boolean, "registeredAt" timestamptz)
    on conflict (id) do nothing`.execute(tx);
}

/** Name of the constraint that keeps names of open windows apart in a hall. */
export const oneOpenWindow = 'one_open_window_a_name_and_hall';

/** Changes whether a window takes cases; false when there is no such window, or it is closed. */
export async function setWindowStatus(tx: Db, id: string, status: WindowStatus): Promise<boolean> {
  return (
    (await run(tx, sql`update windows set status = ${status} where id = ${id} and status <> 'closed'`)) > 0
  );
}

/** Adds the first postal address of windows that have none. */
export async function addFirstAddresses(tx: Db, rows: readonly NewAddress[]): Promise<void> {
  await sql`
    insert into window_addresses (window_id, version, addressee, phone, address, postcode, valid_from, recorded_at)
    select "windowId", 1, addressee, phone, address, postcode, "validFrom", "recordedAt"
    from jsonb_to_recordset(${json(rows)}) as r ("windowId" uuid, addressee text, phone text, address text,
      postcode text, "validFrom" timestamptz, "recordedAt" timestamptz)
    on conflict do nothing`.execute(tx);
}

/** Adds the next version of a window's postal address; answers its number. */
export async function addNextAddress(tx: Db, row: NewAddress): Promise<number> {
  // The lock keeps two changes from taking the same number.
  await sql`select id from windows where id = ${row.windowId} for update`.execute(tx);
  const added = await first(
    tx,
    sql<{ version: number }>`
      insert into window_addresses (window_id, version, addressee, phone, address, postcode, valid_from, recorded_at)
      select ${row.windowId}, coalesce(max(version), 0) + 1, ${row.addressee}, ${row.phone}, ${row.address},
        ${row.postcode}, ${row.validFrom}, ${row.recordedAt}
      from window_addresses where window_id = ${row.windowId}
      returning version`,
  );
  return added?.version ?? 0;
}

/** Marks a version of a postal address as wrong, once. */
export async function markAddress(
  tx: Db,
  mark: { windowId: string; version: number; reason: string; at: Instant },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`
      update window_addresses set invalid_at = ${mark.at}, invalid_reason = ${mark.reason}
      where window_id = ${mark.windowId} and version = ${mark.version} and invalid_at is null`,
  );
  return touched > 0;
}

/** Adds or renews a day a region adds to the calendar. */
export async function saveRegionalDay(tx: Db, row: RegionalDay & { recordedAt: Instant }): Promise<void> {
  await sql`
    insert into regional_holidays (region_code, day, kind, name, recorded_at)
    values (${row.regionCode}, ${row.day}, ${row.kind}, ${row.name}, ${row.recordedAt})
    on conflict (region_code, day) do update
    set kind = excluded.kind, name = excluded.name, recorded_at = excluded.recorded_at`.execute(tx);
}

/** Takes a region's own day off the calendar. */
export async function removeRegionalDay(tx: Db, regionCode: string, day: Day): Promise<boolean> {
  return (
    (await run(tx, sql`delete from regional_holidays where region_code = ${regionCode} and day = ${day}`)) > 0
  );
}
