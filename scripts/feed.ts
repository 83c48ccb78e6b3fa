/**
 * Measures the feed on PostgreSQL: how fast a subscriber that stood still catches up a million events, and how soon a
 * change at one process is seen at the desks of another one. In databases of its own on the server named by DATABASE_URL
 * or TEST_DATABASE_URL. Exit code 1 where a goal is missed.
 *
 *   npm run bench:feed -- [--events 1000000] [--changes 100]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createClock } from '../src/platform/clock.ts';
import { createFeed } from '../src/platform/feed.service.ts';
import { openPostgres } from '../src/platform/postgres.ts';
import { createSubscribers } from '../src/platform/subscribers.service.ts';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { signInWithToken } from './client/client.ts';
import { newsWatch, openNews } from './client/news.ts';
import { startOwnServer } from './client/own-server.ts';
import { demoPassword, meet, register } from './client/story.ts';
import { writeFigures } from './figures/figures.ts';

const { values: flags } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, changes: { type: 'string', default: '100' } },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

const limits = { eventsPerSecond: 5_000, seenMs: 1_000 };
const [intakeRegion, homeRegion] = ['510107', '500110'];

type CaughtUp = { events: number; seconds: number; eventsPerSecond: number };
type Seen = { changes: number; p50: number; p95: number; max: number };

/** A feed of so many events of some hundred thousand cases, sealed in batches; only the numbers matter here. */
async function fillFeed(url: string, events: number): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(
    `insert into feed_entries (feed_no, case_id, seq, type, event_hash)
     select n, md5((n % ($1 / 5 + 1))::text)::uuid, 1 + n / ($1 / 5 + 1), 'materialMarked', 'sha256:' || md5(n::text)
     from generate_series(1, $1::bigint) n`,
    [events],
  );
  await owner.query(
    `insert into feed_batches (batch_no, from_no, to_no, merkle_root, previous_hash, hash, sealed_at)
     select b, b * 1000 - 999, least(b * 1000, $1), '\\x00', b::text, (b + 1)::text, now()
     from generate_series(1, ceil($1::numeric / 1000)::bigint) b`,
    [events],
  );
  await owner.query('vacuum (analyze) feed_entries, feed_batches');
  await owner.end();
}

async function catchUp(events: number): Promise<CaughtUp> {
  const own = await createOwnDatabase(server, 'feed');
  try {
    const database = await openPostgres(own.url, { connections: 4 });
    await fillFeed(own.url, events);
    const clock = createClock();
    const subscribers = createSubscribers({ database, feed: createFeed({ database, clock }), clock });
    let handled = 0;
    let last = 0;
    subscribers.register({
      name: 'measured',
      title: '测量',
      async handle(_tx, entries) {
        for (const { feedNo } of entries) {
          if (feedNo !== last + 1) throw new Error(`${feedNo} came after ${last}`);
          last = feedNo;
          handled += 1;
        }
      },
    });
    await subscribers.open();
    const began = performance.now();
    await subscribers.catchUp();
    const seconds = (performance.now() - began) / 1000;
    const [state] = await subscribers.states();
    await database.close();
    if (handled !== events || state?.lagEvents !== 0 || state.parked + state.dead > 0)
      throw new Error(`${handled} of ${events} events were handled`);
    return { events, seconds, eventsPerSecond: events / seconds };
  } finally {
    await own.drop();
  }
}

/** Registers cases at one process and waits for them on the live connection of a desk at another. */
async function seenElsewhere(changes: number): Promise<Seen> {
  const own = await createOwnDatabase(server, 'two');
  const folder = await mkdtemp(join(tmpdir(), 'tongban-two-'));
  const env = {
    DATABASE_URL: own.url,
    TONGBAN_DATA: folder,
    TONGBAN_REQUESTS_PER_MINUTE: '100000000',
    LOG_LEVEL: 'warn',
  };
  const stops: (() => Promise<void>)[] = [];
  try {
    const here = await startOwnServer(env);
    stops.push(() => here.stop());
    const there = await startOwnServer(env);
    stops.push(() => there.stop());
    const people = await meet(here.origin, intakeRegion, homeRegion);
    const { token } = await signInWithToken(there.origin, `home.${homeRegion}`, demoPassword);
    const watch = newsWatch();
    const live = await openNews(there.origin, token, (news) => watch.hear(news));
    const times: number[] = [];
    for (let change = 0; change < changes; change += 1) {
      const { id } = await register(people, homeRegion);
      times.push(await watch.of(id));
    }
    live.close();
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
    return { changes, p50: at(0.5), p95: at(0.95), max: at(1) };
  } finally {
    for (const stop of stops) await stop();
    await own.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

console.log(`${machine()}\n${await describeServer(server)}`);
const caughtUp = await catchUp(Number(flags.events));
console.log(
  `${caughtUp.events} events caught up in ${caughtUp.seconds.toFixed(1)} s: ${caughtUp.eventsPerSecond.toFixed(0)}/s`,
);
const seen = await seenElsewhere(Number(flags.changes));
console.log(
  `${seen.changes} changes at one process, seen at the other after ${seen.p50.toFixed(0)} ms (p50), ${seen.p95.toFixed(0)} ms (p95), ${seen.max.toFixed(0)} ms (longest)`,
);
const missed = [
  ...(caughtUp.eventsPerSecond < limits.eventsPerSecond ? ['catching up is too slow'] : []),
  ...(seen.max > limits.seenMs ? ['a change was seen too late'] : []),
];
console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
await writeFigures('feed', {
  conditions: [machine(), await describeServer(server)],
  caughtUp,
  seen,
  limits,
  missed,
});
process.exit(missed.length > 0 ? 1 : 0);
