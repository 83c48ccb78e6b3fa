import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { clear } from '../../test/tamper.ts';
import { type Instant, instantOf, later, msOf } from '../regulation/instant.ts';
import { triedForMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import { all, type Database, first, run, sql } from './database.ts';
import { SealBroken } from './envelope.ts';
import {
  createOutbox,
  type Delivered,
  type Outbox,
  type OutboxEnd,
  type OutboxMessage,
  type Outgoing,
} from './outbox.service.ts';

let database: Database;
let outbox: Outbox;
let now: Instant;
/** What arrived, in order. */
let received: Outgoing[];
let ends: (OutboxEnd & { key: string })[];
/** How the receiver answers; done where nothing else is said. */
let answer: (message: Outgoing) => Delivered | Promise<Delivered>;

const clock: Clock = {
  now: () => now,
  set: (next) => {
    now = instantOf(new Date(next));
  },
};
const keyring = {
  seal: (plain: Uint8Array | string, context: string) =>
    Buffer.from(`${context}|${Buffer.from(plain).toString('base64')}`),
  openText(sealed: Uint8Array, context: string) {
    const [own, body = ''] = Buffer.from(sealed).toString().split('|');
    if (own !== context) throw new SealBroken();
    return Buffer.from(body, 'base64').toString();
  },
};
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const again = (at?: Instant): Delivered => ({
  outcome: 'again',
  reason: '对方没有答复',
  ...(at === undefined ? {} : { at }),
});

function make(): Outbox {
  const made = createOutbox({ database, keyring, clock });
  made.serve(
    'sms',
    async (message) => {
      received.push(message);
      return answer(message);
    },
    {
      title: '短信',
      timeoutMs: 5_000,
      async onEnd(_tx, { key }, end) {
        ends.push({ ...end, key });
      },
    },
  );
  return made;
}

const put = (...messages: (Partial<OutboxMessage> & { key: string })[]): Promise<void> =>
  database.transaction((tx) =>
    outbox.put(tx, ...messages.map((message) => ({ topic: 'sms', body: { text: message.key }, ...message }))),
  );

const keys = (): string[] => received.map(({ key }) => key);
const state = async () => (await outbox.states()).find(({ topic }) => topic === 'sms');
const waiting = (): ReturnType<Outbox['list']> => outbox.list('sms', { after: 0, limit: 100, waiting: true });
const ended = (): ReturnType<Outbox['list']> => outbox.list('sms', { after: 0, limit: 100, waiting: false });

beforeAll(async () => {
  database = await openTestDatabase();
});

beforeEach(async () => {
  await clear(database, ['outbox']);
  now = '2021-06-07T10:00:00.000+08:00';
  received = [];
  ends = [];
  answer = () => ({ outcome: 'done' });
  outbox = make();
});

afterAll(() => database.close());

describe('sending', () => {
  test('sends what was committed, once, with its body, and erases the body', async () => {
    await put({ key: 'one', body: { phone: '13812345678' } });
    const [stored] = await all(database.db, sql<{ body: Buffer }>`select body from outbox`);
    expect(stored?.body.toString()).not.toContain('13812345678');
    expect(await outbox.deliverDue()).toBe(1);
    expect(await outbox.deliverDue()).toBe(0);
    expect(received).toMatchObject([{ key: 'one', body: { phone: '13812345678' }, attempt: 1, since: now }]);
    expect(ends).toEqual([{ key: 'one', state: 'done', reason: null }]);
    expect(await first(database.db, sql`select state, body from outbox`)).toEqual({
      state: 'done',
      body: null,
    });
  });

  test('sends nothing of a transaction that was undone', async () => {
    await database
      .transaction(async (tx) => {
        await outbox.put(tx, { topic: 'sms', key: 'one', body: 1 });
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await outbox.deliverDue()).toBe(0);
  });

  test('keeps what was done for 90 days, and what was not done for good', async () => {
    const rows = async () => (await all(database.db, sql`select key from outbox order by key`)).length;
    answer = ({ key }) => (key === 'b' ? { outcome: 'failed', reason: '空号' } : { outcome: 'done' });
    await put({ key: 'a' }, { key: 'b' });
    await outbox.deliverDue();
    now = later(now, 89 * 24 * hourMs);
    await outbox.deliverDue();
    expect(await rows()).toBe(2);
    now = later(now, 2 * 24 * hourMs);
    await outbox.deliverDue();
    expect(await rows()).toBe(1);
  });

  test('puts the same key once a topic, whether it waits or was sent', async () => {
    outbox.serve('mail', () => Promise.resolve({ outcome: 'done' }), { title: '邮件' });
    await put({ key: 'one' }, { key: 'one' }, { key: 'one', topic: 'mail' });
    await put({ key: 'one' });
    expect(await outbox.deliverDue()).toBe(2);
    await put({ key: 'one' });
    expect(await outbox.deliverDue()).toBe(0);
    expect(keys()).toEqual(['one']);
  });

  test('waits for the time that was asked for, and forgets what is no longer worth sending', async () => {
    const eight = '2021-06-08T08:00:00.000+08:00';
    await put(
      { key: 'night', notBefore: eight },
      { key: 'short', notBefore: eight, expiresAt: later(now, hourMs) },
    );
    await outbox.deliverDue();
    expect(keys()).toEqual([]);
    now = eight;
    await outbox.deliverDue();
    expect(keys()).toEqual(['night']);
    expect(ends).toMatchObject([
      { key: 'short', state: 'expired' },
      { key: 'night', state: 'done' },
    ]);
  });

  test('sends at most so many at once', async () => {
    let atOnce = 0;
    let most = 0;
    answer = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
      return { outcome: 'done' };
    };
    await put(...Array.from({ length: 40 }, (_, index) => ({ key: `m${index}` })));
    await outbox.deliverDue();
    expect(received).toHaveLength(40);
    expect(most).toBeLessThanOrEqual(8);
    expect(most).toBeGreaterThan(1);
  });

  test('two processes share the work and send nothing twice', async () => {
    const other = make();
    await put(
      ...Array.from({ length: 60 }, (_, index) => ({ key: `m${index}`, orderKey: `case${index % 7}` })),
    );
    await Promise.all([outbox.deliverDue(), other.deliverDue(), outbox.deliverDue()]);
    expect(keys().toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => `m${index}`).toSorted());
    for (let order = 0; order < 7; order += 1) {
      const own = received.filter(({ orderKey }) => orderKey === `case${order}`).map(({ id }) => id);
      expect(own).toEqual(own.toSorted((one, two) => one - two));
    }
  });

  test('works by itself once it is started, and stops', async () => {
    const errors: unknown[] = [];
    const stop = outbox.start((_topic, error) => errors.push(error));
    await put({ key: 'one' });
    await expect.poll(keys, { timeout: 5_000 }).toEqual(['one']);
    await stop();
    expect(errors).toEqual([]);
  });
});

