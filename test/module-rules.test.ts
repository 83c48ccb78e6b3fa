import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completePackages, type Packages } from '../scripts/lockfile.ts';
import { listProject } from './list-project.ts';
import { violations } from './module-rules.ts';

const ROOT = join(import.meta.dirname, '..');
const files = listProject(ROOT);
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const sources = files.filter((path) => /^src\/.*\.tsx?$/.test(path));
const isText = (path: string): boolean => !/\.(?:png|jpg|pdf|ttf|woff2|gz|zip)$/.test(path);

describe('the order of the modules and their layers', () => {
  test('holds in every source file', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(violations(sources.map((path) => ({ path, source: read(path) })))).toEqual([]);
  });

  test.each([
    ['src/directory/region.ts', `import { x } from '../cases/core/case.ts';`, 'not below directory'],
    ['src/directory/region.ts', `import type { X } from '../cases/core/case.ts';`, 'not below directory'],
    ['src/directory/region.ts', `export * from '../catalogue/item.ts';`, 'not below directory'],
    ['src/shipments/parcel.ts', `import { x } from '../licences/licence.ts';`, 'not below shipments'],
    ['src/cases/core/case.ts', `import { x } from './case.store.ts';`, 'is store, not for pure'],
    [
      'src/cases/core/case.ts',
      `import { x } from '../../platform/database.ts';`,
      'is platform, not for pure',
    ],
    [
      'src/cases/core/case.ts',
      `import { type X } from '../../platform/database.ts';`,
      'is platform, not for pure',
    ],
    ['src/cases/core/case.ts', `import pg from 'pg';`, 'not a package for pure files'],
    ['src/cases/core/case.ts', `const fs = await import('node:fs');`, 'not a package for pure files'],
    [
      'src/cases/core/case.ts',
      `import days from '../../../data/days.json' with { type: 'json' };`,
      'is not source code',
    ],
    ['src/cases/core/case.ts', `export const now = () => new Date();`, 'pure, yet it says new Date()'],
    ['src/cases/core/case.ts', `export const port = process.env;`, 'pure, yet it says process.'],
    ['src/cases/case.store.ts', `import { x } from './case.service.ts';`, 'is service, not for store'],
    ['src/cases/case.routes.ts', `import { x } from './case.store.ts';`, 'is store, not for routes'],
    ['src/zone/item.pages.ts', `import { x } from '../cases/case.store.ts';`, 'is store, not for pages'],
    ['src/web/app.tsx', `import { x } from '../cases/case.service.ts';`, 'is service, not for web'],
    ['src/web/app.tsx', `import { x } from '../platform/clock.ts';`, 'is platform, not for web'],
    ['src/web/app.tsx', `import { readFile } from 'node:fs';`, 'does not exist in a browser'],
    ['src/zone/islands/search.ts', `import { x } from '../item.ts';`, 'is pure, not for island'],
    ['src/zone/islands/search.ts', `import { h } from 'preact';`, 'is a package'],
    ['src/platform/http.ts', `import { x } from '../main.ts';`, 'not below platform'],
    ['src/regulation/duties.ts', `import type { X } from '../platform/clock.ts';`, 'not below regulation'],
    ['src/cases/core/case.ts', `import { x } from './case.test.ts';`, 'is a test'],
    ['src/utils/dates.ts', `export const x = 1;`, 'utils is not a module'],
    ['src/cases/core/chain.ts', `import { randomUUID } from 'node:crypto';`, 'not a package for pure files'],
  ])('refuses in %s: %s', (path, source, reason) => {
    expect(violations([{ path, source }])).toEqual([expect.stringContaining(`${path}: `)]);
    expect(violations([{ path, source }])[0]).toContain(reason);
  });

  test.each([
    ['src/cases/core/case.ts', `import { x } from '../../regulation/duties.ts';`],
    [
      'src/cases/core/case.ts',
      `import type { X } from '../../platform/clock.ts'; import { Type } from 'typebox';`,
    ],
    ['src/cases/core/case.ts', `export const day = (at: number) => new Date(at); // not new Date()`],
    [
      'src/cases/case.store.ts',
      `import { x } from './core/case.ts'; import { y } from '../platform/database.ts';`,
    ],
    ['src/cases/case.service.ts', `import { x } from '../directory/region.store.ts';`],
    ['src/zone/item.pages.ts', `import { x } from '../cases/case.service.ts';`],
    ['src/zone/islands/search.ts', `import type { X } from '../item.ts';`],
    ['src/web/app.tsx', `import 'antd'; import './app.css'; import { x } from '../regulation/lifecycle.ts';`],
    ['src/main.ts', `import { x } from './zone/item.pages.ts'; import { y } from './cases/case.store.ts';`],
    ['src/cases/core/case.test.ts', `import { x } from '../../zone/item.pages.ts';`],
    ['src/cases/core/chain.ts', `import { createHash } from 'node:crypto';`],
  ])('allows in %s: %s', (path, source) => {
    expect(violations([{ path, source }])).toEqual([]);
  });
});

