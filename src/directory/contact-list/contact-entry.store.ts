import { all, type Db, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { OfficeHours } from '../../regulation/office-hours.ts';
import type { ContactFields, EntryChange, EntryKind, RecordedBy } from './contact-entry.ts';
import type { NumberedAddress } from './postal-versions.ts';

/** A change to be recorded. */
export type NewEntryChange = {
  entryId: string;
  entryKind: EntryKind;
  regionCode: string;
  kind: 'registered' | 'changed';
  validFrom: Instant;
  reason: string;
  before: Partial<ContactFields>;
  after: Partial<ContactFields>;
};

/** Keeps two people from changing the same windows at once; moving house locks them as well. */
export async function lockWindows(tx: Db, ids: readonly string[]): Promise<void> {
  await sql`
    select id from windows where id = any(${sql.val(ids)}::uuid[]) order by id for update`.execute(tx);
}

/** Records changes. */
export async function insertEntryChanges(
  tx: Db,
  rows: readonly NewEntryChange[],
  at: Instant,
  by: RecordedBy,
): Promise<void> {
  await sql`
    insert into entry_changes (entry_id, entry_kind, region_code, kind, valid_from, recorded_at, recorded_by,
      recorded_by_name, reason, before, after)
    select "entryId", "entryKind", "regionCode", kind, "validFrom", ${at}, ${by.id}, ${by.name}, reason, before, after
    from jsonb_to_recordset(${json(rows)}) as r ("entryId" uuid, "entryKind" text, "regionCode" text, kind text,
      "validFrom" timestamptz, reason text, before jsonb, after jsonb)`.execute(tx);
}

/** Everything that was changed of an entry, the latest first; of a window also opening, closing and moving house. */
export const listEntryChanges = (db: Db, entryId: string, limit: number): Promise<EntryChange[]> =>
  all(
    db,
    sql<EntryChange>`
      select id, "entryId", kind, "validFrom", "recordedAt", "recordedByName", reason, before, after from (
        (select id, entry_id as "entryId", kind, valid_from as "validFrom", recorded_at as "recordedAt",
          recorded_by_name as "recordedByName", reason, before, after, 1 as source
        from entry_changes where entry_id = ${entryId} order by id desc limit ${limit})
        union all
        (select id, window_id, kind, valid_from, recorded_at, recorded_by_name, reason,
          jsonb_strip_nulls(jsonb_build_object('address', address_before, 'phone', phone_before)),
          jsonb_strip_nulls(jsonb_build_object('address', address, 'phone', phone)), 0
        from window_changes where window_id = ${entryId} order by id desc limit ${limit})
      ) recorded order by "recordedAt" desc, source desc, id desc limit ${limit}`,
  );

/** Adds versions of postal addresses. */
export async function addAddressVersions(
  tx: Db,
  rows: readonly NumberedAddress[],
  recordedAt: Instant,
): Promise<void> {
  await sql`
    insert into window_addresses (window_id, version, addressee, phone, address, postcode, valid_from, recorded_at)
    select "windowId", version, addressee, phone, address, postcode, "validFrom", ${recordedAt}
    from jsonb_to_recordset(${json(rows)}) as r ("windowId" uuid, version integer, addressee text, phone text,
      address text, postcode text, "validFrom" timestamptz)`.execute(tx);
}

/** An administration to be entered. */
export type NewAdministration = {
  id: string;
  regionCode: string;
  name: string;
  contactPerson: string;
  phone: string;
  address: string;
  postcode: string;
  officeHours: OfficeHours | null;
  registeredAt: Instant;
};

/** Enters administrations; a second one of a region violates a constraint. */
export async function insertAdministrations(tx: Db, rows: readonly NewAdministration[]): Promise<void> {
  await sql`
    insert into administrations (id, region_code, name, contact_person, phone, address, postcode, office_hours,
      registered_at)
    select id, "regionCode", name, "contactPerson", phone, address, postcode,
      nullif("officeHours", 'null'::jsonb), "registeredAt"
    from jsonb_to_recordset(${json(rows)}) as r (id uuid, "regionCode" text, name text, "contactPerson" text,
      phone text, address text, postcode text, "officeHours" jsonb, "registeredAt" timestamptz)`.execute(tx);
}

/** Name of the constraint by which a region has one administration. */
export const oneAdministration = 'administrations_region_code_key';

/** Records that entries were looked through and found right. */
export async function insertConfirmations(
  tx: Db,
  rows: readonly { entryId: string; regionCode: string }[],
  at: Instant,
  by: RecordedBy,
): Promise<void> {
  await sql`
    insert into entry_confirmations (entry_id, region_code, confirmed_at, confirmed_by, confirmed_by_name)
    select "entryId", "regionCode", ${at}, ${by.id}, ${by.name}
    from jsonb_to_recordset(${json(rows)}) as r ("entryId" uuid, "regionCode" text)`.execute(tx);
}

/** Records what a province decided about a region. */
export async function insertDecision(
  tx: Db,
  row: { regionCode: string; what: 'listed' | 'delegated'; holds: boolean; reason: string },
  at: Instant,
  by: RecordedBy,
): Promise<void> {
  await run(
    tx,
    sql`insert into region_listings (region_code, what, holds, recorded_at, recorded_by, recorded_by_name, reason)
      values (${row.regionCode}, ${row.what}, ${row.holds}, ${at}, ${by.id}, ${by.name}, ${row.reason})`,
  );
}
