import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { clear } from '../../test/tamper.ts';
import { type Instant, instantOf, later } from '../regulation/instant.ts';
import { triedForMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import { all, type Database, run, sql } from './database.ts';
import { chainHash } from './digest.ts';
import { createFeed, type Feed } from './feed.service.ts';
import { insertFeedPending } from './feed.store.ts';
import type { FeedEntry } from './feed.ts';
import { createSubscribers, type Subscriber, type Subscribers } from './subscribers.service.ts';

let database: Database;
let feed: Feed;
let subscribers: Subscribers;
let now: Instant;
/** What the subscriber of the tests cannot carry out: feed numbers, or everything. */
let broken: Set<number>;

const clock: Clock = {
  now: () => now,
  set: (next) => {
    now = instantOf(new Date(next));
  },
};
const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
const hourMs = 60 * 60 * 1000;

const event = (caseId: string, seq: number, type = 'caseSubmitted'): Omit<FeedEntry, 'feedNo'> => ({
  caseId,
  seq,
  type,
  eventHash: chainHash('', `${caseId}${seq}`),
});

async function happen(...events: Omit<FeedEntry, 'feedNo'>[]): Promise<void> {
  await database.transaction((tx) => insertFeedPending(tx, events));
  await feed.sealPending();
}

/** Writes what it is handed into a table of the database, so that what is undone is seen to be undone. */
const writer = (name: string, more: Partial<Subscriber> = {}): Subscriber => ({
  name,
  title: '测试',
  async handle(tx, entries) {
    for (const { feedNo } of entries) {
      await run(
        tx,
        sql`insert into settings_of_system (key, value) select ${`${name} `} || lpad((count(*) + 1)::text, 6, '0'),
          ${String(feedNo)}::jsonb from settings_of_system where key like ${`${name} %`}`,
      );
      if (broken.has(feedNo)) throw new Error(`cannot do ${feedNo}, call 13812345678`);
    }
  },
  ...more,
});

/** Numbers that a subscriber carried out, in the order in which it did. */
const carriedOut = async (name = 'writer'): Promise<number[]> =>
  (
    await all(
      database.db,
      sql<{ value: number }>`select value from settings_of_system where key like ${`${name} %`} order by key`,
    )
  ).map(({ value }) => value);

const parkedNos = async (dead = false): Promise<number[]> =>
  (await subscribers.listParked('writer', { after: 0, limit: 100, dead })).map(({ feedNo }) => feedNo);

const state = async (name = 'writer') => (await subscribers.states()).find((each) => each.name === name);

const make = async (...list: Subscriber[]): Promise<Subscribers> => {
  const made = createSubscribers({ database, feed, clock });
  for (const each of list) made.register(each);
  await made.open();
  return made;
};

beforeAll(async () => {
  database = await openTestDatabase();
});

beforeEach(async () => {
  await clear(database, [
    'feed_pending',
    'feed_entries',
    'feed_batches',
    'feed_subscribers',
    'parked_entries',
  ]);
  await run(database.db, sql`delete from settings_of_system where key ~ '^[a-z]+ [0-9]+$'`);
  now = '2021-06-07T10:00:00.000+08:00';
  broken = new Set();
  feed = createFeed({ database, clock });
  subscribers = await make(writer('writer'));
});

afterAll(() => database.close());

describe('reading on', () => {
  test('hands every entry once and in order, and goes on where it stopped', async () => {
    await happen(event(a, 1), event(b, 1), event(a, 2));
    expect(await subscribers.catchUp()).toBe(3);
    await happen(event(b, 2));
    subscribers = await make(writer('writer'));
    expect(await subscribers.catchUp()).toBe(1);
    expect(await subscribers.catchUp()).toBe(0);
    expect(await carriedOut()).toEqual([1, 2, 3, 4]);
  });

  test('gives each subscriber its own cursor and only its types', async () => {
    subscribers = await make(writer('writer'), writer('other', { types: ['decided'] }));
    await happen(event(a, 1), event(a, 2, 'decided'), event(b, 1));
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 2, 3]);
    expect(await carriedOut('other')).toEqual([2]);
    expect(await state('other')).toMatchObject({ feedNo: 3, lagEvents: 0 });
  });

  test('starts behind the last event where a new subscriber asks for it, and stays there when opened again', async () => {
    await happen(event(a, 1));
    subscribers = await make(writer('late', { from: 'now' }));
    await happen(event(a, 2));
    await (await make(writer('late', { from: 'now' }))).catchUp();
    expect(await carriedOut('late')).toEqual([2]);
  });

  test('is done once by two processes at the same time', async () => {
    await happen(...Array.from({ length: 60 }, (_, seq) => event(a, seq + 1)));
    const other = await make(writer('writer'));
    await Promise.all([subscribers.catchUp(), other.catchUp(), subscribers.catchUp()]);
    expect(await carriedOut()).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  test('catches up by itself once it is started, and stops', async () => {
    await happen(event(a, 1));
    const errors: unknown[] = [];
    const stop = subscribers.start((_name, error) => errors.push(error));
    await happen(event(a, 2));
    feed.wake();
    await expect.poll(() => carriedOut(), { timeout: 5_000 }).toEqual([1, 2]);
    await stop();
    await happen(event(a, 3));
    feed.wake();
    await feed.settled();
    expect(await carriedOut()).toEqual([1, 2]);
    expect(errors).toEqual([]);
    await feed.close();
  });
});

describe('what cannot be carried out', () => {
  beforeEach(async () => {
    broken.add(2);
    await happen(event(a, 1), event(b, 1), event(a, 2), event(b, 2), event(c, 1));
    await subscribers.catchUp();
  });

  test('is set aside with what follows it in its case; the others go on', async () => {
    expect(await carriedOut()).toEqual([1, 3, 5]);
    const [head, behind] = await subscribers.listParked('writer', { after: 0, limit: 100, dead: false });
    expect(head).toMatchObject({ feedNo: 2, caseId: b, failures: 1, type: 'caseSubmitted' });
    expect(head?.error).toBe('cannot do 2, call 138****5678');
    expect(head?.nextTryAt).toSatisfy((at: Instant) => at > now && at <= later(now, 12_500));
    expect(behind).toMatchObject({ feedNo: 4, caseId: b, failures: 0, error: null, nextTryAt: null });
    expect(await state()).toMatchObject({ feedNo: 5, lagEvents: 0, failures: 1, parked: 2, dead: 0 });
  });

  test('is tried again when it is due, and then the rest of its case, in order', async () => {
    await happen(event(b, 3), event(a, 3));
    broken.clear();
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 7]);
    now = later(now, 12_500);
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 7, 2, 4, 6]);
    expect(await parkedNos()).toEqual([]);
  });

  test('waits longer each time, up to an hour and a quarter', async () => {
    const waits: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      const [head] = await subscribers.listParked('writer', { after: 0, limit: 1, dead: false });
      waits.push(Date.parse(head?.nextTryAt ?? '') - Date.parse(now));
      now = head?.nextTryAt ?? now;
      await subscribers.catchUp();
    }
    waits.forEach((wait, index) => {
      const middle = Math.min(10_000 * 2 ** index, hourMs);
      expect(wait).toBeGreaterThanOrEqual(middle * 0.75);
      expect(wait).toBeLessThanOrEqual(middle * 1.25);
    });
    expect(new Set(waits.map((wait) => wait % 1000)).size).toBeGreaterThan(3);
  });

  test('is a dead letter after seven days; what stood behind it goes on', async () => {
    now = later(now, triedForMs - hourMs);
    await subscribers.catchUp();
    expect(await parkedNos(true)).toEqual([]);
    now = later(now, 2 * hourMs);
    await subscribers.catchUp();
    expect(await parkedNos(true)).toEqual([2]);
    expect(await carriedOut()).toEqual([1, 3, 5, 4]);
    expect(await state()).toMatchObject({ parked: 0, dead: 1 });
  });

  test('is sent again by an operator, also as a dead letter', async () => {
    now = later(now, triedForMs + hourMs);
    await subscribers.catchUp();
    broken.clear();
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 4]);
    expect(await subscribers.resend('writer', 2)).toBe(1);
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 4, 2]);
    await expect(subscribers.resend('writer', 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(subscribers.resend('writer')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('resending all keeps the order of each case', async () => {
    broken.clear();
    expect(await subscribers.resend('writer')).toBe(2);
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 2, 4]);
  });

  test('an operator gives it up: those behind it go on', async () => {
    await subscribers.giveUp('writer', 2);
    await subscribers.catchUp();
    expect(await carriedOut()).toEqual([1, 3, 5, 4]);
    expect(await parkedNos(true)).toEqual([2]);
    await expect(subscribers.giveUp('writer', 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(subscribers.listParked('nobody', { after: 0, limit: 1, dead: false })).rejects.toMatchObject(
      { code: 'not-found' },
    );
  });
});

describe('the lag', () => {
  test('is true while nobody reads: events and seconds', async () => {
    await happen(event(a, 1));
    now = later(now, 90_000);
    await happen(event(a, 2), event(b, 1));
    now = later(now, 10_000);
    expect(await state()).toMatchObject({ feedNo: 0, lagEvents: 3, lagSeconds: 100, movedAt: null });
    await subscribers.catchUp();
    expect(await state()).toMatchObject({ feedNo: 3, lagEvents: 0, lagSeconds: 0, movedAt: now });
  });

  test('counts what has no number yet, because the sealer stands still', async () => {
    await database.transaction((tx) => insertFeedPending(tx, [event(a, 1)]));
    await run(
      database.db,
      sql`update feed_pending set written_at = clock_timestamp() - interval '70 seconds'`,
    );
    const { lagEvents, lagSeconds } = (await state()) ?? {};
    expect(lagEvents).toBe(1);
    expect(lagSeconds).toBeGreaterThanOrEqual(70);
  });

  test('still shows a subscriber that this program no longer has', async () => {
    const newer = await make(writer('newer'));
    expect(await newer.states()).toMatchObject([
      { name: 'newer', known: true },
      { name: 'writer', known: false, title: 'writer' },
    ]);
  });
});

test('a batch with many failures sets aside exactly these', async () => {
  const entries = Array.from({ length: 300 }, (_, index) => event(randomUUID(), index + 1));
  for (let feedNo = 7; feedNo <= 300; feedNo += 7) broken.add(feedNo);
  await happen(...entries);
  await subscribers.catchUp();
  expect(await parkedNos()).toEqual([...broken].slice(0, 100));
  expect((await carriedOut()).length).toBe(300 - broken.size);
});
