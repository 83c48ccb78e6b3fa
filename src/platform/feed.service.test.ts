import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, testKind } from '../../test/database.ts';
import { clear, tamper } from '../../test/tamper.ts';
import { createClock } from './clock.ts';
import { type Database, run, sql } from './database.ts';
import { chainHash } from './digest.ts';
import { createFeed, type Feed } from './feed.service.ts';
import { insertFeedPending } from './feed.store.ts';
import { type FeedEntry, inFeedOrder } from './feed.ts';
import { isProof } from './feed-seals.ts';

let database: Database;
let feed: Feed;
let errors: unknown[];

beforeAll(async () => {
  database = await openTestDatabase();
});

beforeEach(async () => {
  await clear(database, ['feed_pending', 'feed_entries', 'feed_batches']);
  errors = [];
  feed = createFeed({ database, clock: createClock(), onError: (error) => errors.push(error) });
});

afterEach(() => feed.close());

afterAll(() => database.close());

const event = (caseId: string, seq: number): Omit<FeedEntry, 'feedNo'> => ({
  caseId,
  seq,
  type: 'caseSubmitted',
  eventHash: chainHash('', `${caseId}${seq}`),
});

const write = (...events: Omit<FeedEntry, 'feedNo'>[]): Promise<void> =>
  database.transaction((tx) => insertFeedPending(tx, events));

const [a, b] = [randomUUID(), randomUUID()];

