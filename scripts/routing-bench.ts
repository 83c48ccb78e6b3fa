/**
 * Measures the routing answer on PostgreSQL: for an option and a home region the window, the standard with its stage and
 * whether it is realised there, with a row for each of 2,850 regions × 640 options; over HTTP one request after the
 * other, in process, and beside a bare select by primary key. Beside it the difference matrix of five provinces, the
 * start of the server and its memory, with and without the rows. In a database of its own on the server named by
 * DATABASE_URL or TEST_DATABASE_URL. Exit code 1 where a goal is missed.
 *
 *   npm run bench:routing -- [--regions 2850] [--options 640] [--requests 5000]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createCatalogue } from '../src/catalogue/catalogue.service.ts';
import { createHomeRoutes } from '../src/catalogue/home-route.service.ts';
import { createDirectory } from '../src/directory/directory.service.ts';
import { createClock } from '../src/platform/clock.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { createOwnDatabase, describeServer, onServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { startOwnServer } from './client/own-server.ts';
import { writeFigures } from './figures/figures.ts';
import { filledOption, filledProgramme, fillRoutes } from './routing/fill-routes.ts';
import { type Timing, timed, timingLine } from './scale/timings.ts';

const { values: flags } = parseArgs({
  options: {
    regions: { type: 'string', default: '2850' },
    options: { type: 'string', default: '640' },
    requests: { type: 'string', default: '5000' },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';
const goals = { answerMs: 10, matrixMs: 200 } as const;
const requests = Number(flags.requests);

type Server = Awaited<ReturnType<typeof startOwnServer>>;
type Start = { seconds: number; memoryMiB: number };

/** Starts a server on the database; how long until it listens, and what it then holds in memory. */
async function start(url: string, folder: string, demo = false): Promise<{ running: Server; start: Start }> {
  const began = performance.now();
  const running = await startOwnServer({
    DATABASE_URL: url,
    TONGBAN_DATA: folder,
    TONGBAN_DEMO: demo ? '1' : '',
    TONGBAN_REQUESTS_PER_MINUTE: '100000000',
    LOG_LEVEL: 'warn',
  });
  const seconds = (performance.now() - began) / 1000;
  const status = await readFile(`/proc/${running.pid}/status`, 'utf8').catch(() => '');
  return {
    running,
    start: { seconds, memoryMiB: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024 },
  };
}

/** Options and regions by chance, the same in every run. */
function pairs(regions: readonly string[]): (turn: number) => { optionId: string; region: string } {
  const chance = (turn: number, step: number) => (Math.imul(turn + 1, step) >>> 0) / 2 ** 32;
  return (turn) => ({
    optionId: filledOption(1 + Math.floor(chance(turn, 0x9e3779b1) * Number(flags.options))),
    region: regions[Math.floor(chance(turn, 0x85ebca6b) * regions.length)] ?? '',
  });
}

