import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database made for one measurement, gone when dropped. */
export type OwnDatabase = { url: string; drop(): Promise<void> };

/** One statement on a connection of its own. */
export async function onServer<Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const drops: (() => Promise<void>)[] = [];

/** Whoever breaks a run off shall not find a million cases there later. */
function dropAll(): void {
  // What is under way breaks off with its database.
  process.on('uncaughtException', () => undefined);
  void Promise.allSettled(drops.map((drop) => drop())).then(() => process.exit(1));
}

/** Makes an empty database on the PostgreSQL at an address. */
export async function createOwnDatabase(server: string, purpose: string): Promise<OwnDatabase> {
  const name = `tongban_${purpose}_${randomBytes(4).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    await onServer(server, `drop database if exists ${name} with (force)`);
  };
  if (drops.length === 0) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, dropAll);
  drops.push(drop);
  return { url: own.href, drop };
}

/** What of the server's settings bears on a measurement. */
export async function describeServer(server: string): Promise<string> {
  const [row] = await onServer<{ version: string; settings: string }>(
    server,
    `select current_setting('server_version') as version, string_agg(name || ' ' || current_setting(name), ', ' order by name) as settings
     from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')`,
  );
  return `PostgreSQL ${row?.version} (${row?.settings})`;
}
