import pg from 'pg';
import { type Database, databaseOver, setParsers } from './database.ts';
import { migrate } from './migrate.ts';

/** Role of the running application: it may read and add, and change only what is not a record. */
const applicationRole = 'tongban_app';

/**
 * Opens PostgreSQL (15 or later) by its address, brings it up to date, and works on as the application's
 * role, which cannot change or delete records (design.md, idea 4).
 */
export async function openPostgres(url: string, options: { connections?: number } = {}): Promise<Database> {
  setParsers();
  const owner = databaseOver('postgres', new pg.Pool({ connectionString: url, max: 2 }));
  try {
    await migrate(owner);
  } finally {
    await owner.close();
  }
  const settings = {
    connectionString: url,
    // Pages are read by index in their order; with the price of a spinning disk the planner would rather sort everything.
    options: `-c role=${applicationRole} -c statement_timeout=30000 -c random_page_cost=1.1`,
    application_name: 'tongban',
  };
  const pool = new pg.Pool({ ...settings, max: options.connections ?? 24 });
  const pipelined = new pg.Pool({ ...settings, max: 4, pipeline: true });
  for (const each of [pool, pipelined]) each.on('error', () => undefined);
  return databaseOver('postgres', {
    connect: () => pool.connect(),
    connectPipelined: () => pipelined.connect(),
    async end() {
      await Promise.all([pool.end(), pipelined.end()]);
    },
  });
}

/** Opens PostgreSQL as the owner it is addressed with and as it stands: for backup, restore and move. */
export function openPostgresAsOwner(url: string): Database {
  setParsers();
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'tongban-keeping' });
  pool.on('error', () => undefined);
  return databaseOver('postgres', pool);
}
