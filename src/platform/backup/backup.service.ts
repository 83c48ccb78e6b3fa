import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Db } from '../database.ts';
import { sha256Hex } from '../digest.ts';
import { listErased } from '../files.store.ts';
import { listMigrations } from '../migrate.ts';
import { writeWhole } from '../safe-write.ts';
import * as store from './backup.store.ts';
import { checkKeys, readKeys } from './kept-keys.ts';
import { backupFormat, checkMigrations, KeepingRefused, type Manifest, type TablePart } from './manifest.ts';
import { copyMeasured, forEachOf, readPart, writePart } from './parts.ts';
import { checkNewFolder } from './places.ts';
import { checkPassphrase, sealKeys } from './sealed-keys.ts';

/** What a backup holds, for the operator. */
export type BackupSummary = {
  folder: string;
  tables: number;
  rows: number;
  files: number;
  fileBytes: number;
  /** SHA-256 of the manifest: noted elsewhere, it proves that this is the backup that was made. */
  manifestDigest: string;
};

/** What a line of the snapshot says of a file. */
type Wanted = { path: string; ofCase: boolean };
const wantedOf = (line: string): Wanted => {
  const [path, owner] = JSON.parse(line) as [string, 'case' | 'upload'];
  return { path, ofCase: owner === 'case' };
};

/** What was copied; `gone` are addresses of files of cases that were not there. */
export type Copied = { count: number; bytes: number; gone: string[] };

/** Copies the files a snapshot speaks of; gives a line for each. A file of no case may be gone by now. */
export async function* copyFiles(
  from: string,
  to: string,
  batches: AsyncIterable<readonly string[]>,
  copied: Copied,
): AsyncGenerator<string[]> {
  for await (const batch of batches) {
    const lines: string[] = [];
    await forEachOf([batch.map(wantedOf)], 8, async ({ path, ofCase }) => {
      const file = await copyMeasured(join(from, path), join(to, path));
      if (file) {
        lines.push(JSON.stringify([path, file.bytes, file.sha256]));
        copied.count += 1;
        copied.bytes += file.bytes;
      } else if (ofCase) copied.gone.push(path.slice(path.lastIndexOf('/') + 1));
    });
    if (lines.length > 0) yield lines.toSorted();
  }
}

/** Refuses files of cases that are gone, unless they were erased meanwhile. */
export function checkGone(from: string, { gone }: Copied, erased: readonly string[]): void {
  const lost = gone.filter((address) => !erased.includes(address));
  if (lost.length === 0) return;
  throw new KeepingRefused(
    `文件夹 ${from} 里缺少 ${lost.length} 个办件的文件（如 ${lost[0]}），没有做成备份。请先找回这些文件。`,
  );
}

async function writeTables(tx: Db, folder: string): Promise<TablePart[]> {
  const tables: TablePart[] = [];
  for (const table of await store.listTables(tx)) {
    const path = `tables/${table.name}.jsonl.gz`;
    tables.push({ ...table, ...(await writePart(folder, path, store.rowLines(tx, table))) });
  }
  return tables;
}

/**
 * Writes a backup of everything to a new folder: every row as of one moment, every file, the keys under a passphrase,
 * and a manifest with the digest of each. Others may go on working on the database meanwhile. The folder has its name
 * only when it is whole.
 */
export async function writeBackup(given: {
  database: Database;
  dataFolder: string;
  folder: string;
  passphrase: string;
  madeAt: Date;
}): Promise<BackupSummary> {
  const { database, dataFolder, folder, passphrase } = given;
  checkPassphrase(passphrase);
  await checkNewFolder(folder);
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const known = await listMigrations();
    const manifest = await database.transaction(async (tx): Promise<Manifest> => {
      await store.beginSnapshot(tx);
      const migrations = await store.listCarriedOut(tx);
      checkMigrations(migrations, known);
      const tables = await writeTables(tx, partial);
      const wantedFiles = await writePart(partial, 'files-wanted.gz', store.fileLines(tx));
      await checkKeys(tx, await readKeys(dataFolder));
      // Counted after the rows were read: never behind them.
      const sequences = await store.listSequences(tx);
      return {
        format: backupFormat,
        madeAt: given.madeAt.toISOString(),
        database: database.kind,
        migrations,
        tables,
        sequences,
        files: { part: wantedFiles.part, count: 0, bytes: 0 },
      };
    });
    const copied: Copied = { count: 0, bytes: 0, gone: [] };
    const copying = copyFiles(dataFolder, partial, readPart(partial, 'files-wanted.gz'), copied);
    const list = await writePart(partial, 'files.jsonl.gz', copying);
    if (copied.gone.length > 0) {
      checkGone(dataFolder, copied, await listErased(database.db, copied.gone));
    }
    await rm(join(partial, 'files-wanted.gz'));
    manifest.files = { part: list.part, count: copied.count, bytes: copied.bytes };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const manifestDigest = sha256Hex(text);
    await writeWhole(join(partial, 'manifest.json'), text);
    await writeWhole(join(partial, 'manifest.sha256'), `${manifestDigest}  manifest.json\n`);
    // Read last: a key that was added meanwhile does no harm, one that lacks would.
    const keys = await sealKeys(await readKeys(dataFolder), passphrase, manifestDigest);
    await writeWhole(join(partial, 'keys.sealed.json'), keys);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
    return {
      folder,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      files: copied.count,
      fileBytes: copied.bytes,
      manifestDigest,
    };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}
