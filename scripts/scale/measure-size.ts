import pg from 'pg';
import { createSweep } from '../../src/cases/core/sweep.service.ts';
import { createClock } from '../../src/platform/clock.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import { type Client, signIn } from '../client/client.ts';
import { startOwnServer } from '../client/own-server.ts';
import { demoPassword } from '../client/story.ts';
import { applicantOf } from '../fill/variation.ts';
import { acrossRounds, type Timing, timed } from './timings.ts';

/** Does a piece of work when nobody else is doing one, in the order in which they asked. */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Turns for several who measure on one machine: each piece of work of one is followed by the same of the next, so that
 * what else happens on the machine falls on all of them alike.
 */
export function takingTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Measurements of one size of database. */
export type SizeMeasured = { cases: number; timings: Timing[]; scanned: string[] };

type Page = { cases: { businessNumber?: string }[]; next?: string };

const repeats = 300;
const pageLength = 20;
const deepPage = 200;
const largestPage = 100;

/** Lists by who looks at them: the windows that have the most cases (`scripts/fill/fill-database.ts`). */
const lists: readonly { username: string; queues: readonly string[] }[] = [
  { username: 'intake.510107', queues: ['mine', 'overdue', 'waiting', 'intake', 'closed', 'drafts'] },
  { username: 'home.500110', queues: ['mine', 'waiting', 'home'] },
  { username: 'approver.500110', queues: ['mine'] },
];

/** The place behind so many rows of a list, or as deep as full pages go. */
async function walkTo(
  client: Client,
  queue: string,
  rows: number,
): Promise<{ after?: string; rows: number }> {
  let reached = 0;
  let after: string | undefined;
  while (reached < rows) {
    const path = `/api/cases?queue=${queue}&limit=${pageLength}${after ? `&after=${after}` : ''}`;
    const { cases, next } = await client.get<Page>(path);
    // What is measured must be a full page: the last one stays unread.
    if (
      !next ||
      (await client.get<Page>(`${path.replace(/&after=.*/, '')}&after=${next}`)).cases.length < pageLength
    )
      break;
    reached += cases.length;
    after = next;
  }
  return { ...(after ? { after } : {}), rows: reached };
}

async function measureLists(origin: string, turn: Turn): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const { username, queues } of lists) {
    const client = await turn(() => signIn(origin, username, demoPassword));
    const who = username.split('.')[0];
    for (const queue of queues) {
      const first = `/api/cases?queue=${queue}&limit=${pageLength}`;
      const { cases } = await turn(() => client.get<Page>(first));
      const get = (path: string) => (): Promise<unknown> => client.get(path);
      timings.push(
        await turn(() => timed(`${who} ${queue}, first page`, repeats, get(first), `${cases.length} rows`)),
      );
      const deep = await turn(() => walkTo(client, queue, deepPage * pageLength));
      const path = deep.after ? `${first}&after=${deep.after}` : first;
      timings.push(
        await turn(() => timed(`${who} ${queue}, deep page`, repeats, get(path), `behind row ${deep.rows}`)),
      );
    }
    if (who === 'intake')
      timings.push(
        await turn(() => timed('intake counts of all lists', repeats, () => client.get('/api/cases/counts'))),
      );
  }
  return timings;
}

async function measureLookUps(origin: string, cases: number, turn: Turn): Promise<Timing[]> {
  const clerk = await turn(() => signIn(origin, 'intake.510107', demoPassword));
  const auditor = await turn(() => signIn(origin, 'auditor', demoPassword));
  const { cases: known } = await turn(() => clerk.get<Page>(`/api/cases?queue=intake&limit=${largestPage}`));
  const numbers = known.flatMap(({ businessNumber }) => businessNumber ?? []);
  const someone = (at: number): string => applicantOf(1 + ((at * 7919) % cases)).identity;
  const search = (client: Client, at: number): Promise<Page> =>
    client.post<Page>('/api/case-search', { by: 'identity', value: someone(at) });
  let found = 0;
  const everywhere = await turn(() =>
    timed('search by identity, everywhere', repeats, async (at) => {
      found += (await search(auditor, at)).cases.length;
    }),
  );
  const perSearch = (found / repeats).toFixed(1);
  const numbered = (at: number): string => `/api/cases/by-number/${numbers[at % numbers.length]}`;
  return [
    { ...everywhere, note: `${perSearch} cases a search` },
    await turn(() => timed('search by identity, own window', repeats, (at) => search(clerk, at))),
    await turn(() => timed('one case by its number', repeats, (at) => clerk.get(numbered(at)))),
  ];
}

/** The sweep by itself; whatever it would carry out is an error here, since nothing is due. */
async function measureSweep(url: string): Promise<Timing> {
  const database = await openPostgres(url, { connections: 1 });
  const sweep = createSweep({
    database,
    clock: createClock(),
    executor: { executeAsClock: () => Promise.reject(new Error('something was due')) },
    onError(error) {
      throw error;
    },
  });
  try {
    return await timed('sweep, nothing due', 100, () => sweep.run());
  } finally {
    await database.close();
  }
}

/** Tables of some size that were read from end to end since statistics were taken. */
async function fullReads(owner: pg.Client, before: ReadonlyMap<string, number>): Promise<[string, number][]> {
  const { rows } = await owner.query<{ name: string; scans: string }>(
    `select relname as name, seq_scan as scans from pg_stat_user_tables where n_live_tup > 5000`,
  );
  return rows.map(({ name, scans }) => [name, Number(scans) - (before.get(name) ?? 0)]);
}

/** Measures everything on one filled database, with a server of its own. */
export async function measureSize(
  url: string,
  folder: string,
  cases: number,
  turn: Turn,
): Promise<SizeMeasured> {
  const server = await turn(() =>
    startOwnServer({
      DATABASE_URL: url,
      TONGBAN_DATA: folder,
      TONGBAN_REQUESTS_PER_MINUTE: '100000000',
      LOG_LEVEL: 'warn',
    }),
  );
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    const before = new Map(await fullReads(owner, new Map()));
    const timings = [
      ...(await measureLists(server.origin, turn)),
      ...(await measureLookUps(server.origin, cases, turn)),
      await turn(() => measureSweep(url)),
    ];
    // The server tells the statistics of its connections now and then.
    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const scanned = (await fullReads(owner, before)).filter(([, times]) => times > 0);
    return { cases, timings, scanned: scanned.map(([name, times]) => `${name} ${times} ×`) };
  } finally {
    await owner.end();
    await server.stop();
  }
}

/** What several rounds at one size come to. */
export function combined(rounds: readonly SizeMeasured[]): SizeMeasured {
  const [first] = rounds;
  if (!first) throw new Error('nothing was measured');
  return {
    cases: first.cases,
    timings: first.timings.map(({ what }) =>
      acrossRounds(rounds.flatMap(({ timings }) => timings.filter((timing) => timing.what === what))),
    ),
    scanned: [...new Set(rounds.flatMap(({ scanned }) => scanned))],
  };
}
