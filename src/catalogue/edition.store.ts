import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { ItemFamily } from './families.ts';
import type { ItemRow } from './item.ts';
import type { Edition, Programme } from './programme.ts';
import type { SearchName, SearchWord } from './search-index.ts';
import type { StandardContent, StandardVersion } from './standard.ts';

/** Adds a programme or brings its description up to date; its members are those given. */
export async function saveProgramme(db: Db, programme: Programme, position: number): Promise<void> {
  const { id, shortCode, name, formTitle, documentNumber, granularity, coordinator, status } = programme;
  const { ladder = null } = programme;
  await sql`
    insert into programmes (id, position, short_code, name, form_title, document_number, granularity, coordinator,
      ladder, status, announced_items)
    values (${id}, ${position}, ${shortCode}, ${name}, ${formTitle}, ${documentNumber}, ${granularity},
      ${coordinator}, ${ladder}, ${status}, ${programme.announcedItems})
    on conflict (id) do update set position = excluded.position, short_code = excluded.short_code,
      name = excluded.name, form_title = excluded.form_title, document_number = excluded.document_number,
      granularity = excluded.granularity, coordinator = excluded.coordinator, ladder = excluded.ladder, status = excluded.status,
      announced_items = excluded.announced_items`.execute(db);
  await sql`delete from programme_members where programme_id = ${id}`.execute(db);
  await sql`
    insert into programme_members (programme_id, region_code, valid_from, valid_to)
    select ${id}, m.region, m."validFrom", m."validTo"
    from jsonb_to_recordset(${json(programme.members)}) as m(region text, "validFrom" date, "validTo" date)
  `.execute(db);
}

/** Whether a programme is kept by administrations, so that the shipped files leave it alone. */
export async function isKept(db: Db, id: string): Promise<boolean> {
  const row = await first(db, sql<{ kept: boolean }>`select kept from programmes where id = ${id}`);
  return row?.kept ?? false;
}

/** An edition by programme and label, with the time of its publication. */
export const findEdition = (
  db: Db,
  programmeId: string,
  label: string,
): Promise<(Edition & { publishedAt: Instant | null }) | undefined> =>
  first(
    db,
    sql<Edition & { publishedAt: Instant | null }>`
      select id, programme_id as "programmeId", label, effective_from as "effectiveFrom",
        effective_to as "effectiveTo", published_at as "publishedAt"
      from editions where programme_id = ${programmeId} and label = ${label}`,
  );

/** Adds an edition that is not yet published. */
export const addEdition = (
  db: Db,
  { id, programmeId, label, effectiveFrom, effectiveTo }: Edition,
): Promise<number> =>
  run(
    db,
    sql`insert into editions (id, programme_id, label, effective_from, effective_to)
        values (${id}, ${programmeId}, ${label}, ${effectiveFrom}, ${effectiveTo})`,
  );

/** Sets the end of the edition of a programme that is in force without one; answers how many there were. */
export const endOpenEdition = (db: Db, programmeId: string, on: Day): Promise<number> =>
  run(
    db,
    sql`update editions set effective_to = ${on}
        where programme_id = ${programmeId} and published_at is not null and effective_to is null
          and effective_from < ${on}`,
  );

/** Closes an edition against any change. */
export const publishEdition = (db: Db, editionId: string, at: Instant): Promise<number> =>
  run(db, sql`update editions set published_at = ${at} where id = ${editionId} and published_at is null`);

/** Adds the items of an edition that is not yet published. */
export const addItems = (
  db: Db,
  editionId: string,
  items: readonly (ItemRow & { sortKey: string; readings: readonly SearchName[] })[],
): Promise<number> =>
  run(
    db,
    sql`
      insert into items (edition_id, number, name, local_names, lead_departments, cooperating_departments,
        implementers, source, batch, number_in_batch, scenario, scenario_as_published, due_text, sort_key, readings)
      select ${editionId}, i.number, i.name, i."localNames", i."leadDepartments", i."cooperatingDepartments",
        i.implementers, i.source, i.batch, i."numberInBatch", i.scenario, i."scenarioAsPublished", i."dueText",
        i."sortKey", i.readings
      from jsonb_to_recordset(${json(items)}) as i(number integer, name text, "localNames" jsonb,
        "leadDepartments" jsonb, "cooperatingDepartments" jsonb, implementers jsonb, source text, batch text,
        "numberInBatch" integer, scenario text, "scenarioAsPublished" text, "dueText" text, "sortKey" text,
        readings jsonb)`,
  );

