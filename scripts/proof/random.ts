/**
 * Random commands over many cases at eight windows, most of them usual, many of them wrong, with a clock that jumps and
 * a process that is killed now and then: the invariants of C.10 hold for every stored case, every chain verifies, every
 * snapshot is the fold of its events, every duty is as recomputed, every accepted answer is stored. The seed makes a
 * sequence repeatable up to its first kill. Uses folders and databases of its own.
 *
 *   npm run proof:random -- [--commands 10000] [--cases 200] [--kills 10] [--check-every 500] [--seed 1]
 *                           [--database pglite,postgres] [--keep-going]
 */
import { parseArgs } from 'node:util';
import { machine } from '../bench/report.ts';
import { writeFigures } from '../figures/figures.ts';
import { proveByChance } from './random-proof.ts';

const { values: flags } = parseArgs({
  options: {
    commands: { type: 'string', default: '10000' },
    cases: { type: 'string', default: '200' },
    kills: { type: 'string', default: '10' },
    'check-every': { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', default: 'pglite,postgres' },
    'keep-going': { type: 'boolean', default: false },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';
const longestMs = 30 * 60_000;
setTimeout(() => {
  console.error(`not done after ${longestMs / 60_000} minutes`);
  process.exit(1);
}, longestMs).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const proved: { database: string; sentences: string[] }[] = [];
for (const database of flags.database.split(',') as ('pglite' | 'postgres')[]) {
  console.log(`${database}: ${flags.commands} commands over ${flags.cases} cases, seed ${flags.seed}`);
  const found = await proveByChance({
    database,
    server,
    commands: Number(flags.commands),
    cases: Number(flags.cases),
    kills: Number(flags.kills),
    checkEvery: Number(flags['check-every']),
    seed: Number(flags.seed),
    keepGoing: flags['keep-going'],
    say: console.log,
  });
  const sentences = [
    `${found.commands} commands, seed ${flags.seed}: ${found.accepted} carried out, ${found.refused} refused; ${found.kills} kills; ${found.fired} events by the clock; ${found.seconds.toFixed(0)} s`,
    `${found.cases} cases, ${found.events} events: C.10, chains, snapshots, duties, documents and files hold`,
    `states: ${list(found.states)}`,
    `carried out: ${list(found.carriedOut)}`,
    `refusals: ${list(found.refusals)}`,
  ];
  console.log(sentences.map((sentence) => `  ${sentence}`).join('\n'));
  proved.push({ database, sentences });
}
console.log('Proved.');
await writeFigures('proof-random', { conditions: [machine()], proved });
