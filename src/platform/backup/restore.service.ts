import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database.ts';
import { sha256Hex } from '../digest.ts';
import { listMigrations } from '../migrate.ts';
import { openPgliteAsOwner } from '../pglite.ts';
import { openPostgresAsOwner } from '../postgres.ts';
import { writeWhole } from '../safe-write.ts';
import { checkKeys } from './kept-keys.ts';
import { type Loaded, loadDatabase, type RowSource } from './load-database.ts';
import {
  checkMigrations,
  checkPart,
  KeepingRefused,
  type Manifest,
  type Part,
  parseManifest,
} from './manifest.ts';
import { copyMeasured, forEachOf, measureFile, readPart } from './parts.ts';
import { keptBeside, type Place, stageFolder } from './places.ts';
import { openKeys } from './sealed-keys.ts';

/** A backup that is whole and opens with the passphrase. */
export type CheckedBackup = { folder: string; manifest: Manifest; keys: string; manifestDigest: string };

/** What a restore wrote. */
export type RestoreSummary = Loaded & { files: number; fileBytes: number };

const readText = async (folder: string, path: string): Promise<string> => {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new KeepingRefused(`${folder} 里没有 ${path}，不是一份完整的备份。没有写入任何内容。`);
    throw error;
  }
};

async function* filesOf(folder: string, { files }: Manifest): AsyncGenerator<Part[]> {
  for await (const lines of readPart(folder, files.part.path)) {
    yield lines.map((line) => {
      const [path, bytes, sha256] = JSON.parse(line) as [string, number, string];
      return { path, bytes, sha256 };
    });
  }
}

/**
 * Reads a backup through and refuses it unless every part is there and as it was written, the passphrase opens the
 * keys, and this version knows its schema. Writes nothing.
 */
export async function checkBackup(folder: string, passphrase: string): Promise<CheckedBackup> {
  const text = await readText(folder, 'manifest.json');
  const manifestDigest = sha256Hex(text);
  if (!(await readText(folder, 'manifest.sha256')).startsWith(`${manifestDigest} `)) {
    throw new KeepingRefused('备份的清单 manifest.json 被改动过。没有写入任何内容，请换一份备份。');
  }
  const manifest = parseManifest(text);
  const keys = await openKeys(await readText(folder, 'keys.sealed.json'), passphrase, manifestDigest);
  checkMigrations(manifest.migrations, await listMigrations());
  for (const part of [...manifest.tables.map((table) => table.part), manifest.files.part]) {
    checkPart(part, await measureFile(join(folder, part.path)));
  }
  await forEachOf(filesOf(folder, manifest), 4, async (part) => {
    checkPart(part, await measureFile(join(folder, part.path)));
  });
  return { folder, manifest, keys, manifestDigest };
}

/**
 * Brings a checked backup into an empty place: an empty database of either kind and an empty folder. Either everything
 * is there afterwards, read back and compared, or nothing.
 */
export async function restoreBackup(backup: CheckedBackup, place: Place): Promise<RestoreSummary> {
  const { folder, manifest, keys } = backup;
  const staging = await stageFolder(place.dataFolder);
  let target: Database | undefined;
  try {
    target = place.databaseUrl
      ? openPostgresAsOwner(place.databaseUrl)
      : await openPgliteAsOwner(join(staging.folder, 'database'));
    const source: RowSource = {
      ...manifest,
      linesOf: ({ name }) => readPart(folder, `tables/${name}.jsonl.gz`),
      expected: (name) => manifest.tables.find((table) => table.name === name),
    };
    const loaded = await loadDatabase(target, source, async (tx) => {
      await checkKeys(tx, keys);
      await forEachOf(filesOf(folder, manifest), 8, async (part) => {
        checkPart(part, await copyMeasured(join(folder, part.path), join(staging.folder, part.path)));
      });
      await writeWhole(join(staging.folder, 'keys.json'), keys);
      if (place.databaseUrl) await staging.settle(keptBeside);
    });
    await target.close();
    target = undefined;
    if (!place.databaseUrl) await staging.settle([...keptBeside, 'database']);
    return { ...loaded, files: manifest.files.count, fileBytes: manifest.files.bytes };
  } catch (error) {
    await staging.undo();
    throw error;
  } finally {
    await target?.close();
    await staging.close();
  }
}
