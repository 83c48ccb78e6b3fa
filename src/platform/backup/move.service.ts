import { join } from 'node:path';
import type { Database } from '../database.ts';
import { listMigrations } from '../migrate.ts';
import { openPostgresAsOwner } from '../postgres.ts';
import { writeWhole } from '../safe-write.ts';
import { type Copied, checkGone, copyFiles } from './backup.service.ts';
import * as store from './backup.store.ts';
import { checkKeys, readKeys } from './kept-keys.ts';
import { loadDatabase } from './load-database.ts';
import { checkMigrations } from './manifest.ts';
import { isSameFolder, keptBeside, type Place, stageFolder } from './places.ts';
import type { RestoreSummary } from './restore.service.ts';

/**
 * Moves everything from an embedded database to an empty PostgreSQL. The source stays as it is; files and keys stay in
 * their folder, or are copied where the new place names another. What breaks off leaves nothing behind and can be begun
 * again.
 */
export async function moveToPostgres(
  from: { database: Database; dataFolder: string },
  to: Required<Pick<Place, 'dataFolder'>> & { databaseUrl: string },
): Promise<RestoreSummary> {
  const staysInPlace = isSameFolder(from.dataFolder, to.dataFolder);
  const staging = staysInPlace ? undefined : await stageFolder(to.dataFolder);
  const target = openPostgresAsOwner(to.databaseUrl);
  try {
    const keys = await readKeys(from.dataFolder);
    const known = await listMigrations();
    return await from.database.transaction(async (tx): Promise<RestoreSummary> => {
      await store.beginSnapshot(tx);
      const migrations = await store.listCarriedOut(tx);
      checkMigrations(migrations, known);
      await checkKeys(tx, keys);
      const copied: Copied = { count: 0, bytes: 0, gone: [] };
      if (staging) {
        const copying = copyFiles(from.dataFolder, staging.folder, store.fileLines(tx), copied);
        for await (const _lines of copying);
        checkGone(from.dataFolder, copied, []);
      }
      const source = {
        migrations,
        tables: await store.listTables(tx),
        sequences: await store.listSequences(tx),
        linesOf: (table: store.KeptTable) => store.rowLines(tx, table),
      };
      const loaded = await loadDatabase(target, source, async () => {
        if (!staging) return;
        await writeWhole(join(staging.folder, 'keys.json'), keys);
        await staging.settle(keptBeside);
      });
      return { ...loaded, files: copied.count, fileBytes: copied.bytes };
    });
  } catch (error) {
    await staging?.undo();
    throw error;
  } finally {
    await target.close();
    await staging?.close();
  }
}
