import type { Instant } from '../regulation/instant.ts';
import { all, type Db, first, run, sql } from './database.ts';
import type { FileKind } from './file-kind.ts';

/** A file as its row stands; key, name and address are gone once it is erased. */
export type FileRow = {
  id: string;
  address: string | null;
  sha256: string;
  size: number;
  mediaType: FileKind;
  pages: number;
  name: Buffer | null;
  wrappedKey: Buffer | null;
  uploadedBy: string | null;
  caseId: string | null;
  createdAt: Instant;
  erasedAt: Instant | null;
  /** Sealed piece by piece, not as one. */
  inPieces: boolean;
};

const columns = sql`
  id, address, sha256, size, media_type as "mediaType", pages, name, wrapped_key as "wrappedKey",
  uploaded_by as "uploadedBy", case_id as "caseId", created_at as "createdAt", erased_at as "erasedAt",
  in_pieces as "inPieces"
`;

/** Adds a file. */
export async function insertFile(db: Db, file: FileRow): Promise<void> {
  await run(
    db,
    sql`
      insert into files (id, address, sha256, size, media_type, pages, name, wrapped_key, uploaded_by, case_id,
        created_at, in_pieces)
      values (${file.id}, ${file.address}, ${file.sha256}, ${file.size}, ${file.mediaType}, ${file.pages},
        ${file.name}, ${file.wrappedKey}, ${file.uploadedBy}, ${file.caseId}, ${file.createdAt}, ${file.inPieces})
    `,
  );
}

/** Files by their ids, in no order. */
export const listFiles = (db: Db, ids: readonly string[]): Promise<FileRow[]> =>
  all(db, sql<FileRow>`select ${columns} from files where id = any(${[...ids]}::uuid[])`);

/** Gives files to a case that belong to none, or to it already; answers how many there are. */
export const attachFiles = (
  tx: Db,
  ids: readonly string[],
  caseId: string,
  uploadedBy: string | undefined,
): Promise<number> =>
  run(
    tx,
    sql`
      update files set case_id = ${caseId}
      where id = any(${[...ids]}::uuid[]) and erased_at is null and not kept
        and (case_id = ${caseId}
          or case_id is null and (${uploadedBy ?? null}::uuid is null or uploaded_by = ${uploadedBy ?? null}))
    `,
  );

/** Bytes of a case's files; its case file, which is made of them, is not counted. */
export async function volumeOfCase(db: Db, caseId: string): Promise<number> {
  const row = await first(
    db,
    sql<{ bytes: number }>`
      select coalesce(sum(size), 0)::bigint as bytes from files where case_id = ${caseId} and erased_at is null
        and not in_pieces
    `,
  );
  return row?.bytes ?? 0;
}

/** Bytes a person has uploaded, or announced, that nothing has taken yet. */
export async function volumeUnattached(db: Db, uploadedBy: string): Promise<number> {
  const row = await first(
    db,
    sql<{ bytes: number }>`
      select (
        (select coalesce(sum(size), 0) from files
          where uploaded_by = ${uploadedBy} and case_id is null and not kept) +
        (select coalesce(sum(size), 0) from upload_sessions where uploaded_by = ${uploadedBy})
      )::bigint as bytes
    `,
  );
  return row?.bytes ?? 0;
}

/** Destroys keys and names of a case's files; answers how many. */
export const eraseFilesOfCase = (tx: Db, caseId: string, now: Instant): Promise<number> =>
  run(
    tx,
    sql`
      update files set wrapped_key = null, name = null, erased_at = ${now}
      where case_id = ${caseId} and erased_at is null
    `,
  );

/** Erased files whose bytes still lie in the folder. */
export const listErasedAddresses = (db: Db, limit: number): Promise<{ id: string; address: string }[]> =>
  all(
    db,
    sql<{ id: string; address: string }>`
      select id, address from files where erased_at is not null and address is not null
      order by erased_at limit ${limit}
    `,
  );

/** Notes that the bytes of an erased file are gone. */
export async function forgetAddress(db: Db, id: string): Promise<void> {
  await run(db, sql`update files set address = null where id = ${id}`);
}

/** Says of a person's uploads that belong to no case that they stay, or no longer; answers how many there are. */
export const setKept = (
  tx: Db,
  ids: readonly string[],
  kept: boolean,
  uploadedBy?: string,
): Promise<number> =>
  run(
    tx,
    sql`
      update files set kept = ${kept}
      where id = any(${[...ids]}::uuid[]) and erased_at is null and case_id is null
        and (${uploadedBy ?? null}::uuid is null or uploaded_by = ${uploadedBy ?? null})
    `,
  );

/** Removes the rows of files that nothing took, uploaded before a moment; answers where their bytes lie. */
export const deleteUnattached = (db: Db, before: Instant): Promise<{ address: string | null }[]> =>
  all(
    db,
    sql<{ address: string | null }>`
      delete from files
      where case_id is null and not kept and uploaded_by is not null and created_at < ${before}
      returning address
    `,
  );

/** Which of some addresses belong to no readable file any more: erased, or their row is gone. */
export async function listErased(db: Db, addresses: readonly string[]): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ address: string }>`
      select a.address from unnest(${[...addresses]}::text[]) as a(address)
      where not exists (select from files f where f.address = a.address and f.erased_at is null)
    `,
  );
  return rows.map(({ address }) => address);
}

/** Readable files after an id, in the order of their ids. */
export const listFilesAfter = (
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<Pick<FileRow, 'id' | 'sha256' | 'size' | 'caseId'>[]> =>
  all(
    db,
    sql<Pick<FileRow, 'id' | 'sha256' | 'size' | 'caseId'>>`
      select id, sha256, size, case_id as "caseId" from files
      where erased_at is null and (${after ?? null}::uuid is null or id > ${after ?? null}::uuid)
      order by id limit ${limit}
    `,
  );
