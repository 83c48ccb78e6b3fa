import { all, type Db, first, sql } from '../platform/database.ts';
import type { SetStage } from './catalogue-content.ts';
import type { CatalogueItem } from './item.ts';
import type { Edition, Programme, ProgrammeMember } from './programme.ts';
import type { SearchName, SearchWord } from './search-index.ts';
import type { StandardVersion } from './standard.ts';

/** An item as stored, with what its names sound like. */
export type StoredItem = CatalogueItem & { readonly readings: readonly SearchName[] };

/** A handling option and the family of items it belongs to. */
export type StoredOption = { readonly id: string; readonly familyId: string; readonly name: string };

/** Which item belongs to which family. */
export type FamilyMember = { readonly editionId: string; readonly number: number; readonly familyId: string };

const checksumKey = 'catalogueChecksum';

/** Checksum of the files that were loaded last; undefined before the first load. */
export async function findChecksum(db: Db): Promise<string | undefined> {
  const row = await first(
    db,
    sql<{ value: string }>`select value from settings_of_system where key = ${checksumKey}`,
  );
  return row?.value;
}

/** Remembers the checksum of the loaded files. */
export async function saveChecksum(db: Db, checksum: string): Promise<void> {
  await sql`
    insert into settings_of_system (key, value) values (${checksumKey}, ${JSON.stringify(checksum)}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(db);
}

/** All programmes with their members, in order. */
export async function listProgrammes(db: Db): Promise<Programme[]> {
  const programmes = await all(
    db,
    sql<Omit<Programme, 'members'>>`
      select id, short_code as "shortCode", name, form_title as "formTitle", document_number as "documentNumber",
        granularity, coordinator, ladder, status, announced_items as "announcedItems"
      from programmes order by position`,
  );
  const members = await all(
    db,
    sql<ProgrammeMember & { programmeId: string }>`
      select programme_id as "programmeId", region_code as region, valid_from as "validFrom", valid_to as "validTo"
      from programme_members order by region_code, valid_from`,
  );
  return programmes.map((programme) => ({
    ...programme,
    members: members
      .filter(({ programmeId }) => programmeId === programme.id)
      .map(({ programmeId: _of, ...member }) => member),
  }));
}

/** Published editions, the oldest first. */
export const listEditions = (db: Db): Promise<Edition[]> =>
  all(
    db,
    sql<Edition>`
      select id, programme_id as "programmeId", label, effective_from as "effectiveFrom", effective_to as "effectiveTo"
      from editions where published_at is not null order by effective_from, id`,
  );

/** Items of all published editions, in list order. */
export const listItems = (db: Db): Promise<StoredItem[]> =>
  all(
    db,
    sql<StoredItem>`
      select e.programme_id as "catalogueId", i.edition_id as "editionId", i.number, i.name,
        i.local_names as "localNames", i.lead_departments as "leadDepartments",
        i.cooperating_departments as "cooperatingDepartments", i.implementers, i.source, i.batch,
        i.number_in_batch as "numberInBatch", i.scenario, i.scenario_as_published as "scenarioAsPublished",
        i.due_text as "dueText", i.readings
      from items i join editions e on e.id = i.edition_id
      where e.published_at is not null
      order by i.edition_id, i.number`,
  );

/** Family of every item. */
export const listFamilyMembers = (db: Db): Promise<FamilyMember[]> =>
  all(
    db,
    sql<FamilyMember>`
      select edition_id as "editionId", number, family_id as "familyId" from item_family_members`,
  );

/** Handling options, in the order of their items. */
export const listOptions = (db: Db): Promise<StoredOption[]> =>
  all(
    db,
    sql<StoredOption>`select id, family_id as "familyId", name from options order by family_id, position, id`,
  );

/** All versions of all acceptance standards, the oldest first. */
export const listStandards = (db: Db): Promise<StandardVersion[]> =>
  all(
    db,
    sql<StandardVersion>`
      select option_id as "optionId", version, edition_id as "editionId", effective_from as "effectiveFrom",
        effective_to as "effectiveTo", content,
        coalesce(unified, jsonb_array_length(content -> 'regionalDifferences') = 0) as unified
      from acceptance_standards order by option_id, effective_from`,
  );

/** The latest stage set for each option and province. */
export const listSetStages = (db: Db): Promise<SetStage[]> =>
  all(
    db,
    sql<SetStage>`
      select distinct on (option_id, province_code) option_id as "optionId", province_code as province, stage, reason,
        guide_link as "guideLink", set_by_name as "setByName", set_at as "setAt"
      from standard_stages order by option_id, province_code, id desc`,
  );

/** Changes with every standard, stage and guide that is published. */
export async function standardsMark(db: Db): Promise<string> {
  const row = await first(
    db,
    sql<{ mark: string }>`
      select (select count(*) from acceptance_standards)::text || ' ' || (select count(*) from standard_stages)::text
        || ' ' || (select count(*) from office_guides)::text as mark`,
  );
  return row?.mark ?? '';
}

/** Everyday words for the search. */
export const listWords = (db: Db): Promise<SearchWord[]> =>
  all(db, sql<SearchWord>`select kind, word, means, reading from catalogue_words order by word`);
