import { all, type Db, first, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Extension } from './extension.ts';

const columns = sql.raw(`
  id, name, to_jsonb(regions) as regions, items, effective_from as "effectiveFrom", state, to_jsonb(confirmed) as confirmed, programme_id as "programmeId",
  proposed_by as "proposedBy", proposed_by_name as "proposedByName"`);

/** Extensions, the latest first. */
export const listExtensions = (db: Db): Promise<Extension[]> =>
  all(db, sql<Extension>`select ${columns} from extensions order by proposed_at desc, id desc limit 500`);

/** Adds an extension that its partners have yet to confirm. */
export async function addExtension(
  tx: Db,
  extension: Pick<Extension, 'name' | 'regions' | 'items' | 'effectiveFrom'>,
  by: { id: string; name: string },
  at: Instant,
): Promise<Extension> {
  const added = await first(
    tx,
    sql<Extension>`
      insert into extensions (name, regions, items, effective_from, state, confirmed, proposed_at, proposed_by,
        proposed_by_name)
      values (${extension.name}, ${[...extension.regions]}::text[], ${json(extension.items)},
        ${extension.effectiveFrom}, 'proposed', '{}'::text[], ${at}, ${by.id}, ${by.name})
      returning ${columns}`,
  );
  if (!added) throw new Error('the extension was not added');
  return added;
}

/** One extension, held until the transaction ends. */
export const holdExtension = (tx: Db, id: string): Promise<Extension | undefined> =>
  first(tx, sql<Extension>`select ${columns} from extensions where id = ${id} for update`);

/** Notes that regions have confirmed. */
export async function addConfirmations(
  tx: Db,
  id: string,
  regions: readonly string[],
  by: { id: string; name: string },
  at: Instant,
): Promise<void> {
  await sql`update extensions set confirmed = confirmed || ${[...regions]}::text[] where id = ${id}`.execute(
    tx,
  );
  await sql`
    insert into extension_confirmations (extension_id, region_code, confirmed_at, confirmed_by, confirmed_by_name)
    select ${id}, r, ${at}, ${by.id}, ${by.name} from unnest(${[...regions]}::text[]) r`.execute(tx);
}

/** Notes as which programme an extension was published. */
export const publishExtension = (tx: Db, id: string, programmeId: string): Promise<number> =>
  run(tx, sql`update extensions set state = 'published', programme_id = ${programmeId} where id = ${id}`);

/** Takes an extension back that is not yet published. */
export const withdrawExtension = (tx: Db, id: string): Promise<number> =>
  run(tx, sql`update extensions set state = 'withdrawn' where id = ${id} and state = 'proposed'`);
