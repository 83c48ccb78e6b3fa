// Builds the desk and the zone's scripts into dist/. With --if-stale only when something they are made of changed.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InlineConfig, Plugin } from 'vite';
import { fingerprint, isCurrent, listFiles, readRecord } from './fingerprint.ts';

const ROOT = join(import.meta.dirname, '..');
const RECORD = join(ROOT, 'dist/pages.json');
/** Every file in here counts, imported or not; files elsewhere count when the build has read them. */
const FOLDERS = ['src/web', 'src/zone/islands'];
const SETTINGS = ['vite.config.ts', 'package-lock.json', 'tsconfig.json'];

const ownFiles = (): string[] => FOLDERS.flatMap((folder) => listFiles(ROOT, folder));

async function buildPages(): Promise<void> {
  const began = performance.now();
  // Vite would otherwise build for development where the surroundings say so (NODE_ENV=test, development).
  process.env['NODE_ENV'] = 'production';
  rmSync(RECORD, { force: true });
  const { build } = await import('vite');
  const { deskConfig, islandsConfig } = await import('../vite.config.ts');
  const read = new Set<string>();
  const settings: InlineConfig[] = [];
  if (existsSync(join(ROOT, 'src/web/index.html'))) settings.push(deskConfig);
  if (Object.keys(islandsConfig.build.rolldownOptions.input).length > 0) settings.push(islandsConfig);
  for (const config of settings) {
    await build({ ...config, logLevel: 'warn', plugins: [...(config.plugins ?? []), remember(read)] });
  }
  const inputs = new Set([...ownFiles(), ...SETTINGS, ...read]);
  mkdirSync(dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, JSON.stringify(fingerprint(ROOT, [...inputs].toSorted()), null, 1));
  process.stderr.write(`pages built in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

/** Notes which files of the project a build has read, relative to the project's folder. */
function remember(read: Set<string>): Plugin {
  return {
    name: 'remember-inputs',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const path = id.split('?', 1)[0] ?? '';
        if (path.startsWith(ROOT) && !path.includes('/node_modules/') && existsSync(path)) {
          read.add(path.slice(ROOT.length + 1));
        }
      }
    },
  };
}

const ifStale = process.argv.includes('--if-stale');
if (!ifStale || !isCurrent(ROOT, readRecord(RECORD), [...ownFiles(), ...SETTINGS])) await buildPages();