test('a page does not reach Node by way of a pure file', () => {
  const page = { path: 'src/web/app.tsx', source: `import { a } from '../cases/a.ts';` };
  const middle = { path: 'src/cases/a.ts', source: `export { b as a } from './b.ts';` };
  const end = {
    path: 'src/cases/b.ts',
    source: `import { createHash } from 'node:crypto'; export const b = createHash;`,
  };
  expect(violations([page, middle, end])).toEqual([
    'src/web/app.tsx: reaches src/cases/b.ts, which needs Node',
  ]);
  expect(violations([{ ...page, source: `import type { a } from '../cases/a.ts';` }, middle, end])).toEqual(
    [],
  );
});

describe('the files of the project', () => {
  test('in src have at most 400 lines each', () => {
    const long = sources.filter((path) => read(path).split('\n').length > 401);
    expect(long).toEqual([]);
  });

  test('name no folder of the machine they were made on and no package registry', () => {
    const pattern =
      /(?<![\w.~}/-])\/(?:work|root|tmp)\/|\bregistry\.[\w-]+\.(?:org|com|cn|net|io)\b|npm[m]irror/;
    const texts = files.filter(isText);
    expect(texts.length).toBeGreaterThan(20);
    expect(pattern.test(`cd ${['', 'tmp', 'x'].join('/')}`)).toBe(true);
    expect(pattern.test(['https://registry', 'npmjs', 'org'].join('.'))).toBe(true);
    expect(texts.filter((path) => pattern.test(read(path)))).toEqual([]);
  });

  test('switch no check off', () => {
    const pattern = /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint|biome)-(?:disable|ignore)/;
    const code = files.filter((path) => /^(?:src|test|scripts)\/.*\.(?:tsx?|mjs)$/.test(path));
    expect(code.filter((path) => pattern.test(read(path)))).toEqual([]);
  });

  test('lock what any machine can install, not where one machine fetched it from', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Packages };
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    expect(packages, 'to be completed by: npm run lock').toEqual(completePackages(packages));
  });
});

describe('completing a lock file', () => {
  const builds = { 'tool-linux-x64-musl': '2.0.0', '@t/darwin-arm64': '2.0.0' };
  const tool = { version: '2.0.0', dev: true, optionalDependencies: builds };

  test('adds the builds for other platforms', () => {
    const build = { version: '2.0.0', dev: true, optional: true };
    expect(completePackages({ 'node_modules/tool': tool })).toEqual({
      'node_modules/tool': tool,
      'node_modules/tool-linux-x64-musl': { ...build, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
      'node_modules/@t/darwin-arm64': { ...build, os: ['darwin'], cpu: ['arm64'] },
    });
  });

  test('puts a build of another version beside the package that wants it', () => {
    const other = { version: '1.0.0', optional: true, cpu: ['arm64'] };
    const complete = completePackages({ 'node_modules/tool': tool, 'node_modules/@t/darwin-arm64': other });
    expect(complete['node_modules/@t/darwin-arm64']).toEqual(other);
    expect(complete['node_modules/tool/node_modules/@t/darwin-arm64']?.version).toBe('2.0.0');
  });

  test('drops addresses, and the demands of a build on Node, but not those of other packages', () => {
    const engines = { node: '>=20' };
    const packages = {
      'node_modules/a': { version: '1.0.0', resolved: 'https://registry.test/a.tgz', engines },
      'node_modules/b': { version: '1.0.0', optional: true, cpu: ['x64'], engines },
    };
    expect(completePackages(packages)).toEqual({
      'node_modules/a': { version: '1.0.0', engines },
      'node_modules/b': { version: '1.0.0', optional: true, cpu: ['x64'] },
    });
  });

  test('refuses to leave out a package whose name tells no platform', () => {
    expect(() => completePackages({ '': { optionalDependencies: { extra: '1.0.0' } } })).toThrow(
      'tells no platform',
    );
  });
});
