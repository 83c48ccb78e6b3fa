import { createHash, createHmac, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { largestCase } from '../regulation/file-limits.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Clock } from './clock.ts';
import type { Database, Db } from './database.ts';
import { sha256Hex } from './digest.ts';
import { openWith, sealWith } from './envelope.ts';
import { checkFile, type FileKind } from './file-kind.ts';
import * as rows from './files.store.ts';
import type { Keyring } from './keyring.service.ts';
import { checkPlainText } from './plain-text.ts';
import { fieldInvalid, Problem } from './problem.ts';
import { writeWhole } from './safe-write.ts';
import { readPieces, unfinished, writePieces } from './sealed-pieces.service.ts';

/** What is known of a file; `name` is undefined once it is erased. */
export type StoredFile = {
  id: string;
  name: string | undefined;
  size: number;
  sha256: string;
  mediaType: FileKind;
  pages: number;
  uploadedBy: string | undefined;
  caseId: string | undefined;
  createdAt: Instant;
  erasedAt: Instant | undefined;
};

/** What goes with a new file. */
export type FileMeta = {
  name: string;
  /** Account; undefined for documents made by the system. */
  uploadedBy?: string | undefined;
  caseId?: string | undefined;
  /** Id chosen beforehand; default a new one. */
  id?: string | undefined;
};

/** Scans and documents. Inside a transaction, hand it in as `db`. */
export type Files = {
  /**
   * Checks and keeps a file. Refuses what `checkFile` refuses, and names that are longer than 120 characters or hold
   * control or direction characters.
   */
  store(db: Db, bytes: Uint8Array, meta: FileMeta): Promise<StoredFile>;
  /**
   * Keeps a PDF of any length made by the system, without ever holding it whole; `row` writes what belongs to it, in
   * the same transaction.
   */
  storeLarge(
    content: AsyncIterable<Uint8Array>,
    meta: { name: string; caseId: string; pages: number },
    row: (tx: Db, file: StoredFile) => Promise<void>,
  ): Promise<StoredFile>;
  /** The bytes of a file piece by piece; refuses like `read`. */
  readLarge(id: string): AsyncGenerator<Buffer>;
  /** The bytes; refuses an unknown or erased file (`file-not-found`). Altered bytes do not open (SealBroken). */
  read(id: string, db?: Db): Promise<Buffer>;
  /**
   * SHA-256 of what is stored now, read anew and decrypted: what the receiver's confirmation compares with the
   * manifest. Undefined when the bytes are missing or altered.
   */
  rehash(id: string, db?: Db): Promise<string | undefined>;
  /** What is known of files, in the order asked; refuses when one is unknown. */
  describe(ids: readonly string[], db?: Db): Promise<StoredFile[]>;
  /**
   * Gives uploads to a case. Refuses (`file-not-found`) when one is unknown, erased, another case's or, with
   * `uploadedBy`, somebody else's, and (`case-volume-exceeded`) over 200 MB in the case.
   */
  attachToCase(tx: Db, ids: readonly string[], caseId: string, uploadedBy?: string): Promise<void>;
  /**
   * Keeps a person's uploads for good without a case: samples of a standard. Refuses (`file-not-found`) when one is
   * unknown, erased, a case's or somebody else's.
   */
  keep(tx: Db, ids: readonly string[], uploadedBy: string): Promise<void>;
  /** Keeps files no longer; they go the way of uploads that nothing took. */
  release(tx: Db, ids: readonly string[]): Promise<void>;
  /** Makes a case's files unreadable for good by destroying their keys (R-240, OP-98); answers how many. */
  eraseCase(tx: Db, caseId: string): Promise<number>;
  /** Removes uploads that nothing took before a moment; answers how many. */
  removeUnattached(before: Instant): Promise<number>;
  /** Removes the unreadable bytes of erased files from the folder; answers how many. */
  removeErased(): Promise<number>;
};

const longestName = 120;
const removedAtOnce = 200;

const contentContext = (id: string): string => `file:${id}`;
const nameContext = (id: string): string => `file-name:${id}`;

/** A file name as it may be kept: without folders; refuses over-long ones and hidden characters. */
export function plainFileName(name: string): string {
  const checked = checkPlainText(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), {
    max: longestName,
    min: 1,
  });
  if (!checked.valid) throw fieldInvalid('/name', `文件名${checked.reason}`);
  return checked.normalized;
}

