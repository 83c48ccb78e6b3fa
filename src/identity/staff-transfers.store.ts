import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { TransferState } from '../regulation/staff-transfers.ts';

/** A transfer as stored, with whose it is. */
export type TransferRow = {
  id: string;
  transferNo: number;
  staffId: string;
  username: string;
  name: string;
  fromRegion: string | null;
  toRegion: string;
  reason: string;
  state: TransferState;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Instant;
  expiresAt: Instant;
  endedAt: Instant | null;
  endedByName: string | null;
  note: string | null;
};

const rows = sql`
  select t.id, t.transfer_no as "transferNo", t.staff_id as "staffId", a.username, a.name, t.from_region as "fromRegion",
    t.to_region as "toRegion", t.reason, t.state, t.proposed_by as "proposedBy", t.proposed_by_name as "proposedByName",
    t.proposed_at as "proposedAt", t.expires_at as "expiresAt", t.ended_at as "endedAt",
    t.ended_by_name as "endedByName", t.note
  from staff_transfers t join staff_accounts a on a.id = t.staff_id`;

/** Proposes a transfer; a second one that waits violates `one_waiting_transfer`. */
export async function insertTransfer(
  tx: Db,
  row: Pick<
    TransferRow,
    | 'id'
    | 'staffId'
    | 'fromRegion'
    | 'toRegion'
    | 'reason'
    | 'proposedBy'
    | 'proposedByName'
    | 'proposedAt'
    | 'expiresAt'
  >,
): Promise<void> {
  await run(
    tx,
    sql`insert into staff_transfers (id, staff_id, from_region, to_region, reason, proposed_by, proposed_by_name,
        proposed_at, expires_at)
      values (${row.id}, ${row.staffId}, ${row.fromRegion}, ${row.toRegion}, ${row.reason}, ${row.proposedBy},
        ${row.proposedByName}, ${row.proposedAt}, ${row.expiresAt})`,
  );
}

/** A transfer by its id; `lock` holds it until the transaction ends. */
export const findTransfer = (db: Db, id: string, lock = false): Promise<TransferRow | undefined> =>
  first(db, sql<TransferRow>`${rows} where t.id = ${id} ${lock ? sql`for update of t` : sql``}`);

/** Ends a transfer; one that does not wait any more stays as it is. */
export const endTransfer = (
  tx: Db,
  end: {
    id: string;
    state: Exclude<TransferState, 'waiting'>;
    at: Instant;
    by: { id: string; name: string } | null;
    note: string | null;
  },
): Promise<number> =>
  run(
    tx,
    sql`update staff_transfers set state = ${end.state}, ended_at = ${end.at}, ended_by = ${end.by?.id ?? null},
        ended_by_name = ${end.by?.name ?? null}, note = ${end.note}
      where id = ${end.id} and state = 'waiting'`,
  );

/** Transfers from or to regions (null: all), those that wait first and the latest first, behind a number. */
export const listTransfers = (
  db: Db,
  asked: { regions: readonly string[] | null; waiting: boolean; before: number | undefined; limit: number },
): Promise<TransferRow[]> =>
  all(
    db,
    sql<TransferRow>`${rows}
      where (t.state = 'waiting') = ${asked.waiting}
        and (${asked.regions === null} or t.to_region = any(${[...(asked.regions ?? [])]}::text[])
          or t.from_region = any(${[...(asked.regions ?? [])]}::text[]))
        and t.transfer_no < coalesce(${asked.before ?? null}::bigint, 9223372036854775807)
      order by t.transfer_no desc limit ${asked.limit}`,
  );

/** Transfers whose time is over, locked; left out where another process has them. */
export const lockExpired = (tx: Db, now: Instant, limit: number): Promise<TransferRow[]> =>
  all(
    tx,
    sql<TransferRow>`${rows} where t.state = 'waiting' and t.expires_at <= ${now}::timestamptz
      order by t.expires_at limit ${limit} for update of t skip locked`,
  );
