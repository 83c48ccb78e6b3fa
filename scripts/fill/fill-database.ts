import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { createDirectory } from '../../src/directory/directory.service.ts';
import { createClock } from '../../src/platform/clock.ts';
import { all, type Database, sql } from '../../src/platform/database.ts';
import { chainHash, chainStart } from '../../src/platform/digest.ts';
import { findLastFeedBatch } from '../../src/platform/feed.store.ts';
import { batchContent, type FeedBatch } from '../../src/platform/feed.ts';
import { openKeyring } from '../../src/platform/keyring.service.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import type { Instant } from '../../src/regulation/instant.ts';
import { startOwnServer } from '../client/own-server.ts';
import { type CopiedRow, copyInto } from './copy.ts';
import { withoutIndexes } from './indexes.ts';
import { type Counters, type Mix, type Place, type Planned, plan, type Template } from './plan.ts';
import { readTemplate, tellTemplates } from './templates.ts';
import type { Filled, WorkerStart } from './worker.ts';

/** What is to be filled: an empty database and the folder of its keys. */
export type FillOrder = {
  url: string;
  folder: string;
  cases: number;
  workers: number;
  seed: number;
  /** The usual mix where absent. */
  mix?: Mix;
};

const casesAtOnce = 400;
/** Where the templates are told; also the busiest windows. */
const [intakeRegion, homeRegion] = ['510107', '500110'];

/** Windows of the counties of a province with their demo staff, the given region first. */
async function placesOf(database: Database, first: string, roles: readonly string[]): Promise<Place[]> {
  const directory = await createDirectory({ database, clock: createClock() });
  const accounts = await all(
    database.db,
    sql<{ username: string; id: string; name: string }>`select username, id, name from staff_accounts`,
  );
  const staff = new Map(accounts.map(({ username, id, name }) => [username, { id, name }]));
  const places = directory
    .listWindows()
    .filter(({ regionCode }) => regionCode.startsWith(first.slice(0, 2)) && !regionCode.endsWith('00'))
    .map(({ id, name, regionCode }) => ({
      regionCode,
      regionName: directory.regionName(regionCode),
      windowId: id,
      windowName: name,
      staff: roles.flatMap((role) => staff.get(`${role}.${regionCode}`) ?? []),
    }))
    .filter((place) => place.staff.length === roles.length);
  const busiest = places.find(({ regionCode }) => regionCode === first);
  if (!busiest) throw new Error(`no window with staff in ${first}`);
  return [busiest, ...places.filter((place) => place !== busiest)];
}

/** Lets a server make the database, and tells the templates on it. */
async function prepare({ url, folder }: FillOrder): Promise<Omit<WorkerStart, 'url' | 'folder'>> {
  await mkdir(folder, { recursive: true });
  const server = await startOwnServer({
    DATABASE_URL: url,
    TONGBAN_DATA: folder,
    TONGBAN_REQUESTS_PER_MINUTE: '100000000',
    LOG_LEVEL: 'warn',
  });
  const database = await openPostgres(url, { connections: 2 });
  try {
    const intakes = await placesOf(database, intakeRegion, ['intake']);
    const homes = await placesOf(database, homeRegion, ['home', 'approver']);
    const [intake, home] = [intakes[0], homes[0]];
    if (!intake || !home) throw new Error('no places');
    const told = await tellTemplates(server.origin, intake, home);
    const { now } = (await (await fetch(`${server.origin}/api/health`)).json()) as { now: Instant };
    const keyring = await openKeyring(database, folder);
    const templates: Template[] = [];
    for (const each of told) templates.push(await readTemplate(database, keyring, each, intake, home));
    return { templates, intakes, homes, now };
  } finally {
    await database.close();
    await server.stop();
  }
}