/** The rows of an edition, as they were loaded. */
export const listEditionItems = (db: Db, editionId: string): Promise<ItemRow[]> =>
  all(
    db,
    sql<ItemRow>`
      select number, name, local_names as "localNames", lead_departments as "leadDepartments",
        cooperating_departments as "cooperatingDepartments", implementers, source, batch,
        number_in_batch as "numberInBatch", scenario, scenario_as_published as "scenarioAsPublished",
        due_text as "dueText"
      from items where edition_id = ${editionId} order by number`,
  );

/** Adds families, and their items of the given editions; what is linked already stays. */
export async function saveFamilies(
  db: Db,
  families: readonly ItemFamily[],
  editionIdOf: ReadonlyMap<string, string>,
): Promise<void> {
  const members = families.flatMap(({ id, items }) =>
    items.flatMap(({ catalogueId, number }) => {
      const editionId = editionIdOf.get(catalogueId);
      return editionId === undefined ? [] : [{ editionId, number, familyId: id }];
    }),
  );
  await sql`
    insert into item_families (id, name)
    select f.id, f.name from jsonb_to_recordset(${json(families)}) as f(id text, name text)
    on conflict (id) do nothing`.execute(db);
  await sql`
    insert into item_family_members (edition_id, number, family_id)
    select m."editionId", m.number, m."familyId"
    from jsonb_to_recordset(${json(members)}) as m("editionId" text, number integer, "familyId" text)
    on conflict (edition_id, number) do nothing`.execute(db);
}

/** Adds a handling option or brings its name up to date. */
export const saveOption = (
  db: Db,
  { id, familyId, name, position }: { id: string; familyId: string; name: string; position: number },
): Promise<number> =>
  run(
    db,
    sql`insert into options (id, family_id, name, position) values (${id}, ${familyId}, ${name}, ${position})
        on conflict (id) do update set name = excluded.name, position = excluded.position`,
  );

/** A standard without an end; `edited` where administrations have published a version of the option. */
export type OpenStandard = {
  readonly optionId: string;
  readonly version: string;
  readonly digest: string;
  readonly effectiveFrom: Day;
  readonly edited: boolean;
};

/** Version, digest and dates of every standard that has no end. */
export const listOpenStandards = (db: Db): Promise<OpenStandard[]> =>
  all(
    db,
    sql<OpenStandard>`
      select option_id as "optionId", version, digest, effective_from as "effectiveFrom",
        exists (select from acceptance_standards e where e.option_id = s.option_id and e.proposal_id is not null)
          as edited
      from acceptance_standards s where effective_to is null`,
  );

/** Sets the end of the standard of an option that is in force without one. */
export const endOpenStandard = (db: Db, optionId: string, on: Day): Promise<number> =>
  run(
    db,
    sql`update acceptance_standards set effective_to = ${on}
        where option_id = ${optionId} and effective_to is null and effective_from < ${on}`,
  );

/** A standard on its way into the database. */
export type NewStandard = Omit<StandardVersion, 'unified'> & {
  readonly content: StandardContent;
  readonly digest: string;
  /** Absent in what ships. */
  readonly unified?: boolean;
  readonly proposalId?: string;
};

/** Publishes standards; from then on they cannot be changed. */
export const addStandards = (db: Db, standards: readonly NewStandard[], at: Instant): Promise<number> =>
  run(
    db,
    sql`
      insert into acceptance_standards (option_id, version, edition_id, effective_from, effective_to, content, digest,
        published_at, unified, proposal_id)
      select s."optionId", s.version, s."editionId", s."effectiveFrom", s."effectiveTo", s.content, s.digest, ${at},
        s.unified, s."proposalId"
      from jsonb_to_recordset(${json(standards)}) as s("optionId" text, version text, "editionId" text,
        "effectiveFrom" date, "effectiveTo" date, content jsonb, digest text,
        unified boolean, "proposalId" uuid)`,
  );

/** Replaces the everyday words of the search. */
export async function replaceWords(db: Db, words: readonly SearchWord[]): Promise<void> {
  await sql`delete from catalogue_words`.execute(db);
  await sql`
    insert into catalogue_words (kind, word, means, reading)
    select w.kind, w.word, w.means, w.reading
    from jsonb_to_recordset(${json(words)}) as w(kind text, word text, means jsonb, reading jsonb)`.execute(
    db,
  );
}
