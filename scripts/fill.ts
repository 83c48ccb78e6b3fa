/**
 * Fills a PostgreSQL with cases in a realistic mix of states, windows and days, every history chained and sealed by the
 * code that serves requests, and has a sample of them verified. Makes a database of its own on the server named by
 * DATABASE_URL or TEST_DATABASE_URL and drops it afterwards; with `--keep` it stays, and how to start on it is printed.
 *
 *   npm run fill -- [--cases 1000000] [--workers 3] [--sample 200] [--seed 1] [--keep]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { writeFigures } from './figures/figures.ts';
import { fillDatabase } from './fill/fill-database.ts';
import { verifySample } from './fill/verify-sample.ts';

const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '3' },
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

const database = await createOwnDatabase(server, 'fill');
const folder = await mkdtemp(join(tmpdir(), 'tongban-fill-'));
try {
  console.log(`${machine()}\n${await describeServer(server)}`);
  const order = { url: database.url, folder, cases: Number(flags.cases), workers: Number(flags.workers) };
  const filled = await fillDatabase({ ...order, seed: Number(flags.seed) }, console.log);
  const { cases, events, seconds } = filled;
  console.log(
    `${cases} cases, ${events} events in ${seconds.toFixed(0)} s (${(cases / seconds).toFixed(0)} cases/s)`,
  );
  const verified = await verifySample(database.url, folder, Number(flags.sample));
  console.log(verified.sentence);
  await writeFigures('fill', {
    conditions: [machine(), await describeServer(server)],
    ...filled,
    ...verified,
  });
  if (verified.broken > 0) process.exitCode = 1;
  if (flags.keep) console.log(`DATABASE_URL=${database.url} TONGBAN_DATA=${folder} TONGBAN_DEMO=1 npm start`);
} finally {
  if (!flags.keep) {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
