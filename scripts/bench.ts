/**
 * Measures Tongban beside the database's own limit: registering a case with three materials, judging one material, and
 * reading a case by its number, over HTTP with every check on, against bare Fastify and `pg` writing the same rows, in
 * turns on the same PostgreSQL. Uses databases of its own on the server named by DATABASE_URL or TEST_DATABASE_URL and
 * drops them afterwards. Where pgbench is installed, it writes the rows of a registration in one transaction beside them. Prints every round, medians, ratios and the conditions; fails on any error answer, on an
 * acknowledged case that is not stored, or on a broken chain.
 *
 *   npm run bench -- [--quick] [--seconds 10] [--rounds 3] [--connections 32] [--windows 200] [--only register,read]
 *                    [--profile <folder>]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPostgres } from '../src/platform/postgres.ts';
import type { BareStart } from './bench/bare-server.ts';
import { type Clerk, places, signInClerks } from './bench/clerks.ts';
import type { Server } from './bench/cpu.ts';
import { measure, type Sent, type Work } from './bench/load.ts';
import { createOwnDatabase, describeServer } from './bench/own-database.ts';
import { pgbenchRate } from './bench/pgbench.ts';
import { compare, head, machine, type Round, ratioLine, roundLine } from './bench/report.ts';
import { sampleRows } from './bench/sample-rows.ts';
import { marking, registration, type Works, worksOf } from './bench/works.ts';
import type { Receipt } from './client/client.ts';
import { startOwnServer } from './client/own-server.ts';
import { demoPassword } from './client/story.ts';
import { writeFigures } from './figures/figures.ts';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    connections: { type: 'string', default: '32' },
    windows: { type: 'string' },
    only: { type: 'string', default: 'register,transition,read' },
    profile: { type: 'string' },
  },
});
const seconds = Number(flags.seconds ?? (flags.quick ? 2 : 10));
const warmUpSeconds = flags.quick ? 1 : 3;
const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 3));
const windows = Number(flags.windows ?? (flags.quick ? 8 : 200));
const connections = Number(flags.connections);
const operations = flags.only.split(',') as Exclude<keyof Works, 'cases'>[];
const databaseServer =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';

async function send<Answer>(origin: string, { path, ...init }: Sent): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, init);
  if (!response.ok) throw new Error(`${init.method} ${path} → ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** The rows of one case before and after a transition and a reading, for the bare server to copy. */
async function takeSample(
  origin: string,
  url: string,
  clerk: Clerk,
  home: readonly string[],
): Promise<Omit<BareStart, 'url'>> {
  const { id, businessNumber, version } = await send<Receipt>(origin, registration(clerk, home));
  const registered = await sampleRows(url, id);
  await send(origin, marking({ id, version, clerk }));
  const view = await send<{ lines: unknown[] }>(origin, {
    method: 'GET',
    path: `/api/cases/by-number/${businessNumber}`,
    headers: { authorization: `Bearer ${clerk.token}` },
  });
  if (view.lines.length !== 3) throw new Error(`the case has ${view.lines.length} materials, not 3`);
  return { registered, changed: await sampleRows(url, id) };
}

