import type { GivenStandard } from '../../catalogue/given-standard.ts';
import { type Db, first, sql } from '../../platform/database.ts';

/** The last answer of a home region for an item, from the log itself (`case_events_given`). */
export async function findLastGiven(
  db: Db,
  { optionId, homeRegion }: { optionId: string; homeRegion: string },
): Promise<GivenStandard | undefined> {
  const row = await first(
    db,
    sql<{ standard: GivenStandard }>`
      select data->'standard' as standard from case_events
      where type = 'standardProvided' and data->>'optionId' = ${optionId} and data->>'homeRegion' = ${homeRegion}
      order by effective_at desc limit 1`,
  );
  return row?.standard;
}
