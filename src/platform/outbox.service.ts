import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, later, msOf } from '../regulation/instant.ts';
import { triedForMs, waitAfter } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { Database, Db } from './database.ts';
import { errorText } from './error-text.ts';
import type { Keyring } from './keyring.service.ts';
import * as store from './outbox.store.ts';
import { Problem } from './problem.ts';

export type { MessageRow } from './outbox.store.ts';

/** Something to be told outside, put into the transaction that gives rise to it. */
export type OutboxMessage = {
  /** Who is told, by the name it is served under. */
  topic: string;
  /** What the receiver knows a repetition by; the same one is put once a topic. Nothing personal. */
  key: string;
  /** Messages of a topic with the same one go in order; those without go at any time. Nothing personal. */
  orderKey?: string;
  /** Any JSON; may be personal, for it is stored sealed and erased when it was delivered. */
  body: unknown;
  /** Not before this time, as after quiet hours. */
  notBefore?: Instant;
  /** No longer worth sending from this time on. */
  expiresAt?: Instant;
};

/** A message on its way. */
export type Outgoing = {
  id: number;
  key: string;
  orderKey: string | null;
  body: unknown;
  /** From when on it could be sent. */
  since: Instant;
  /** Number of this attempt, from 1. */
  attempt: number;
};

/** What came of an attempt; one that throws is tried again. */
export type Delivered =
  | { outcome: 'done' }
  /** The receiver will never take it. */
  | { outcome: 'failed'; reason: string }
  /** Later: at a time, or after a wait that grows. */
  | { outcome: 'again'; reason: string; at?: Instant };

/** How a message ended. */
export type OutboxEnd = { state: 'done' | 'failed' | 'dead' | 'expired'; reason: string | null };

/** Sends one message; outside every transaction. It must stop when the signal says so. */
export type Deliver = (message: Outgoing, signal: AbortSignal) => Promise<Delivered>;

/** How a topic is served. */
export type TopicOptions = {
  /** What it is, in Chinese, for the operator. */
  title: string;
  /** How many are sent at once; eight where absent. */
  atOnce?: number;
  /** Milliseconds after which an attempt counts as failed; ten seconds where absent, at most thirty. */
  timeoutMs?: number;
  /** Writes down how a message ended, in the transaction that ends it. */
  onEnd?: (
    tx: Db,
    message: Pick<Outgoing, 'id' | 'key' | 'orderKey' | 'body'>,
    end: OutboxEnd,
  ) => Promise<void>;
};

/** How a topic fares. */
export type TopicState = store.TopicRow & {
  title: string;
  /** False for one that this program does not serve. */
  known: boolean;
  /** For how many seconds the oldest waits beyond the time it could be sent. */
  oldestSeconds: number;
};

/** The way out: at least once, in order where one is asked for, tried for seven days (OP-95, R-196). */
export type Outbox = {
  put(tx: Db, ...messages: OutboxMessage[]): Promise<void>;
  /** Says how the messages of a topic are delivered; once a topic. */
  serve(topic: string, deliver: Deliver, options: TopicOptions): void;
  /** Sends everything that is due by the clock; answers how many attempts were made. */
  deliverDue(): Promise<number>;
  /** Looks twice a second for what is due until stopped; what is on its way then is waited for. */
  start(onError: (topic: string, error: unknown) => void): () => Promise<void>;
  states(): Promise<TopicState[]>;
  /** Messages of a topic that wait, or that ended undelivered, by id; 404 for an unknown topic. */
  list(topic: string, page: { after: number; limit: number; waiting: boolean }): Promise<store.MessageRow[]>;
  /** Sends a message, or all that ended undelivered, again now; answers how many. 404 where there is none. */
  resend(topic: string, id?: number): Promise<number>;
  /** Ends one that waits as a dead letter: the next of its order goes. 404 where it does not wait. */
  giveUp(topic: string, id: number): Promise<void>;
};

type Served = { topic: string; deliver: Deliver; failuresInARow: number } & Required<
  Omit<TopicOptions, 'onEnd'>
> & { onEnd: TopicOptions['onEnd'] | undefined };

const lookEveryMs = 500;
/** Beyond the longest attempt, so that nobody else takes what is still on its way. */
const takenForSeconds = 60;
const longestAttemptMs = 30_000;
const usualAttemptMs = 10_000;
const usualAtOnce = 8;
const expiredAtOnce = 200;
/** From so many failures one after the other a receiver counts as away; when it answers, nothing waits any longer. */
const awayAfter = 5;
const tidiedEveryMs = 10_000;
/** So long a message that was done is kept: its key says that it was sent already. */
const doneKeptMs = 90 * 24 * 60 * 60 * 1000;
const deletedAtOnce = 500;
/** So long before it expires a message is tried for the last time. */
const lastMomentMs = 1_000;