describe('the order of a case', () => {
  test('the next waits until the one before it is done, through every failure', async () => {
    answer = ({ key }) => (key === 'a1' && received.length < 6 ? again() : { outcome: 'done' });
    await put({ key: 'a1', orderKey: 'a' }, { key: 'b1', orderKey: 'b' });
    await put({ key: 'a2', orderKey: 'a' }, { key: 'a3', orderKey: 'a' }, { key: 'free' });
    for (let step = 0; step < 6; step += 1) {
      await outbox.deliverDue();
      now = later(now, hourMs);
    }
    expect(
      keys()
        .filter((key) => key !== 'a1')
        .toSorted(),
    ).toEqual(['a2', 'a3', 'b1', 'free']);
    const own = keys().filter((key) => key.startsWith('a'));
    expect(own.slice(-3)).toEqual(['a1', 'a2', 'a3']);
  });

  test.each(['failed', 'expired', 'dead'] as const)('goes on behind one that is %s', async (how) => {
    answer = ({ key }) =>
      key !== 'a1' ? { outcome: 'done' } : how === 'failed' ? { outcome: 'failed', reason: '空号' } : again();
    await put(
      { key: 'a1', orderKey: 'a', ...(how === 'expired' ? { expiresAt: later(now, minuteMs) } : {}) },
      { key: 'a2', orderKey: 'a' },
    );
    await outbox.deliverDue();
    expect(keys()).toEqual(how === 'failed' ? ['a1', 'a2'] : ['a1']);
    now = later(now, how === 'dead' ? triedForMs : minuteMs);
    await outbox.deliverDue();
    expect(keys().at(-1)).toBe('a2');
    expect(await ended()).toMatchObject([{ key: 'a1', state: how }]);
  });

  test('a message put in the moment in which the one before it ends is not forgotten', async () => {
    await put({ key: 'a1', orderKey: 'a' });
    await put({ key: 'a2', orderKey: 'a' });
    // As if a1 had ended before a2 was committed: nobody brought a2 forward.
    await run(database.db, sql`update outbox set state = 'done' where key = 'a1'`);
    await outbox.deliverDue();
    expect(keys()).toEqual(['a2']);
  });

  test('a flag that says too little breaks no order', async () => {
    await put({ key: 'a1', orderKey: 'a', notBefore: later(now, hourMs) }, { key: 'a2', orderKey: 'a' });
    await run(database.db, sql`update outbox set behind = false`);
    await outbox.deliverDue();
    expect(keys()).toEqual([]);
  });
});

