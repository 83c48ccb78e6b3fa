import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPlace, type Place } from '../../src/platform/backup/places.ts';
import { instantOf, later, msOf } from '../../src/regulation/instant.ts';
import { createOwnDatabase } from '../bench/own-database.ts';
import { verifyDatabase } from '../keeping/verify-place.ts';
import { startSmsSupplier } from '../simulated/sms-supplier.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { clockWork, findClockFault, findUnexplained } from './journal-check.ts';
import { lastingPerson, type Pair, workOn } from './kill-load.ts';
import { type Journal, repeatAnswer } from './lasting-client.ts';
import { everythingSent, findMessageFault } from './message-check.ts';
import { createVictim, type Victim } from './victim.ts';

/** What a proof by killing found; it throws where something is not as it must be. */
export type KillFindings = {
  database: 'pglite' | 'postgres';
  kills: number;
  seconds: number;
  /** Median milliseconds from starting the killed server to its first answer. */
  restartMs: number;
  acknowledged: number;
  /** Broke off once or more and was answered when sent again. */
  inDoubt: number;
  refusals: Record<string, number>;
  repeated: number;
  cases: number;
  events: number;
  /** Acts of the clock. */
  fired: number;
  clockMoves: number;
  /** SMS that the supplier took, each once; and how many of them it was handed again after a kill. */
  messages: number;
  messagesAgain: number;
};

const regions = [
  ['510107', '500110'],
  ['510104', '500112'],
  ['510105', '520302'],
  ['510106', '530102'],
] as const;
const smsSecret = 'secret-of-the-kill-proof';
const start = '2021-07-05T09:00:00.000+08:00';
const dayMs = 24 * 60 * 60_000;
const repeatedAtMost = 400;
const mostAnswers = 40;
const longestWaitMs = 5_000;
const workersAPair = 2;

