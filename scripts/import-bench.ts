/**
 * Hands large tables in over the API – a role for each of 10,000 people, 10,000 windows, a list of 5,000 rows (the most
 * that R-027 takes) – on PGlite and on a PostgreSQL: how long the look takes, how long storing takes, and beside it the
 * same rows as one bare `insert` in the same database. Also how long other requests had to wait meanwhile. Exit code 1
 * where a goal is missed.
 *
 *   npm run bench:import [-- --rows 10000] [-- --keep]
 *
 * `--keep` writes the figures to docs/figures. PostgreSQL is that of DATABASE_URL or TEST_DATABASE_URL.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystem, type System } from '../src/composition/system.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLogger } from '../src/platform/log.ts';
import { openPglite } from '../src/platform/pglite.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { signInWithToken } from './client/client.ts';
import { demoPassword } from './client/story.ts';
import { writeFigures } from './figures/figures.ts';
import { type BenchTable, listTable, staffTable, windowTable } from './import/tables.ts';

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '10000' }, keep: { type: 'boolean', default: false } },
});
const rows = Number(flags.rows);
/** The most that a list may have. */
const listRows = Math.min(rows, 5_000);
const goalSeconds = 10;
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

type Measured = {
  database: string;
  what: string;
  rows: number;
  kilobytes: number;
  lookSeconds: number;
  storeSeconds: number;
  bareSeconds: number;
  /** The longest that another request waited meanwhile. */
  waitedSeconds: number;
};
type Report = { token: string; stored: boolean; faults: unknown[]; questions: unknown[]; added: unknown[] };

const seconds = (since: number): number => (performance.now() - since) / 1000;

/** Asks for the health of the system again and again until stopped; answers the longest that took. */
function watch(origin: string): () => Promise<number> {
  const watched = { going: true };
  let longest = 0;
  const asking = (async () => {
    while (watched.going) {
      const began = performance.now();
      await fetch(`${origin}/api/health`);
      longest = Math.max(longest, seconds(began));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    watched.going = false;
    await asking;
    return longest;
  };
}

/** The rows as one statement, undone at once. */
async function bareInsert({ database }: System, { bare }: BenchTable): Promise<number> {
  const undone = new Error('undone');
  let took = 0;
  await database
    .transaction(async (tx) => {
      const began = performance.now();
      await bare(tx);
      took = seconds(began);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return took;
}

async function measure(system: System, origin: string, kind: string, table: BenchTable): Promise<Measured> {
  const { token } = await signInWithToken(origin, table.username, demoPassword);
  const bareSeconds = await bareInsert(system, table);
  const send = async (query: string): Promise<Report> => {
    const answer = await fetch(`${origin}${table.path}${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(table.file),
    });
    const body = (await answer.json()) as Report & { detail?: string };
    if (!answer.ok) throw new Error(`${table.path} → ${answer.status} ${body.detail}`);
    return body;
  };
  const stop = watch(origin);
  let began = performance.now();
  const look = await send('');
  const lookSeconds = seconds(began);
  if (look.faults.length + look.questions.length > 0 || look.added.length !== table.rows)
    throw new Error(
      `${table.what}: ${JSON.stringify([look.faults[0], look.questions[0], look.added.length])}`,
    );
  began = performance.now();
  const { stored } = await send(`?confirm=${look.token}`);
  const storeSeconds = seconds(began);
  if (!stored) throw new Error(`${table.what} was not stored`);
  return {
    database: kind,
    what: table.what,
    rows: table.rows,
    kilobytes: Math.round(table.file.length / 1024),
    lookSeconds,
    storeSeconds,
    bareSeconds,
    waitedSeconds: await stop(),
  };
}

async function measureOn(kind: 'PGlite' | 'PostgreSQL'): Promise<Measured[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'tongban-import-'));
  const own = kind === 'PostgreSQL' ? await createOwnDatabase(server, 'import') : undefined;
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true, logLevel: 'error' },
    database: own ? await openPostgres(own.url) : await openPglite(dataFolder),
    logger: createLogger({ level: 'error' }),
    requestsPerMinute: 100_000_000,
  });
  try {
    await system.app.listen({ port: 0, host: '127.0.0.1' });
    system.startWorkers();
    const origin = system.app.listeningOrigin;
    const { client } = await signInWithToken(origin, 'coordinator', demoPassword);
    const measured: Measured[] = [];
    for (const table of [
      () => staffTable(system, rows),
      () => windowTable(system, rows),
      () => listTable(system, client, listRows),
    ])
      measured.push(await measure(system, origin, kind, await table()));
    return measured;
  } finally {
    await system.close();
    await own?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

const measured = [...(await measureOn('PGlite')), ...(await measureOn('PostgreSQL'))];
const conditions = [machine(), await describeServer(server)];
console.log(conditions.join('\n'));
const cell = (value: number): string => value.toFixed(2).padStart(8);
console.log('database    table      rows   look s   store s   bare s   others waited s');
for (const one of measured)
  console.log(
    `${one.database.padEnd(11)} ${one.what.padEnd(8)} ${String(one.rows).padStart(6)} ${cell(one.lookSeconds)} ${cell(one.storeSeconds)} ${cell(one.bareSeconds)} ${cell(one.waitedSeconds)}`,
  );
const missed = measured.filter(
  ({ lookSeconds, storeSeconds }) => Math.max(lookSeconds, storeSeconds) >= goalSeconds,
);
console.log(
  missed.length === 0
    ? 'every goal is met'
    : `missed: ${missed.map(({ database, what }) => `${what} on ${database}`).join(', ')}`,
);
if (flags.keep) await writeFigures('import', { conditions, goalSeconds, measured });
if (missed.length > 0) process.exitCode = 1;
