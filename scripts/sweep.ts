/**
 * Measures the sweep of due duties on PostgreSQL: so many open duties that all fire one day, a thousand of them due;
 * once with few that are not due and once with many, in databases of its own on the server named by DATABASE_URL or
 * TEST_DATABASE_URL, filled with cases (see fill.ts). The acts are those of the system, with all they write. Exit code 1
 * where a goal is missed.
 *
 *   npm run bench:sweep -- [--few 10000] [--many 100000] [--due 1000] [--workers 3]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSweep } from '../src/cases/core/sweep.service.ts';
import { createSystem } from '../src/composition/system.ts';
import { readConfig } from '../src/platform/config.ts';
import { first, sql } from '../src/platform/database.ts';
import { createLogger } from '../src/platform/log.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { writeFigures } from './figures/figures.ts';
import { fillDatabase } from './fill/fill-database.ts';

const { values: flags } = parseArgs({
  options: {
    few: { type: 'string', default: '10000' },
    many: { type: 'string', default: '100000' },
    due: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '3' },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

/** Seconds that finding and firing may take, and how much more it may take with many that are not due. */
const limits = { seconds: 5, growth: 1.5 };
/** Each has a duty that fires: the draft ends, the application is abandoned, the case counts as accepted. */
const kinds = ['草稿', '待补正', '属地已收到'] as const;

type Swept = {
  openDuties: number;
  due: number;
  fired: number;
  seconds: number;
  /** Median milliseconds of a look that finds nothing. */
  idleMs: number;
};

async function measure(cases: number): Promise<Swept> {
  const own = await createOwnDatabase(server, 'sweep');
  const folder = await mkdtemp(join(tmpdir(), 'tongban-sweep-'));
  try {
    const weights = Object.fromEntries(kinds.map((kind) => [kind, 1]));
    const late = { cases: Number(flags.due), names: kinds, days: 45 };
    const order = { url: own.url, folder, cases, workers: Number(flags.workers), seed: 1 };
    await fillDatabase({ ...order, mix: { weights, late } }, console.log);
    const system = await createSystem({
      config: { ...readConfig({}), dataFolder: folder, demo: true },
      database: await openPostgres(own.url),
      logger: createLogger({ level: 'error' }),
    });
    try {
      const { database, clock, executor } = system;
      const row = await first(
        database.db,
        sql<{ open: number; due: number }>`select count(*) as open,
          count(*) filter (where fires and not provisional and due_at <= ${clock.now()}::timestamptz) as due
          from case_duties`,
      );
      const errors: unknown[] = [];
      const sweep = createSweep({ database, clock, executor, onError: (error) => errors.push(error) });
      const began = performance.now();
      const fired = await sweep.run();
      const seconds = (performance.now() - began) / 1000;
      const idle: number[] = [];
      for (let look = 0; look < 50; look += 1) {
        const from = performance.now();
        await sweep.run();
        idle.push(performance.now() - from);
      }
      if (errors.length > 0) throw errors[0];
      return {
        openDuties: row?.open ?? 0,
        due: row?.due ?? 0,
        fired,
        seconds,
        idleMs: idle.toSorted((a, b) => a - b)[25] ?? Number.NaN,
      };
    } finally {
      await system.close();
    }
  } finally {
    await own.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

console.log(`${machine()}\n${await describeServer(server)}`);
const measured: Swept[] = [];
for (const cases of [Number(flags.few), Number(flags.many)]) {
  const swept = await measure(cases);
  console.log(
    `${swept.openDuties} open duties, ${swept.due} due: ${swept.fired} fired in ${swept.seconds.toFixed(2)} s; a look that finds nothing ${swept.idleMs.toFixed(1)} ms`,
  );
  measured.push(swept);
}
const [few, many] = measured;
if (!few || !many) throw new Error('nothing was measured');
const missed = [
  ...(many.seconds > limits.seconds ? [`${many.seconds.toFixed(1)} s, allowed ${limits.seconds}`] : []),
  ...(many.seconds > few.seconds * limits.growth ? ['the cost grows with what is not due'] : []),
  ...(many.fired < many.due ? [`${many.due - many.fired} were not fired`] : []),
];
console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
await writeFigures('sweep', {
  conditions: [machine(), await describeServer(server)],
  few,
  many,
  limits,
  missed,
});
process.exit(missed.length > 0 ? 1 : 0);
