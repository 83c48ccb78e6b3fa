import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { type Connections, type Database, databaseOver, setParsers } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';

/**
 * PGlite has one connection. It is lent to one caller after the other; a pool would throw the connection
 * away after the first refused statement, and with it the database.
 */
function singleConnection(client: pg.Client, close: () => Promise<void>): Connections {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    async connect() {
      const before = tail;
      let giveBack = (): void => undefined;
      tail = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      await before;
      return new Proxy(client, {
        get(target, key) {
          if (key === 'release') return giveBack;
          const value: unknown = Reflect.get(target, key);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }) as unknown as PostgresPoolClient;
    },
    async end() {
      await tail;
      await close();
    },
  };
}

/** Connects to a running PGlite without touching its content. */
export async function connectPglite(pglite: PGlite, onClose: () => Promise<void>): Promise<Database> {
  setParsers();
  const client = new pg.Client(createPgConfig(pglite));
  client.on('error', () => undefined);
  await client.connect();
  await client.query('set role tongban_app');
  return databaseOver(
    'pglite',
    singleConnection(client, async () => {
      await client.end();
      await onClose();
    }),
  );
}

/** Connects to a running PGlite as its owner. */
async function connectAsOwner(pglite: PGlite, onClose: () => Promise<void>): Promise<Database> {
  setParsers();
  const client = new pg.Client(createPgConfig(pglite));
  client.on('error', () => undefined);
  await client.connect();
  return databaseOver(
    'pglite',
    singleConnection(client, async () => {
      await client.end();
      await onClose();
    }),
  );
}

/** Brings a PGlite up to date as its owner. */
export async function migratePglite(pglite: PGlite): Promise<void> {
  const owner = await connectAsOwner(pglite, () => Promise.resolve());
  try {
    await migrate(owner);
  } finally {
    await owner.close();
  }
}

/**
 * Opens the embedded database in a folder and brings it up to date. A second process on the same folder
 * would destroy it, so the folder is locked first.
 */
export async function openPglite(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const pglite = await PGlite.create({ dataDir: join(folder, 'database'), extensions: { pg_trgm } });
    await migratePglite(pglite);
    return await connectPglite(pglite, async () => {
      await pglite.close();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Opens the embedded database in a folder of its own as owner and as it stands; the caller holds the lock. */
export async function openPgliteAsOwner(dataDir: string): Promise<Database> {
  const pglite = await PGlite.create({ dataDir, extensions: { pg_trgm } });
  return connectAsOwner(pglite, () => pglite.close());
}
