import { all, type Db, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CatalogueChange, StoredChange } from './change.ts';

/** Adds to the history of the lists; after a visible change every process reads the lists anew. */
export const addChange = (
  tx: Db,
  change: CatalogueChange,
  by: { id: string; name: string },
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`
      insert into catalogue_changes (at, by_id, by_name, action, programme_id, edition_id, item, before, after,
        visible)
      values (${at}, ${by.id}, ${by.name}, ${change.action}, ${change.programmeId}, ${change.editionId ?? null},
        ${change.item ?? null}, ${change.before === undefined ? null : json(change.before)},
        ${change.after === undefined ? null : json(change.after)},
        ${change.visible ?? false})`,
  );

/** A page of the history of a programme, the latest first. */
export const listChanges = (
  db: Db,
  programmeId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<StoredChange[]> =>
  all(
    db,
    sql<StoredChange>`
      select id, at, by_name as "byName", action, programme_id as "programmeId", edition_id as "editionId", item,
        before, after
      from catalogue_changes
      where programme_id = ${programmeId} and (${before ?? null}::bigint is null or id < ${before ?? null}::bigint)
      order by id desc limit ${limit}`,
  );
