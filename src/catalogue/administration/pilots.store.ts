import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { StoredPilot } from './pilot-record.ts';

const columns = sql.raw(`
  id, programme_id as "programmeId", family_id as "familyId", item_name as "itemName", to_jsonb(regions) as regions,
  valid_from as "validFrom", valid_to as "validTo", reason, proposed_by as "proposedBy",
  proposed_by_name as "proposedByName", approved_by_name as "approvedByName", lifted_by_name as "liftedByName"`);

/** Pilots of a programme, the latest first; those that are over and lifted too. */
export const listPilots = (db: Db, programmeId: string): Promise<StoredPilot[]> =>
  all(
    db,
    sql<StoredPilot>`
      select ${columns} from item_pilots where programme_id = ${programmeId}
      order by proposed_at desc, id desc limit 200`,
  );

/** Pilots that bind: approved, and not lifted. */
export const listBindingPilots = (db: Db): Promise<StoredPilot[]> =>
  all(
    db,
    sql<StoredPilot>`
      select ${columns} from item_pilots where approved_at is not null and lifted_at is null order by valid_from, id`,
  );

/** Adds a pilot that somebody else has to approve. */
export const addPilot = async (
  tx: Db,
  pilot: Pick<
    StoredPilot,
    'programmeId' | 'familyId' | 'itemName' | 'regions' | 'validFrom' | 'validTo' | 'reason'
  >,
  by: { id: string; name: string },
  at: Instant,
): Promise<StoredPilot> => {
  const added = await first(
    tx,
    sql<StoredPilot>`
      insert into item_pilots (programme_id, family_id, item_name, regions, valid_from, valid_to, reason, proposed_by,
        proposed_by_name, proposed_at)
      values (${pilot.programmeId}, ${pilot.familyId}, ${pilot.itemName}, ${[...pilot.regions]}::text[],
        ${pilot.validFrom}, ${pilot.validTo}, ${pilot.reason}, ${by.id}, ${by.name}, ${at})
      returning ${columns}`,
  );
  if (!added) throw new Error('the pilot was not added');
  return added;
};

/** One pilot, held until the transaction ends. */
export const holdPilot = (tx: Db, id: string): Promise<StoredPilot | undefined> =>
  first(tx, sql<StoredPilot>`select ${columns} from item_pilots where id = ${id} for update`);

/** Approves a pilot: from now on it binds. */
export const approvePilot = (
  tx: Db,
  id: string,
  by: { id: string; name: string },
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update item_pilots set approved_by = ${by.id}, approved_by_name = ${by.name}, approved_at = ${at}
        where id = ${id} and approved_at is null`,
  );

/** Lifts a pilot: the item is open to all members. */
export const liftPilot = (tx: Db, id: string, byName: string, at: Instant): Promise<number> =>
  run(
    tx,
    sql`update item_pilots set lifted_by_name = ${byName}, lifted_at = ${at} where id = ${id} and lifted_at is null`,
  );
