import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { clear } from '../../test/tamper.ts';
import { createClock } from './clock.ts';
import type { Database } from './database.ts';
import { createOutbox, type Delivered, type Outbox, type OutboxEnd } from './outbox.service.ts';

let database: Database;
let outbox: Outbox;
let received: string[];
let ends: (OutboxEnd & { key: string })[];
let answer: Delivered;

const keyring = {
  seal: (plain: Uint8Array | string) => Buffer.from(plain),
  openText: (sealed: Uint8Array) => Buffer.from(sealed).toString(),
};

const put = (...messages: { key: string; orderKey?: string; topic?: string }[]): Promise<void> =>
  database.transaction((tx) =>
    outbox.put(tx, ...messages.map((message) => ({ topic: 'sms', body: {}, ...message }))),
  );

const keys = (): string[] => received;
const page = { after: 0, limit: 100 };
const waiting = (): ReturnType<Outbox['list']> => outbox.list('sms', { ...page, waiting: true });
const ended = (): ReturnType<Outbox['list']> => outbox.list('sms', { ...page, waiting: false });

beforeAll(async () => {
  database = await openTestDatabase();
});

beforeEach(async () => {
  await clear(database, ['outbox']);
  received = [];
  ends = [];
  outbox = createOutbox({ database, keyring, clock: createClock() });
  outbox.serve(
    'sms',
    ({ key }) => {
      received.push(key);
      return Promise.resolve(answer);
    },
    {
      title: '短信',
      onEnd(_tx, { key }, end) {
        ends.push({ ...end, key });
        return Promise.resolve();
      },
    },
  );
  answer = { outcome: 'failed', reason: '空号' };
  await put({ key: 'a1', orderKey: 'a' }, { key: 'a2', orderKey: 'a' }, { key: 'b1' });
  await outbox.deliverDue();
  answer = { outcome: 'done' };
  received = [];
});

afterAll(() => database.close());

test('an operator sends one again, or all', async () => {
  const [one] = await ended();
  expect(await outbox.resend('sms', one?.id)).toBe(1);
  await outbox.deliverDue();
  expect(keys()).toEqual(['a1']);
  await expect(outbox.resend('sms', one?.id)).rejects.toMatchObject({ code: 'not-found' });
  expect(await outbox.resend('sms')).toBe(2);
  await outbox.deliverDue();
  expect(keys().toSorted()).toEqual(['a1', 'a2', 'b1']);
  await expect(outbox.resend('sms')).rejects.toMatchObject({ code: 'not-found' });
});

test('an operator gives one up: the next of its order goes', async () => {
  answer = { outcome: 'again', reason: '对方没有答复' };
  await put({ key: 'c1', orderKey: 'c' }, { key: 'c2', orderKey: 'c' });
  await outbox.deliverDue();
  answer = { outcome: 'done' };
  const [head] = await waiting();
  await outbox.giveUp('sms', head?.id ?? 0);
  await outbox.deliverDue();
  expect(keys()).toEqual(['c1', 'c2']);
  expect(ends.at(-2)).toEqual({ key: 'c1', state: 'dead', reason: '由系统管理员停止发送' });
  await expect(outbox.giveUp('sms', head?.id ?? 0)).rejects.toMatchObject({ code: 'not-found' });
  await expect(outbox.list('nothing', { after: 0, limit: 1, waiting: true })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('an operator sees messages of a topic that nobody serves', async () => {
  await put({ key: 'one', topic: 'fax' });
  expect((await outbox.states()).find(({ topic }) => topic === 'fax')).toMatchObject({
    known: false,
    title: 'fax',
    waiting: 1,
  });
});
