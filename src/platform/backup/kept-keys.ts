import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../database.ts';
import { checkValues, findKeyFile, type KeyFile } from '../keyring-file.ts';
import { findSystemValue } from '../system-values.store.ts';
import { KeepingRefused } from './manifest.ts';

/** The keys of a folder as text; refuses a folder without. */
export async function readKeys(folder: string): Promise<string> {
  if (!findKeyFile(folder))
    throw new KeepingRefused(`${folder} 里没有密钥文件 keys.json，加密的内容无法备份成可用的样子。`);
  return readFile(join(folder, 'keys.json'), 'utf8');
}

/** Refuses keys that are not those of the database: what it holds sealed could never be read with them. */
export async function checkKeys(tx: Db, keys: string): Promise<void> {
  const known = await findSystemValue<Record<string, string>>(tx, 'key-check');
  const present = checkValues(JSON.parse(keys) as KeyFile);
  const missing = Object.entries(known ?? {}).filter(([id, value]) => present[id] !== value);
  if (missing.length > 0) {
    throw new KeepingRefused(
      `密钥与数据库不配（${missing.map(([id]) => id).join('、')}），用它备份或恢复出来的内容读不出。`,
    );
  }
}
