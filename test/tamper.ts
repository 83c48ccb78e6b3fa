import { type Database, type Db, run, sql } from '../src/platform/database.ts';

/**
 * Does what only somebody with the database in hand could: changes records past the triggers and the role of the
 * application.
 */
export async function tamper(
  database: Database,
  tables: readonly string[],
  change: (tx: Db) => Promise<unknown>,
): Promise<void> {
  await database.transaction(async (tx) => {
    await run(tx, sql`set local role none`);
    for (const table of tables) await run(tx, sql`alter table ${sql.table(table)} disable trigger user`);
    await change(tx);
    for (const table of tables) await run(tx, sql`alter table ${sql.table(table)} enable trigger user`);
  });
}

/** Empties append-only tables between tests. */
export const clear = (database: Database, tables: readonly string[]): Promise<void> =>
  tamper(database, tables, (tx) =>
    run(tx, sql`truncate ${sql.join(tables.map((table) => sql.table(table)))}`),
  );
