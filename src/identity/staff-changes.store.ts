import { all, type Db, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** One line in the history of an account. */
export type StaffChange = {
  id: number;
  /** What happened, in one word of the past tense. */
  kind: string;
  byName: string;
  at: Instant;
  detail: Readonly<Record<string, unknown>>;
};

/** A line to be written into the history of an account; `by` null is the system. */
export type NewStaffChange = {
  staffId: string;
  kind: string;
  by: { id: string; name: string } | null;
  at: Instant;
  detail: Readonly<Record<string, unknown>>;
};

/** Writes lines into the histories of accounts. */
export async function insertStaffChanges(tx: Db, changes: readonly NewStaffChange[]): Promise<void> {
  const rows = changes.map(({ by, ...change }) => ({
    ...change,
    byId: by?.id ?? null,
    byName: by?.name ?? '系统',
  }));
  await run(
    tx,
    sql`insert into staff_changes (staff_id, kind, by_id, by_name, at, detail)
      select c."staffId", c.kind, c."byId", c."byName", c.at, c.detail
      from jsonb_to_recordset(${json(rows)}) as c("staffId" uuid, kind text, "byId" uuid, "byName" text,
        at timestamptz, detail jsonb)`,
  );
}

/** Writes a line into the history of an account. */
export const insertStaffChange = (tx: Db, change: NewStaffChange): Promise<void> =>
  insertStaffChanges(tx, [change]);

/** The history of an account, the latest first: so many before an id. */
export const listStaffChanges = (
  db: Db,
  { staffId, before, limit }: { staffId: string; before?: number | undefined; limit: number },
): Promise<StaffChange[]> =>
  all(
    db,
    sql<StaffChange>`
      select id, kind, by_name as "byName", at, detail from staff_changes
      where staff_id = ${staffId} and id < coalesce(${before ?? null}::bigint, 9223372036854775807)
      order by id desc limit ${limit}`,
  );
