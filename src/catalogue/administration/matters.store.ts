import { all, type Db, first, json, run, sql } from '../../platform/database.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { SearchName } from '../search-index.ts';

/** How a province calls an item. */
export type LocalName = {
  readonly programmeId: string;
  readonly familyId: string;
  readonly province: string;
  readonly name: string | null;
  readonly statutoryName: string | null;
};

/** Local names of all items, with what they sound like. */
export const listLocalNames = (db: Db): Promise<(LocalName & { readings: readonly SearchName[] })[]> =>
  all(
    db,
    sql<LocalName & { readings: readonly SearchName[] }>`
      select programme_id as "programmeId", family_id as "familyId", province, name,
        statutory_name as "statutoryName", readings
      from item_local_names order by programme_id, family_id, province`,
  );

/** The local name of one item in one province. */
export const findLocalName = (
  db: Db,
  { programmeId, familyId, province }: Pick<LocalName, 'programmeId' | 'familyId' | 'province'>,
): Promise<LocalName | undefined> =>
  first(
    db,
    sql<LocalName>`
      select programme_id as "programmeId", family_id as "familyId", province, name,
        statutory_name as "statutoryName"
      from item_local_names
      where programme_id = ${programmeId} and family_id = ${familyId} and province = ${province}`,
  );

/** Keeps a local name; without a name of either kind it is taken away. */
export async function saveLocalName(
  tx: Db,
  { programmeId, familyId, province, name, statutoryName }: LocalName,
  readings: readonly SearchName[],
  byName: string,
  at: Instant,
): Promise<void> {
  await sql`
    delete from item_local_names
    where programme_id = ${programmeId} and family_id = ${familyId} and province = ${province}`.execute(tx);
  if (name === null && statutoryName === null) return;
  await sql`
    insert into item_local_names (programme_id, family_id, province, name, statutory_name, readings, changed_at,
      changed_by_name)
    values (${programmeId}, ${familyId}, ${province}, ${name}, ${statutoryName}, ${json(readings)}, ${at},
      ${byName})`.execute(tx);
}

/** Whether standards of a family stand under editions of a programme: then its items cannot change families. */
export async function hasStandards(db: Db, programmeId: string, familyId: string): Promise<boolean> {
  const row = await first(
    db,
    sql<{ found: boolean }>`
      select exists (
        select from acceptance_standards s
          join options o on o.id = s.option_id
          join editions e on e.id = s.edition_id
        where o.family_id = ${familyId} and e.programme_id = ${programmeId}
      ) as found`,
  );
  return row?.found ?? false;
}

/** The families of a programme under which standards stand. */
export async function listFixedFamilies(db: Db, programmeId: string): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ familyId: string }>`
      select distinct o.family_id as "familyId" from acceptance_standards s
        join options o on o.id = s.option_id
        join editions e on e.id = s.edition_id
      where e.programme_id = ${programmeId}`,
  );
  return rows.map(({ familyId }) => familyId);
}

/** Moves the rows of a programme's editions from one family to another; answers how many there were. */
export const moveMembers = (tx: Db, programmeId: string, from: string, to: string): Promise<number> =>
  run(
    tx,
    sql`
      update item_family_members m set family_id = ${to}
      from editions e
      where e.id = m.edition_id and e.programme_id = ${programmeId} and m.family_id = ${from}`,
  );

/** Whether any edition of a programme has a row of a family. */
export async function hasFamily(db: Db, programmeId: string, familyId: string): Promise<boolean> {
  const row = await first(
    db,
    sql<{ found: boolean }>`
      select exists (
        select from item_family_members m join editions e on e.id = m.edition_id
        where e.programme_id = ${programmeId} and m.family_id = ${familyId}
      ) as found`,
  );
  return row?.found ?? false;
}

/** What is recorded of an item in a region. */
export type StoredGoLive = {
  readonly familyId: string;
  readonly regionCode: string;
  readonly status: 'inProgress' | 'realised';
  readonly realisedOn: Day | null;
  readonly mode: string | null;
  readonly note: string | null;
  readonly changedByName: string;
};

const goLiveColumns = sql.raw(`
  family_id as "familyId", region_code as "regionCode", status, realised_on as "realisedOn", mode, note,
  changed_by_name as "changedByName"`);

/** What is recorded of a programme's items in one region. */
export const listGoLive = (db: Db, programmeId: string, region: string): Promise<StoredGoLive[]> =>
  all(
    db,
    sql<StoredGoLive>`
      select ${goLiveColumns} from item_go_live
      where programme_id = ${programmeId} and region_code = ${region}
      order by family_id, region_code`,
  );

/**
 * Items realised by the day that is required of their family, by region; items for regions are millions, so page by
 * page, and without a join, which would read all of them to put them in order.
 */
export const listRealisedBy = (
  db: Db,
  programmeId: string,
  requiredBy: Readonly<Record<string, Day>>,
  page: { after?: { regionCode: string; familyId: string } | undefined; limit: number },
): Promise<{ familyId: string; regionCode: string; realisedOn: Day; requiredBy: Day }[]> =>
  all(
    db,
    sql<{ familyId: string; regionCode: string; realisedOn: Day; requiredBy: Day }>`
      select family_id as "familyId", region_code as "regionCode", realised_on as "realisedOn",
        (${json(requiredBy)} ->> family_id)::date as "requiredBy"
      from item_go_live
      where programme_id = ${programmeId} and realised_on <= (${json(requiredBy)} ->> family_id)::date
        and (region_code, family_id) > (${page.after?.regionCode ?? ''}::text, ${page.after?.familyId ?? ''}::text)
        and region_code >= ${page.after?.regionCode ?? ''}::text
      order by region_code, family_id limit ${page.limit}`,
  );

/** How an item stands in one region; undefined where nothing is recorded. */
export const findGoLive = (
  db: Db,
  programmeId: string,
  familyId: string,
  region: string,
): Promise<StoredGoLive | undefined> =>
  first(
    db,
    sql<StoredGoLive>`
      select ${goLiveColumns} from item_go_live
      where programme_id = ${programmeId} and family_id = ${familyId} and region_code = ${region}`,
  );

/** Keeps how an item stands in a region; not started means that nothing is recorded. */
export async function saveGoLive(
  tx: Db,
  programmeId: string,
  record: Omit<StoredGoLive, 'status' | 'changedByName'> & {
    status: 'notStarted' | 'inProgress' | 'realised';
  },
  byName: string,
  at: Instant,
): Promise<void> {
  const { familyId, regionCode, status, realisedOn, mode, note } = record;
  await sql`
    delete from item_go_live
    where programme_id = ${programmeId} and family_id = ${familyId} and region_code = ${regionCode}`.execute(
    tx,
  );
  if (status === 'notStarted') return;
  await sql`
    insert into item_go_live (programme_id, family_id, region_code, status, realised_on, mode, note, changed_at,
      changed_by_name)
    values (${programmeId}, ${familyId}, ${regionCode}, ${status}, ${realisedOn}, ${mode}, ${note}, ${at},
      ${byName})`.execute(tx);
}
