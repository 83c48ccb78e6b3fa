// Writes docs/generated/, pages made from the tables and the database of the project, and docs/figures.md. With --check it only compares,
// and fails naming every page that is stale, missing or left over.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { articlesPage } from './docs/articles.ts';
import { authorisationMatrix } from './docs/authorisation.ts';
import { databasePage } from './docs/database.ts';
import { dutiesPage } from './docs/duties.ts';
import { figuresPage } from './docs/figures.ts';
import { lifeCyclePage } from './docs/life-cycle.ts';
import { permissionsPage } from './docs/permissions.ts';
import { refusalsPage } from './docs/refusals.ts';

const FOLDER = join(import.meta.dirname, '../docs/generated');

const pages: Record<string, string> = {
  'articles.md': articlesPage(),
  'authorisation.md': await authorisationMatrix(),
  'database.md': await databasePage(),
  'duties.md': dutiesPage(),
  'life-cycle.md': lifeCyclePage(),
  'permissions.md': permissionsPage(),
  'refusals.md': refusalsPage(),
  '../figures.md': await figuresPage(),
};

const present = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
const leftOver = present.filter((name) => !(name in pages));
const stale = Object.keys(pages).filter(
  (name) => !existsSync(join(FOLDER, name)) || readFileSync(join(FOLDER, name), 'utf8') !== pages[name],
);

if (process.argv.includes('--check')) {
  for (const name of stale) console.error(`docs/generated/${name} is stale: run npm run docs`);
  for (const name of leftOver) console.error(`docs/generated/${name} is made by nothing: run npm run docs`);
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of leftOver) rmSync(join(FOLDER, name));
  for (const name of stale) writeFileSync(join(FOLDER, name), pages[name] ?? '');
  console.log(stale.length === 0 ? 'docs/generated is current' : `written: ${stale.join(', ')}`);
}
