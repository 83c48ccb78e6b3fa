import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Feed } from './feed.service.ts';
import type { Keyring } from './keyring.service.ts';
import { createOutbox, type Outbox } from './outbox.service.ts';
import { createSubscribers, type Subscribers } from './subscribers.service.ts';

/** What reacts to cases after the commit, and the way out to the world. */
export type Background = {
  subscribers: Subscribers;
  outbox: Outbox;
  /** Makes the cursors of those registered; when all parts are wired, before anything is written. */
  open(): Promise<void>;
  /** Reads on and sends what is due, and does the other work handed in, until nothing of any of it is left. */
  settle(...others: (() => Promise<number>)[]): Promise<void>;
  start(onError: (worker: string) => (error: unknown) => void): () => Promise<void>;
};

/** A chain of causes longer than this goes in circles. */
const mostRounds = 100;

/** Does a piece of work until it finds nothing more to do; answers how much was done. */
async function untilNothing(work: () => Promise<number>): Promise<number> {
  let done = 0;
  for (;;) {
    const count = await work();
    if (count === 0) return done;
    done += count;
  }
}

/** Builds both over one database. */
export function createBackground({
  database,
  feed,
  keyring,
  clock,
}: {
  database: Database;
  feed: Feed;
  keyring: Keyring;
  clock: Clock;
}): Background {
  const subscribers = createSubscribers({ database, feed, clock });
  const outbox = createOutbox({ database, keyring, clock });
  return {
    subscribers,
    outbox,
    open: () => subscribers.open(),
    async settle(...others) {
      const work = [
        ...others,
        () => feed.sealPending(),
        () => subscribers.catchUp(),
        () => outbox.deliverDue(),
      ];
      for (let round = 0; round < mostRounds; round += 1) {
        let done = 0;
        for (const each of work) done += await untilNothing(each);
        if (done === 0) return;
      }
      throw new Error('what is to be done does not come to an end');
    },
    start(onError) {
      const stops = [
        subscribers.start((name, error) => onError(`subscriber ${name}`)(error)),
        outbox.start((topic, error) => onError(`outbox ${topic}`)(error)),
      ];
      return async () => {
        for (const stop of stops) await stop();
      };
    },
  };
}
