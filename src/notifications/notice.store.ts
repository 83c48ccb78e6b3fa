import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { EventType } from '../regulation/lifecycle/index.ts';

/** A notice to be written. */
export type NewNotice = {
  windowId: string | null;
  regionCode: string | null;
  /** One person by name, for what is in this person's hands. */
  staffId?: string | null;
  role: string;
  caseId: string;
  businessNumber: string | null;
  kind: string;
  text: string;
  /** The entry of the feed it was made of; null for a reminder of the clock. */
  feedNo: number | null;
};

/** A notice as its readers see it. */
export type Notice = {
  id: number;
  at: Instant;
  caseId: string;
  businessNumber: string | null;
  kind: string;
  text: string;
  readAt: Instant | null;
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

/** How far a reader of the feed has come; its row is locked until the transaction ends. */
export async function takeCursor(tx: Db, reader: string): Promise<number> {
  await run(tx, sql`insert into feed_cursors (reader, feed_no) values (${reader}, 0) on conflict do nothing`);
  const row = await first(
    tx,
    sql<{ feedNo: number }>`select feed_no as "feedNo" from feed_cursors where reader = ${reader} for update`,
  );
  return row?.feedNo ?? 0;
}

/** Moves a reader on. */
export const moveCursor = (tx: Db, reader: string, feedNo: number): Promise<number> =>
  run(tx, sql`update feed_cursors set feed_no = ${feedNo} where reader = ${reader}`);

/** The last of the next entries behind a number, at most so many; undefined when there are none. */
export async function findEndOfStretch(tx: Db, after: number, limit: number): Promise<number | undefined> {
  const row = await first(
    tx,
    sql<{ feedNo: number | null }>`
      select max(feed_no) as "feedNo"
      from (select feed_no from feed_entries where feed_no > ${after} order by feed_no limit ${limit}) as stretch`,
  );
  return row?.feedNo ?? undefined;
}

/** Events of some types behind one number up to another, in order. */
export const listNews = (
  tx: Db,
  { after, upTo, types }: { after: number; upTo: number; types: readonly EventType[] },
): Promise<FeedNews[]> =>
  all(
    tx,
    sql<FeedNews>`
      select f.feed_no as "feedNo", f.case_id as "caseId", f.type, e.data, c.business_number as "businessNumber",
        c.intake_window as "intakeWindow", c.home_window as "homeWindow", c.home_region as "homeRegion"
      from feed_entries f join case_events e using (case_id, seq) join cases c on c.id = f.case_id
      where f.feed_no > ${after} and f.feed_no <= ${upTo} and f.type = any(${[...types]}::text[])
      order by f.feed_no`,
  );

/** Writes notices; one that exists already stays. */
export const insertNotices = (tx: Db, notices: readonly NewNotice[], at: Instant): Promise<number> =>
  run(
    tx,
    sql`insert into notices (at, window_id, region_code, staff_id, role, case_id, business_number, kind, text, feed_no)
      select ${at}::timestamptz, n."windowId", n."regionCode", n."staffId", n.role, n."caseId", n."businessNumber", n.kind, n.text, n."feedNo"
      from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as n("windowId" uuid, "regionCode" text,
        "staffId" uuid, role text, "caseId" uuid, "businessNumber" text, kind text, text text, "feedNo" bigint)
      on conflict do nothing`,
  );

/** Notices of somebody's windows and approver regions, newest first. */
export const listNotices = (
  db: Db,
  reader: {
    staffId: string;
    windows: readonly string[];
    leadWindows: readonly string[];
    regions: readonly string[];
    administered: readonly string[];
  },
  before: number | undefined,
  limit: number,
): Promise<Notice[]> =>
  all(
    db,
    sql<Notice>`
      select n.id, n.at, n.case_id as "caseId", n.business_number as "businessNumber", n.kind, n.text, r.read_at as "readAt"
      from notices n left join notice_reads r on r.notice_id = n.id and r.staff_id = ${reader.staffId}
      where n.id < ${before ?? Number.MAX_SAFE_INTEGER}
        and ((n.role = 'window' and n.window_id = any(${[...reader.windows]}::uuid[]))
          or (n.role = 'lead' and n.window_id = any(${[...reader.leadWindows]}::uuid[]))
          or (n.role = 'approver' and n.region_code = any(${[...reader.regions]}::text[]))
          or (n.role = 'administration' and n.region_code = any(${[...reader.administered]}::text[]))
          or n.staff_id = ${reader.staffId}::uuid)
      order by n.id desc limit ${limit}`,
  );

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
