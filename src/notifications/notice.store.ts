import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { EventType } from '../regulation/lifecycle/index.ts';
import type { NewNotice } from './new-notice.ts';

export type { NewNotice } from './new-notice.ts';

/** A notice as its readers see it. */
export type Notice = {
  id: number;
  at: Instant;
  caseId: string | null;
  businessNumber: string | null;
  kind: string;
  text: string;
  link: string | null;
  urgent: boolean;
  readAt: Instant | null;
};

/** A notice with whom it is for, as the live connections pass it on. */
export type AddressedNotice = Omit<Notice, 'readAt'> &
  Pick<NewNotice, 'windowId' | 'regionCode' | 'role'> & { staffId: string | null };

/** Whose notices somebody may read: windows, windows led, and roles held for a region. */
export type NoticeReader = {
  staffId: string;
  windows: readonly string[];
  leadWindows: readonly string[];
  /** Role of a notice with the regions for which it is held. */
  regional: readonly { role: string; regionCode: string }[];
};

/** An event with the parties of its case, as notices are made from it. */
export type FeedNews = {
  feedNo: number;
  caseId: string;
  type: EventType;
  data: Record<string, unknown>;
  businessNumber: string | null;
  intakeWindow: string;
  homeWindow: string;
  homeRegion: string;
};

/** Entries of the feed with what is told of them, in order. */
export const listNews = (tx: Db, feedNos: readonly number[]): Promise<FeedNews[]> =>
  all(
    tx,
    sql<FeedNews>`
      select f.feed_no as "feedNo", f.case_id as "caseId", f.type, e.data, c.business_number as "businessNumber",
        c.intake_window as "intakeWindow", c.home_window as "homeWindow", c.home_region as "homeRegion"
      from feed_entries f join case_events e using (case_id, seq) join cases c on c.id = f.case_id
      where f.feed_no = any(${[...feedNos]}::bigint[])
      order by f.feed_no`,
  );

/** Writes notices; one that exists already stays. */
export const insertNotices = (tx: Db, notices: readonly NewNotice[], at: Instant): Promise<number> =>
  run(
    tx,
    sql`insert into notices (at, window_id, region_code, staff_id, role, case_id, business_number, kind, text, feed_no,
        link, urgent, once_key, grouped)
      select ${at}::timestamptz, n."windowId", n."regionCode", n."staffId", n.role, n."caseId", n."businessNumber", n.kind, n.text, n."feedNo",
        n.link, coalesce(n.urgent, false), n."onceKey", n.grouped
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as n("windowId" uuid, "regionCode" text,
        "staffId" uuid, role text, "caseId" uuid, "businessNumber" text, kind text, text text, "feedNo" bigint,
        link text, urgent boolean, "onceKey" text, grouped int)
      on conflict do nothing`,
  );

/** Counts further notices of a storm into the one that stands for them; false when there is none yet. */
export const addToStorm = async (
  tx: Db,
  { onceKey, windowId, regionCode, staffId = null, role, text, grouped = 0 }: NewNotice,
): Promise<boolean> =>
  (await run(
    tx,
    sql`update notices set grouped = grouped + ${grouped},
        text = replace(${text}, '{count}', (grouped + ${grouped})::text)
      where once_key = ${onceKey ?? ''} and role = ${role} and window_id is not distinct from ${windowId}::uuid
        and region_code is not distinct from ${regionCode}::text and staff_id is not distinct from ${staffId}::uuid`,
  )) > 0;

const regionalPairs = (pairs: NoticeReader['regional']) => sql`
  select p.role, p."regionCode" from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(role text, "regionCode" text)`;

/** Notices of somebody's windows and of the regions of the roles held, newest first. */
export const listNotices = (
  db: Db,
  reader: NoticeReader,
  before: number | undefined,
  limit: number,
): Promise<Notice[]> =>
  all(
    db,
    sql<Notice>`
      select n.id, n.at, n.case_id as "caseId", n.business_number as "businessNumber", n.kind, n.text, n.link, n.urgent,
        r.read_at as "readAt"
      from notices n left join notice_reads r on r.notice_id = n.id and r.staff_id = ${reader.staffId}
      where n.id < ${before ?? Number.MAX_SAFE_INTEGER}
        and ((n.role = 'window' and n.window_id = any(${[...reader.windows]}::uuid[]))
          or (n.role = 'lead' and n.window_id = any(${[...reader.leadWindows]}::uuid[]))
          or (n.region_code is not null and (n.role, n.region_code) in (${regionalPairs(reader.regional)}))
          or n.staff_id = ${reader.staffId}::uuid)
      order by n.id desc limit ${limit}`,
  );

/** Notices behind a number with whom they are for, in order. */
export const listNoticesAfter = (db: Db, after: number, limit: number): Promise<AddressedNotice[]> =>
  all(
    db,
    sql<AddressedNotice>`
      select id, at, case_id as "caseId", business_number as "businessNumber", kind, text, link, urgent,
        window_id as "windowId", region_code as "regionCode", role, staff_id as "staffId"
      from notices where id > ${after} order by id limit ${limit}`,
  );

/** The last notice written; 0 when there is none. */
export async function lastNoticeId(db: Db): Promise<number> {
  const row = await first(db, sql<{ id: number | null }>`select max(id) as id from notices`);
  return row?.id ?? 0;
}

/** Marks a notice as seen. */
export const markRead = (db: Db, noticeId: number, staffId: string, at: Instant): Promise<number> =>
  run(
    db,
    sql`insert into notice_reads (notice_id, staff_id, read_at)
      select id, ${staffId}, ${at}::timestamptz from notices where id = ${noticeId} on conflict do nothing`,
  );

/** The windows of a case. */
export const findParties = (
  tx: Db,
  caseId: string,
): Promise<Pick<FeedNews, 'businessNumber' | 'intakeWindow' | 'homeWindow'> | undefined> =>
  first(
    tx,
    sql<Pick<FeedNews, 'businessNumber' | 'intakeWindow' | 'homeWindow'>>`
      select business_number as "businessNumber", intake_window as "intakeWindow", home_window as "homeWindow"
      from cases where id = ${caseId}`,
  );

/** How often a window was told of a kind of thing in a case. */
export async function countNotices(tx: Db, caseId: string, kind: string): Promise<number> {
  const row = await first(
    tx,
    sql<{ times: number }>`
      select count(*) as times from notices n join cases c on c.id = n.case_id
      where n.case_id = ${caseId} and n.kind = ${kind} and n.window_id = c.intake_window`,
  );
  return row?.times ?? 0;
}
