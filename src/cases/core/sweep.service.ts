import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { later, msOf } from '../../regulation/instant.ts';
import { type FiringDuty, listDueDuties, listProvisionalDuties } from './case.store.ts';
import type { Executor } from './executor.service.ts';

/** Acts of the clock wait this long, for requests that were received in time and are stored late (OP-99). */
export const graceMs = 5 * 60 * 1000;

const atOnce = 200;
const casesAtOnce = 16;

/** Does what the clock has to do: every due act exactly once, dated at its due time. */
export type Sweep = {
  /** Fires what is due now; answers how many acts were carried out. */
  run(): Promise<number>;
  start(everyMs: number): void;
  stop(): Promise<void>;
};

/** Builds the sweep. Two processes may sweep at once: the case's version lets one of them win. */
export function createSweep(parts: {
  database: Database;
  clock: Clock;
  executor: Pick<Executor, 'executeAsClock'>;
  onError: (error: unknown) => void;
  /** Told at each run by how many seconds the oldest act is late, beyond the grace; 0 when none waits. */
  onLag?: (seconds: number) => void;
}): Sweep {
  const { database, clock, executor, onError, onLag } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let looked = false;

  async function fire(duty: FiringDuty): Promise<boolean> {
    const command = ruleOf(duty.rule as DutyId).fires;
    try {
      return command !== undefined && (await executor.executeAsClock(duty.caseId, duty, command));
    } catch (error) {
      // A guard that is not met means "nothing to do" for the clock (C.13).
      if (!(error instanceof Problem)) onError(error);
      return false;
    }
  }

  /** Fires a page: those of one case one after the other, some cases at once, since their questions travel together. */
  async function firePage(page: readonly FiringDuty[]): Promise<number> {
    const cases = [...Map.groupBy(page, ({ caseId }) => caseId).values()].values();
    let done = 0;
    const lane = async (): Promise<void> => {
      // One iterator for all lanes: each takes the next case.
      for (const duties of cases) {
        for (const duty of duties) {
          const fired = await fire(duty);
          if (fired) done += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: casesAtOnce }, lane));
    return done;
  }

  /** Fires every duty of a list, page by page, so that one that cannot be fired does not hold up the others. */
  async function fireAll(list: (after: FiringDuty | undefined) => Promise<FiringDuty[]>): Promise<number> {
    let done = 0;
    let page = await list(undefined);
    while (page.length > 0) {
      done += await firePage(page);
      page = page.length < atOnce ? [] : await list(page.at(-1));
    }
    return done;
  }

  async function run(): Promise<number> {
    // A notice of holidays comes with a new start: what was provisional before may be certain now (OP-93).
    if (!looked) await fireAll((after) => listProvisionalDuties(database.db, after, atOnce));
    looked = true;
    const before = later(clock.now(), -graceMs);
    return fireAll(async (after) => {
      const due = await listDueDuties(database.db, before, after, atOnce);
      if (!after) onLag?.(due[0] ? (msOf(before) - msOf(due[0].dueAt)) / 1000 : 0);
      return due;
    });
  }

  return {
    run,
    start(everyMs) {
      timer = setInterval(() => {
        running = run().catch(onError);
      }, everyMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