/** Keeps files under `<folder>/files`, each encrypted with a key of its own. */
export function createFiles({
  database,
  keyring,
  folder,
  clock,
}: {
  database: Database;
  keyring: Keyring;
  folder: string;
  clock: Clock;
}): Files {
  const pathOf = (address: string): string => join(folder, 'files', address.slice(0, 2), address);
  const remove = (address: string): Promise<void> => rm(pathOf(address), { force: true });

  const described = (row: rows.FileRow): StoredFile => ({
    id: row.id,
    name:
      row.name && row.wrappedKey
        ? openWith(keyring.unwrap(row.wrappedKey), row.name, nameContext(row.id)).toString('utf8')
        : undefined,
    size: row.size,
    sha256: row.sha256,
    mediaType: row.mediaType,
    pages: row.pages,
    uploadedBy: row.uploadedBy ?? undefined,
    caseId: row.caseId ?? undefined,
    createdAt: row.createdAt,
    erasedAt: row.erasedAt ?? undefined,
  });

  async function find(id: string, db: Db): Promise<{ path: string; key: Buffer; inPieces: boolean }> {
    const [row] = await rows.listFiles(db, [id]);
    if (!row?.wrappedKey || !row.address) throw new Problem('file-not-found');
    return { path: pathOf(row.address), key: keyring.unwrap(row.wrappedKey), inPieces: row.inPieces };
  }

  async function* readLarge(id: string, db: Db = database.db): AsyncGenerator<Buffer> {
    const { path, key, inPieces } = await find(id, db);
    if (inPieces) yield* readPieces(path, key, id);
    else yield openWith(key, await readFile(path), contentContext(id));
  }

  async function read(id: string, db: Db = database.db): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of readLarge(id, db)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  return {
    async store(db, bytes, { name: rawName, uploadedBy, caseId, id = randomUUID() }) {
      const name = plainFileName(rawName);
      const { mediaType, pages } = checkFile(bytes, name);
      const { key, wrapped } = keyring.newDataKey();
      const sha256 = sha256Hex(bytes);
      const address = createHmac('sha256', key).update(sha256).digest('hex');
      const row: rows.FileRow = {
        id,
        address,
        sha256,
        size: bytes.length,
        mediaType,
        pages,
        name: sealWith(key, name, nameContext(id)),
        wrappedKey: wrapped,
        uploadedBy: uploadedBy ?? null,
        caseId: caseId ?? null,
        createdAt: clock.now(),
        erasedAt: null,
        inPieces: false,
      };
      // Bytes first: a row must never point at nothing. Bytes without a row have no key and tell nobody anything.
      await writeWhole(pathOf(address), sealWith(key, bytes, contentContext(id)));
      try {
        await rows.insertFile(db, row);
      } catch (error) {
        await remove(address);
        throw error;
      }
      return described(row);
    },

    async storeLarge(content, { name: rawName, caseId, pages }, write) {
      const id = randomUUID();
      const name = plainFileName(rawName);
      const { key, wrapped } = keyring.newDataKey();
      const partial = unfinished(join(folder, 'files', 'large', id));
      const { sha256, size } = await writePieces(partial, key, id, content);
      const address = createHmac('sha256', key).update(sha256).digest('hex');
      const row: rows.FileRow = {
        id,
        address,
        sha256,
        size,
        mediaType: 'application/pdf',
        pages,
        name: sealWith(key, name, nameContext(id)),
        wrappedKey: wrapped,
        uploadedBy: null,
        caseId,
        createdAt: clock.now(),
        erasedAt: null,
        inPieces: true,
      };
      try {
        await mkdir(dirname(pathOf(address)), { recursive: true, mode: 0o700 });
        await rename(partial, pathOf(address));
        await database.transaction(async (tx) => {
          await rows.insertFile(tx, row);
          await write(tx, described(row));
        });
      } catch (error) {
        await rm(partial, { force: true });
        await remove(address);
        throw error;
      }
      return described(row);
    },

    readLarge,

    read,

    async rehash(id, db = database.db) {
      try {
        const hash = createHash('sha256');
        for await (const piece of readLarge(id, db)) hash.update(piece);
        return hash.digest('hex');
      } catch (error) {
        if (error instanceof Problem) throw error;
        return undefined;
      }
    },

    async describe(ids, db = database.db) {
      const found = new Map((await rows.listFiles(db, ids)).map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = found.get(id);
        if (!row) throw new Problem('file-not-found');
        return described(row);
      });
    },

    async attachToCase(tx, ids, caseId, uploadedBy) {
      const wanted = new Set(ids);
      if (wanted.size === 0) return;
      if ((await rows.attachFiles(tx, [...wanted], caseId, uploadedBy)) !== wanted.size) {
        throw new Problem('file-not-found');
      }
      if ((await rows.volumeOfCase(tx, caseId)) > largestCase) throw new Problem('case-volume-exceeded');
    },

    async keep(tx, ids, uploadedBy) {
      const wanted = [...new Set(ids)];
      if (wanted.length > 0 && (await rows.setKept(tx, wanted, true, uploadedBy)) !== wanted.length)
        throw new Problem('file-not-found');
    },

    async release(tx, ids) {
      if (ids.length > 0) await rows.setKept(tx, ids, false);
    },

    eraseCase: (tx, caseId) => rows.eraseFilesOfCase(tx, caseId, clock.now()),

    async removeUnattached(before) {
      const removed = await rows.deleteUnattached(database.db, before);
      for (const { address } of removed) if (address) await remove(address);
      return removed.length;
    },

    async removeErased() {
      let count = 0;
      for (;;) {
        const erased = await rows.listErasedAddresses(database.db, removedAtOnce);
        for (const { id, address } of erased) {
          await remove(address);
          await rows.forgetAddress(database.db, id);
        }
        count += erased.length;
        if (erased.length < removedAtOnce) return count;
      }
    },
  };
}
