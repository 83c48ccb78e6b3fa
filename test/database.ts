import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import pg from 'pg';
import type { Database } from '../src/platform/database.ts';
import { connectPglite, migratePglite } from '../src/platform/pglite.ts';
import { openPostgres } from '../src/platform/postgres.ts';

/** Which database this run tests; the `postgres` project of vitest sets it. */
export const testKind = process.env['TONGBAN_TEST_DB'] === 'postgres' ? 'postgres' : 'pglite';

/** With what a copy begins: nothing but its tables, or all that a system loads at its first start. */
type Filled = 'migrated' | 'loaded';

async function openPgliteCopy(filled: Filled): Promise<Database> {
  const snapshot =
    process.env[filled === 'loaded' ? 'TONGBAN_TEST_LOADED_SNAPSHOT' : 'TONGBAN_TEST_SNAPSHOT'];
  const pglite = await PGlite.create({
    extensions: { pg_trgm },
    ...(snapshot ? { loadDataDir: new Blob([await readFile(snapshot)]) } : {}),
  });
  if (!snapshot) await migratePglite(pglite);
  return connectPglite(pglite, () => pglite.close());
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** How copies of a template are called, so that those left open by a worker can be found and dropped at the end. */
export const copyPrefix = (template: string): string => `${template.replace('template', 'test')}_`;

async function openPostgresCopy(filled: Filled): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set');
  const template =
    process.env[filled === 'loaded' ? 'TONGBAN_TEST_LOADED_TEMPLATE' : 'TONGBAN_TEST_TEMPLATE'];
  const name = `${template ? copyPrefix(template) : 'tongban_test_'}${randomBytes(6).toString('hex')}`;
  await onServer(url, (client) =>
    client.query(`create database ${name}${template ? ` template ${template}` : ''}`),
  );
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = await openPostgres(own.href, { connections: 6 });
  return {
    ...database,
    async close() {
      await database.close();
      await onServer(url, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** A migrated, otherwise empty database of the kind under test, gone when closed. */
export const openTestDatabase = (): Promise<Database> => openCopy('migrated');

function openCopy(filled: Filled): Promise<Database> {
  return testKind === 'postgres' ? openPostgresCopy(filled) : openPgliteCopy(filled);
}

/** A copy of what a system loads at its first start, with the folder of keys and files that belongs to it. */
export async function openLoadedDatabase(): Promise<{ database: Database; dataFolder: string }> {
  // The keys of one database open nothing of the other.
  const loaded =
    process.env[testKind === 'postgres' ? 'TONGBAN_TEST_TEMPLATE_FOLDER' : 'TONGBAN_TEST_SNAPSHOT_FOLDER'];
  if (!loaded) throw new Error('no system was loaded to copy from (test/global-setup.ts)');
  const dataFolder = await mkdtemp(join(dirname(loaded), 'data-'));
  await cp(loaded, dataFolder, { recursive: true });
  return { database: await openCopy('loaded'), dataFolder };
}
