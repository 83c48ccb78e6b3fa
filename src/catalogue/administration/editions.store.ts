import { all, type Db, first, json, run, sql } from '../../platform/database.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { KeptEdition } from './edition-state.ts';

const columns = sql.raw(`
  e.id, e.programme_id as "programmeId", e.label, e.effective_from as "effectiveFrom", e.effective_to as "effectiveTo",
  e.document_number as "documentNumber", e.published_at as "publishedAt", e.drafted_by as "draftedBy",
  e.drafted_by_name as "draftedByName", e.drafted_at as "draftedAt", e.proposed_by as "proposedBy",
  e.proposed_by_name as "proposedByName", e.proposed_at as "proposedAt", e.approved_by_name as "approvedByName",
  (select count(*)::int from items i where i.edition_id = e.id) as "itemCount"`);

/** All editions of a programme, drafts too, the latest first. */
export const listKeptEditions = (db: Db, programmeId: string): Promise<KeptEdition[]> =>
  all(
    db,
    sql<KeptEdition>`
      select ${columns} from editions e where e.programme_id = ${programmeId} order by e.effective_from desc, e.id`,
  );

/** One edition, draft or published. */
export const findKeptEdition = (db: Db, id: string): Promise<KeptEdition | undefined> =>
  first(db, sql<KeptEdition>`select ${columns} from editions e where e.id = ${id}`);

/** One edition, held until the transaction ends. */
export async function holdEdition(tx: Db, id: string): Promise<KeptEdition | undefined> {
  await sql`select id from editions where id = ${id} for update`.execute(tx);
  return findKeptEdition(tx, id);
}

type Person = { id: string; name: string };

/** Adds a draft. */
export const addDraft = (
  tx: Db,
  draft: {
    id: string;
    programmeId: string;
    label: string;
    effectiveFrom: Day;
    documentNumber: string | null;
  },
  by: Person,
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`
      insert into editions (id, programme_id, label, effective_from, document_number, drafted_by, drafted_by_name,
        drafted_at)
      values (${draft.id}, ${draft.programmeId}, ${draft.label}, ${draft.effectiveFrom}, ${draft.documentNumber},
        ${by.id}, ${by.name}, ${at})`,
  );

/** Sets the first day and the document of a draft. */
export const changeDraft = (
  tx: Db,
  id: string,
  change: { effectiveFrom: Day; documentNumber: string | null },
): Promise<number> =>
  run(
    tx,
    sql`update editions set effective_from = ${change.effectiveFrom}, document_number = ${change.documentNumber}
        where id = ${id} and published_at is null`,
  );

/** Takes a draft away with its rows; nothing of a published edition. */
export async function removeDraft(tx: Db, id: string): Promise<void> {
  await removeRows(tx, id);
  await sql`delete from editions where id = ${id} and published_at is null`.execute(tx);
}

/** Takes all rows of a draft away. */
export async function removeRows(tx: Db, id: string): Promise<void> {
  await sql`delete from item_family_members where edition_id = ${id}`.execute(tx);
  await sql`delete from items where edition_id = ${id}`.execute(tx);
}

/** Takes one row of a draft away. */
export async function removeRow(tx: Db, id: string, number: number): Promise<number> {
  await sql`delete from item_family_members where edition_id = ${id} and number = ${number}`.execute(tx);
  return run(tx, sql`delete from items where edition_id = ${id} and number = ${number}`);
}

/** Notes who proposes a draft; null: it is open for changes again. */
export const setProposer = (tx: Db, id: string, by: Person | null, at: Instant): Promise<number> =>
  run(
    tx,
    sql`update editions set proposed_by = ${by?.id ?? null}, proposed_by_name = ${by?.name ?? null},
          proposed_at = ${by === null ? null : at}
        where id = ${id} and published_at is null`,
  );

/** Publishes a proposed draft: from now on only its end can be set. */
export const approveEdition = (tx: Db, id: string, by: Person, at: Instant): Promise<number> =>
  run(
    tx,
    sql`update editions set published_at = ${at}, approved_by = ${by.id}, approved_by_name = ${by.name}
        where id = ${id} and published_at is null and proposed_by is not null`,
  );

/** Families of the rows of an edition by number. */
export async function familiesOf(db: Db, editionId: string): Promise<Map<number, string>> {
  const rows = await all(
    db,
    sql<{ number: number; familyId: string }>`
      select number, family_id as "familyId" from item_family_members where edition_id = ${editionId}`,
  );
  return new Map(rows.map(({ number, familyId }) => [number, familyId]));
}

/** Links rows of an edition to families that exist. */
export const addMembers = (
  tx: Db,
  editionId: string,
  members: readonly { number: number; familyId: string }[],
): Promise<number> =>
  run(
    tx,
    sql`
      insert into item_family_members (edition_id, number, family_id)
      select ${editionId}, m.number, m."familyId"
      from jsonb_to_recordset(${json(members)}) as m(number integer, "familyId" text)
      on conflict (edition_id, number) do update set family_id = excluded.family_id`,
  );

/** Adds families; those that exist stay. */
export const addFamilies = (tx: Db, families: readonly { id: string; name: string }[]): Promise<number> =>
  run(
    tx,
    sql`
      insert into item_families (id, name)
      select f.id, f.name from jsonb_to_recordset(${json(families)}) as f(id text, name text)
      on conflict (id) do nothing`,
  );

/** Families that exist, of those named. */
export async function knownFamilies(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await all(
    db,
    sql<{ id: string }>`
      select id from item_families where id in (select jsonb_array_elements_text(${json(ids)}))`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Sources and departments that the published lists of a programme name. */
export async function wordsOfProgramme(
  db: Db,
  programmeId: string,
): Promise<{ sources: string[]; departments: { region: string | null; name: string }[] }> {
  const sources = await all(
    db,
    sql<{ source: string }>`
      select distinct i.source from items i join editions e on e.id = i.edition_id
      where e.programme_id = ${programmeId} and e.published_at is not null and i.source is not null`,
  );
  const departments = await all(
    db,
    sql<{ region: string | null; name: string }>`
      select distinct d.region, d.name
      from items i join editions e on e.id = i.edition_id,
        jsonb_to_recordset(i.lead_departments || (
          select coalesce(jsonb_agg(jsonb_build_object('name', c)), '[]'::jsonb)
          from jsonb_array_elements_text(i.cooperating_departments) c
        )) as d(region text, name text)
      where e.programme_id = ${programmeId} and e.published_at is not null
      order by d.region nulls last, d.name`,
  );
  return { sources: sources.map(({ source }) => source), departments };
}

/** Every name of a published item, with its family. */
export const namesWithFamilies = (db: Db): Promise<{ name: string; familyId: string }[]> =>
  all(
    db,
    sql<{ name: string; familyId: string }>`
      select distinct i.name, m.family_id as "familyId"
      from items i
        join editions e on e.id = i.edition_id and e.published_at is not null
        join item_family_members m on m.edition_id = i.edition_id and m.number = i.number`,
  );
