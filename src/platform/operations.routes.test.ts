import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { actorWith, as, openTestApp } from '../../test/http-app.ts';
import { clear } from '../../test/tamper.ts';
import { auditRoutes } from './audit.routes.ts';
import { type Audit, createAudit } from './audit.service.ts';
import { type Background, createBackground } from './background.service.ts';
import { createClock } from './clock.ts';
import type { Database } from './database.ts';
import { chainHash } from './digest.ts';
import { feedRoutes } from './feed.routes.ts';
import { createFeed, type Feed } from './feed.service.ts';
import { insertFeedPending } from './feed.store.ts';
import type { InclusionProof } from './feed.ts';
import { isProof } from './feed-seals.ts';
import type { App } from './http.ts';
import { createKeyring, type Keyring } from './keyring.service.ts';
import { operationsRoutes } from './operations.routes.ts';
import type { MessageRow, TopicState } from './outbox.service.ts';
import type { ParkedEntry, SubscriberState } from './subscribers.service.ts';

let database: Database;
let keyring: Keyring;
let audit: Audit;
let app: App;
let feed: Feed;
let background: Background;
let broken: boolean;

const grant = { regionCode: '000000', windowId: null };
const admin = actorWith('sysadmin', randomUUID(), [{ role: 'systemAdministrator', ...grant }]);
const auditor = actorWith('auditor', randomUUID(), [{ role: 'auditor', ...grant }]);
const clerk = actorWith('clerk', randomUUID(), [{ role: 'windowClerk', ...grant }]);

beforeAll(async () => {
  database = await openTestDatabase();
  keyring = await createKeyring(await mkdtemp(join(process.env['TONGBAN_TEST_FOLDER'] ?? tmpdir(), 'keys-')));
  const clock = createClock();
  audit = createAudit({ database, clock });
  feed = createFeed({ database, clock });
  background = createBackground({ database, feed, keyring, clock });
  const { subscribers, outbox } = background;
  subscribers.register({
    name: 'notices',
    title: '站内通知',
    handle: () => (broken ? Promise.reject(new Error('no room')) : Promise.resolve()),
  });
  outbox.serve(
    'sms',
    () => Promise.resolve(broken ? { outcome: 'failed', reason: '空号' } : { outcome: 'done' }),
    { title: '短信' },
  );
  await background.open();
  app = await openTestApp([admin, auditor, clerk], (http) => {
    operationsRoutes(http, { background, audit, database });
    feedRoutes(http, { feed, audit, database });
    auditRoutes(http, { audit, database });
  });
});

beforeEach(async () => {
  await clear(database, [
    'feed_pending',
    'feed_entries',
    'feed_batches',
    'feed_subscribers',
    'parked_entries',
    'outbox',
    'audit_entries',
    'audit_seals',
  ]);
  await background.open();
  broken = true;
  const caseId = randomUUID();
  await database.transaction(async (tx) => {
    const events = [1, 2].map((seq) => ({ caseId, seq, type: 'x', eventHash: chainHash('', `${seq}`) }));
    await insertFeedPending(tx, events);
    await background.outbox.put(tx, { topic: 'sms', key: 'one', body: { phone: '13812345678' } });
    await background.outbox.put(tx, { topic: 'sms', key: 'two', body: {} });
  });
  await background.settle();
});

afterAll(async () => {
  await app.close();
  await database.close();
});

const get = (url: string, actor = admin) => app.inject({ method: 'GET', url, headers: as(actor) });
const post = (url: string, actor = admin) => app.inject({ method: 'POST', url, headers: as(actor) });

const subscriber = async (): Promise<SubscriberState | undefined> =>
  (await get('/api/subscribers')).json<{ subscribers: SubscriberState[] }>().subscribers[0];
const topic = async (): Promise<TopicState | undefined> =>
  (await get('/api/outbox')).json<{ topics: TopicState[] }>().topics[0];

