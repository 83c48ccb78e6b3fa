import { setTimeout as pause } from 'node:timers/promises';
import { takeTurn } from './advisory-lock.store.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { chainStart } from './digest.ts';
import * as store from './feed.store.ts';
import {
  type FeedBatch,
  type FeedEntry,
  type FeedFault,
  type FeedVerification,
  type InclusionProof,
  inFeedOrder,
} from './feed.ts';
import { batchFaults, batchOver, proofIn } from './feed-seals.ts';
import { Problem } from './problem.ts';

/** Hears the last feed number whenever it has grown. */
export type FeedListener = (lastNo: number) => void;

/** The one order of all case events: whatever reacts to cases reads it by number (design, "Feed"). */
export type Feed = {
  /** Numbers and seals what was committed; answers how many events. One sealer at a time, in all processes. */
  sealPending(): Promise<number>;
  /** To be called after a commit: seals soon; many calls become one. */
  wake(): void;
  /** Waits until everything `wake` was called for is sealed and told. */
  settled(): Promise<void>;
  /** Entries above a number, in order. */
  listAfter(feedNo: number, limit: number): Promise<FeedEntry[]>;
  /** The last number given out; 0 for an empty feed. */
  lastNo(): Promise<number>;
  /** Tells the last number whenever it has grown, also by other processes' work; answers how to stop. */
  subscribe(listener: FeedListener): () => void;
  /** How many committed events wait for their number. */
  pendingCount(): Promise<number>;
  /** Proof that an entry is part of its sealed batch; 404 for a number not given out. */
  inclusionProof(feedNo: number): Promise<InclusionProof>;
  /** Recomputes every batch and link; finds entries changed, removed or put in another order. */
  verify(): Promise<FeedVerification>;
  /** Looks every half second for events that other processes wrote or a stopped one left, until `close`. */
  start(): void;
  close(): Promise<void>;
};

const batchLength = 1000;
const batchesAtOnce = 100;
const pollMs = 500;
const betweenSealsMs = 200;

/** Builds the feed on a database; `onError` hears what goes wrong in the background. */
export function createFeed({
  database,
  clock,
  onError = () => undefined,
}: {
  database: Database;
  clock: Clock;
  onError?: (error: unknown) => void;
}): Feed {
  const { db } = database;
  const listeners = new Set<FeedListener>();
  let toldNo: number | undefined;
  let poll: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  async function sealBatch(): Promise<number> {
    return database.transaction(async (tx) => {
      await takeTurn(tx, 'feedSealer');
      const pending = await store.listPending(tx, batchLength);
      if (pending.length === 0) return 0;
      const before = await store.findLastFeedBatch(tx);
      const firstNo = (before?.toNo ?? 0) + 1;
      const entries = inFeedOrder(pending).map(({ caseId, seq, type, eventHash }, index) => ({
        feedNo: firstNo + index,
        caseId,
        seq,
        type,
        eventHash,
      }));
      await store.insertFeedEntries(tx, entries);
      await store.insertFeedBatch(tx, batchOver(entries, before, clock.now()));
      await store.deletePending(
        tx,
        pending.map(({ pendingNo }) => pendingNo),
      );
      return entries.length;
    });
  }

  async function sealPending(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const count = await sealBatch();
      sealed += count;
      if (count < batchLength) return sealed;
    }
  }

  async function tell(): Promise<void> {
    const lastNo = await store.lastFeedNo(db);
    if (lastNo === toldNo) return;
    toldNo = lastNo;
    for (const listener of listeners) {
      try {
        listener(lastNo);
      } catch (error) {
        onError(error);
      }
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      again = false;
      try {
        if ((await store.countPending(db)) > 0) await sealPending();
        await tell();
      } catch (error) {
        onError(error);
      }
      if (!again) break;
      // Under load a seal over many events costs hardly more than one over a few.
      await pause(betweenSealsMs);
    }
    running = undefined;
  }

  // Work runs outside the transaction scope of whoever wakes the feed.
  const wake = (): void => {
    again = true;
    running ??= Promise.resolve().then(work);
  };

  /** All batches in order, each with the one before, in pages. */
  async function* batchesInOrder(): AsyncGenerator<{ batch: FeedBatch; before: FeedBatch | undefined }> {
    let before: FeedBatch | undefined;
    for (;;) {
      const page = await store.listFeedBatches(db, before?.batchNo ?? 0, batchesAtOnce);
      for (const batch of page) {
        yield { batch, before };
        before = batch;
      }
      if (page.length < batchesAtOnce) return;
    }
  }

  const entriesOf = async ({ fromNo, toNo }: FeedBatch): Promise<FeedEntry[]> => {
    const entries = await store.listFeedEntries(db, fromNo - 1, toNo - fromNo + 1);
    return entries.filter(({ feedNo }) => feedNo <= toNo);
  };

  return {
    sealPending,
    wake,
    async settled() {
      await running;
    },
    listAfter: (feedNo, limit) => store.listFeedEntries(db, feedNo, limit),
    lastNo: () => store.lastFeedNo(db),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    pendingCount: () => store.countPending(db),
    async inclusionProof(feedNo) {
      const batch = await store.findFeedBatchOf(db, feedNo);
      const entries = batch ? await entriesOf(batch) : [];
      const entry = entries.find((candidate) => candidate.feedNo === feedNo);
      if (!batch || !entry) throw new Problem('not-found');
      return proofIn(batch, entries, entry);
    },
    async verify() {
      const faults: FeedFault[] = [];
      let last: FeedBatch | undefined;
      for await (const { batch, before } of batchesInOrder()) {
        const { batchNo, fromNo, toNo } = batch;
        const sentences = batchFaults(batch, before, await entriesOf(batch));
        faults.push(...sentences.map((sentence) => ({ batchNo, fromNo, toNo, sentence })));
        last = batch;
      }
      const toNo = last?.toNo ?? 0;
      const [beyond] = await store.listFeedEntries(db, toNo, 1);
      if (beyond) {
        const sentence = '最后一批之后还有事件，封签被删。';
        faults.push({ batchNo: (last?.batchNo ?? 0) + 1, fromNo: toNo + 1, toNo: beyond.feedNo, sentence });
      }
      return {
        sound: faults.length === 0,
        batches: last?.batchNo ?? 0,
        entries: toNo,
        lastHash: last?.hash ?? chainStart,
        faults,
      };
    },
    start() {
      poll ??= setInterval(wake, pollMs).unref();
    },
    async close() {
      clearInterval(poll);
      poll = undefined;
      await running;
    },
  };
}