const contextOf = (topic: string, key: string): string => `outbox:${topic}:${key}`;

/** Builds the outbox. */
export function createOutbox({
  database,
  keyring,
  clock,
}: {
  database: Database;
  keyring: Pick<Keyring, 'seal' | 'openText'>;
  clock: Clock;
}): Outbox {
  const { db } = database;
  const served = new Map<string, Served>();

  /** The content of a message; undefined where it does not open, with a lost key or after somebody changed it. */
  function opened(topic: string, { key, body }: { key: string; body: Buffer }): unknown {
    try {
      return JSON.parse(keyring.openText(body, contextOf(topic, key))) as unknown;
    } catch {
      return undefined;
    }
  }

  /** Ends a message and lets the next of its order go; nothing happens where it has ended. */
  async function end(
    tx: Db,
    { topic, onEnd }: Pick<Served, 'topic' | 'onEnd'>,
    message: Pick<Outgoing, 'id' | 'key' | 'orderKey' | 'body'>,
    { state, reason }: OutboxEnd,
  ): Promise<void> {
    if (!(await store.endMessage(tx, message.id, { state, error: reason, at: clock.now() }))) return;
    if (message.orderKey !== null) await store.promoteNext(tx, topic, message.orderKey);
    await onEnd?.(tx, message, { state, reason });
  }

  async function attempt({ deliver, timeoutMs }: Served, message: Outgoing): Promise<Delivered> {
    const over = new AbortController();
    const given = new AbortController();
    try {
      return await Promise.race([
        deliver(message, over.signal),
        pause(timeoutMs, undefined, { signal: given.signal }).then((): Delivered => {
          over.abort();
          return { outcome: 'again', reason: `${timeoutMs / 1000} 秒内没有答复` };
        }),
      ]);
    } catch (error) {
      return { outcome: 'again', reason: errorText(error) };
    } finally {
      given.abort();
    }
  }

  async function settle(
    topic: Served,
    taken: store.TakenRow,
    message: Outgoing,
    delivered: Delivered,
  ): Promise<void> {
    if (delivered.outcome !== 'again') {
      const reason = delivered.outcome === 'failed' ? errorText(delivered.reason) : null;
      await database.transaction((tx) => end(tx, topic, message, { state: delivered.outcome, reason }));
      const wasAway = topic.failuresInARow >= awayAfter;
      topic.failuresInARow = 0;
      if (wasAway) await store.pullForward(db, topic.topic, clock.now());
      return;
    }
    topic.failuresInARow += 1;
    const now = clock.now();
    const error = errorText(delivered.reason);
    const { expiresAt, givesUpAt } = taken;
    // The last try is made as late as it still counts, so that the whole time is used.
    const expires = expiresAt !== null && expiresAt <= givesUpAt;
    const lastTryAt = expires ? later(expiresAt, -lastMomentMs) : givesUpAt;
    if (now >= lastTryAt) {
      const state = expires ? 'expired' : 'dead';
      await database.transaction((tx) => end(tx, topic, message, { state, reason: error }));
      return;
    }
    const wanted = delivered.at ?? later(now, waitAfter(taken.failures + 1));
    const dueAt = wanted < lastTryAt ? wanted : lastTryAt;
    const backsOff = delivered.at === undefined;
    await store.postpone(db, taken.id, taken.attempt, { error, dueAt, at: now, backsOff });
  }

  /** Takes one message after the other until none is due; answers how many attempts were made. */
  async function lane(topic: Served, isOver: () => boolean, onFirst?: () => void): Promise<number> {
    let done = 0;
    while (!isOver()) {
      const taken = await store.takeNext(db, topic.topic, clock.now(), takenForSeconds);
      if (!taken) break;
      if (done === 0) onFirst?.();
      const { id, key, orderKey, since, attempt: number } = taken;
      const message = { id, key, orderKey, since, attempt: number, body: opened(topic.topic, taken) };
      const broken: Delivered = { outcome: 'failed', reason: '内容打不开：密钥不对，或被改动过' };
      const delivered = message.body === undefined ? broken : await attempt(topic, message);
      await settle(topic, taken, message, delivered);
      done += 1;
    }
    return done;
  }

  async function expire(topic: Served): Promise<void> {
    let count = expiredAtOnce;
    while (count === expiredAtOnce) {
      count = await database.transaction(async (tx) => {
        const rows = await store.listExpired(tx, topic.topic, clock.now(), expiredAtOnce);
        for (const row of rows) {
          const message = { ...row, body: opened(topic.topic, row) };
          await end(tx, topic, message, { state: 'expired', reason: null });
        }
        return rows.length;
      });
    }
  }

  /** One lane looks; where it finds something, the others join it. */
  async function sendDue(topic: Served, isOver: () => boolean): Promise<number> {
    await expire(topic);
    const others: Promise<number>[] = [];
    const first = lane(topic, isOver, () => {
      for (let more = 1; more < topic.atOnce; more += 1) others.push(lane(topic, isOver));
    });
    const counts = [await first, ...(await Promise.all(others))];
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Brings forward what waits behind nothing, and takes away what was done long ago. */
  async function tidy(topic: string): Promise<void> {
    await store.promoteForgotten(db, topic);
    await store.deleteDone(db, topic, later(clock.now(), -doneKeptMs), deletedAtOnce);
  }

  async function known(topic: string): Promise<void> {
    if (served.has(topic)) return;
    const rows = await store.listTopics(db);
    if (!rows.some((row) => row.topic === topic)) throw new Problem('not-found');
  }

  return {
    async put(tx, ...messages) {
      if (messages.length === 0) return;
      const now = clock.now();
      await store.insertMessages(
        tx,
        messages.map(({ topic, key, orderKey, body, notBefore, expiresAt }) => {
          const since = notBefore !== undefined && notBefore > now ? notBefore : now;
          return {
            topic,
            key,
            orderKey: orderKey ?? null,
            body: keyring.seal(JSON.stringify(body ?? null), contextOf(topic, key)),
            since,
            expiresAt: expiresAt ?? null,
            givesUpAt: later(since, triedForMs),
          };
        }),
      );
    },
    serve(topic, deliver, { title, atOnce = usualAtOnce, timeoutMs = usualAttemptMs, onEnd }) {
      if (served.has(topic)) throw new Error(`the topic ${topic} is served twice`);
      served.set(topic, {
        topic,
        deliver,
        title,
        atOnce,
        timeoutMs: Math.min(timeoutMs, longestAttemptMs),
        onEnd,
        failuresInARow: 0,
      });
    },
    async deliverDue() {
      let done = 0;
      for (const topic of served.values()) {
        await tidy(topic.topic);
        done += await sendDue(topic, () => false);
      }
      return done;
    },
    start(onError) {
      const running = new Map<string, Promise<unknown>>();
      let stopped = false;
      let tidiedAt = 0;
      const look = (): void => {
        const tidies = performance.now() - tidiedAt > tidiedEveryMs;
        if (tidies) tidiedAt = performance.now();
        for (const topic of served.values()) {
          if (stopped || running.has(topic.topic)) continue;
          const work = async (): Promise<void> => {
            if (tidies) await tidy(topic.topic);
            await sendDue(topic, () => stopped);
          };
          const run = work()
            .catch((error: unknown) => onError(topic.topic, error))
            .finally(() => running.delete(topic.topic));
          running.set(topic.topic, run);
        }
      };
      const timer = setInterval(look, lookEveryMs).unref();
      return async () => {
        stopped = true;
        clearInterval(timer);
        await Promise.all(running.values());
      };
    },
    async states() {
      const now = msOf(clock.now());
      const rows = new Map((await store.listTopics(db)).map((row) => [row.topic, row]));
      const none = { waiting: 0, failing: 0, oldest: null, failed: 0, dead: 0, expired: 0 };
      return [...new Set([...served.keys(), ...rows.keys()])].toSorted().map((topic) => {
        const row = rows.get(topic) ?? { topic, ...none };
        const seconds = row.oldest === null ? 0 : Math.max((now - msOf(row.oldest)) / 1000, 0);
        return {
          ...row,
          title: served.get(topic)?.title ?? topic,
          known: served.has(topic),
          oldestSeconds: Math.round(seconds),
        };
      });
    },
    async list(topic, page) {
      await known(topic);
      return store.listMessages(db, topic, page);
    },
    async resend(topic, id) {
      const now = clock.now();
      const count = await store.revive(db, topic, id, { now, givesUpAt: later(now, triedForMs) });
      if (count === 0) throw new Problem('not-found', { detail: '没有可以重发的消息，可能已经送到。' });
      return count;
    },
    async giveUp(topic, id) {
      await database.transaction(async (tx) => {
        const row = await store.lockWaiting(tx, topic, id);
        if (!row) {
          throw new Problem('not-found', { detail: '这条消息不在等待，可能已经送到、正在发送或已停发。' });
        }
        const how = { topic, onEnd: served.get(topic)?.onEnd };
        const reason = '由系统管理员停止发送';
        await end(tx, how, { ...row, body: opened(topic, row) }, { state: 'dead', reason });
      });
    },
  };
}
