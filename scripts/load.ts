/**
 * Many clerks at once: each signed in with a stream of live changes open, thinking between requests, taking cases in,
 * transferring, accepting, deciding and delivering them over HTTP, on one process of Tongban and a PostgreSQL database
 * of its own (server named by DATABASE_URL or TEST_DATABASE_URL), all on this machine. Every clerk comes from the same
 * address, so the limit of requests per address is set out of reach; everything else is as shipped. Prints p50, p95 and
 * p99 by kind of request, memory and event-loop lag of the server, then recomputes a sample of histories. Exit code 1
 * on any error answer.
 *
 *   npm run load -- [--clerks 200] [--minutes 10] [--think 5]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { places } from './bench/clerks.ts';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import type { Client } from './client/client.ts';
import { startOwnServer } from './client/own-server.ts';
import { demoPassword } from './client/story.ts';
import { writeFigures } from './figures/figures.ts';
import { verifySample } from './fill/verify-sample.ts';
import { clerkAt, noRecords, type Pace } from './load/clerk-client.ts';
import { openStream, watch } from './load/watch.ts';
import { approverDay, type HomeDesk, homeDay, intakeDay, workAt } from './load/work-day.ts';
import { timingLine, timingOf } from './scale/timings.ts';

const { values: flags } = parseArgs({
  options: {
    clerks: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    think: { type: 'string', default: '5' },
  },
});
const [clerks, minutes, thinkSeconds] = [Number(flags.clerks), Number(flags.minutes), Number(flags.think)];
const database =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';
const signInsAtOnce = 4;

/** One person of the day: who, and what they do. */
type Person = { username: string; day: (client: Client) => Promise<void> };

/** Of five clerks, three take in, one receives at home, one decides; no more of the latter than regions have windows. */
async function staff(origin: string): Promise<Person[]> {
  const { intake, home } = await places(origin, 1000);
  const desks: HomeDesk[] = home
    .slice(0, Math.max(1, Math.floor(clerks / 5)))
    .map((regionCode) => ({ regionCode, arrived: [], accepted: [], decided: [] }));
  const people: Person[] = desks.flatMap((desk) => [
    { username: `home.${desk.regionCode}`, day: (client) => homeDay(client, desk) },
    { username: `approver.${desk.regionCode}`, day: (client) => approverDay(client, desk) },
  ]);
  for (const regionCode of intake.slice(0, clerks - people.length))
    people.push({ username: `intake.${regionCode}`, day: (client) => intakeDay(client, desks) });
  if (people.length < clerks) throw new Error(`only ${people.length} people have a window`);
  return people;
}

async function run(): Promise<void> {
  const own = await createOwnDatabase(database, 'load');
  const folder = await mkdtemp(join(tmpdir(), 'tongban-load-'));
  const closings: (() => unknown)[] = [];
  try {
    const server = await startOwnServer({
      DATABASE_URL: own.url,
      TONGBAN_DATA: folder,
      TONGBAN_REQUESTS_PER_MINUTE: '100000000',
      LOG_LEVEL: 'warn',
    });
    closings.push(() => server.stop());
    const { origin } = server;
    const conditions = [
      machine(),
      await describeServer(database),
      `${clerks} clerks, ${minutes} min, ${thinkSeconds} s between requests on average, a stream of live changes each`,
    ];
    console.log(conditions.join('\n'));
    workAt(origin);
    const people = await staff(origin);
    const records = noRecords();
    let pace: Pace = { thinkMs: thinkSeconds * 1000, endsAt: Number.POSITIVE_INFINITY };
    const clients: (() => Promise<void>)[] = [];
    for (let from = 0; from < people.length; from += signInsAtOnce) {
      const some = people.slice(from, from + signInsAtOnce).map(async ({ username, day }) => {
        const { client, token } = await clerkAt(origin, username, demoPassword, records, () => pace);
        const broken = (why: string): void => void records.errors.push(`${username} ${why}`);
        closings.push(openStream(origin, token, broken));
        clients.push(() => day(client));
      });
      await Promise.all(some);
    }
    console.log(`${clients.length} signed in`);
    const watched = watch(origin);
    const began = performance.now();
    pace = { ...pace, endsAt: Date.now() + minutes * 60_000 };
    await Promise.all(clients.map((day) => day()));
    const seconds = (performance.now() - began) / 1000;
    const serverProcess = await watched();
    for (const close of closings.toReversed()) await close();
    closings.length = 0;

    const all = [...records.times.values()].flat();
    const kinds = [...records.times]
      .map(([kind, times]) => timingOf(kind, times))
      .toSorted((a, b) => b.requests - a.requests);
    const timings = [timingOf('all requests', all), ...kinds];
    console.log(
      timings.map((each) => `${String(each.requests).padStart(7)}  ${timingLine(each)}`).join('\n'),
    );
    const refused = Object.fromEntries(records.refused);
    const { rssMiB, lagP99Ms } = serverProcess;
    console.log(
      `${(all.length / seconds).toFixed(1)} requests/s; memory ${rssMiB.first.toFixed(0)} → at most ${rssMiB.highest.toFixed(0)} MiB; ` +
        `event loop p99 ${lagP99Ms.median.toFixed(1)} ms, at most ${lagP99Ms.highest.toFixed(1)} ms`,
    );
    console.log(`refused: ${JSON.stringify(refused)}`);
    const verified = await verifySample(own.url, folder, 200);
    console.log(verified.sentence);
    console.log(`errors: ${records.errors.length}`);
    for (const error of records.errors.slice(0, 10)) console.error(`  ${error}`);
    const errors = records.errors.length;
    await writeFigures('load', {
      conditions,
      seconds,
      timings,
      ...serverProcess,
      refused,
      errors,
      verified: verified.sentence,
    });
    if (errors > 0 || verified.broken > 0) process.exitCode = 1;
  } finally {
    for (const close of closings.toReversed()) await close();
    await own.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

await run();
