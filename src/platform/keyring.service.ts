import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Database, Db } from './database.ts';
import { keyBytes, openWith, SealBroken, sealWith } from './envelope.ts';
import { addKey, checkValues, findKeyFile, getOrCreateKeyFile, type KeyFile } from './keyring-file.ts';
import { addToSystemValue, findSystemValue } from './system-values.store.ts';

/** A key of its own for one case or file, and the same sealed under the keyring, as it is stored. */
export type DataKey = { key: Buffer; wrapped: Buffer };

/** The keys of the system at work: personal fields and files are sealed with them. */
export type Keyring = {
  /** Encrypts under the current key; the key's id is part of the result. The context must be given to open it. */
  seal(plain: Uint8Array | string, context: string): Buffer;
  /** Decrypts; throws SealBroken for another context, altered bytes or an unknown key. */
  open(sealed: Uint8Array, context: string): Buffer;
  /** `open` for a text. */
  openText(sealed: Uint8Array, context: string): string;
  /**
   * What stands in the database for a value that must be found again without being readable: HMAC-SHA-256 in
   * hex. The caller normalises the value; different kinds of the same value do not match.
   */
  blindIndex(kind: string, value: string): string;
  /** A new key for `envelope.ts`; keep `wrapped`, forget `key`. Destroying `wrapped` erases what it sealed (OP-98). */
  newDataKey(): DataKey;
  unwrap(wrapped: Uint8Array): Buffer;
  /** Makes a new current key; what was sealed before stays readable. */
  rotate(): Promise<void>;
};

const dataKeyContext = 'data-key';

function keyringOver(folder: string, initial: KeyFile): Keyring {
  let file = initial;
  const indexKey = createSecretKey(file.indexKey, 'base64');
  const keys = new Map<string, KeyObject>();
  const keyOf = (id: string): KeyObject => {
    const known = keys.get(id);
    if (known) return known;
    // Another process may have added a key since the file was read.
    if (file.keys[id] === undefined) file = findKeyFile(folder) ?? file;
    const read = file.keys[id];
    if (read === undefined) throw new SealBroken();
    const key = createSecretKey(read, 'base64');
    keys.set(id, key);
    return key;
  };
  const seal: Keyring['seal'] = (plain, context) => {
    const id = Buffer.from(file.current, 'ascii');
    const body = sealWith(keyOf(file.current), plain, `${file.current}:${context}`);
    return Buffer.concat([Buffer.from([id.length]), id, body]);
  };
  const open: Keyring['open'] = (sealed, context) => {
    const idEnd = 1 + (sealed[0] ?? 0);
    const id = Buffer.from(sealed.subarray(1, idEnd)).toString('ascii');
    return openWith(keyOf(id), sealed.subarray(idEnd), `${id}:${context}`);
  };
  return {
    seal,
    open,
    openText: (sealed, context) => open(sealed, context).toString('utf8'),
    blindIndex: (kind, value) => createHmac('sha256', indexKey).update(`${kind}\n${value}`).digest('hex'),
    newDataKey() {
      const key = randomBytes(keyBytes);
      return { key, wrapped: seal(key, dataKeyContext) };
    },
    unwrap: (wrapped) => open(wrapped, dataKeyContext),
    async rotate() {
      file = await addKey(folder);
    },
  };
}

/** The keyring of a folder, made at the first start. For a system with a database use `openKeyring`. */
export async function createKeyring(folder: string): Promise<Keyring> {
  return keyringOver(folder, await getOrCreateKeyFile(folder));
}

const checkName = 'key-check';

/**
 * The keyring of a system. Refuses to start, with a sentence that says what to do, when the database was written
 * with keys that the folder does not hold: every stored name and file would be unreadable.
 */
export async function openKeyring(database: Database, folder: string): Promise<Keyring> {
  if ((await findSystemValue(database.db, checkName)) !== undefined && !findKeyFile(folder)) {
    throw new Error(
      `数据库里已有加密的数据，但 ${folder} 里没有密钥文件 keys.json，无法启动。请从备份恢复这个文件；没有它，加密的内容读不出来。`,
    );
  }
  const file = await getOrCreateKeyFile(folder);
  await rememberKeys(database.db, folder, file);
  return keyringOver(folder, file);
}

/** Makes a new current key and lets the database remember it, so that an older backup of the keys is refused. */
export async function rotateKeys(database: Database, folder: string, keyring: Keyring): Promise<void> {
  await keyring.rotate();
  await rememberKeys(database.db, folder, await getOrCreateKeyFile(folder));
}

async function rememberKeys(db: Db, folder: string, file: KeyFile): Promise<void> {
  const present = checkValues(file);
  const known = await addToSystemValue(db, checkName, present);
  const missing = Object.keys(known).filter((id) => present[id] !== known[id]);
  if (missing.length === 0) return;
  throw new Error(
    `${folder} 里的密钥文件 keys.json 不是这个数据库的，或缺少后来更换的密钥（${missing.join('、')}），无法启动。请从备份恢复最新的一份。`,
  );
}
