/**
 * Makes planned cases and copies them into the database: a history for each, in the words of a template with ids,
 * people, places, numbers and times of its own, through the same codec that a step is written with.
 */
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { calendarsIn } from '../../src/cases/core/fact-sources.service.ts';
import { createDirectory } from '../../src/directory/directory.service.ts';
import { createClock } from '../../src/platform/clock.ts';
import { entryContent, type FeedEntry } from '../../src/platform/feed.ts';
import { openKeyring } from '../../src/platform/keyring.service.ts';
import { leafHash, merkleRoot } from '../../src/platform/merkle.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import { type Instant, later } from '../../src/regulation/instant.ts';
import { copyInto } from './copy.ts';
import type { Place, Planned, Template } from './plan.ts';
import { addCase, filledTables, noRows } from './rows.ts';
import { variationsOf } from './variation.ts';

/** What a worker is started with. */
export type WorkerStart = {
  url: string;
  folder: string;
  templates: Template[];
  intakes: Place[];
  homes: Place[];
  now: Instant;
};

/** What a worker answers to a list of planned cases: the batches of the feed that they make, without their chain. */
export type Filled = { fromNo: number; toNo: number; merkleRoot: string }[];

const batchLength = 1000;
const quietMs = 12 * 60 * 60 * 1000;

function batchesOf(entries: readonly FeedEntry[]): Filled {
  const batches: Filled = [];
  for (let from = 0; from < entries.length; from += batchLength) {
    const batch = entries.slice(from, from + batchLength);
    const root = merkleRoot(batch.map((entry) => leafHash(entryContent(entry)))).toString('hex');
    batches.push({ fromNo: batch[0]?.feedNo ?? 0, toNo: batch.at(-1)?.feedNo ?? 0, merkleRoot: root });
  }
  return batches;
}

async function work(): Promise<void> {
  const { url, folder, templates, intakes, homes, now } = workerData as WorkerStart;
  const database = await openPostgres(url, { connections: 1 });
  const keyring = await openKeyring(database, folder);
  const directory = await createDirectory({ database, clock: createClock() });
  await database.close();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('set synchronous_commit = off');
  // Half the work of the usual compression, where this PostgreSQL was built with it.
  await owner.query('set default_toast_compression = lz4').catch(() => undefined);
  const varied = templates.map((template) => variationsOf(template, { intakes, homes }));
  const making = { keyring, calendarsOf: calendarsIn(directory), quietUntil: later(now, quietMs) };
  const fill = async (planned: Planned[]): Promise<Filled> => {
    const rows = noRows();
    const entries = planned.flatMap((each) => {
      const vary = varied[each.template];
      const quietUntil = each.late ? '' : making.quietUntil;
      return vary ? addCase(rows, vary(each), each.firstFeedNo, { ...making, quietUntil }) : [];
    });
    await owner.query('begin');
    for (const table of filledTables) await copyInto(owner, table, rows[table]);
    await owner.query('commit');
    return batchesOf(entries);
  };
  parentPort?.on('message', (planned: Planned[] | null) => {
    const done = planned
      ? fill(planned).then((batches) => parentPort?.postMessage(batches, []))
      : owner.end().then(() => parentPort?.close());
    // Whoever gave the order hears of it as the end of this worker.
    done.catch((error: unknown) => {
      setImmediate(() => {
        throw error;
      });
    });
  });
  parentPort?.postMessage([], []);
}

await work();
