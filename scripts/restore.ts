// Brings a backup into an empty database and an empty folder, then verifies every record; or only checks the backup.
import { resolve } from 'node:path';
import { checkBackup, restoreBackup } from '../src/platform/backup/restore.service.ts';
import {
  megabytes,
  ownPlace,
  readArguments,
  readPassphrase,
  runCommand,
  secondsSince,
} from './keeping/command-line.ts';
import { upgradeAndVerify } from './keeping/upgrade-and-verify.ts';
import { verificationLines } from './keeping/verify-place.ts';

const USAGE = `用法：npm run restore -- <备份文件夹> [--check] [--passphrase-file <文件>]
  恢复到 DATABASE_URL（空数据库；不设则用内嵌数据库）和 TONGBAN_DATA（空文件夹），然后逐件校验。
  --check  只检查备份是否完整、口令是否打得开，不写入任何内容。`;

async function restore(word: string, flags: { check: boolean; file: string | undefined }): Promise<void> {
  const passphrase = await readPassphrase({ isNew: false, ...(flags.file ? { file: flags.file } : {}) });
  const began = performance.now();
  const backup = await checkBackup(resolve(word), passphrase);
  const { manifest } = backup;
  console.log(
    `备份完整：${manifest.madeAt} 由 ${manifest.database} 做出，${manifest.tables.length} 张表，${manifest.files.count} 个文件，清单摘要 sha256:${backup.manifestDigest}，检查用时 ${secondsSince(began)}`,
  );
  if (flags.check) return;
  const place = ownPlace();
  const writing = performance.now();
  const done = await restoreBackup(backup, place);
  console.log(
    `恢复完成：${done.tables} 张表 ${done.rows} 行，${done.files} 个文件 ${megabytes(done.fileBytes)}，用时 ${secondsSince(writing)}`,
  );
  const verifying = performance.now();
  console.log(verificationLines(await upgradeAndVerify(place)).join('\n'));
  console.log(`校验用时 ${secondsSince(verifying)}`);
}

const asked = readArguments(process.argv.slice(2), {
  check: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
});
const word = asked?.word;
if (!asked || word === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const file = asked.flags['passphrase-file'] as string | undefined;
  await runCommand(() => restore(word, { check: asked.flags['check'] === true, file }));
}
