import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createSystem } from '../src/composition/system.ts';
import { createClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import type { Database } from '../src/platform/database.ts';
import { createLogger } from '../src/platform/log.ts';
import { connectPglite, migratePglite } from '../src/platform/pglite.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { copyPrefix } from './database.ts';

type Undo = () => Promise<void>;

/** When the system began that tests begin with: before any of them does, and late enough to be looked through. */
const loadedAt = '2021-06-01T09:00:00.000+08:00';

/** Loads into a database what a first start loads: lists, regions, sample windows and demo people; seconds of work. */
async function firstStart(database: Database, dataFolder: string): Promise<void> {
  const clock = createClock();
  clock.set(loadedAt);
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true },
    database,
    clock,
    logger: createLogger({ level: 'error' }),
  });
  await system.close();
}

/** A PGlite as files, migrated and loaded: opening one takes a fraction of making it. */
async function prepareSnapshots(folder: string, dataFolder: string): Promise<Undo> {
  const pglite = await PGlite.create({ extensions: { pg_trgm } });
  const dump = async (name: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    return file;
  };
  await migratePglite(pglite);
  process.env['TONGBAN_TEST_SNAPSHOT'] = await dump('migrated.tar');
  await firstStart(await connectPglite(pglite, () => Promise.resolve()), dataFolder);
  process.env['TONGBAN_TEST_LOADED_SNAPSHOT'] = await dump('loaded.tar');
  process.env['TONGBAN_TEST_SNAPSHOT_FOLDER'] = dataFolder;
  await pglite.close();
  return () => Promise.resolve();
}

/** Two PostgreSQL databases to copy from, migrated and loaded. */
async function prepareTemplates(url: string, dataFolder: string): Promise<Undo> {
  const migrated = `tongban_template_${randomBytes(6).toString('hex')}`;
  const loaded = `tongban_template_${randomBytes(6).toString('hex')}`;
  const asked = async (statement: string): Promise<{ name: string }[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ name: string }>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const opened = (name: string): Promise<Database> => {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return openPostgres(own.href);
  };
  await asked(
    `create database ${migrated} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
  );
  await (await opened(migrated)).close();
  await asked(`create database ${loaded} template ${migrated}`);
  await firstStart(await opened(loaded), dataFolder);
  process.env['TONGBAN_TEST_TEMPLATE'] = migrated;
  process.env['TONGBAN_TEST_LOADED_TEMPLATE'] = loaded;
  process.env['TONGBAN_TEST_TEMPLATE_FOLDER'] = dataFolder;
  return async () => {
    for (const template of [migrated, loaded]) {
      // What a worker shares between its files is open until the worker ends.
      const copies = await asked(
        `select datname as name from pg_database where starts_with(datname, '${copyPrefix(template)}')`,
      );
      for (const name of [...copies.map((copy) => copy.name), template]) {
        await asked(`drop database if exists ${name} with (force)`);
      }
    }
  };
}

/** Prepares the databases that the test files of a project start from copies of, and a folder for files. */
export default async function prepareDatabases({ name }: TestProject): Promise<Undo> {
  const url = process.env['TEST_DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'tongban-test-'));
  const dataFolder = join(folder, 'loaded');
  process.env['TONGBAN_TEST_FOLDER'] = folder;
  const undo = await (name === 'postgres' && url
    ? prepareTemplates(url, dataFolder)
    : prepareSnapshots(folder, dataFolder));
  return async () => {
    await undo();
    await rm(folder, { recursive: true, force: true });
  };
}
