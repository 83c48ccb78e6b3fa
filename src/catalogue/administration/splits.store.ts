import { all, type Db, first, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Split } from './split.ts';

const columns = sql.raw(`
  id, programme_id as "programmeId", family_id as "familyId", item_name as "itemName", options, reason, state,
  proposed_at as "proposedAt", proposed_by as "proposedBy", proposed_by_name as "proposedByName",
  region_code as "regionCode", decided_at as "decidedAt", decided_by_name as "decidedByName", note`);

/** A page of proposals of a programme, the latest first. */
export const listSplits = (
  db: Db,
  programmeId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Split[]> =>
  all(
    db,
    sql<Split>`
      select ${columns} from option_splits
      where programme_id = ${programmeId}
        and (${after ?? null}::uuid is null
          or (proposed_at, id) < (select proposed_at, id from option_splits where id = ${after ?? null}::uuid))
      order by proposed_at desc, id desc limit ${limit}`,
  );

/** Families of which a split waits to be decided. */
export async function openSplitFamilies(db: Db): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ familyId: string }>`select family_id as "familyId" from option_splits where state = 'proposed'`,
  );
  return rows.map(({ familyId }) => familyId);
}

/** Adds a proposal. */
export const addSplit = async (
  tx: Db,
  split: Pick<Split, 'programmeId' | 'familyId' | 'itemName' | 'options' | 'reason' | 'regionCode'>,
  by: { id: string; name: string },
  at: Instant,
): Promise<Split> => {
  const added = await first(
    tx,
    sql<Split>`
      insert into option_splits (programme_id, family_id, item_name, options, reason, state, proposed_at, proposed_by,
        proposed_by_name, region_code)
      values (${split.programmeId}, ${split.familyId}, ${split.itemName}, ${json(split.options)}, ${split.reason},
        'proposed', ${at}, ${by.id}, ${by.name}, ${split.regionCode})
      returning ${columns}`,
  );
  if (!added) throw new Error('the split was not added');
  return added;
};

/** One proposal, held until the transaction ends. */
export const holdSplit = (tx: Db, id: string): Promise<Split | undefined> =>
  first(tx, sql<Split>`select ${columns} from option_splits where id = ${id} for update`);

/** Decides a proposal. */
export const decideSplit = (
  tx: Db,
  id: string,
  decision: { state: 'approved' | 'rejected'; note: string | null },
  by: { id: string; name: string },
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`
      update option_splits set state = ${decision.state}, note = ${decision.note}, decided_at = ${at},
        decided_by = ${by.id}, decided_by_name = ${by.name}
      where id = ${id} and state = 'proposed'`,
  );

/** Handling options of a family, with the place of the last. */
export const listFamilyOptions = (
  db: Db,
  familyId: string,
): Promise<{ id: string; name: string; position: number }[]> =>
  all(
    db,
    sql<{ id: string; name: string; position: number }>`
      select id, name, position from options where family_id = ${familyId} order by position`,
  );

/** Whether an option has this id. */
export async function isOption(db: Db, id: string): Promise<boolean> {
  return (await first(db, sql<{ id: string }>`select id from options where id = ${id}`)) !== undefined;
}
