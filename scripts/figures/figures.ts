import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the figures of the last runs lie. */
const figuresFolder = join(import.meta.dirname, '../../docs/figures');

/** The programs that write figures. */
export type FiguresOf =
  | 'bench'
  | 'fill'
  | 'scale'
  | 'load'
  | 'proof-kill'
  | 'proof-random'
  | 'search'
  | 'routing'
  | 'sweep'
  | 'feed'
  | 'import'
  | 'drill';

/** Keeps what a run measured, with the time, in docs/figures; `npm run docs` makes the page of them. */
export async function writeFigures(name: FiguresOf, figures: Record<string, unknown>): Promise<void> {
  await mkdir(figuresFolder, { recursive: true });
  const at = new Date().toISOString().slice(0, 16);
  const text = `${JSON.stringify({ at: `${at}Z`, ...figures }, null, 2)}\n`;
  await writeFile(join(figuresFolder, `${name}.json`), text);
}

/** What the last run measured; undefined before the first. */
export async function readFigures<Figures>(name: FiguresOf): Promise<(Figures & { at: string }) | undefined> {
  try {
    return JSON.parse(await readFile(join(figuresFolder, `${name}.json`), 'utf8')) as Figures & {
      at: string;
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
