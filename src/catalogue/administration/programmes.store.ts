import { type Db, first, run, sql } from '../../platform/database.ts';

/** The last place in the order of programmes. */
export async function lastPosition(db: Db): Promise<number> {
  const row = await first(
    db,
    sql<{ position: number }>`select coalesce(max(position), 0) as position from programmes`,
  );
  return row?.position ?? 0;
}

/** The place of a programme in their order. */
export async function positionOf(db: Db, id: string): Promise<number> {
  const row = await first(db, sql<{ position: number }>`select position from programmes where id = ${id}`);
  if (!row) throw new Error(`there is no programme ${id}`);
  return row.position;
}

/** Holds a programme until the transaction ends, so that changes of its members follow each other. */
export async function holdProgramme(tx: Db, id: string): Promise<void> {
  await sql`select from programmes where id = ${id} for update`.execute(tx);
}

/** From now on administrations keep it; shipped files leave it alone. */
export const markKept = (tx: Db, id: string): Promise<number> =>
  run(tx, sql`update programmes set kept = true where id = ${id}`);

/** Whether a programme has an edition, published or not, or anything else that is kept of it. */
export async function hasHistory(db: Db, id: string): Promise<boolean> {
  const row = await first(
    db,
    sql<{ found: boolean }>`
      select exists (select from editions where programme_id = ${id})
        or exists (select from catalogue_changes where programme_id = ${id} and action not in ('programmeAdded', 'programmeRemoved')) as found`,
  );
  return row?.found ?? false;
}

/** Takes a programme away with its members. */
export async function removeProgramme(tx: Db, id: string): Promise<void> {
  await sql`delete from programme_members where programme_id = ${id}`.execute(tx);
  await sql`delete from programmes where id = ${id}`.execute(tx);
}
