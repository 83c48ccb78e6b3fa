import { all, type Db, first, sql } from '../../platform/database.ts';
import type { CaseRow, EventRow } from './stored-case.ts';

/** A case with those of its columns that repeat the snapshot. */
export type WholeCaseRow = CaseRow & { state: string; businessNumber: string | null };

/** Cases after an id, in the order of their ids. */
export const listCasesAfter = (db: Db, after: string | undefined, limit: number): Promise<WholeCaseRow[]> =>
  all(
    db,
    sql<WholeCaseRow>`
      select id, version, snapshot, personal, key_wrapped as "keyWrapped", head_hash as "headHash", state,
        business_number as "businessNumber"
      from cases where ${after ?? null}::uuid is null or id > ${after ?? null}::uuid order by id limit ${limit}`,
  );

/** The histories of cases, each in order. */
export const listEventsOf = (
  db: Db,
  caseIds: readonly string[],
): Promise<(EventRow & { caseId: string })[]> =>
  all(
    db,
    sql<EventRow & { caseId: string }>`
      select e.case_id as "caseId", e.seq, e.type, e.state, e.command, e.article, e.actor,
        e.effective_at as "effectiveAt", e.recorded_at as "recordedAt", e.data, e.commitment,
        e.previous_hash as "previousHash", e.hash, c.sealed
      from case_events e left join case_event_contents c using (case_id, seq)
      where e.case_id = any(${[...caseIds]}::uuid[]) order by e.case_id, e.seq`,
  );

/** An issued document as it lies in the database. */
export type StoredDocument = {
  id: string;
  caseId: string;
  kind: string;
  contentDigest: string;
  verificationCode: string;
  form: Buffer;
  fileId: string;
};

/** The documents of cases. */
export const listDocumentsOf = (db: Db, caseIds: readonly string[]): Promise<StoredDocument[]> =>
  all(
    db,
    sql<StoredDocument>`
      select id, case_id as "caseId", kind, content_digest as "contentDigest",
        verification_code as "verificationCode", form, file_id as "fileId"
      from documents where case_id = any(${[...caseIds]}::uuid[])`,
  );

/** Drafts after a case, in the order of the cases. */
export const listDraftsAfter = (
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<{ caseId: string; content: Buffer }[]> =>
  all(
    db,
    sql<{ caseId: string; content: Buffer }>`
      select case_id as "caseId", content from case_drafts
      where ${after ?? null}::uuid is null or case_id > ${after ?? null}::uuid order by case_id limit ${limit}`,
  );

/** What must never be found, each with the sentence for it; the first row of each is answered. */
const contradictions: readonly { sentence: string; query: ReturnType<typeof sql<{ where: string }>> }[] = [
  {
    sentence: '有事件没有进入事件流，或进入时的摘要不同',
    query: sql<{ where: string }>`
      select e.case_id || ' ' || e.seq as where from case_events e
        left join feed_entries f using (case_id, seq) left join feed_pending p using (case_id, seq)
      where e.hash is distinct from coalesce(f.event_hash, p.event_hash) limit 1`,
  },
  {
    sentence: '事件流里有办件没有的事件',
    query: sql<{ where: string }>`
      select f.case_id || ' ' || f.seq as where from feed_entries f left join case_events e using (case_id, seq)
      where e.case_id is null limit 1`,
  },
  {
    sentence: '记住的请求所说的办件或版本不存在',
    query: sql<{ where: string }>`
      select r.case_id::text as where from case_request_keys r left join cases c on c.id = r.case_id
      where c.id is null or r.version > c.version limit 1`,
  },
  {
    sentence: '有文书没有它的办件',
    query: sql<{ where: string }>`
      select d.id::text as where from documents d left join cases c on c.id = d.case_id where c.id is null limit 1`,
  },
  {
    sentence: '用印记录与盖章文书不一致',
    query: sql<{ where: string }>`
      select d.id::text as where from documents d left join seal_uses u on u.document_id = d.id
      where d.seal_id is distinct from u.seal_id limit 1`,
  },
  {
    sentence: '业务编号超出当日已用的顺序号',
    query: sql<{ where: string }>`
      select c.business_number as where from cases c
        left join business_number_days d on d.region_code = left(c.business_number, 6)
          and to_char(d.day, 'YYYYMMDD') = substr(c.business_number, 7, 8)
      where c.business_number is not null
        and substr(c.business_number, 15, 5)::integer > coalesce(d.last_sequence, 0) limit 1`,
  },
  {
    sentence: '只增不改的表缺少保护',
    query: sql<{ where: string }>`
      select c.relname as where from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and (t.tgenabled <> 'O' or (t.tgname = 'append_only_row'
        and (has_table_privilege('tongban_app', c.oid, 'UPDATE')
          or has_table_privilege('tongban_app', c.oid, 'DELETE')
          or has_table_privilege('tongban_app', c.oid, 'TRUNCATE')))) limit 1`,
  },
];

/** Looks for what must never be; answers the first sentence with where it was found. */
export async function findContradiction(db: Db): Promise<string | undefined> {
  for (const { sentence, query } of contradictions) {
    const found = await first(db, query);
    if (found) return `${sentence}（${found.where}）`;
  }
  return undefined;
}

/** How many contradictions `findContradiction` looks for. */
export const contradictionCount = contradictions.length;
