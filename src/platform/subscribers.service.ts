import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, later, msOf } from '../regulation/instant.ts';
import { triedForMs, waitAfter } from './back-off.ts';
import type { Clock } from './clock.ts';
import { type Database, type Db, run, sql } from './database.ts';
import { errorText } from './error-text.ts';
import type { Feed } from './feed.service.ts';
import type { FeedEntry } from './feed.ts';
import { Problem } from './problem.ts';
import * as store from './subscriber.store.ts';

export type { ParkedEntry } from './subscriber.store.ts';

/** Something that reacts to what happened to cases, after the commit. */
export type Subscriber = {
  /** Key of its cursor; never changes. */
  name: string;
  /** What it does, in Chinese, for the operator. */
  title: string;
  /** Types of events it wants; all where absent. */
  types?: readonly string[];
  /** Where a subscriber starts that is new to a database with history: at the first event, or behind the last one. */
  from?: 'beginning' | 'now';
  /**
   * Carries out entries in the order of the feed, in the transaction that moves the cursor. What throws is undone and
   * tried again, alone: so it changes nothing but the database, and only by `tx`.
   */
  handle(tx: Db, entries: readonly FeedEntry[]): Promise<void>;
};

/** How a subscriber fares. */
export type SubscriberState = {
  name: string;
  title: string;
  /** False for one that this program no longer has; its dead letters stay. */
  known: boolean;
  /** The last number it has read. */
  feedNo: number;
  /** Committed events it has not read, also those without a number yet. */
  lagEvents: number;
  /** For how many seconds the oldest of them has waited. */
  lagSeconds: number;
  movedAt: Instant | null;
  /** How often something failed, since the beginning. */
  failures: number;
  lastError: string | null;
  lastFailedAt: Instant | null;
  /** Entries set aside that are tried again, with those behind them; since when the oldest. */
  parked: number;
  parkedSince: Instant | null;
  dead: number;
};

/** Subscribers of the feed: each with its own cursor, at least once, in order per case (issue "Feed and subscribers"). */
export type Subscribers = {
  register(subscriber: Subscriber): void;
  /** Makes the cursors of those registered; before anything is written by this process. */
  open(): Promise<void>;
  /** Carries out everything that is there and due, waiting for other processes; answers how many entries. */
  catchUp(): Promise<number>;
  /** Follows the feed until stopped; each subscriber by itself, so that a slow one holds up no other. */
  start(onError: (name: string, error: unknown) => void): () => Promise<void>;
  states(): Promise<SubscriberState[]>;
  /** What a subscriber set aside, by number; 404 for an unknown one. */
  listParked(
    name: string,
    page: { after: number; limit: number; dead: boolean },
  ): Promise<store.ParkedEntry[]>;
  /** Tries an entry that was set aside, or all of them, again now; answers how many. 404 where there is none. */
  resend(name: string, feedNo?: number): Promise<number>;
  /** Makes an entry that is still tried a dead letter: those behind it go on. 404 where there is none. */
  giveUp(name: string, feedNo: number): Promise<void>;
};

const atOnce = 5_000;
const triedAgainAtOnce = 1_000;
const casesAtOnce = 200;
const lookEveryMs = 1_000;
const betweenLooksMs = 300;

/** What became of a stretch: entries that failed, and those that must wait behind them. */
type Carried = { failed: Map<number, string>; behind: Set<number> };

/**
 * Carries out a stretch: all at once, and where that fails, half and half, down to the entry that fails. Whatever
 * follows it in its case waits.
 */
async function carryOut(
  tx: Db,
  subscriber: Subscriber,
  entries: readonly FeedEntry[],
  blocked: Set<string>,
): Promise<Carried> {
  const carried: Carried = { failed: new Map(), behind: new Set() };
  const take = async (stretch: readonly FeedEntry[]): Promise<void> => {
    const free = stretch.filter(({ caseId }) => !blocked.has(caseId));
    for (const { feedNo, caseId } of stretch) if (blocked.has(caseId)) carried.behind.add(feedNo);
    const [entry] = free;
    if (!entry) return;
    await run(tx, sql`savepoint carry_out`);
    try {
      await subscriber.handle(tx, free);
      await run(tx, sql`release savepoint carry_out`);
    } catch (error) {
      await run(tx, sql`rollback to savepoint carry_out`);
      await run(tx, sql`release savepoint carry_out`);
      if (free.length === 1) {
        carried.failed.set(entry.feedNo, errorText(error));
        blocked.add(entry.caseId);
        return;
      }
      const middle = Math.ceil(free.length / 2);
      await take(free.slice(0, middle));
      await take(free.slice(middle));
    }
  };
  await take(entries);
  return carried;
}

