import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { all, type Database, type Db } from './database.ts';

const folder = join(import.meta.dirname, '../../migrations');

/** Names of all migrations, in order. */
export const listMigrations = async (): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace('.sql', ''))
    .toSorted();

async function readMigrations(only?: ReadonlySet<string>): Promise<Record<string, Migration>> {
  const files = (await listMigrations())
    .filter((name) => only?.has(name) ?? true)
    .map((name) => `${name}.sql`);
  const entries = files.map(async (file) => {
    const text = await readFile(join(folder, file), 'utf8');
    const migration: Migration = { up: async (db) => void (await sql.raw(text).execute(db)) };
    return [file.replace('.sql', ''), migration] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Carries out what is missing, in a transaction of its own or in the one handed in. Each module numbers its migrations
 * in a block of its own, so a new one may stand before others that are carried out already.
 */
export async function migrateWith(db: Db, only?: ReadonlySet<string>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => readMigrations(only) },
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/**
 * Brings the database up to date with `migrations/*.sql`, in order, each once. Refuses a database whose
 * character classification does not know Chinese: search by trigram would find nothing in it.
 */
export async function migrate(database: Database): Promise<void> {
  await migrateWith(database.db);
  const [row] = await all(database.db, sql<{ trigrams: string[] }>`select show_trgm('行政许可') as trigrams`);
  if (!row || row.trigrams.length === 0) {
    throw new Error(
      '数据库的字符集不认识汉字（show_trgm 为空）。请用 UTF-8 编码和 C.UTF-8 或 zh_CN.UTF-8 区域设置建库。',
    );
  }
}
