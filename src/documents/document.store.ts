import { type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** An issued document as stored. */
export type DocumentRow = {
  id: string;
  caseId: string;
  kind: string;
  regionCode: string;
  issuedAt: Instant;
  issuedBy: string | null;
  contentDigest: string;
  verificationCode: string;
  sealId: string | null;
  form: Buffer;
  fileId: string;
  layoutVersion: number;
};

/** A seal as stored. */
export type SealRow = { id: string; regionCode: string; authority: string; sample: boolean };

/** The valid seal of a region. */
export const findValidSeal = (db: Db, regionCode: string, at: Instant): Promise<SealRow | undefined> =>
  first(
    db,
    sql<SealRow>`
      select id, region_code as "regionCode", authority, sample from seals
      where region_code = ${regionCode} and revoked_at is null and valid_from <= ${at}::timestamptz`,
  );

/** Adds seals for regions that have none yet. */
export const insertSeals = (db: Db, seals: readonly SealRow[], from: Instant): Promise<number> =>
  run(
    db,
    sql`insert into seals (id, region_code, authority, sample, valid_from)
      select s.id, s."regionCode", s.authority, s.sample, ${from}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(seals)}::jsonb) as s(id uuid, "regionCode" text, authority text, sample boolean)
      where not exists (select from seals old where old.region_code = s."regionCode" and old.revoked_at is null)`,
  );

/** Takes a seal out of use for good. */
export const revokeSeal = (db: Db, regionCode: string, at: Instant, reason: string): Promise<number> =>
  run(
    db,
    sql`update seals set revoked_at = ${at}::timestamptz, revoked_reason = ${reason}
      where region_code = ${regionCode} and revoked_at is null`,
  );

/** Writes an issued document and the use of its seal. */
export async function insertDocument(tx: Db, row: DocumentRow): Promise<void> {
  await run(
    tx,
    sql`insert into documents (id, case_id, kind, region_code, issued_at, issued_by, content_digest, verification_code, seal_id, form, file_id,
        layout_version)
      values (${row.id}, ${row.caseId}, ${row.kind}, ${row.regionCode}, ${row.issuedAt}, ${row.issuedBy},
        ${row.contentDigest}, ${row.verificationCode}, ${row.sealId}, ${row.form}, ${row.fileId},
        ${row.layoutVersion})`,
  );
  if (!row.sealId) return;
  await run(
    tx,
    sql`insert into seal_uses (seal_id, document_id, used_by, used_at)
      values (${row.sealId}, ${row.id}, ${row.issuedBy}, ${row.issuedAt})`,
  );
}

const columns = sql`id, case_id as "caseId", kind, region_code as "regionCode", issued_at as "issuedAt",
  issued_by as "issuedBy", content_digest as "contentDigest", verification_code as "verificationCode",
  seal_id as "sealId", form, file_id as "fileId", layout_version as "layoutVersion"`;

/** A document by its id. */
export const findDocument = (db: Db, id: string): Promise<DocumentRow | undefined> =>
  first(db, sql<DocumentRow>`select ${columns} from documents where id = ${id}`);

/** A document by the code printed on it. */
export const findDocumentByCode = (db: Db, code: string): Promise<DocumentRow | undefined> =>
  first(db, sql<DocumentRow>`select ${columns} from documents where verification_code = ${code}`);

/** Records that a copy was opened for printing; answers which one of its kind it is: the n-th reprint of the document. */
export const insertPrint = async (
  db: Db,
  print: {
    documentId: string;
    copy: string;
    reprint: boolean;
    reason: string | null;
    by: string;
    at: Instant;
  },
): Promise<number> => {
  const row = await first(
    db,
    sql<{ number: number }>`
      with printed as (
        insert into document_prints (document_id, copy, reprint, reason, printed_by, printed_at)
        values (${print.documentId}, ${print.copy}, ${print.reprint}, ${print.reason}, ${print.by}, ${print.at}::timestamptz)
        returning document_id, reprint)
      select 1 + (select count(*) from document_prints p
        where p.document_id = printed.document_id and p.reprint = printed.reprint) as number
      from printed`,
  );
  return row?.number ?? 1;
};
