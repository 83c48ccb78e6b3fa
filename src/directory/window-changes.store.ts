import { all, type Db, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** What can be changed on a window. */
export type WindowChangeKind = 'registered' | 'suspended' | 'opened' | 'relocated' | 'closed';

/** A change as recorded. */
export type WindowChange = {
  id: number;
  windowId: string;
  kind: WindowChangeKind;
  validFrom: Instant;
  recordedAt: Instant;
  recordedByName: string | null;
  reason: string;
  addressBefore: string | null;
  phoneBefore: string | null;
  address: string | null;
  phone: string | null;
  successorId: string | null;
};

/** A change to be recorded. */
export type NewWindowChange = Omit<WindowChange, 'id'> & { recordedBy: string | null };

/** Records a change. */
export async function insertWindowChange(tx: Db, change: NewWindowChange): Promise<void> {
  await run(
    tx,
    sql`insert into window_changes (window_id, kind, valid_from, recorded_at, recorded_by, recorded_by_name, reason,
        address_before, phone_before, address, phone, successor_id)
      values (${change.windowId}, ${change.kind}, ${change.validFrom}, ${change.recordedAt}, ${change.recordedBy},
        ${change.recordedByName}, ${change.reason}, ${change.addressBefore}, ${change.phoneBefore}, ${change.address},
        ${change.phone}, ${change.successorId})`,
  );
}

/** The changes of a window, the latest first. */
export const listWindowChanges = (db: Db, windowId: string, limit: number): Promise<WindowChange[]> =>
  all(
    db,
    sql<WindowChange>`
      select id, window_id as "windowId", kind, valid_from as "validFrom", recorded_at as "recordedAt",
        recorded_by_name as "recordedByName", reason, address_before as "addressBefore",
        phone_before as "phoneBefore", address, phone, successor_id as "successorId"
      from window_changes where window_id = ${windowId} order by id desc limit ${limit}`,
  );
