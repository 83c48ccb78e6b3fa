/**
 * Kills a server under write load with SIGKILL at random moments, again and again, on PGlite and on PostgreSQL, and
 * proves that every acknowledged answer is stored once, every chain verifies, a repeated request gives its first answer,
 * and no act of the clock is lost or done twice. Uses folders and databases of its own; PostgreSQL is the server named
 * by DATABASE_URL or TEST_DATABASE_URL.
 *
 *   npm run proof:kill -- [--kills 50] [--database pglite,postgres] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { machine } from '../bench/report.ts';
import { writeFigures } from '../figures/figures.ts';
import { proveByKilling } from './kill-proof.ts';

const { values: flags } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    database: { type: 'string', default: 'pglite,postgres' },
    seed: { type: 'string', default: '1' },
  },
});
const server =
  process.env['DATABASE_URL'] ||
  process.env['TEST_DATABASE_URL'] ||
  'postgres://postgres@127.0.0.1:5432/postgres';
const longestMs = 15 * 60_000;
setTimeout(() => {
  console.error(`not done after ${longestMs / 60_000} minutes`);
  process.exit(1);
}, longestMs).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const proved: { database: string; sentences: string[] }[] = [];
for (const database of flags.database.split(',') as ('pglite' | 'postgres')[]) {
  console.log(`${database}: ${flags.kills} kills, seed ${flags.seed}`);
  const { seconds, restartMs, ...found } = await proveByKilling({
    database,
    server,
    kills: Number(flags.kills),
    seed: Number(flags.seed),
    say: console.log,
  });
  const sentences = [
    `${flags.kills} kills at random moments, seed ${flags.seed}, ${seconds.toFixed(0)} s in all, restart in ${Math.round(restartMs)} ms (median)`,
    `${found.acknowledged} requests acknowledged, each stored once; ${found.inDoubt} of them broke off first; refused: ${JSON.stringify(found.refusals)}`,
    `${found.repeated} repeated with their keys: the same answers`,
    `${found.cases} cases, ${found.events} events: every chain, snapshot, seal, document and file verified`,
    `${found.clockMoves} jumps of the clock, ${found.fired} acts of the clock: none twice, none missing`,
    `${found.messages} SMS taken by the supplier, none lost or told twice, each case’s in order; ${found.messagesAgain} were handed over again with the same key`,
  ];
  console.log(sentences.map((sentence) => `  ${sentence}`).join('\n'));
  proved.push({ database, sentences });
}
console.log('Proved.');
await writeFigures('proof-kill', { conditions: [machine()], proved });
