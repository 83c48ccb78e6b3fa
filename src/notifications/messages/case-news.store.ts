import type { CaseRow } from '../../cases/core/stored-case.ts';
import { all, type Db, sql } from '../../platform/database.ts';
import type { FeedEntry } from '../../platform/feed.ts';
import type { CaseNews } from './case-messages.ts';

/** What events of the feed say, in its order. */
export const listCaseNews = (tx: Db, entries: readonly FeedEntry[]): Promise<CaseNews[]> =>
  all(
    tx,
    sql<CaseNews>`
      select f."feedNo", e.case_id as "caseId", e.seq, e.type, e.data, e.effective_at as "at"
      from unnest(${entries.map(({ feedNo }) => feedNo)}::bigint[], ${entries.map(({ caseId }) => caseId)}::uuid[],
        ${entries.map(({ seq }) => seq)}::int[]) as f("feedNo", "caseId", seq)
      join case_events e on e.case_id = f."caseId" and e.seq = f.seq order by f."feedNo"`,
  );

/** Stored cases by their ids. */
export const listStoredCases = (tx: Db, ids: readonly string[]): Promise<CaseRow[]> =>
  all(
    tx,
    sql<CaseRow>`
      select id, version, snapshot, personal, key_wrapped as "keyWrapped", head_hash as "headHash"
      from cases where id = any(${[...ids]}::uuid[])`,
  );