/** Has all planned cases made by workers, each busy with one list at a time; answers the batches of the feed. */
async function fillAll(
  order: FillOrder,
  start: WorkerStart,
  planned: Iterator<Planned>,
  say: (line: string) => void,
): Promise<Filled> {
  const batches: Filled = [];
  const began = performance.now();
  let done = 0;
  let toldAt = began;
  const nextList = (): Planned[] => {
    const list: Planned[] = [];
    while (list.length < casesAtOnce) {
      const { value, done: over } = planned.next() as IteratorResult<Planned, undefined>;
      if (over) break;
      list.push(value);
    }
    return list;
  };
  const carry = async (): Promise<void> => {
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: start });
    const failed = once(worker, 'error').then(([error]) => Promise.reject(error as Error));
    failed.catch(() => undefined);
    const answered = async (): Promise<Filled> =>
      ((await Promise.race([once(worker, 'message'), failed])) as [Filled])[0];
    await answered();
    for (let list = nextList(); list.length > 0; list = nextList()) {
      const answer = answered();
      worker.postMessage(list, []);
      batches.push(...(await answer));
      done += list.length;
      if (performance.now() - toldAt > 5000) {
        toldAt = performance.now();
        const seconds = (toldAt - began) / 1000;
        const rate = done / seconds;
        say(
          `  ${done} of ${order.cases} cases, ${rate.toFixed(0)}/s, about ${((order.cases - done) / rate).toFixed(0)} s left`,
        );
      }
    }
    worker.postMessage(null, []);
    await once(worker, 'exit');
  };
  await Promise.all(Array.from({ length: order.workers }, carry));
  return batches.toSorted((a, b) => a.fromNo - b.fromNo);
}

/** Chains the batches behind the last one that is there. */
function chained(batches: Filled, last: FeedBatch | undefined, sealedAt: Instant): CopiedRow[] {
  let previousHash = last?.hash ?? chainStart;
  let batchNo = last?.batchNo ?? 0;
  return batches.map(({ fromNo, toNo, merkleRoot }) => {
    batchNo += 1;
    const hash = chainHash(previousHash, batchContent({ batchNo, fromNo, toNo, merkleRoot, sealedAt }));
    const row = {
      batch_no: batchNo,
      from_no: fromNo,
      to_no: toNo,
      merkle_root: Buffer.from(merkleRoot, 'hex'),
      previous_hash: previousHash,
      hash,
      sealed_at: sealedAt,
    };
    previousHash = hash;
    return row;
  });
}

/**
 * Fills an empty database with cases: every one with a whole history of its own (chained, contents sealed under its own
 * key), snapshot, duties, work-list rows and search keys, and all events in the sealed feed. Documents and scans are not
 * multiplied. Answers how many cases and events there are.
 */
export async function fillDatabase(
  order: FillOrder,
  say: (line: string) => void,
): Promise<{ cases: number; events: number; seconds: number }> {
  const began = performance.now();
  const owner = new pg.Client({ connectionString: order.url });
  await owner.connect();
  try {
    const start = await prepare(order);
    const events = start.templates.map(({ name, events: { length } }) => `${name} ${length}`).join(', ');
    say(
      `templates told: ${events} events; ${start.intakes.length} intake and ${start.homes.length} home windows`,
    );
    const database = await openPostgres(order.url, { connections: 1 });
    const last = await findLastFeedBatch(database.db);
    await database.close();
    const { rows: taken } = await owner.query<{ region: string; day: string; last: number }>(
      'select region_code as region, day::text, last_sequence as last from business_number_days',
    );
    const counters: Counters = new Map(taken.map((row) => [`${row.region} ${row.day}`, row.last]));
    const putBack = await withoutIndexes(owner);
    const offset = last?.toNo ?? 0;
    const { seed, mix } = order;
    const planned = plan(order.cases, { ...start, seed, mix, firstFeedNo: offset + 1 }, counters);
    const batches = await fillAll(order, { ...start, url: order.url, folder: order.folder }, planned, say);
    say('keys and indexes');
    await putBack(say);
    await copyInto(owner, 'feed_batches', chained(batches, last, start.now));
    await owner.query(
      `insert into business_number_days select r, d::date, n from unnest($1::text[], $2::text[], $3::int[]) t(r, d, n)
       on conflict (region_code, day) do update set last_sequence = excluded.last_sequence`,
      [
        [...counters.keys()].map((key) => key.slice(0, 6)),
        [...counters.keys()].map((key) => key.slice(7)),
        [...counters.values()],
      ],
    );
    // Whoever follows the feed has seen what was filled in.
    await owner.query('update feed_subscribers set feed_no = (select max(feed_no) from feed_entries)');
    say('statistics');
    await owner.query('vacuum (analyze)');
    const { rows } = await owner.query<{ cases: string; events: string }>(
      'select (select count(*) from cases) as cases, (select count(*) from case_events) as events',
    );
    const seconds = (performance.now() - began) / 1000;
    return { cases: Number(rows[0]?.cases), events: Number(rows[0]?.events), seconds };
  } finally {
    await owner.end();
  }
}