async function startBare(start: BareStart): Promise<Server & { stop(): Promise<void> }> {
  await (await openPostgres(start.url)).close();
  const child = fork(join(import.meta.dirname, 'bench/bare-server.ts'));
  child.send(start);
  const [{ origin }] = (await once(child, 'message')) as [{ origin: string }];
  return {
    origin,
    pid: child.pid,
    databaseUrl: start.url,
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

const chainsChecked = 20;

/** Every acknowledged case must be stored, and a sample of histories must be whole. */
async function proveStored(origin: string, url: string, works: Works): Promise<string> {
  const { cases } = works;
  const database = await openPostgres(url, { connections: 1 });
  const [row] = await database.run<{ stored: number }>({
    name: 'stored',
    text: 'select count(*) as stored from cases where id = any($1::uuid[])',
    values: [cases.map(({ id }) => id)],
  });
  await database.close();
  if (row?.stored !== cases.length)
    throw new Error(`${cases.length} cases acknowledged, ${row?.stored} stored`);
  const step = Math.max(1, Math.floor(cases.length / chainsChecked));
  const sample = cases.filter((_case, at) => at % step === 0);
  for (const { id, clerk } of sample) {
    const headers = { authorization: `Bearer ${clerk.token}` };
    const { intact } = await send<{ intact: boolean }>(origin, {
      method: 'GET',
      path: `/api/cases/${id}/verification`,
      headers,
    });
    if (!intact) throw new Error(`the chain of case ${id} is broken`);
  }
  return `${cases.length} cases acknowledged, all stored; ${sample.length} chains recomputed, all intact`;
}

type Contestants = Record<Round['server'], { server: Server; works: Works }>;

/** All rounds in turns, the two servers one after the other in each. */
async function measureAll(contestants: Contestants): Promise<Round[]> {
  const both = Object.entries(contestants) as [Round['server'], Contestants[Round['server']]][];
  const warmUp = { connections, seconds: warmUpSeconds };
  if (!operations.includes('register')) {
    for (const [, { server, works }] of both) await measure(server, works.register, warmUp);
  }
  console.log(head());
  const measured: Round[] = [];
  for (const operation of operations) {
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, { server, works }] of both) {
        const work = works[operation] as Work<unknown>;
        await measure(server, work, round === 1 ? warmUp : { connections, seconds: 1 });
        const result = await measure(server, work, { connections, seconds });
        measured.push({ operation, server: name, round, ...result });
        console.log(roundLine({ operation, server: name, round, ...result }));
        if (result.fault) throw new Error(`${operation} on ${name} answered ${result.fault}`);
      }
    }
  }
  return measured;
}

async function run(): Promise<void> {
  const ownDatabase = await createOwnDatabase(databaseServer, 'bench');
  const bareDatabase = await createOwnDatabase(databaseServer, 'bench_bare');
  const stops: (() => Promise<void>)[] = [() => bareDatabase.drop(), () => ownDatabase.drop()];
  try {
    const own = await startOwnServer({
      DATABASE_URL: ownDatabase.url,
      TONGBAN_REQUESTS_PER_MINUTE: '100000000',
      LOG_LEVEL: 'warn',
      ...(flags.profile
        ? { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --cpu-prof --cpu-prof-dir=${flags.profile}` }
        : {}),
    });
    stops.push(() => own.stop());
    const { origin } = own;
    const { intake, home } = await places(origin, windows);
    const clerks = await signInClerks(origin, intake, demoPassword);
    const [first] = clerks;
    if (!first) throw new Error('no clerk');
    const sample = await takeSample(origin, ownDatabase.url, first, home);
    const bare = await startBare({ url: bareDatabase.url, ...sample });
    stops.push(() => bare.stop());

    const conditions = [machine(), await describeServer(databaseServer)];
    console.log(conditions.join('\n'));
    conditions.push(
      `${connections} connections, ${clerks.length} windows, ${warmUpSeconds} s warm-up, ${rounds} × ${seconds} s measured; ` +
        'load generator, both servers and PostgreSQL share the machine',
    );
    console.log(`${conditions.at(-1)}\n`);
    const works = worksOf(clerks, home);
    const measured = await measureAll({
      tongban: { server: { ...own, databaseUrl: ownDatabase.url }, works },
      bare: { server: bare, works: worksOf(clerks, home) },
    });
    const compared = operations.map((operation) => compare(operation, measured));
    console.log(`\n${compared.map(ratioLine).join('\n')}`);
    const pgbench = operations.includes('register')
      ? await pgbenchRate(bareDatabase.url, sample.registered, { connections, seconds })
      : undefined;
    if (pgbench) console.log(pgbench.sentence);
    const stored = await proveStored(origin, ownDatabase.url, works);
    console.log(`\n${stored}`);
    const errors = measured.reduce((sum, round) => sum + round.errors, 0);
    console.log(`errors: ${errors}`);
    if (!flags.quick && !flags.profile)
      await writeFigures('bench', { conditions, compared, pgbench, stored, errors });
    if (errors > 0) process.exitCode = 1;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

await run();
