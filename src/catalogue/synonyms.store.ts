import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { SearchWord } from './search-index.ts';
import type { NewSynonym, Synonym } from './synonyms.ts';

/** The words in force, for the search. */
export const listSynonymWords = (db: Db): Promise<SearchWord[]> =>
  all(
    db,
    sql<SearchWord>`select kind, word, means, reading, true as "isOwn" from synonyms where removed_at is null order by word`,
  );

/** A page of the words in force, the latest first; `after` is the id of the last one of the page before. */
export const listSynonyms = (
  db: Db,
  { after, limit, part }: { after?: string | undefined; limit: number; part?: string | undefined },
): Promise<Synonym[]> =>
  all(
    db,
    sql<Synonym>`
      select id, kind, word, means, added_by_name as "addedByName", added_at as "addedAt"
      from synonyms
      where removed_at is null
        and (${after ?? null}::uuid is null
          or (added_at, id) < (select added_at, id from synonyms where id = ${after ?? null}::uuid))
        and (${part ?? null}::text is null or strpos(word, ${part ?? null}::text) > 0
          or strpos(means::text, ${part ?? null}::text) > 0)
      order by added_at desc, id desc limit ${limit}`,
  );

/** Adds a word; undefined where the word is in force already. */
export const addSynonym = (
  db: Db,
  { kind, word, means, reading }: NewSynonym & { reading: readonly string[] },
  by: { id: string; name: string },
  at: Instant,
): Promise<Synonym | undefined> =>
  first(
    db,
    sql<Synonym>`
      insert into synonyms (kind, word, means, reading, added_by, added_by_name, added_at)
      values (${kind}, ${word}, ${json(means)}, ${json(reading)}, ${by.id}, ${by.name}, ${at})
      on conflict (word) where removed_at is null do nothing
      returning id, kind, word, means, added_by_name as "addedByName", added_at as "addedAt"`,
  );

/** Takes a word back; answers how many were in force under this id. */
export const removeSynonym = (
  db: Db,
  id: string,
  by: { id: string; name: string },
  at: Instant,
): Promise<number> =>
  run(
    db,
    sql`update synonyms set removed_by = ${by.id}, removed_by_name = ${by.name}, removed_at = ${at}
        where id = ${id} and removed_at is null`,
  );

/** Changes with every word added or taken back, and with every change of the lists that windows see. */
export async function synonymsVersion(db: Db): Promise<string> {
  const row = await first(
    db,
    sql<{ version: string }>`
      select count(*)::text || ' ' || coalesce(max(greatest(added_at, removed_at))::text, '')
        || ' ' || (select coalesce(max(id), 0)::text from catalogue_changes where visible) as version
      from synonyms`,
  );
  return row?.version ?? '';
}

/** A question that found nothing. */
export type SearchMiss = { query: string; times: number; firstOn: Day; lastOn: Day };

/** Adds to what found nothing. */
export const addMisses = (
  db: Db,
  misses: readonly { query: string; times: number }[],
  on: Day,
): Promise<number> =>
  run(
    db,
    sql`
      insert into search_misses (query, times, first_on, last_on)
      select m.query, m.times, ${on}::date, ${on}::date
      from jsonb_to_recordset(${json(misses)}) as m(query text, times integer)
      on conflict (query) do update
        set times = search_misses.times + excluded.times,
          last_on = greatest(search_misses.last_on, excluded.last_on)`,
  );

/** Leaves no more than so many, those asked last. */
export const boundMisses = (db: Db, most: number): Promise<number> =>
  run(
    db,
    sql`
      delete from search_misses where query in (
        select query from search_misses order by last_on desc, times desc, query offset ${most})`,
  );

/** What found nothing, asked last and most first. */
export const listMisses = (db: Db, limit: number): Promise<SearchMiss[]> =>
  all(
    db,
    sql<SearchMiss>`
      select query, times, first_on as "firstOn", last_on as "lastOn"
      from search_misses order by last_on desc, times desc, query limit ${limit}`,
  );
