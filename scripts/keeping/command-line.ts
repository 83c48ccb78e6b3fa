import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Place } from '../../src/platform/backup/places.ts';
import { readConfig } from '../../src/platform/config.ts';

/** What the operator asked for: flags, and one word where a command takes one. */
export type Asked = { word: string | undefined; flags: Record<string, string | boolean | undefined> };

/** Reads the command line; undefined when it is not as the usage says. */
export function readArguments(
  args: string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return positionals.length > 1 ? undefined : { word: positionals[0], flags: values };
  } catch {
    return undefined;
  }
}

/** Where the data of this installation lie, by the settings that `npm start` reads. */
export function ownPlace(): Place {
  const { dataFolder, databaseUrl } = readConfig({ ...process.env, TONGBAN_DEMO: '0' });
  return { dataFolder, databaseUrl };
}

/** Asks on the terminal without showing what is typed. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** The passphrase of a backup: from TONGBAN_BACKUP_PASSPHRASE, a file, or the terminal; twice when it is a new one. */
export async function readPassphrase({ file, isNew }: { file?: string; isNew: boolean }): Promise<string> {
  if (file) return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  const given = process.env['TONGBAN_BACKUP_PASSPHRASE'];
  if (given) return given;
  if (!process.stdin.isTTY) {
    throw new Error(
      '没有备份口令。请设 TONGBAN_BACKUP_PASSPHRASE，或用 --passphrase-file 指明存放口令的文件。',
    );
  }
  const passphrase = await ask('备份口令：');
  if (isNew && (await ask('再输入一次：')) !== passphrase)
    throw new Error('两次输入的口令不一样，没有做备份。');
  return passphrase;
}

/** Carries a command out: its lines to the terminal, a failure as one sentence and exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exitCode = 1;
  }
}

/** Seconds since a moment of `performance.now`, for reports. */
export const secondsSince = (began: number): string =>
  `${((performance.now() - began) / 1000).toFixed(1)} 秒`;

/** Bytes as MB, for reports. */
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