describe('failures', () => {
  test('waits longer each time, and counts what is behind truthfully', async () => {
    answer = () => again();
    await put({ key: 'one' });
    const waits: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      await outbox.deliverDue();
      const [message] = await waiting();
      waits.push(msOf(message?.dueAt ?? '') - msOf(now));
      now = message?.dueAt ?? now;
    }
    waits.forEach((wait, index) => {
      const middle = Math.min(10_000 * 2 ** index, hourMs);
      expect(wait).toBeGreaterThanOrEqual(middle * 0.75);
      expect(wait).toBeLessThanOrEqual(middle * 1.25);
    });
    const start = msOf('2021-06-07T10:00:00.000+08:00');
    expect(await state()).toMatchObject({
      title: '短信',
      known: true,
      waiting: 1,
      failing: 1,
      oldestSeconds: Math.round((msOf(now) - start) / 1000),
    });
    expect(await waiting()).toMatchObject([{ key: 'one', attempts: 12, error: '对方没有答复' }]);
  });

  test('is tried at the time that the receiver names', async () => {
    const at = later(now, 5 * minuteMs);
    answer = () => again(at);
    await put({ key: 'one' });
    await outbox.deliverDue();
    expect(await waiting()).toMatchObject([{ dueAt: at }]);
  });

  test('what throws, and what does not answer, is tried again', async () => {
    const signals: boolean[] = [];
    outbox = createOutbox({ database, keyring, clock });
    outbox.serve(
      'sms',
      ({ key }, signal) => {
        if (key === 'throws') return Promise.reject(new Error('ECONNREFUSED 13812345678'));
        signal.addEventListener('abort', () => signals.push(true));
        return new Promise(() => undefined);
      },
      { title: '短信', timeoutMs: 50 },
    );
    await put({ key: 'throws' }, { key: 'hangs' });
    await outbox.deliverDue();
    expect((await waiting()).map(({ error }) => error ?? '').toSorted()).toEqual([
      '0.05 秒内没有答复',
      'ECONNREFUSED 138****5678',
    ]);
    expect(signals).toEqual([true]);
  });

  test('is a dead letter after seven days, and at once where the receiver refuses for good', async () => {
    answer = ({ key }) => (key === 'refused' ? { outcome: 'failed', reason: '空号' } : again());
    await put({ key: 'one' }, { key: 'refused' });
    await outbox.deliverDue();
    now = later(now, triedForMs - 2 * hourMs);
    await outbox.deliverDue();
    expect(await state()).toMatchObject({ waiting: 1, failed: 1, dead: 0 });
    now = later(now, 3 * hourMs);
    await outbox.deliverDue();
    expect(await state()).toMatchObject({ waiting: 0, failed: 1, dead: 1 });
    expect(ends).toMatchObject([
      { key: 'refused', state: 'failed', reason: '空号' },
      { key: 'one', state: 'dead', reason: '对方没有答复' },
    ]);
  });

  test.each([
    ['seven days', undefined, triedForMs, 'dead'],
    ['its expiry', later('2021-06-07T10:00:00.000+08:00', 3 * hourMs), 3 * hourMs - 1000, 'expired'],
  ] as const)('is tried for the last time when %s are over', async (_when, expiresAt, lastMs, how) => {
    answer = () => again();
    const from = now;
    await put({ key: 'one', ...(expiresAt === undefined ? {} : { expiresAt }) });
    let last = now;
    for (;;) {
      await outbox.deliverDue();
      const [message] = await waiting();
      if (!message) break;
      last = message.dueAt;
      now = message.dueAt;
    }
    expect(last).toBe(later(from, lastMs));
    expect(await ended()).toMatchObject([{ key: 'one', state: how }]);
  });

  test('a receiver that was away and answers again gets everything at once', async () => {
    let away = true;
    answer = () => (away ? again() : { outcome: 'done' });
    await put(...Array.from({ length: 20 }, (_, index) => ({ key: `m${index}` })));
    for (let step = 0; step < 10; step += 1) {
      await outbox.deliverDue();
      now = later(now, hourMs);
    }
    const later20 = (await waiting()).map(({ dueAt }) => dueAt).toSorted();
    away = false;
    now = later20[0] ?? now;
    await outbox.deliverDue();
    expect(await state()).toMatchObject({ waiting: 0 });
  });

  test('is sent again, with the same key, when the process dies between sending and noting it', async () => {
    await put({ key: 'one' });
    const hold = Promise.withResolvers<Delivered>();
    answer = () => hold.promise;
    const dying = outbox.deliverDue();
    await expect.poll(keys).toEqual(['one']);
    const other = make();
    expect(await other.deliverDue()).toBe(0);
    await run(database.db, sql`update outbox set taken_until = clock_timestamp() - interval '1 second'`);
    answer = () => ({ outcome: 'done' });
    expect(await other.deliverDue()).toBe(1);
    expect(received).toMatchObject([
      { key: 'one', attempt: 1 },
      { key: 'one', attempt: 2 },
    ]);
    // The first process was only slow: what it says now changes nothing.
    hold.resolve(again());
    await dying;
    expect(ends).toHaveLength(1);
    expect(await state()).toMatchObject({ waiting: 0 });
  });

  test('a body that does not open is for an operator', async () => {
    await put({ key: 'one' });
    await run(database.db, sql`update outbox set body = 'x|x'`);
    await outbox.deliverDue();
    expect(received).toEqual([]);
    expect(await ended()).toMatchObject([
      { key: 'one', state: 'failed', error: '内容打不开：密钥不对，或被改动过' },
    ]);
  });

  test('what is noted at the end is undone with it', async () => {
    const failing = vi
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(new Error('no room'))
      .mockResolvedValue(undefined);
    outbox = createOutbox({ database, keyring, clock });
    outbox.serve('sms', () => Promise.resolve({ outcome: 'done' }), { title: '短信', onEnd: failing });
    await put({ key: 'one' });
    await expect(outbox.deliverDue()).rejects.toThrow('no room');
    expect(await waiting()).toMatchObject([{ key: 'one' }]);
  });
});
