import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystem, type System } from '../../src/composition/system.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/log.ts';
import { openPglite } from '../../src/platform/pglite.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import { type Instant, instantOf, msOf } from '../../src/regulation/instant.ts';
import { createOwnDatabase } from '../bench/own-database.ts';
import { type SimulatedCarrier, startSimulatedCarrier } from '../simulated/carrier.ts';
import { type SimulatedSupplier, startSmsSupplier } from '../simulated/sms-supplier.ts';

/** A system with suppliers and a carrier that do what they are told, on a clock that is set by hand. */
export type World = {
  system: System;
  clock: Clock;
  origin: string;
  suppliers: SimulatedSupplier[];
  carrier: SimulatedCarrier;
  close(): Promise<void>;
};

const secret = 'secret-of-the-drill-0001';
const supplierIds = ['sms-1', 'sms-2'] as const;
/** Nobody waits long for those who are away: the days of the drill pass in minutes. */
const pace = { answerWithinMs: 100, awayForMs: 150 };

/** Where the clock stands until it is set. */
function clockAt(start: Instant): Clock {
  let now = start;
  return {
    now: () => now,
    set: (next) => {
      now = instantOf(new Date(next));
    },
  };
}

/** Puts it together, on PGlite, or on a database of its own on a PostgreSQL. */
export async function openWorld(start: Instant, server: string | undefined): Promise<World> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'tongban-drill-'));
  const own = server === undefined ? undefined : await createOwnDatabase(server, 'drill');
  const clock = clockAt(start);
  let origin = '';
  const suppliers: SimulatedSupplier[] = [];
  for (const id of supplierIds) {
    suppliers.push(await startSmsSupplier({ id, secret, appUrl: () => origin, reportAfterMs: 5 }));
  }
  const carrier = await startSimulatedCarrier({
    secret,
    callback: 'http://127.0.0.1/api/carrier/events',
    now: () => msOf(clock.now()),
    async push(path, headers, body) {
      const answer = await system.app.inject({ method: 'POST', url: path, headers, payload: body });
      return answer.statusCode;
    },
  });
  const closeOthers = async (): Promise<void> => {
    for (const supplier of suppliers) await supplier.close();
    await carrier.close();
    await own?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder, demo: true, logLevel: 'error' },
    database: own ? await openPostgres(own.url) : await openPglite(dataFolder),
    clock,
    logger: createLogger({ level: 'error' }),
    requestsPerMinute: 100_000_000,
    suppliers: {
      sms: supplierIds.map((id, index) => ({ id, url: suppliers[index]?.url ?? '', secret })),
      email: [],
      pace,
    },
    carrier: { url: carrier.url, secret },
  }).catch(async (error: unknown) => {
    await closeOthers();
    throw error;
  });
  await system.app.listen({ port: 0, host: '127.0.0.1' });
  origin = system.app.listeningOrigin;
  return {
    system,
    clock,
    origin,
    suppliers,
    carrier,
    async close() {
      await system.close();
      await closeOthers();
    },
  };
}
