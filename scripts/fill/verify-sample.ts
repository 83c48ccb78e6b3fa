import { findCase, listEvents } from '../../src/cases/core/case.store.ts';
import { decodeCase, verifyCase } from '../../src/cases/core/case-codec.service.ts';
import { createClock } from '../../src/platform/clock.ts';
import { all, sql } from '../../src/platform/database.ts';
import { createFeed } from '../../src/platform/feed.service.ts';
import { openKeyring } from '../../src/platform/keyring.service.ts';
import { openPostgres } from '../../src/platform/postgres.ts';

const feedEntriesAtMost = 2_000_000;

/** What a sample showed. */
export type SampleVerified = { sample: number; broken: number; feed: string; sentence: string };

/** Recomputes the chains, contents and snapshots of cases taken by chance, and the feed unless it is very long. */
export async function verifySample(url: string, folder: string, wanted: number): Promise<SampleVerified> {
  const database = await openPostgres(url, { connections: 2 });
  try {
    const keyring = await openKeyring(database, folder);
    const ids = await all(
      database.db,
      sql<{
        id: string;
      }>`select id from cases where id >= gen_random_uuid() order by id limit ${Math.ceil(wanted / 2)}`,
    );
    const before = await all(
      database.db,
      sql<{
        id: string;
      }>`select id from cases where id < ${ids[0]?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}
        order by id desc limit ${wanted - ids.length}`,
    );
    let broken = 0;
    let events = 0;
    const cases = [...ids, ...before];
    for (const { id } of cases) {
      const row = await findCase(database.run, id);
      if (!row) throw new Error(`no case ${id}`);
      const result = verifyCase(decodeCase(row, keyring), await listEvents(database.db, id));
      events += result.events;
      if (!result.intact) {
        broken += 1;
        console.error(`${id}: ${result.fault}`);
      }
    }
    const feed = createFeed({ database, clock: createClock() });
    const long = (await feed.lastNo()) > feedEntriesAtMost;
    const seals = long ? undefined : await feed.verify();
    if (seals && !seals.sound) {
      broken += 1;
      console.error(seals.faults.slice(0, 3));
    }
    const told = seals
      ? `${seals.batches} batches of the feed ${seals.sound ? 'sound' : 'broken'}`
      : 'feed not recomputed';
    return {
      sample: cases.length,
      broken,
      feed: told,
      sentence: `${cases.length} cases verified (${events} events: chain, contents, snapshot), ${broken} broken; ${told}`,
    };
  } finally {
    await database.close();
  }
}
