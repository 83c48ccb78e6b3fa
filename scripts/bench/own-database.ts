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

/** Makes an empty database on the PostgreSQL at an address. */
export async function createOwnDatabase(server: string, purpose: string): Promise<OwnDatabase> {
  const name = `tongban_${purpose}_${randomBytes(4).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    drop: async () => void (await onServer(server, `drop database if exists ${name} with (force)`)),
  };
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