describe('giving numbers', () => {
  test('starts at 1, leaves no gap, and keeps the order in which events were written', async () => {
    expect(await feed.sealPending()).toBe(0);
    await write(event(a, 1));
    await write(event(b, 1), event(b, 2));
    expect(await feed.sealPending()).toBe(3);
    await write(event(a, 2));
    expect(await feed.sealPending()).toBe(1);
    expect(await feed.listAfter(0, 10)).toEqual([
      { feedNo: 1, ...event(a, 1) },
      { feedNo: 2, ...event(b, 1) },
      { feedNo: 3, ...event(b, 2) },
      { feedNo: 4, ...event(a, 2) },
    ]);
    expect(await feed.listAfter(2, 1)).toEqual([{ feedNo: 3, ...event(b, 2) }]);
    expect(await feed.pendingCount()).toBe(0);
  });

  test('leaves out what was not committed', async () => {
    await database
      .transaction(async (tx) => {
        await insertFeedPending(tx, [event(a, 1)]);
        throw new Error('undone');
      })
      .catch(() => undefined);
    await write(event(b, 1));
    await feed.sealPending();
    expect((await feed.listAfter(0, 10)).map(({ feedNo, caseId }) => [feedNo, caseId])).toEqual([[1, b]]);
  });

  test('refuses the same event a second time', async () => {
    await write(event(a, 1));
    await expect(write(event(a, 1))).rejects.toThrow(/duplicate key/);
  });

  test('is done once by several sealers at the same time', async () => {
    const other = createFeed({ database, clock: createClock() });
    await write(...Array.from({ length: 30 }, (_, seq) => event(a, seq + 1)));
    const counts = await Promise.all([feed.sealPending(), other.sealPending(), feed.sealPending()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    expect(await feed.verify()).toMatchObject({ sound: true, entries: 30 });
  });

  test('takes more events than one batch holds', async () => {
    await write(...Array.from({ length: 2500 }, (_, seq) => event(a, seq + 1)));
    expect(await feed.sealPending()).toBe(2500);
    expect((await feed.listAfter(0, 3000)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 2500 }, (_, seq) => seq + 1),
    );
    expect(await feed.verify()).toMatchObject({ sound: true, batches: 3, entries: 2500 });
  });

  test('never puts a later event of a case before an earlier one', () => {
    const pending = [
      { pendingNo: 3, ...event(a, 1) },
      { pendingNo: 1, ...event(a, 2) },
      { pendingNo: 2, ...event(b, 1) },
      { pendingNo: 4, ...event(a, 3) },
    ];
    expect(inFeedOrder(pending).map(({ caseId, seq }) => [caseId, seq])).toEqual([
      [a, 1],
      [b, 1],
      [a, 2],
      [a, 3],
    ]);
  });
});

describe.runIf(testKind === 'postgres')('an event that commits late', () => {
  test('gets a later number and is not lost', async () => {
    const gate = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = database.transaction(async (tx) => {
      await insertFeedPending(tx, [event(a, 1)]);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    await write(event(b, 1));
    expect(await feed.sealPending()).toBe(1);
    gate.resolve();
    await slow;
    expect(await feed.sealPending()).toBe(1);
    expect((await feed.listAfter(0, 10)).map(({ feedNo, caseId }) => [feedNo, caseId])).toEqual([
      [1, b],
      [2, a],
    ]);
  });
});

describe('telling', () => {
  test('many wakes become few seals; every listener hears the last number', async () => {
    const heard: number[] = [];
    feed.subscribe((lastNo) => heard.push(lastNo));
    for (let seq = 1; seq <= 20; seq += 1) {
      await write(event(a, seq));
      feed.wake();
    }
    await feed.settled();
    expect(errors).toEqual([]);
    expect(heard.at(-1)).toBe(20);
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect(new Set(heard).size).toBe(heard.length);
  });

  test('stops for who no longer listens, and goes on past a listener that fails', async () => {
    const heard: number[] = [];
    const stop = feed.subscribe(() => heard.push(-1));
    stop();
    feed.subscribe(() => {
      throw new Error('listener');
    });
    feed.subscribe((lastNo) => heard.push(lastNo));
    await write(event(a, 1));
    feed.wake();
    await feed.settled();
    expect(heard).toEqual([1]);
    expect(errors).toEqual([new Error('listener')]);
  });

  test("reaches listeners for other processes' and left-over events as well", async () => {
    const heard = Promise.withResolvers<number>();
    feed.start();
    feed.subscribe((lastNo) => lastNo === 2 && heard.resolve(lastNo));
    await write(event(a, 1));
    const other = createFeed({ database, clock: createClock() });
    await other.sealPending();
    await write(event(a, 2));
    expect(await heard.promise).toBe(2);
    expect(errors).toEqual([]);
  });
});

describe('proof', () => {
  beforeEach(async () => {
    await write(event(a, 1), event(a, 2), event(b, 1));
    await feed.sealPending();
    await write(event(b, 2), event(a, 3));
    await feed.sealPending();
  });

  test.each([1, 2, 3, 4, 5])('entry %i is part of its batch, and no altered entry is', async (feedNo) => {
    const proof = await feed.inclusionProof(feedNo);
    expect(isProof(proof)).toBe(true);
    expect(isProof({ ...proof, entry: { ...proof.entry, type: 'caseWithdrawn' } })).toBe(false);
    expect(isProof({ ...proof, batch: { ...proof.batch, merkleRoot: '00'.repeat(32) } })).toBe(false);
    expect(isProof({ ...proof, index: proof.index + 1 })).toBe(false);
  });

  test.each([0, 6])('number %i was not given out', async (feedNo) => {
    await expect(feed.inclusionProof(feedNo)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('an untouched feed is sound', async () => {
    expect(await feed.verify()).toMatchObject({ sound: true, batches: 2, entries: 5, faults: [] });
  });

  const tampering: [string, ReturnType<typeof sql>, RegExp][] = [
    ['an event was renamed', sql`update feed_entries set type = 'x' where feed_no = 2`, /内容或顺序被改过/],
    [
      'an event was replaced',
      sql`update feed_entries set event_hash = 'x' where feed_no = 5`,
      /内容或顺序被改过/,
    ],
    ['an event was removed', sql`delete from feed_entries where feed_no = 3`, /不连续/],
    ['the last event was removed', sql`delete from feed_entries where feed_no = 5`, /不连续/],
    ['a batch was removed', sql`delete from feed_batches where batch_no = 1`, /接不上/],
    ['the last batch was removed', sql`delete from feed_batches where batch_no = 2`, /封签被删/],
    ['a batch was changed', sql`update feed_batches set sealed_at = now() where batch_no = 1`, /封签被改过/],
    [
      'an event was added',
      sql`insert into feed_entries values (6, ${randomUUID()}, 1, 'x', 'x')`,
      /封签被删/,
    ],
  ];
  test.each(tampering)('finds that %s', async (_what, statement, sentence) => {
    await tamper(database, ['feed_entries', 'feed_batches'], (tx) => run(tx, statement));
    const { sound, faults } = await feed.verify();
    expect(sound).toBe(false);
    expect(faults.map((fault) => fault.sentence).join()).toMatch(sentence);
  });

  test.each([
    sql`update feed_entries set type = 'x'`,
    sql`delete from feed_entries`,
    sql`update feed_batches set hash = 'x'`,
    sql`delete from feed_batches`,
  ])('cannot be undone by the application: %#', async (statement) => {
    await expect(run(database.db, statement)).rejects.toThrow(/permission denied|append-only/);
  });
});
