import { type RecordsVerification, verifyRecords } from '../../src/cases/core/records.service.ts';
import { createAudit } from '../../src/platform/audit.service.ts';
import { beginSnapshot, listCarriedOut } from '../../src/platform/backup/backup.store.ts';
import { checkKeys, readKeys } from '../../src/platform/backup/kept-keys.ts';
import { KeepingRefused } from '../../src/platform/backup/manifest.ts';
import { openPlace, type Place } from '../../src/platform/backup/places.ts';
import { createClock } from '../../src/platform/clock.ts';
import { type Database, within } from '../../src/platform/database.ts';
import { createFeed } from '../../src/platform/feed.service.ts';
import { createFiles } from '../../src/platform/files.service.ts';
import { createKeyring } from '../../src/platform/keyring.service.ts';
import { listMigrations } from '../../src/platform/migrate.ts';
import { megabytes } from './command-line.ts';

/** Verifies all records of a database and its folder as of one moment; others may go on working meanwhile. */
export async function verifyDatabase(database: Database, folder: string): Promise<RecordsVerification> {
  const keys = await readKeys(folder);
  const known = await listMigrations();
  return database.transaction(async (tx) => {
    await beginSnapshot(tx);
    const carriedOut = (await listCarriedOut(tx)).map(({ name }) => name);
    if (carriedOut.join() !== known.join()) {
      throw new KeepingRefused(
        '数据库的版本与本程序不同，不能校验。请用与它相同的版本，或先启动一次完成升级。',
      );
    }
    await checkKeys(tx, keys);
    const still: Database = { ...database, db: tx, run: within(tx), transaction: (work) => work(tx) };
    const clock = createClock();
    const keyring = await createKeyring(folder);
    const files = createFiles({ database: still, keyring, folder, clock });
    const feed = createFeed({ database: still, clock });
    return verifyRecords({
      database: still,
      keyring,
      files,
      feed,
      audit: createAudit({ database: still, clock }),
    });
  });
}

/** Verifies what lies at a place; an embedded database must not be in use. */
export async function verifyPlace(place: Place): Promise<RecordsVerification> {
  const database = await openPlace(place);
  try {
    return await verifyDatabase(database, place.dataFolder);
  } finally {
    await database.close();
  }
}

/** A verification as lines for the operator. */
export const verificationLines = (found: RecordsVerification): string[] => [
  `办件 ${found.cases} 件，事件 ${found.events} 条：每条链、每个摘要、每份快照都对得上。`,
  `文书 ${found.documents} 份，文件 ${found.files} 个（${megabytes(found.fileBytes)}），草稿 ${found.drafts} 份：重新读取，内容与摘要一致。`,
  ...(found.uploadsGone > 0 ? [`另有 ${found.uploadsGone} 个未归入办件的上传已清除，不影响办件。`] : []),
  `事件流 ${found.feed.entries} 条、${found.feed.batches} 批，末批 ${found.feed.lastHash || '（无）'}`,
  `审计 ${found.audit.entries} 条、${found.audit.seals} 个封签（另 ${found.audit.unsealed} 条待封），末签 ${found.audit.lastHash || '（无）'}`,
  `不应出现的情形查了 ${found.contradictionsSought} 种，没有发现。`,
];
