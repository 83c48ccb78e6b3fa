import { all, type Db, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { SeenParts, UnseenPart } from './unseen.ts';

/** When the messages of cases were first seen by the window they are addressed to, by request. */
export async function findReads(db: Db, caseIds: readonly string[]): Promise<Map<string, SeenParts>> {
  const rows = await all(
    db,
    sql<{ requestId: string; part: keyof SeenParts; readAt: Instant }>`
      select request_id as "requestId", part, read_at as "readAt" from window_message_reads
      where case_id = any(${[...caseIds]}::uuid[])`,
  );
  const seen = new Map<string, SeenParts>();
  for (const { requestId, part, readAt } of rows)
    seen.set(requestId, { ...seen.get(requestId), [part]: readAt });
  return seen;
}

/** Writes down what somebody sees first; what was seen before keeps its time. */
export const insertReads = (
  db: Db,
  caseId: string,
  parts: readonly UnseenPart[],
  staffId: string,
  at: Instant,
): Promise<number> =>
  run(
    db,
    sql`insert into window_message_reads (case_id, request_id, part, staff_id, read_at)
      select ${caseId}, r."requestId", r.part, ${staffId}, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as r("requestId" uuid, part text)
      on conflict do nothing`,
  );
