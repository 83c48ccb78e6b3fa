import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlace, type Place } from '../../src/platform/backup/places.ts';
import { all, sql } from '../../src/platform/database.ts';
import { createOwnDatabase } from '../bench/own-database.ts';
import { verifyDatabase } from '../keeping/verify-place.ts';
import { chanceFrom } from './chance.ts';
import type { Note } from './random-driver.ts';

/** What a proof by random commands found; it throws where something is not as it must be. */
export type RandomFindings = {
  database: 'pglite' | 'postgres';
  seconds: number;
  commands: number;
  accepted: number;
  refused: number;
  /** Commands that were carried out at least once, with how often. */
  carriedOut: Record<string, number>;
  /** Refusals that were given, with how often. */
  refusals: Record<string, number>;
  kills: number;
  cases: number;
  events: number;
  states: Record<string, number>;
  fired: number;
};

const root = join(import.meta.dirname, '../..');

const notesOf = (journal: string): Note[] =>
  readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Note);

const tallied = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(names, (name) => name)]
      .map(([name, each]) => [name, each.length] as const)
      .toSorted(([, one], [, other]) => other - one),
  );

/** Every accepted answer of the journal must be stored under its key, with its version. */
async function findLost(
  database: Awaited<ReturnType<typeof openPlace>>,
  notes: readonly Note[],
): Promise<string | undefined> {
  const stored = new Map(
    (
      await all(
        database.db,
        sql<{ key: string; caseId: string; version: number }>`
          select key, case_id as "caseId", version from case_request_keys`,
      )
    ).map((row) => [row.key, row]),
  );
  const keys = new Map(notes.flatMap((note) => ('sent' in note ? [[note.n, note.sent.key] as const] : [])));
  for (const note of notes) {
    if (!('status' in note) || note.status >= 300) continue;
    const { id, version } = JSON.parse(note.text) as { id: string; version: number };
    const row = stored.get(keys.get(note.n) ?? '');
    if (row?.caseId !== id || row.version !== version)
      return `command ${note.n} was answered ${note.text} and is not stored`;
  }
  return undefined;
}

/** Lets a drive run to its end, or kills it a moment after it began its command number `at`. */
async function runUntil(
  running: ChildProcess,
  at: number,
  momentMs: number,
  hear: (text: string) => void,
): Promise<{ killed: boolean; done: number; code: number | null; errors: string }> {
  let errors = '';
  let done = 0;
  let killed = false;
  running.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
    hear(chunk.toString('utf8'));
  });
  running.stdout?.on('data', (chunk: Buffer) => {
    done = Number(chunk.toString('utf8').trim().split('\n').at(-1));
    if (done < at || killed) return;
    killed = true;
    setTimeout(() => running.kill('SIGKILL'), momentMs);
  });
  const [code, signal] = (await once(running, 'exit')) as [number | null, NodeJS.Signals | null];
  return { killed: killed && signal === 'SIGKILL', done, code, errors };
}

/** Runs generated commands in a process that is killed now and then, and proves that everything holds. */
export async function proveByChance(given: {
  database: 'pglite' | 'postgres';
  server?: string;
  commands: number;
  cases: number;
  kills: number;
  checkEvery: number;
  seed: number;
  /** Goes on after a fault, to find all of them at once. */
  keepGoing?: boolean;
  say?: (line: string) => void;
}): Promise<RandomFindings> {
  const { database: kind, commands, cases, kills, checkEvery, seed, say = () => undefined } = given;
  const began = performance.now();
  const dataFolder = await mkdtemp(join(tmpdir(), 'tongban-random-'));
  const own = kind === 'postgres' ? await createOwnDatabase(given.server ?? '', 'random') : undefined;
  const place: Place = { dataFolder, databaseUrl: own?.url };
  const journal = join(dataFolder, 'journal.jsonl');
  const chance = chanceFrom(seed ^ 0x5bd1e995);
  let running: ChildProcess | undefined;
  process.once('exit', () => running?.kill('SIGKILL'));
  let killed = 0;
  try {
    for (;;) {
      running = spawn(
        process.execPath,
        [
          join(root, 'scripts/proof/random-child.ts'),
          dataFolder,
          own?.url ?? '',
          ...[seed, commands, cases, checkEvery].map(String),
          given.keepGoing ? 'going' : '',
        ],
        {
          env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/tongban-compile'), ...process.env },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      // At a random moment on the way to the next share of the commands.
      const at = Math.floor((commands / (kills + 1)) * (killed + 1 - 0.5 * chance.next()));
      const hear = given.keepGoing ? say : () => undefined;
      const ended = await runUntil(running, killed < kills ? at : Infinity, chance.below(40), hear);
      if (ended.killed) {
        killed += 1;
        say(`  killed after ${ended.done} commands`);
        continue;
      }
      if (ended.code !== 0) {
        throw new Error(
          `seed ${seed}, after ${ended.done} commands and ${killed} kills:\n${given.keepGoing ? '' : ended.errors}`,
        );
      }
      break;
    }
    const notes = notesOf(journal);
    const stored = await openPlace(place);
    try {
      const lost = await findLost(stored, notes);
      if (lost) throw new Error(lost);
      const records = await verifyDatabase(stored, dataFolder);
      const states = await all(
        stored.db,
        sql<{
          state: string;
          n: number;
        }>`select state, count(*) as n from cases group by state order by 2 desc`,
      );
      const [clock] = await all(
        stored.db,
        sql<{ n: number }>`select count(*) as n from case_events where actor ->> 'kind' = 'system'`,
      );
      const names = new Map(
        notes.flatMap((note) => ('sent' in note ? [[note.n, note.command] as const] : [])),
      );
      const answers = notes.flatMap((note) => ('status' in note ? [note] : []));
      const [fine, refused] = [
        answers.filter(({ status }) => status < 300),
        answers.filter(({ status }) => status >= 300),
      ];
      return {
        database: kind,
        seconds: (performance.now() - began) / 1000,
        commands: answers.length,
        accepted: fine.length,
        refused: refused.length,
        carriedOut: tallied(fine.map(({ n }) => names.get(n) ?? '')),
        refusals: tallied(refused.map(({ code }) => code ?? '')),
        kills: killed,
        cases: records.cases,
        events: records.events,
        states: Object.fromEntries(states.map(({ state, n }) => [state, n])),
        fired: clock?.n ?? 0,
      };
    } finally {
      await stored.close();
    }
  } finally {
    running?.kill('SIGKILL');
    await own?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