/** Builds the subscribers of a feed. */
export function createSubscribers({
  database,
  feed,
  clock,
}: {
  database: Database;
  feed: Feed;
  clock: Clock;
}): Subscribers {
  const registered = new Map<string, Subscriber>();

  async function note(tx: Db, name: string, { failed }: Carried, now: Instant): Promise<void> {
    const last = [...failed.values()].at(-1);
    if (last !== undefined) await store.noteFailures(tx, name, failed.size, last, now);
  }

  /** Tries what was set aside and is due; answers how many entries were looked at. */
  async function tryAgain(tx: Db, subscriber: Subscriber): Promise<number> {
    const { name } = subscriber;
    const now = clock.now();
    const due = await store.listDueParked(tx, name, { now, cases: casesAtOnce, limit: triedAgainAtOnce });
    if (due.length === 0) return 0;
    const carried = await carryOut(tx, subscriber, due, new Set());
    const { failed, behind } = carried;
    await store.deleteParked(
      tx,
      name,
      due.map(({ feedNo }) => feedNo).filter((feedNo) => !failed.has(feedNo) && !behind.has(feedNo)),
    );
    for (const { feedNo, failures, givesUpAt } of due) {
      const error = failed.get(feedNo);
      if (error === undefined) continue;
      // Seven days count from its own first failure, not from the time it only waited.
      const until = failures === 0 ? later(now, triedForMs) : givesUpAt;
      const over = now >= until;
      const wanted = later(now, waitAfter(failures + 1));
      const nextTryAt = wanted < until ? wanted : until;
      await store.setFailedAgain(tx, name, feedNo, {
        error,
        nextTryAt: over ? null : nextTryAt,
        deadAt: over ? now : null,
        givesUpAt: until,
      });
    }
    await note(tx, name, carried, now);
    await store.promoteNext(tx, name, [...new Set(due.map(({ caseId }) => caseId))], now);
    return due.length;
  }

  /** Reads on; answers how many numbers were passed. */
  async function readOn(tx: Db, subscriber: Subscriber, after: number): Promise<number> {
    const { name, types } = subscriber;
    const upTo = await store.endOfStretch(tx, after, atOnce);
    if (upTo === after) return 0;
    const now = clock.now();
    const entries = await store.listStretch(tx, { after, upTo, types });
    if (entries.length > 0) {
      const blocked = await store.listBlockedCases(tx, name, [
        ...new Set(entries.map(({ caseId }) => caseId)),
      ]);
      const carried = await carryOut(tx, subscriber, entries, blocked);
      const { failed, behind } = carried;
      const parked = entries
        .filter(({ feedNo }) => failed.has(feedNo) || behind.has(feedNo))
        .map(({ feedNo, caseId }) => {
          const error = failed.get(feedNo) ?? null;
          return { feedNo, caseId, error, nextTryAt: error === null ? null : later(now, waitAfter(1)) };
        });
      if (parked.length > 0) await store.insertParked(tx, name, parked, now, later(now, triedForMs));
      await note(tx, name, carried, now);
    }
    await store.moveCursor(tx, name, upTo, now);
    return upTo - after;
  }

  /** Carries out one stretch, unless another process works for the subscriber; says whether there may be more. */
  async function step(subscriber: Subscriber, wait: boolean): Promise<{ done: number; more: boolean }> {
    return database.transaction(async (tx) => {
      const after = await store.takeCursor(tx, subscriber.name, wait);
      if (after === undefined) return { done: 0, more: false };
      const tried = await tryAgain(tx, subscriber);
      const read = await readOn(tx, subscriber, after);
      // What was tried may have let something behind it move up.
      return { done: tried + read, more: tried > 0 || read === atOnce };
    });
  }

  async function catchUpOne(subscriber: Subscriber, wait: boolean): Promise<number> {
    let sum = 0;
    for (;;) {
      const { done, more } = await step(subscriber, wait);
      sum += done;
      if (!more) return sum;
    }
  }

  /** Those that have something to do; asked without a lock, since nearly every look finds nothing. */
  const withWork = async (): Promise<Subscriber[]> => {
    const names = await store.listNamesWithWork(database.run, clock.now());
    return [...registered.values()].filter(({ name }) => names.has(name));
  };

  async function known(name: string): Promise<void> {
    const rows = await store.listSubscribers(database.db);
    if (!rows.some((row) => row.name === name)) throw new Problem('not-found');
  }

  return {
    register(subscriber) {
      if (registered.has(subscriber.name)) throw new Error(`two subscribers are called ${subscriber.name}`);
      registered.set(subscriber.name, subscriber);
    },
    async open() {
      for (const { name, from } of registered.values())
        await store.addSubscriber(database.db, name, from === 'now');
    },
    async catchUp() {
      let done = 0;
      for (const subscriber of await withWork()) done += await catchUpOne(subscriber, true);
      return done;
    },
    start(onError) {
      const runs = new Map<string, Promise<void>>();
      let looking: Promise<void> | undefined;
      const stopping = new AbortController();
      let again = false;
      const work = async (subscriber: Subscriber): Promise<void> => {
        const { name } = subscriber;
        try {
          await catchUpOne(subscriber, false);
        } catch (error) {
          onError(name, error);
          // Where even the failure cannot be noted, the next look tries again.
          await store
            .noteFailures(database.db, name, 1, errorText(error), clock.now())
            .catch(() => undefined);
        } finally {
          runs.delete(name);
        }
      };
      const look = async (): Promise<void> => {
        while (again) {
          again = false;
          try {
            for (const subscriber of await withWork()) {
              if (!runs.has(subscriber.name)) runs.set(subscriber.name, work(subscriber));
            }
          } catch (error) {
            onError('look', error);
          }
          // Under load many entries at once cost hardly more than a few.
          await pause(betweenLooksMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
        looking = undefined;
      };
      const follow = (): void => {
        if (stopping.signal.aborted) return;
        again = true;
        looking ??= Promise.resolve().then(look);
      };
      const stop = feed.subscribe(follow);
      const timer = setInterval(follow, lookEveryMs).unref();
      follow();
      return async () => {
        stop();
        clearInterval(timer);
        again = false;
        stopping.abort();
        await looking;
        await Promise.all(runs.values());
      };
    },
    async states() {
      const { lastNo, pending, pendingSeconds } = await store.findFeedEnd(database.db);
      const now = msOf(clock.now());
      const rows = await store.listSubscribers(database.db);
      return rows.map(({ unreadSince, ...row }) => ({
        ...row,
        title: registered.get(row.name)?.title ?? row.name,
        known: registered.has(row.name),
        lagEvents: Math.max(lastNo - row.feedNo, 0) + pending,
        lagSeconds: Math.round(
          Math.max(unreadSince === null ? 0 : (now - msOf(unreadSince)) / 1000, pendingSeconds, 0),
        ),
      }));
    },
    async listParked(name, page) {
      await known(name);
      return store.listParked(database.db, name, page);
    },
    async resend(name, feedNo) {
      const now = clock.now();
      const revived = await database.transaction(async (tx) => {
        await store.takeCursor(tx, name, true);
        return store.reviveParked(tx, name, feedNo, { now, givesUpAt: later(now, triedForMs) });
      });
      if (revived.length === 0) {
        throw new Problem('not-found', { detail: '没有可以重办的记录，可能已经办成。' });
      }
      return revived.length;
    },
    async giveUp(name, feedNo) {
      const buried = await database.transaction(async (tx) => {
        await store.takeCursor(tx, name, true);
        const caseId = await store.bury(tx, name, feedNo, clock.now());
        if (caseId !== undefined) await store.promoteNext(tx, name, [caseId], clock.now());
        return caseId;
      });
      if (buried === undefined) {
        throw new Problem('not-found', { detail: '这条记录不在等待重试，可能已经办成或已是死信。' });
      }
    },
  };
}
