import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyBytes } from './envelope.ts';
import { writeWhole } from './safe-write.ts';

/** The secret keys of the system, as they lie in `keys.json` outside the database. */
export type KeyFile = {
  /** Id of the key that seals from now on. */
  current: string;
  /** Sealing keys by id, base64; old ones stay so that old values open. */
  keys: Record<string, string>;
  /** Key of the blind indexes, base64; one for good, a new one would find nothing. */
  indexKey: string;
};

const pathOf = (folder: string): string => join(folder, 'keys.json');
const newKey = (): string => randomBytes(keyBytes).toString('base64');
const newId = (): string => randomBytes(4).toString('hex');

/** The keys of a folder; undefined when there are none. Refuses a file that is not whole. */
export function findKeyFile(folder: string): KeyFile | undefined {
  let text: string;
  try {
    text = readFileSync(pathOf(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const file = readJson(text);
  const isKey = (key: unknown): boolean =>
    typeof key === 'string' && Buffer.from(key, 'base64').length === keyBytes;
  const sound =
    file !== undefined &&
    isKey(file.indexKey) &&
    Object.values(file.keys ?? {}).every(isKey) &&
    isKey(file.keys?.[file.current ?? '']);
  if (!sound) throw new Error(`密钥文件 ${pathOf(folder)} 不完整，无法启动。请从备份恢复这个文件。`);
  return file as KeyFile;
}

function readJson(text: string): Partial<KeyFile> | undefined {
  try {
    return JSON.parse(text) as Partial<KeyFile>;
  } catch {
    return undefined;
  }
}

/** The keys of a folder; makes them (mode 600) where there are none, once even when two processes start. */
export async function getOrCreateKeyFile(folder: string): Promise<KeyFile> {
  const id = newId();
  const fresh: KeyFile = { current: id, keys: { [id]: newKey() }, indexKey: newKey() };
  const found = findKeyFile(folder);
  if (found) return found;
  await writeWhole(pathOf(folder), `${JSON.stringify(fresh, null, 2)}\n`, { onlyNew: true });
  return findKeyFile(folder) ?? fresh;
}

/** Adds a key and makes it the current one; the others stay. */
export async function addKey(folder: string): Promise<KeyFile> {
  const before = findKeyFile(folder);
  if (!before) throw new Error(`找不到密钥文件 ${pathOf(folder)}，无法更换密钥。`);
  const id = newId();
  const after: KeyFile = { ...before, current: id, keys: { ...before.keys, [id]: newKey() } };
  await writeWhole(pathOf(folder), `${JSON.stringify(after, null, 2)}\n`);
  return after;
}

/** Values by which a database knows its keys again without knowing them: one for each key id, one for the index. */
export function checkValues(file: KeyFile): Record<string, string> {
  const check = (key: string): string =>
    createHmac('sha256', Buffer.from(key, 'base64')).update('tongban key check').digest('hex').slice(0, 32);
  return {
    index: check(file.indexKey),
    ...Object.fromEntries(Object.entries(file.keys).map(([id, key]) => [id, check(key)])),
  };
}
