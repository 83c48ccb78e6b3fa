import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { dayOf } from '../regulation/instant.ts';
import { addMisses, boundMisses } from './synonyms.store.ts';
import { withoutPersonal } from './synonyms.ts';

/** Remembers what was asked and found nothing, without who asked. */
export type SearchMisses = {
  /** Takes a question note of; stored with the next `flush`. */
  note(query: string): void;
  /** Stores what was noted since the last time; answers how many questions. */
  flush(): Promise<number>;
};

const notedAtMost = 500;
const storedAtMost = 2000;

/** Notes in memory, so that no search waits for the database. */
export function createSearchMisses({ database, clock }: { database: Database; clock: Clock }): SearchMisses {
  let noted = new Map<string, number>();
  return {
    note(query) {
      const kept = withoutPersonal(query);
      if (kept === undefined || (noted.size >= notedAtMost && !noted.has(kept))) return;
      noted.set(kept, (noted.get(kept) ?? 0) + 1);
    },
    async flush() {
      if (noted.size === 0) return 0;
      const misses = [...noted]
        // The search of the desk asks while somebody types; only the whole of it counts.
        .filter(([query]) => ![...noted.keys()].some((one) => one !== query && one.startsWith(query)))
        .map(([query, times]) => ({ query, times }));
      noted = new Map();
      await database.transaction(async (tx) => {
        await addMisses(tx, misses, dayOf(clock.now()));
        await boundMisses(tx, storedAtMost);
      });
      return misses.length;
    },
  };
}
