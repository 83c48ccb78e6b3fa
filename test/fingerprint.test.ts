import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileStates, fingerprint, isCurrent, listFiles, readRecord } from '../scripts/fingerprint.ts';

let root: string;
let record: FileStates;

let seconds = 1000;

/** Writes a file with a time of its own; two writes may otherwise fall into one tick of the file system's clock. */
function write(path: string, content: string): void {
  writeFileSync(join(root, path), content);
  seconds += 1;
  utimesSync(join(root, path), seconds, seconds);
}

const isStillCurrent = (): boolean => isCurrent(root, record, listFiles(root, 'pages'));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tongban-fingerprint-'));
  mkdirSync(join(root, 'pages/parts'), { recursive: true });
  write('pages/main.ts', 'one');
  write('pages/parts/a.ts', 'two');
  write('rules.ts', 'three');
  record = fingerprint(root, [...listFiles(root, 'pages'), 'rules.ts']);
});

afterEach(() => rmSync(root, { recursive: true }));

test('nothing changed', () => {
  expect(Object.keys(record).toSorted()).toEqual(['pages/main.ts', 'pages/parts/a.ts', 'rules.ts']);
  expect(isStillCurrent()).toBe(true);
});

test('only the time of a file changed, as in a fresh checkout', () => {
  utimesSync(join(root, 'rules.ts'), 0, 0);
  expect(isStillCurrent()).toBe(true);
});

test.each([
  ['other content of the same length', () => write('pages/main.ts', 'eno')],
  ['longer content', () => write('rules.ts', 'three and more')],
  ['a new file', () => write('pages/parts/b.ts', 'new')],
  ['a file gone', () => rmSync(join(root, 'pages/parts/a.ts'))],
])('%s makes the pages stale', (_what, change) => {
  change();
  expect(isStillCurrent()).toBe(false);
});

test('a new test file does not', () => {
  write('pages/main.test.ts', 'test');
  expect(isStillCurrent()).toBe(true);
});

test('a record that is missing or broken counts as none', () => {
  write('record.json', '{');
  expect(readRecord(join(root, 'record.json'))).toBeUndefined();
  expect(readRecord(join(root, 'absent.json'))).toBeUndefined();
  expect(isCurrent(root, undefined, [])).toBe(false);
});
