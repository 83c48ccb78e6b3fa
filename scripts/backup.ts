// Writes a backup of database, files and keys to a new folder. PostgreSQL may serve meanwhile; an embedded database
// must be stopped.
import { resolve } from 'node:path';
import { writeBackup } from '../src/platform/backup/backup.service.ts';
import { openPlace } from '../src/platform/backup/places.ts';
import {
  megabytes,
  ownPlace,
  readArguments,
  readPassphrase,
  runCommand,
  secondsSince,
} from './keeping/command-line.ts';

const USAGE = `用法：npm run backup -- <新文件夹> [--passphrase-file <文件>]
  把 DATABASE_URL、TONGBAN_DATA 所指的数据库、文件和密钥备份到新文件夹。
  口令取自 TONGBAN_BACKUP_PASSPHRASE、--passphrase-file 或键盘；恢复时要用它打开密钥。`;

async function backup(word: string, file: string | undefined): Promise<void> {
  const place = ownPlace();
  const passphrase = await readPassphrase({ isNew: true, ...(file ? { file } : {}) });
  const began = performance.now();
  const database = await openPlace(place);
  try {
    const made = await writeBackup({
      database,
      dataFolder: place.dataFolder,
      folder: resolve(word),
      passphrase,
      madeAt: new Date(),
    });
    console.log(
      `备份完成：${made.folder}\n  ${made.tables} 张表 ${made.rows} 行，${made.files} 个文件 ${megabytes(made.fileBytes)}，用时 ${secondsSince(began)}\n  清单摘要 sha256:${made.manifestDigest}（请另处记下）`,
    );
  } finally {
    await database.close();
  }
}

const asked = readArguments(process.argv.slice(2), { 'passphrase-file': { type: 'string' } });
const word = asked?.word;
if (!asked || word === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await runCommand(() => backup(word, asked.flags['passphrase-file'] as string | undefined));
