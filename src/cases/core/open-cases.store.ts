import { type Db, first, sql } from '../../platform/database.ts';

/** Most that are counted; who asks wants to know whether there are any, and roughly how many. */
const countedAtMost = 1000;

/** How many cases and drafts of a region, on either side, have not ended: at most 1000. */
export async function countOpenCases(tx: Db, regionCode: string): Promise<number> {
  const row = await first(
    tx,
    sql<{ count: number }>`
      select count(*) as count from (
        select from cases where ended_at is null and (intake_region = ${regionCode} or home_region = ${regionCode})
        limit ${countedAtMost}) as open`,
  );
  return row?.count ?? 0;
}
