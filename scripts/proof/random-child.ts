// The process that a proof by random commands kills: drives cases over a database until its number of commands is
// reached, noting each before and after. Started again, it repeats what was in doubt and goes on.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPglite } from '../../src/platform/pglite.ts';
import { openPostgres } from '../../src/platform/postgres.ts';
import { chanceFrom } from './chance.ts';
import { driveRandomly, type Note } from './random-driver.ts';
import { openWorld } from './world.ts';

const [folder = '', url = '', seedText = '', commandsText = '', casesText = '', everyText = '', going = ''] =
  process.argv.slice(2);
const journal = join(folder, 'journal.jsonl');

const notes: Note[] = existsSync(journal)
  ? readFileSync(journal, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as Note)
  : [];
const asked = notes.filter((note) => 'sent' in note);
const answered = new Set(notes.flatMap((note) => ('status' in note ? [note.n] : [])));
const write = (note: Note): void => appendFileSync(journal, `${JSON.stringify(note)}\n`);

const database = url ? await openPostgres(url, { connections: 6 }) : await openPglite(folder);
const world = await openWorld({
  database,
  dataFolder: folder,
  start: asked.at(-1)?.now ?? '2021-07-05T09:00:00.000+08:00',
});
const inDoubt = asked.find(({ n }) => !answered.has(n));
if (inDoubt) {
  const { status, text } = await world.send(inDoubt.sent);
  if (status >= 500) throw new Error(`repeated after a kill: ${text}`);
  write({ n: inDoubt.n, status, text });
}
const faults = await world.findFaults();
if (faults.length > 0 && going !== 'going') throw new Error(`after a kill:\n${faults.join('\n')}`);
let broken = 0;
const from = asked.length;
const drive = await driveRandomly({
  world,
  chance: chanceFrom(Number(seedText) + from),
  commands: Number(commandsText),
  cases: Number(casesText),
  checkEvery: Number(everyText),
  from,
  note(note) {
    write(note);
    if ('sent' in note) process.stdout.write(`${note.n}\n`);
  },
  ...(going === 'going'
    ? {
        onFault(error) {
          broken += 1;
          console.error(`${error.message}\n`);
        },
      }
    : {}),
});
await world.system.close();
writeFileSync(join(folder, 'drive.json'), JSON.stringify(drive));
process.exit(broken === 0 ? 0 : 1);