async function answered(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url);
  const body = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${JSON.stringify(body)}`);
  return body;
}

/** The answers in this process, without HTTP, and the bare select they hold. */
async function inProcess(url: string, regions: readonly string[]): Promise<Timing[]> {
  const database = await openPostgres(url, { connections: 4 });
  const bare = new pg.Client({ connectionString: url });
  await bare.connect();
  try {
    const clock = createClock();
    const catalogue = createCatalogue({ database, clock });
    await catalogue.reload();
    const directory = await createDirectory({ database, clock });
    const routes = createHomeRoutes({ database, clock, catalogue, directory, isActive: () => true });
    const pair = pairs(regions);
    return [
      await timed('the answer in process', requests, (turn) => {
        const { optionId, region } = pair(turn);
        return routes.find(optionId, region);
      }),
      await timed('a bare select by primary key', requests, async (turn) => {
        const { optionId, region } = pair(turn);
        const { rowCount } = await bare.query({
          name: 'bare',
          text: 'select * from item_go_live where programme_id = $1 and family_id = $2 and region_code = $3',
          values: [filledProgramme, optionId.replace('-', ' '), region],
        });
        if (rowCount !== 1) throw new Error(`no row of ${optionId} in ${region}`);
      }),
    ];
  } finally {
    await bare.end();
    await database.close();
  }
}

/** The answers over HTTP, all of them right, and the matrix. */
async function overHttp(origin: string, regions: readonly string[]): Promise<Timing[]> {
  const pair = pairs(regions);
  let windows = 0;
  let realised = 0;
  const answers = await timed('the answer over HTTP', requests, async (turn) => {
    const { optionId, region } = pair(turn);
    const answer = await answered(`${origin}/api/options/${optionId}/home-route?homeRegion=${region}`);
    if (answer['optionId'] !== optionId || answer['homeRegion'] !== region) throw new Error('another answer');
    if ((answer['window'] as { ok: boolean }).ok) windows += 1;
    if (answer['status'] === 'realised') realised += 1;
  });
  const provinces = ['500000', '510000', '520000', '530000', '540000'].join();
  const matrix = await timed('difference matrix of 5 provinces', 300, async (turn) => {
    const number = 1 + (turn % Number(flags.options));
    const body = await answered(
      `${origin}/api/items/${filledProgramme}/${number}/difference-matrix?regions=${provinces}`,
    );
    if ((body['options'] as unknown[]).length !== 1) throw new Error(`no matrix of item ${number}`);
  });
  const early = await timed('a page of what was realised early', 100, () =>
    answered(`${origin}/api/catalogues/${filledProgramme}/early?limit=100`),
  );
  console.log(`${windows} answers name a window, ${realised} are realised`);
  return [answers, matrix, early];
}

const conditions = [machine(), await describeServer(server)];
console.log(conditions.join('\n'));
const own = await createOwnDatabase(server, 'routing');
const folder = await mkdtemp(join(tmpdir(), 'tongban-routing-'));
try {
  // The sample directory comes with the demo; the accounts that it makes for every window do not belong here.
  await (await start(own.url, folder, true)).running.stop();
  const before = await start(own.url, folder);
  await before.running.stop();
  const filled = await fillRoutes(own.url, {
    regions: Number(flags.regions),
    options: Number(flags.options),
  });
  console.log(
    `${filled.rows} rows: ${filled.regions} regions × ${filled.options} options in ${filled.seconds.toFixed(1)} s`,
  );
  const after = await start(own.url, folder);
  const regions = (
    await onServer<{ code: string }>(own.url, 'select code from regions where valid_to is null order by code')
  ).map(({ code }) => code);
  const timings: Timing[] = [];
  try {
    timings.push(...(await overHttp(after.running.origin, regions)));
  } finally {
    await after.running.stop();
  }
  timings.push(...(await inProcess(own.url, regions)));
  for (const timing of timings) console.log(timingLine(timing));
  for (const [what, { seconds, memoryMiB }] of [
    ['as shipped', before.start],
    ['filled', after.start],
  ] as const)
    console.log(`start ${what}: ${seconds.toFixed(1)} s, ${memoryMiB.toFixed(0)} MiB`);
  const [answer, matrix] = timings;
  const missed = [
    ...(answer && answer.p95 < goals.answerMs
      ? []
      : [`the answer takes ${answer?.p95} ms, goal ${goals.answerMs}`]),
    ...(matrix && matrix.p95 < goals.matrixMs
      ? []
      : [`the matrix takes ${matrix?.p95} ms, goal ${goals.matrixMs}`]),
    ...(filled.rows < Number(flags.regions) * Number(flags.options) ? [`only ${filled.rows} rows`] : []),
  ];
  console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
  await writeFigures('routing', {
    conditions,
    filled,
    goals,
    timings,
    starts: { shipped: before.start, filled: after.start },
  });
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  await own.drop();
  await rm(folder, { recursive: true, force: true });
}
