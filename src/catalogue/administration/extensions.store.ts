import { all, type Db, first, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Extension, ExtensionConfirmation, ExtensionState } from './extension.ts';

const columns = sql.raw(`
  id, name, to_jsonb(regions) as regions, items, effective_from as "effectiveFrom", state,
  to_jsonb(confirmed) as confirmed, programme_id as "programmeId", proposed_by as "proposedBy",
  proposed_by_name as "proposedByName", proposed_at as "proposedAt", ended_at as "endedAt",
  ended_by_name as "endedByName", end_reason as "endReason"`);

/** A page of extensions in which regions whose codes begin so have a part, the latest first; '' is everything. */
export const listExtensions = (
  db: Db,
  of: {
    prefixes: readonly string[];
    state?: ExtensionState | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<Extension[]> =>
  all(
    db,
    sql<Extension>`
      select ${columns} from extensions
      where exists (
          select from unnest(regions) r, unnest(${[...of.prefixes]}::text[]) own where r like own || '%'
        )
        and (${of.state ?? null}::text is null or state = ${of.state ?? null}::text)
        and (${of.after ?? null}::uuid is null
          or (proposed_at, id) < (select proposed_at, id from extensions where id = ${of.after ?? null}::uuid))
      order by proposed_at desc, id desc limit ${of.limit}::int`,
  );

/** Who confirmed some extensions, in their order. */
export const listConfirmations = (db: Db, ids: readonly string[]): Promise<ExtensionConfirmation[]> =>
  all(
    db,
    sql<ExtensionConfirmation>`
      select extension_id as "extensionId", region_code as region, confirmed_at as at, confirmed_by_name as "byName"
      from extension_confirmations where extension_id = any(${[...ids]}::uuid[])
      order by confirmed_at, region_code`,
  );

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

/** Ends an extension that is not yet published: taken back, or declined with a reason. */
export const endExtension = (
  tx: Db,
  id: string,
  end: { state: 'withdrawn' | 'declined'; reason: string | null },
  byName: string,
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update extensions set state = ${end.state}, end_reason = ${end.reason}, ended_at = ${at},
        ended_by_name = ${byName}
      where id = ${id} and state = 'proposed'`,
  );
