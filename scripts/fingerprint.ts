import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file as it was: size in bytes, time of change in milliseconds, and the SHA-256 of its content. */
export type FileState = { size: number; changedAt: number; sha256: string };

/** Files by their path relative to the folder they were taken from. */
export type FileStates = Record<string, FileState>;

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** All files under `folder`, as paths relative to `root`, but tests; empty when the folder does not exist. */
export function listFiles(root: string, folder: string): string[] {
  const entries = statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    : [];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length));
}

/** The state of each file now. */
export function fingerprint(root: string, files: readonly string[]): FileStates {
  return Object.fromEntries(
    files.map((path) => {
      const file = join(root, path);
      const { size, mtimeMs } = statSync(file);
      return [path, { size, changedAt: mtimeMs, sha256: sha256(file) }];
    }),
  );
}

/** The states written down in a file, or undefined when there is no such file or it holds something else. */
export function readRecord(file: string): FileStates | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof record === 'object' && record !== null ? (record as FileStates) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether every recorded file is unchanged and every expected one is recorded. Content is read only where size or time
 * differ, so that a fresh checkout with the same content counts as current.
 */
export function isCurrent(
  root: string,
  record: FileStates | undefined,
  expected: readonly string[],
): boolean {
  if (!record || !expected.every((path) => record[path])) return false;
  return Object.entries(record).every(([path, was]) => {
    const file = join(root, path);
    const now = statSync(file, { throwIfNoEntry: false });
    if (!now || now.size !== was.size) return false;
    return now.mtimeMs === was.changedAt || sha256(file) === was.sha256;
  });
}
