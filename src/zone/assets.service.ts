import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stylesheetOf } from './stylesheet.ts';

/** A file the pages are loaded with, kept in memory; its name changes with its content. */
type Asset = { type: string; body: Buffer };

/** The files of the pages, by address, and the addresses that pages name. */
export type Assets = {
  files: ReadonlyMap<string, Asset>;
  stylesheet: string;
  /** Absent while the scripts have not been built: every page works without. */
  readAloud: string | undefined;
};

const islandsFolder = join(import.meta.dirname, '../../dist/islands');

type Manifest = Record<string, { file: string }>;

async function readManifest(): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(islandsFolder, '.vite/manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Reads the style sheet and the built scripts, once at start. */
export async function readAssets(): Promise<Assets> {
  const [tokens, own] = await Promise.all(
    ['../web/tokens.css', 'zone.css'].map((path) => readFile(join(import.meta.dirname, path), 'utf8')),
  );
  const styles = Buffer.from(stylesheetOf(tokens ?? '', own ?? ''));
  const hash = createHash('sha256').update(styles).digest('hex').slice(0, 12);
  const stylesheet = `/zone/zone.${hash}.css`;
  const files = new Map<string, Asset>([[stylesheet, { type: 'text/css; charset=utf-8', body: styles }]]);
  const built = (await readManifest())['src/zone/islands/read-aloud.ts'];
  const readAloud = built && `/zone/${built.file.split('/').at(-1)}`;
  if (built && readAloud) {
    const body = await readFile(join(islandsFolder, built.file));
    files.set(readAloud, { type: 'text/javascript; charset=utf-8', body });
  }
  return { files, stylesheet, readAloud };
}
