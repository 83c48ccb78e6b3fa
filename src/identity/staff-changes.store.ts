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

/** Writes a line into the history of an account; `by` null is the system. */
export async function insertStaffChange(
  tx: Db,
  change: {
    staffId: string;
    kind: string;
    by: { id: string; name: string } | null;
    at: Instant;
    detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { staffId, kind, by, at, detail } = change;
  await run(
    tx,
    sql`insert into staff_changes (staff_id, kind, by_id, by_name, at, detail)
      values (${staffId}, ${kind}, ${by?.id ?? null}, ${by?.name ?? '系统'}, ${at}, ${json(detail)})`,
  );
}

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
