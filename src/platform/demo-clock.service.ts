import { type Instant, instantOf, msOf } from '../regulation/instant.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { findSystemValue, setSystemValue } from './system-values.store.ts';

const key = 'demo-clock';

/** The clock of a demonstration: set by hand, and still set after a restart. */
export type DemoClock = { restore(): Promise<void>; set(now: Instant): Promise<void> };

/** Keeps by how much the demo clock differs from the machine's. */
export function createDemoClock(
  database: Database,
  clock: Clock,
  machine: () => number = Date.now,
): DemoClock {
  return {
    async restore() {
      const stored = await findSystemValue<{ shiftMs: number }>(database.db, key);
      if (stored) clock.set(instantOf(machine() + stored.shiftMs));
    },
    async set(now) {
      await setSystemValue(database.db, key, { shiftMs: msOf(now) - machine() });
      clock.set(now);
    },
  };
}
