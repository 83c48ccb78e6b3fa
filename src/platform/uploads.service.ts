import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { largestFile } from '../regulation/file-limits.ts';
import { type Instant, later } from '../regulation/instant.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { openWith, sealWith } from './envelope.ts';
import { tooLarge } from './file-kind.ts';
import { type Files, plainFileName, type StoredFile } from './files.service.ts';
import { volumeUnattached } from './files.store.ts';
import type { Keyring } from './keyring.service.ts';
import type { MalwareScan } from './malware-scan.service.ts';
import { fieldInvalid, Problem } from './problem.ts';
import { writeWhole } from './safe-write.ts';
import * as rows from './uploads.store.ts';

/** How far an upload in parts has come, in bytes. */
export type UploadProgress = { id: string; offset: number; size: number };

/** Files on their way in: they belong to who uploaded them until a case takes them. */
export type Uploads = {
  /** Keeps a whole file. Refuses what `Files.store` refuses, and over 500 MB that no case has taken. */
  storeWhole(uploadedBy: string, name: string, bytes: Uint8Array): Promise<StoredFile>;
  /** Opens an upload in parts; refuses a size over 20 MB or of nothing. */
  open(uploadedBy: string, name: string, size: number): Promise<UploadProgress>;
  /** How far an upload has come; refuses (`file-not-found`) one that is complete, gone or somebody else's. */
  progress(uploadedBy: string, id: string): Promise<UploadProgress>;
  /**
   * Adds the part that begins at `offset`. Refuses (`upload-offset-mismatch`) another place than the next. The last
   * part makes it a file of the same id; a file that is refused then is gone with its parts.
   */
  append(
    uploadedBy: string,
    id: string,
    offset: number,
    part: Uint8Array,
  ): Promise<UploadProgress | StoredFile>;
  /** Content of an upload that no case has taken, for who uploaded it. */
  read(uploadedBy: string, id: string): Promise<{ file: StoredFile; bytes: Buffer }>;
  /** Removes what no case took for 24 hours, and unreadable bytes of erased files; answers how many uploads. */
  removeStaleUploads(now: Instant): Promise<number>;
};

const keptMs = 24 * 60 * 60 * 1000;
const largestUnattached = 500 * 1024 * 1024;

const nameContext = (id: string): string => `upload-name:${id}`;
const partContext = (id: string, part: string): string => `upload-part:${id}:${part}`;

/** Builds the uploads; parts lie encrypted under `<folder>/uploads`. */
export function createUploads({
  database,
  keyring,
  files,
  folder,
  clock,
  scan = async () => undefined,
}: {
  database: Database;
  keyring: Keyring;
  files: Files;
  folder: string;
  clock: Clock;
  /** Looks for malware before anything is kept; never within a transaction, since it may take its time. */
  scan?: MalwareScan;
}): Uploads {
  const { db } = database;
  const folderOf = (id: string): string => join(folder, 'uploads', id);
  const removeParts = (id: string): Promise<void> => rm(folderOf(id), { recursive: true, force: true });

  async function checkVolume(uploadedBy: string, more: number): Promise<void> {
    if ((await volumeUnattached(db, uploadedBy)) + more > largestUnattached) {
      throw new Problem('upload-volume-exceeded');
    }
  }

  async function getUpload(uploadedBy: string, id: string): Promise<rows.UploadRow> {
    const upload = await rows.findUpload(db, id, uploadedBy);
    if (!upload) throw new Problem('file-not-found');
    return upload;
  }

  const progressOf = ({ id, received, size }: rows.UploadRow): UploadProgress => ({
    id,
    offset: received,
    size,
  });

  async function complete(upload: rows.UploadRow): Promise<StoredFile> {
    const { id, uploadedBy } = upload;
    const key = keyring.unwrap(upload.wrappedKey);
    const parts = await Promise.all(
      upload.parts.map(async (part) =>
        openWith(key, await readFile(join(folderOf(id), part)), partContext(id, part)),
      ),
    );
    const name = openWith(key, upload.name, nameContext(id)).toString('utf8');
    const bytes = Buffer.concat(parts);
    try {
      await scan(bytes, name);
      return await database.transaction(async (tx) => {
        if (!(await rows.deleteUpload(tx, id))) throw new Problem('file-not-found');
        return files.store(tx, bytes, { id, name, uploadedBy });
      });
    } catch (error) {
      if (error instanceof Problem) await rows.deleteUpload(db, id);
      throw error;
    } finally {
      if (!(await rows.findUpload(db, id, uploadedBy))) await removeParts(id);
    }
  }

  return {
    async storeWhole(uploadedBy, name, bytes) {
      await checkVolume(uploadedBy, bytes.length);
      await scan(bytes, plainFileName(name));
      return files.store(db, bytes, { name, uploadedBy });
    },

    async open(uploadedBy, rawName, size) {
      const name = plainFileName(rawName);
      if (size === 0) throw new Problem('file-empty', { detail: `“${name}”是空的，请重新扫描或另选文件。` });
      if (size > largestFile) throw tooLarge(name);
      await checkVolume(uploadedBy, size);
      const id = randomUUID();
      const { key, wrapped } = keyring.newDataKey();
      const upload: rows.UploadRow = {
        id,
        name: sealWith(key, name, nameContext(id)),
        size,
        received: 0,
        parts: [],
        wrappedKey: wrapped,
        uploadedBy,
        createdAt: clock.now(),
      };
      await rows.insertUpload(db, upload);
      return progressOf(upload);
    },

    async progress(uploadedBy, id) {
      return progressOf(await getUpload(uploadedBy, id));
    },

    async append(uploadedBy, id, offset, bytes) {
      const upload = await getUpload(uploadedBy, id);
      const to = offset + bytes.length;
      if (offset !== upload.received) throw new Problem('upload-offset-mismatch');
      if (to > upload.size) throw fieldInvalid('/', `内容比说好的 ${upload.size} 字节多。`);
      if (bytes.length > 0) {
        // Each part has a name of its own: of two that arrive for one place, only the counted one stays.
        const part = randomUUID();
        const sealed = sealWith(keyring.unwrap(upload.wrappedKey), bytes, partContext(id, part));
        await writeWhole(join(folderOf(id), part), sealed);
        if (!(await rows.advanceUpload(db, id, { name: part, from: offset, to }))) {
          await rm(join(folderOf(id), part), { force: true });
          throw new Problem('upload-offset-mismatch');
        }
      }
      const advanced = await getUpload(uploadedBy, id);
      return advanced.received === advanced.size ? complete(advanced) : progressOf(advanced);
    },

    async read(uploadedBy, id) {
      const [file] = await files.describe([id]);
      if (!file || file.uploadedBy !== uploadedBy || file.caseId !== undefined)
        throw new Problem('file-not-found');
      return { file, bytes: await files.read(id) };
    },

    async removeStaleUploads(now) {
      const before = later(now, -keptMs);
      const stale = await rows.deleteStaleUploads(db, before);
      for (const { id } of stale) await removeParts(id);
      await files.removeErased();
      return stale.length + (await files.removeUnattached(before));
    },
  };
}