async function moveClock(origin: string, token: string, now: string): Promise<void> {
  const response = await fetch(`${origin}/api/demo/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ now }),
  });
  if (!response.ok) throw new Error(`the clock was not set: ${response.status} ${await response.text()}`);
}

async function adminToken(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'sysadmin', password: 'Tongban-2021' }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** Waits until so many more requests were answered, and a moment longer, so that some are under way. */
async function workDone(
  journal: Journal,
  more: number,
  momentMs: number,
  isOver: () => boolean,
): Promise<void> {
  const enough = journal.acknowledged.length + more;
  const until = performance.now() + longestWaitMs;
  while (journal.acknowledged.length < enough && performance.now() < until && !isOver()) await pause(3);
  await pause(momentMs);
}

/** Lets people work, kills the server at random moments, some of them while the clock does what is due. */
async function rage(
  victim: Victim,
  journal: Journal,
  chance: Chance,
  kills: number,
  isOver: () => boolean,
  say: (line: string) => void,
): Promise<{ restarts: number[]; clock: string; moves: number; admin: string }> {
  const admin = await adminToken(await victim.origin());
  const restarts: number[] = [];
  let clock = start;
  let moves = 0;
  for (let kill = 1; kill <= kills && !isOver(); kill += 1) {
    await workDone(journal, 1 + chance.below(mostAnswers), chance.below(60), isOver);
    if (kill % 3 === 0) {
      clock = later(clock, (1 + chance.below(3)) * dayMs);
      moves += 1;
      // Killed while the acts of these days are carried out; at the next start the clock stands where it was put.
      const moving = moveClock(await victim.origin(), admin, clock).catch(() => undefined);
      await Promise.race([moving, pause(20 + chance.below(400))]);
    }
    await victim.kill();
    restarts.push(await victim.start());
    if (kill % 10 === 0) say(`  ${kill} kills, clock at ${clock}`);
  }
  return { restarts, clock, moves, admin };
}

/** Fails when the work fails, and never ends otherwise. */
const failure = (work: Promise<unknown>): Promise<never> =>
  new Promise((_resolve, reject) => {
    work.catch(reject);
  });

/** Repeats answered requests, those in doubt first; throws at the first other answer. */
async function repeatAll(origin: string, journal: Journal): Promise<number> {
  const order = journal.acknowledged.toSorted((one, other) => Number(other.inDoubt) - Number(one.inDoubt));
  const some = order.slice(0, repeatedAtMost);
  for (const given of some) {
    const difference = await repeatAnswer(origin, given);
    if (difference) throw new Error(difference);
  }
  return some.length;
}

/** Kills a server under load so many times and proves that nothing answered is lost, and nothing happened twice. */
export async function proveByKilling(given: {
  database: 'pglite' | 'postgres';
  server?: string;
  kills: number;
  seed: number;
  say?: (line: string) => void;
}): Promise<KillFindings> {
  const { database: kind, kills, seed, say = () => undefined } = given;
  const began = performance.now();
  const dataFolder = await mkdtemp(join(tmpdir(), 'tongban-kill-'));
  const own = kind === 'postgres' ? await createOwnDatabase(given.server ?? '', 'kill') : undefined;
  const place: Place = { dataFolder, databaseUrl: own?.url };
  let origin = '';
  const supplier = await startSmsSupplier({ id: 'sms-1', secret: smsSecret, appUrl: () => origin });
  const victim = createVictim({
    TONGBAN_DATA: dataFolder,
    DATABASE_URL: own?.url ?? '',
    TONGBAN_SMS_1_URL: supplier.url,
    TONGBAN_SMS_1_SECRET: smsSecret,
  });
  const journal: Journal = { acknowledged: [], refusals: new Map(), broken: 0 };
  let over = false;
  let raging: ReturnType<typeof rage> | undefined;
  try {
    await victim.start();
    await moveClock(await victim.origin(), await adminToken(await victim.origin()), start);
    const pairs: Pair[] = [];
    for (const [intake, home] of regions) {
      const person = (name: string) =>
        lastingPerson(
          () => victim.origin(),
          name,
          journal,
          () => over,
        );
      const people = {
        intake: await person(`intake.${intake}`),
        home: await person(`home.${home}`),
        approver: await person(`approver.${home}`),
      };
      pairs.push({ people, homeRegion: home });
    }
    const workers = pairs.flatMap((pair) => Array.from({ length: workersAPair }, () => pair));
    const work = Promise.all(workers.map((pair, index) => workOn(pair, chanceFrom(seed + 100 + index))));
    // What goes wrong in the work ends the proof at once; what breaks off only ends with the next server.
    raging = rage(victim, journal, chanceFrom(seed), kills, () => over, say);
    const { restarts, clock, moves, admin } = await Promise.race([raging, failure(work)]);
    over = true;
    await work;
    const end = later(clock, 3 * dayMs);
    await moveClock(await victim.origin(), admin, end);
    const repeated = await repeatAll(await victim.origin(), journal);
    origin = await victim.origin();
    await everythingSent(origin, admin);
    await victim.stop();

    const stored = await openPlace(place);
    try {
      const unexplained =
        (await findUnexplained(stored, journal.acknowledged)) ??
        (await findClockFault(stored, instantOf(msOf(end)))) ??
        (await findMessageFault(stored, [supplier]));
      if (unexplained) throw new Error(unexplained);
      const records = await verifyDatabase(stored, dataFolder);
      const { fired } = await clockWork(stored);
      if (journal.acknowledged.length < kills || (kills >= 20 && fired === 0))
        throw new Error(
          `too little work to prove anything: ${journal.acknowledged.length} requests, ${fired} acts, refused ${JSON.stringify([...journal.refusals])}`,
        );
      return {
        database: kind,
        kills,
        seconds: (performance.now() - began) / 1000,
        restartMs: restarts.toSorted((a, b) => a - b)[Math.floor(restarts.length / 2)] ?? 0,
        acknowledged: journal.acknowledged.length,
        inDoubt: journal.acknowledged.filter(({ inDoubt }) => inDoubt).length,
        refusals: Object.fromEntries(journal.refusals),
        repeated,
        cases: records.cases,
        events: records.events,
        fired,
        clockMoves: moves + 1,
        messages: supplier.taken.length,
        messagesAgain: supplier.taken.filter(({ asked }) => asked > 1).length,
      };
    } finally {
      await stored.close();
    }
  } finally {
    over = true;
    // A server that is just being started must not stay behind.
    await raging?.catch(() => undefined);
    await victim.kill();
    await supplier.close();
    await own?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
