import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migratePglite } from '../src/platform/pglite.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { copyPrefix } from './database.ts';

type Undo = () => Promise<void>;

/** A migrated PGlite as a file: loading it takes a fraction of creating one. */
async function prepareSnapshot(folder: string): Promise<Undo> {
  const pglite = await PGlite.create({ extensions: { pg_trgm } });
  await migratePglite(pglite);
  const snapshot = join(folder, 'pglite.tar');
  await writeFile(snapshot, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await pglite.close();
  process.env['TONGBAN_TEST_SNAPSHOT'] = snapshot;
  return () => Promise.resolve();
}

/** A migrated PostgreSQL database to copy from. */
async function prepareTemplate(url: string): Promise<Undo> {
  const template = `tongban_template_${randomBytes(6).toString('hex')}`;
  const asked = async (statement: string): Promise<{ name: string }[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ name: string }>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  await asked(
    `create database ${template} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
  );
  const own = new URL(url);
  own.pathname = `/${template}`;
  await (await openPostgres(own.href)).close();
  process.env['TONGBAN_TEST_TEMPLATE'] = template;
  return async () => {
    // What a worker shares between its files is open until the worker ends.
    const copies = await asked(
      `select datname as name from pg_database where starts_with(datname, '${copyPrefix(template)}')`,
    );
    for (const name of [...copies.map((copy) => copy.name), template]) {
      await asked(`drop database if exists ${name} with (force)`);
    }
  };
}

/** Prepares the one migrated database that the test files of a project start from a copy of, and a folder for files. */
export default async function prepareDatabases({ name }: TestProject): Promise<Undo> {
  const url = process.env['TEST_DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'tongban-test-'));
  process.env['TONGBAN_TEST_FOLDER'] = folder;
  const undo = await (name === 'postgres' && url ? prepareTemplate(url) : prepareSnapshot(folder));
  return async () => {
    await undo();
    await rm(folder, { recursive: true, force: true });
  };
}
