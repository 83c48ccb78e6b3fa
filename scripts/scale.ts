/**
 * Measures what must not grow with the number of cases: first and deep page of every work list, looking a case up, and
 * the sweep when nothing is due, once with few cases and once with many, in filled databases of its own (see fill.ts)
 * on the server named by DATABASE_URL or TEST_DATABASE_URL. Requests go one after the other over HTTP. Exit code 1
 * where a goal is missed.
 *
 *   npm run bench:scale -- [--small 10000] [--large 1000000] [--workers 3] [--rounds 5]
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
import { missedGoals } from './scale/goals.ts';
import { combined, measureSize, type SizeMeasured, takingTurns } from './scale/measure-size.ts';
import { timingLine } from './scale/timings.ts';

const { values: flags } = parseArgs({
  options: {
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    workers: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

type Filled = { url: string; folder: string; fill: { cases: number; events: number; seconds: number } };

const leftovers: (() => Promise<void>)[] = [];

async function fill(cases: number): Promise<Filled> {
  const database = await createOwnDatabase(server, 'scale');
  const folder = await mkdtemp(join(tmpdir(), 'tongban-scale-'));
  leftovers.push(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const order = { url: database.url, folder, cases, workers: Number(flags.workers), seed: 1 };
  const filled = await fillDatabase(order, console.log);
  console.log(`${filled.cases} cases, ${filled.events} events in ${filled.seconds.toFixed(0)} s`);
  const verified = await verifySample(database.url, folder, 100);
  console.log(verified.sentence);
  if (verified.broken > 0) throw new Error('the filled histories are not whole');
  return { url: database.url, folder, fill: filled };
}

/** Both sizes in turns, one list after the other, so that what else happens on the machine falls on both. */
async function measureInTurns(few: Filled, many: Filled, rounds: number) {
  const measured: { small: SizeMeasured; large: SizeMeasured }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`round ${round} of ${rounds}`);
    const turn = takingTurns();
    const [small, large] = await Promise.all(
      [few, many].map(({ url, folder, fill: { cases } }) => measureSize(url, folder, cases, turn)),
    );
    if (small && large) measured.push({ small, large });
  }
  const small = { ...combined(measured.map((each) => each.small)), fill: few.fill };
  const large = { ...combined(measured.map((each) => each.large)), fill: many.fill };
  for (const { timings, scanned } of [small, large]) {
    console.log(timings.map(timingLine).join('\n'));
    if (scanned.length > 0) console.log(`read from end to end: ${scanned.join(', ')}`);
  }
  return { small, large };
}

try {
  console.log(`${machine()}\n${await describeServer(server)}`);
  // Both are filled before either is measured, so that the machine is the same for both.
  const [few, many] = [await fill(Number(flags.small)), await fill(Number(flags.large))];
  const { small, large } = await measureInTurns(few, many, Number(flags.rounds));
  const missed = missedGoals(small, large);
  console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
  await writeFigures('scale', {
    conditions: [machine(), await describeServer(server)],
    rounds: Number(flags.rounds),
    small,
    large,
    missed,
  });
  if (missed.length > 0) process.exitCode = 1;
} finally {
  for (const remove of leftovers) await remove();
}