describe('subscribers', () => {
  test('are shown with lag, failures and what they set aside, to auditors too', async () => {
    expect(await subscriber()).toMatchObject({
      name: 'notices',
      title: '站内通知',
      feedNo: 2,
      lagEvents: 0,
      failures: 1,
      lastError: 'no room',
      parked: 2,
      dead: 0,
    });
    const answer = await get('/api/subscribers/notices/parked?limit=1', auditor);
    const { entries, next } = answer.json<{ entries: ParkedEntry[]; next?: string }>();
    expect(entries).toMatchObject([{ feedNo: 1, failures: 1, error: 'no room' }]);
    const rest = (await get(`/api/subscribers/notices/parked?limit=1&after=${next}`)).json<{
      entries: ParkedEntry[];
      next?: string;
    }>();
    expect(rest).toMatchObject({ entries: [{ feedNo: 2, error: null }] });
    expect(rest.next).toBeUndefined();
  });

  test('an entry is given up, found among the dead letters, and sent again; all of it is recorded', async () => {
    expect((await post('/api/subscribers/notices/parked/1/give-up')).statusCode).toBe(204);
    broken = false;
    await background.settle();
    const dead = (await get('/api/subscribers/notices/parked?dead=1')).json<{ entries: ParkedEntry[] }>();
    expect(dead.entries).toMatchObject([{ feedNo: 1 }]);
    expect((await post('/api/subscribers/notices/parked/1/resend')).json()).toEqual({ count: 1 });
    await background.settle();
    expect(await subscriber()).toMatchObject({ parked: 0, dead: 0 });
    const actions = (await audit.list({ limit: 10 })).map(({ action, actorName, detail }) => ({
      action,
      actorName,
      detail,
    }));
    expect(actions).toEqual([
      { action: 'parkedResent', actorName: admin.name, detail: { feedNo: 1 } },
      { action: 'parkedGivenUp', actorName: admin.name, detail: { feedNo: 1 } },
    ]);
  });

  test('all are sent again at once; with nothing there, that is said', async () => {
    broken = false;
    expect((await post('/api/subscribers/notices/resend')).json()).toEqual({ count: 2 });
    await background.settle();
    const answer = await post('/api/subscribers/notices/resend');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not-found', detail: '没有可以重办的记录，可能已经办成。' });
  });
});

describe('the outbox', () => {
  test('is shown by topic, without any content', async () => {
    expect(await topic()).toMatchObject({ topic: 'sms', title: '短信', waiting: 0, failed: 2, dead: 0 });
    const answer = await get('/api/outbox/sms/messages?which=ended', auditor);
    expect(answer.json<{ messages: MessageRow[] }>().messages).toMatchObject([
      { key: 'one', state: 'failed', error: '空号', attempts: 1 },
      { key: 'two', state: 'failed' },
    ]);
    expect(answer.body).not.toContain('13812345678');
    expect((await get('/api/outbox/sms/messages')).json()).toEqual({ messages: [] });
  });

  test('one message or all are sent again, and recorded', async () => {
    broken = false;
    const { messages } = (await get('/api/outbox/sms/messages?which=ended')).json<{
      messages: MessageRow[];
    }>();
    const url = `/api/outbox/sms/messages/${messages[0]?.id}`;
    expect((await post(`${url}/resend`)).json()).toEqual({ count: 1 });
    expect((await post(`${url}/give-up`)).statusCode).toBe(204);
    expect((await post('/api/outbox/sms/resend')).json()).toEqual({ count: 2 });
    await background.settle();
    expect(await topic()).toMatchObject({ waiting: 0, failed: 0, dead: 0 });
    expect((await audit.list({ limit: 10 })).map(({ action }) => action)).toEqual([
      'messagesResent',
      'messageGivenUp',
      'messagesResent',
    ]);
    const answer = await post('/api/outbox/sms/resend');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ detail: '没有可以重发的消息，可能已经送到。' });
  });
});

describe('the feed', () => {
  test('proves that an event is part of its batch, and verifies the whole', async () => {
    const answer = await get('/api/feed/2/proof', auditor);
    expect(isProof(answer.json<InclusionProof>())).toBe(true);
    expect((await get('/api/feed/3/proof')).statusCode).toBe(404);
    expect((await get('/api/feed/0/proof')).statusCode).toBe(400);
    expect((await get('/api/feed/verification', auditor)).json()).toMatchObject({ sound: true, entries: 2 });
    expect((await audit.list({ limit: 1 }))[0]).toMatchObject({ action: 'feedVerified' });
  });
});

describe('who may', () => {
  const reading = [
    '/api/subscribers',
    '/api/subscribers/notices/parked',
    '/api/outbox',
    '/api/outbox/sms/messages',
  ];
  const changing = [
    '/api/subscribers/notices/resend',
    '/api/subscribers/notices/parked/1/resend',
    '/api/subscribers/notices/parked/1/give-up',
    '/api/outbox/sms/resend',
    '/api/outbox/sms/messages/1/resend',
    '/api/outbox/sms/messages/1/give-up',
  ];
  test.each([...reading, '/api/feed/1/proof'])('%s is closed to clerks and visitors', async (url) => {
    expect((await get(url, clerk)).statusCode).toBe(403);
    expect((await app.inject({ url })).statusCode).toBe(401);
  });

  test.each(changing)('%s is closed to auditors and clerks', async (url) => {
    expect((await post(url, auditor)).statusCode).toBe(403);
    expect((await post(url, clerk)).statusCode).toBe(403);
  });

  test.each([
    '/api/subscribers/no_such/parked',
    '/api/outbox/no such/messages',
    '/api/outbox/sms/messages?which=all',
    '/api/outbox/sms/messages?limit=x',
  ])('%s is refused for its shape', async (url) => {
    expect((await get(url)).statusCode).toBe(400);
  });

  test.each(['/api/subscribers/nobody/parked', '/api/outbox/nothing/messages'])(
    '%s is not there',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});
