import type pg from 'pg';
import { filledTables } from './rows.ts';

/**
 * Takes keys and indexes away from the tables that are filled, and answers how to put them back as they were: a million
 * rows are checked and sorted once instead of one by one.
 */
export async function withoutIndexes(
  owner: pg.Client,
): Promise<(say: (line: string) => void) => Promise<void>> {
  const tables = [...filledTables];
  const { rows: constraints } = await owner.query<{
    on: string;
    name: string;
    definition: string;
    kind: string;
  }>(
    `select conrelid::regclass::text as "on", conname as name, pg_get_constraintdef(oid) as definition, contype as kind
     from pg_constraint where contype in ('f', 'p', 'u')
       and (conrelid::regclass::text = any($1) or contype = 'f' and confrelid::regclass::text = any($1))
     order by contype = 'f' desc`,
    [tables],
  );
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes i where tablename = any($1)
       and not exists (select from pg_constraint where conname = i.indexname)`,
    [tables],
  );
  for (const { on, name } of constraints) await owner.query(`alter table ${on} drop constraint ${name}`);
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  return async (say) => {
    await owner.query(`set maintenance_work_mem = '512MB'`);
    const add = async ({ on, name, definition }: (typeof constraints)[number]): Promise<void> => {
      say(`  ${name}`);
      await owner.query(`alter table ${on} add constraint ${name} ${definition}`);
    };
    for (const each of constraints) if (each.kind !== 'f') await add(each);
    for (const { name, definition } of indexes) {
      say(`  ${name}`);
      await owner.query(definition);
    }
    for (const each of constraints) if (each.kind === 'f') await add(each);
  };
}
