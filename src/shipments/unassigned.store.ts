import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** A parcel that arrived without a case number. */
export type UnassignedRow = {
  id: string;
  windowId: string;
  regionCode: string;
  waybill: string;
  carrier: string;
  noted: Buffer;
  arrivedAt: Instant;
  collectedAt: Instant | null;
  registeredBy: string;
  registeredAt: Instant;
  state: 'open' | 'linked' | 'returned';
  caseId: string | null;
  outcome: string | null;
  returnWaybill: string | null;
  settledBy: string | null;
  settledAt: Instant | null;
};

const columns = sql`id, window_id as "windowId", region_code as "regionCode", waybill, carrier, noted,
  arrived_at as "arrivedAt", collected_at as "collectedAt", registered_by as "registeredBy",
  registered_at as "registeredAt", state, case_id as "caseId", outcome, return_waybill as "returnWaybill",
  settled_by as "settledBy", settled_at as "settledAt"`;

type New = Pick<
  UnassignedRow,
  | 'id'
  | 'windowId'
  | 'regionCode'
  | 'waybill'
  | 'carrier'
  | 'noted'
  | 'arrivedAt'
  | 'collectedAt'
  | 'registeredBy'
  | 'registeredAt'
>;

/** Stores one; false while the same number is open at the window. */
export const insertUnassigned = async (tx: Db, row: New): Promise<boolean> =>
  (await run(
    tx,
    sql`
      insert into unassigned_parcels (id, window_id, region_code, waybill, carrier, noted, arrived_at, collected_at,
        registered_by, registered_at, state)
      values (${row.id}::uuid, ${row.windowId}::uuid, ${row.regionCode}, ${row.waybill}, ${row.carrier}, ${row.noted},
        ${row.arrivedAt}::timestamptz, ${row.collectedAt}::timestamptz, ${row.registeredBy}::uuid,
        ${row.registeredAt}::timestamptz, 'open')
      on conflict do nothing`,
  )) > 0;

/** One by its id. */
export const findUnassigned = (db: Db, id: string): Promise<UnassignedRow | undefined> =>
  first(db, sql<UnassignedRow>`select ${columns} from unassigned_parcels where id = ${id}::uuid`);

/** Open ones of windows, or of regions by the beginning of their codes; the longest waiting first. */
export const listUnassigned = (
  db: Db,
  scope: { windows: readonly string[]; regionPrefixes: readonly string[] },
  page: { after: { arrivedAt: Instant; id: string } | undefined; limit: number },
): Promise<UnassignedRow[]> =>
  all(
    db,
    sql<UnassignedRow>`
      select ${columns} from unassigned_parcels
      where state = 'open' and (window_id = any(${[...scope.windows]}::uuid[])
          or region_code like any(${scope.regionPrefixes.map((prefix) => `${prefix}%`)}::text[]))
        ${page.after ? sql`and (arrived_at, id) > (${page.after.arrivedAt}::timestamptz, ${page.after.id}::uuid)` : sql``}
      order by arrived_at, id limit ${page.limit}`,
  );

/** Parcels that a clerk linked to a case. */
export const listLinked = (db: Db, caseId: string): Promise<UnassignedRow[]> =>
  all(
    db,
    sql<UnassignedRow>`select ${columns} from unassigned_parcels where case_id = ${caseId}::uuid order by arrived_at limit 100`,
  );

/** Settles an open one; false when somebody did. */
export const settleUnassigned = async (
  tx: Db,
  id: string,
  done: {
    state: 'linked' | 'returned';
    caseId: string | null;
    outcome: string;
    returnWaybill: string | null;
    by: string;
    at: Instant;
  },
): Promise<boolean> =>
  (await run(
    tx,
    sql`
      update unassigned_parcels set state = ${done.state}, case_id = ${done.caseId}::uuid, outcome = ${done.outcome},
        return_waybill = ${done.returnWaybill}, settled_by = ${done.by}::uuid, settled_at = ${done.at}::timestamptz
      where id = ${id}::uuid and state = 'open'`,
  )) > 0;
