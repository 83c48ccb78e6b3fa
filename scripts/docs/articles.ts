import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ArticleId, articles } from '../../src/regulation/articles.ts';
import { type DutyId, dutyRules, ruleOf } from '../../src/regulation/duties.ts';
import { type CommandName, commandNames, rowOf } from '../../src/regulation/lifecycle/index.ts';
import { code, codes, page, table } from './markdown.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Tables that name every article anyway, and so say nothing about where it is carried out. */
const TABLES = ['src/regulation/articles.ts', 'src/regulation/duties.ts', 'src/regulation/lifecycle/'];

type Source = { path: string; text: string };

function readSources(): Source[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => ({ path: `src/${name}`, text: readFileSync(join(ROOT, 'src', name), 'utf8') }))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en'));
}

function fileOf(command: CommandName, sources: readonly Source[]): string {
  const found = sources.find(
    ({ path, text }) => path.startsWith('src/cases/') && text.includes(`name: '${command}',`),
  );
  if (!found) throw new Error(`no file defines the command ${command}`);
  return found.path;
}

function section(id: ArticleId, sources: readonly Source[]): string {
  const { citation, carries } = articles[id];
  const commands = commandNames.filter((name) => rowOf(name).article === id);
  const duties = (Object.keys(dutyRules) as DutyId[]).filter((duty) => ruleOf(duty).article === id);
  const others = sources.filter(
    ({ path, text }) =>
      (text.includes(`'${id}'`) || text.includes(citation)) &&
      !TABLES.some((start) => path.startsWith(start)),
  );
  if (commands.length + duties.length + others.length === 0)
    throw new Error(`nothing carries out the article ${id}`);
  return [
    `## ${citation} \`${id}\``,
    carries,
    ...(commands.length === 0
      ? []
      : [
          table(
            ['Command', 'File', 'May refuse'],
            commands.map((name) => [
              `${code(name)} ${rowOf(name).title}`,
              code(fileOf(name, sources)),
              codes(rowOf(name).refusals),
            ]),
          ),
        ]),
    ...(duties.length === 0
      ? []
      : [
          `Deadlines: ${duties.map((duty) => `${code(duty)} ${ruleOf(duty).title}`).join(', ')} (duties.md).`,
        ]),
    ...(others.length === 0 ? [] : [`Named as well in ${codes(others.map(({ path }) => path))}.`]),
  ].join('\n\n');
}

/** Every provision that software carries, with the commands, deadlines and files that carry it. Refuses an unused one. */
export function articlesPage(): string {
  const sources = readSources();
  return page(
    'From article to code',
    '`src/regulation/` and the files that name an article',
    '规程 stands for the rules of procedure for cross-province handling in the five provinces of the south-west. What an article carries is told in the words of the project.',
    ...(Object.keys(articles) as ArticleId[]).map((id) => section(id, sources)),
  );
}
