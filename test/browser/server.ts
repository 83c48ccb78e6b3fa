import { createSystem, type System } from '../../src/composition/system.ts';
import { createClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/log.ts';
import type { Instant } from '../../src/regulation/instant.ts';
import { openLoadedDatabase } from '../database.ts';

/** The morning on which every journey in the browser begins: a Wednesday, office hours, two days before a holiday. */
export const morning: Instant = '2021-09-29T10:24:00.000+08:00';

/** A Tongban that listens on a free port of this machine, with its workers at work and a clock that goes on. */
export type ServedSystem = System & {
  /** Address without a path, `http://127.0.0.1:…`. */
  origin: string;
  /** Puts the clock to a moment, from which it goes on, and does what is due by then. */
  at(now: Instant): Promise<void>;
};

async function serve(): Promise<ServedSystem> {
  const { database, dataFolder } = await openLoadedDatabase();
  const clock = createClock();
  clock.set(morning);
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true },
    database,
    clock,
    logger: createLogger({ level: 'error' }),
    requestsPerMinute: 1_000_000,
  });
  await system.app.listen({ host: '127.0.0.1', port: 0 });
  system.startWorkers();
  return {
    ...system,
    origin: system.app.listeningOrigin,
    async at(now) {
      clock.set(now);
      await system.settle();
    },
  };
}

let served: Promise<ServedSystem> | undefined;

/** The one system of the browser project, its clock put back to the morning; files run one after another. */
export async function servedSystem(): Promise<ServedSystem> {
  served ??= serve();
  const system = await served;
  await system.at(morning);
  return system;
}
