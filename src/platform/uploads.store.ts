import type { Instant } from '../regulation/instant.ts';
import { all, type Db, first, run, sql } from './database.ts';

/** An upload that arrives in parts. */
export type UploadRow = {
  id: string;
  name: Buffer;
  size: number;
  received: number;
  /** Names of the parts received, in order. */
  parts: string[];
  wrappedKey: Buffer;
  uploadedBy: string;
  createdAt: Instant;
};

/** Opens an upload. */
export async function insertUpload(db: Db, upload: UploadRow): Promise<void> {
  await run(
    db,
    sql`
      insert into upload_sessions (id, name, size, received, parts, wrapped_key, uploaded_by, created_at)
      values (${upload.id}, ${upload.name}, ${upload.size}, ${upload.received}, ${upload.parts}, ${upload.wrappedKey},
        ${upload.uploadedBy}, ${upload.createdAt})
    `,
  );
}

/** An open upload of one person. */
export const findUpload = (db: Db, id: string, uploadedBy: string): Promise<UploadRow | undefined> =>
  first(
    db,
    sql<UploadRow>`
      select id, name, size, received, parts, wrapped_key as "wrappedKey", uploaded_by as "uploadedBy",
        created_at as "createdAt"
      from upload_sessions where id = ${id} and uploaded_by = ${uploadedBy}
    `,
  );

/** Counts a part as received, if the upload still stands where the part begins; answers whether it did. */
export async function advanceUpload(
  db: Db,
  id: string,
  part: { name: string; from: number; to: number },
): Promise<boolean> {
  const touched = await run(
    db,
    sql`
      update upload_sessions set received = ${part.to}, parts = array_append(parts, ${part.name})
      where id = ${id} and received = ${part.from}
    `,
  );
  return touched === 1;
}

/** Closes an upload; answers whether it was still open. */
export async function deleteUpload(db: Db, id: string): Promise<boolean> {
  return (await run(db, sql`delete from upload_sessions where id = ${id}`)) === 1;
}

/** Closes uploads begun before a moment; answers their ids. */
export const deleteStaleUploads = (db: Db, before: Instant): Promise<{ id: string }[]> =>
  all(db, sql<{ id: string }>`delete from upload_sessions where created_at < ${before} returning id`);
