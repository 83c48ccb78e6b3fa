// Moves an embedded database to an empty PostgreSQL and verifies every record there. The source stays as it is.
import { resolve } from 'node:path';
import { moveToPostgres } from '../src/platform/backup/move.service.ts';
import { openPlace } from '../src/platform/backup/places.ts';
import { megabytes, ownPlace, readArguments, runCommand, secondsSince } from './keeping/command-line.ts';
import { upgradeAndVerify } from './keeping/upgrade-and-verify.ts';
import { verificationLines } from './keeping/verify-place.ts';

const USAGE = `用法：DATABASE_URL=postgres://… npm run move [-- --from <数据文件夹>]
  把内嵌数据库搬到 DATABASE_URL 所指的空数据库，然后逐件校验。来源不改动，可以重来。
  默认搬 TONGBAN_DATA 里的数据库，文件和密钥留在原处；用 --from 指明另一处时，文件和密钥复制到 TONGBAN_DATA。`;

async function move(from: string | undefined): Promise<void> {
  const { dataFolder, databaseUrl } = ownPlace();
  if (!databaseUrl) throw new Error('没有设 DATABASE_URL，不知道搬到哪里。');
  const sourceFolder = from === undefined ? dataFolder : resolve(from);
  const began = performance.now();
  const database = await openPlace({ dataFolder: sourceFolder, databaseUrl: undefined });
  try {
    const done = await moveToPostgres({ database, dataFolder: sourceFolder }, { dataFolder, databaseUrl });
    const files =
      done.files > 0 ? `复制 ${done.files} 个文件 ${megabytes(done.fileBytes)}` : '文件和密钥留在原处';
    console.log(`搬迁完成：${done.tables} 张表 ${done.rows} 行，${files}，用时 ${secondsSince(began)}`);
  } finally {
    await database.close();
  }
  const verifying = performance.now();
  console.log(verificationLines(await upgradeAndVerify({ dataFolder, databaseUrl })).join('\n'));
  console.log(`校验用时 ${secondsSince(verifying)}`);
  console.log(`今后请带着 DATABASE_URL 启动。${sourceFolder}/database 不再使用，确认无误后可以删除。`);
}

const asked = readArguments(process.argv.slice(2), { from: { type: 'string' } });
if (!asked || asked.word !== undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await runCommand(() => move(asked.flags['from'] as string | undefined));
