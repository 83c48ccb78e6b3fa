import { type Day, later } from '../regulation/instant.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { insertInterruption, listInterruptions } from './heartbeat.store.ts';
import { interruptedDays } from './interrupted-days.ts';
import { findSystemValue, setSystemValue } from './system-values.store.ts';

/** Where the last sign of life is kept. */
export const heartbeatKey = 'heartbeat';

/** A silence from this length on is an interruption; shorter ones are a slow minute or a quick restart. */
const shortestGapMs = 2 * 60 * 1000;

const rememberedMs = 400 * 24 * 60 * 60 * 1000;

/** The system's own record of when it stood still, so that a missed due date can be judged by it (OP-71). */
export type Heartbeat = {
  /** A sign of life; notes an interruption when the one before it is too long ago. */
  beat(): Promise<void>;
  /** Days on which the service stood still for an hour or more, as of the last beat. */
  interruptedDays(): ReadonlySet<Day>;
  start(everyMs: number, onError: (error: unknown) => void): () => void;
};

/**
 * Builds the heartbeat. Silence is measured on the machine's clock and noted in business time, so that setting a demo
 * clock is no interruption. Of several processes on one database each beats for all.
 */
export function createHeartbeat(
  database: Database,
  clock: Clock,
  machine: () => number = Date.now,
): Heartbeat {
  let days: ReadonlySet<Day> = new Set();

  async function beat(): Promise<void> {
    const now = clock.now();
    const at = machine();
    await database.transaction(async (tx) => {
      const last = await findSystemValue<{ at: number }>(tx, heartbeatKey);
      const gap = last ? at - last.at : 0;
      if (gap >= shortestGapMs) await insertInterruption(tx, { from: later(now, -gap), until: now });
      await setSystemValue(tx, heartbeatKey, { at });
    });
    days = interruptedDays(await listInterruptions(database.db, later(now, -rememberedMs)));
  }

  return {
    beat,
    interruptedDays: () => days,
    start(everyMs, onError) {
      const timer = setInterval(() => void beat().catch(onError), everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
