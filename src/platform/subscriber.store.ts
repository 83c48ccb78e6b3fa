import type { Instant } from '../regulation/instant.ts';
import { all, type Db, first, type Runner, run, sql } from './database.ts';
import type { FeedEntry } from './feed.ts';

/** An entry to be set aside: with what failed, or without where it only waits behind another of its case. */
export type NewParked = Pick<FeedEntry, 'feedNo' | 'caseId'> & {
  error: string | null;
  nextTryAt: Instant | null;
};

/** An entry that was set aside. */
export type ParkedEntry = FeedEntry & {
  failures: number;
  error: string | null;
  parkedAt: Instant;
  nextTryAt: Instant | null;
  deadAt: Instant | null;
};

/** A subscriber as the database knows it, with what the lag is made of. */
export type SubscriberRow = {
  name: string;
  feedNo: number;
  movedAt: Instant | null;
  failures: number;
  lastError: string | null;
  lastFailedAt: Instant | null;
  /** When the oldest entry that it has not read was sealed. */
  unreadSince: Instant | null;
  parked: number;
  parkedSince: Instant | null;
  dead: number;
};

const entryColumns = sql`f.feed_no as "feedNo", f.case_id as "caseId", f.seq, f.type, f.event_hash as "eventHash"`;
const parkedColumns = sql`${entryColumns}, p.failures, p.error, p.parked_at as "parkedAt",
  p.next_try_at as "nextTryAt", p.dead_at as "deadAt"`;

/** Makes the cursor of a subscriber; one that exists stays where it is. */
export const addSubscriber = (db: Db, name: string, fromNow: boolean): Promise<number> =>
  run(
    db,
    sql`insert into feed_subscribers (name, feed_no)
      values (${name}, ${fromNow ? sql`(select coalesce(max(feed_no), 0) from feed_entries)` : 0})
      on conflict do nothing`,
  );

/** Names of the subscribers that have entries to read, or to try again by now. */
export async function listNamesWithWork(ask: Runner, now: Instant): Promise<Set<string>> {
  const rows = await ask<{ name: string }>({
    name: 'subscribers-with-work',
    text: `select s.name from feed_subscribers s
      where s.feed_no < coalesce((select max(feed_no) from feed_entries), 0)
        or exists (select from parked_entries p where p.subscriber = s.name and p.next_try_at <= $1::timestamptz)`,
    values: [now],
  });
  return new Set(rows.map(({ name }) => name));
}

/**
 * How far a subscriber has come; its row is locked until the transaction ends. Undefined while another process works for
 * it, unless that is waited for.
 */
export async function takeCursor(tx: Db, name: string, wait: boolean): Promise<number | undefined> {
  const row = await first(
    tx,
    sql<{ feedNo: number }>`select feed_no as "feedNo" from feed_subscribers where name = ${name}
      for update ${wait ? sql`` : sql`skip locked`}`,
  );
  return row?.feedNo;
}

/** Moves a subscriber on. */
export const moveCursor = (tx: Db, name: string, feedNo: number, at: Instant): Promise<number> =>
  run(
    tx,
    sql`update feed_subscribers set feed_no = ${feedNo}, moved_at = ${at}::timestamptz where name = ${name}`,
  );

/** Counts failures of a subscriber. */
export const noteFailures = (
  tx: Db,
  name: string,
  times: number,
  error: string,
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update feed_subscribers set failures = failures + ${times}, last_error = ${error},
      last_failed_at = ${at}::timestamptz where name = ${name}`,
  );

/** The last of the next entries behind a number, at most so many; the feed has no gaps. */
export async function endOfStretch(tx: Db, after: number, limit: number): Promise<number> {
  const row = await first(
    tx,
    sql<{ no: number | null }>`select least(max(feed_no), ${after + limit}::bigint) as no from feed_entries`,
  );
  return Math.max(row?.no ?? 0, after);
}

/** Entries behind one number up to another, in order; only of some types where these are given. */
export const listStretch = (
  tx: Db,
  { after, upTo, types }: { after: number; upTo: number; types: readonly string[] | undefined },
): Promise<FeedEntry[]> =>
  all(
    tx,
    sql<FeedEntry>`
      select ${entryColumns} from feed_entries f
      where f.feed_no > ${after} and f.feed_no <= ${upTo}
        ${types ? sql`and f.type = any(${[...types]}::text[])` : sql``}
      order by f.feed_no`,
  );

/** Which of some cases have entries set aside that must come first. */
export async function listBlockedCases(
  tx: Db,
  name: string,
  caseIds: readonly string[],
): Promise<Set<string>> {
  const rows = await all(
    tx,
    sql<{ caseId: string }>`
      select distinct case_id as "caseId" from parked_entries
      where subscriber = ${name} and dead_at is null and case_id = any(${[...caseIds]}::uuid[])`,
  );
  return new Set(rows.map(({ caseId }) => caseId));
}

/** Sets entries aside. */
export const insertParked = (
  tx: Db,
  name: string,
  entries: readonly NewParked[],
  at: Instant,
  givesUpAt: Instant,
): Promise<number> =>
  run(
    tx,
    sql`insert into parked_entries (subscriber, feed_no, case_id, failures, error, parked_at, next_try_at, gives_up_at)
      select ${name}, n."feedNo", n."caseId", case when n.error is null then 0 else 1 end, n.error, ${at}::timestamptz,
        n."nextTryAt", ${givesUpAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
        as n("feedNo" bigint, "caseId" uuid, error text, "nextTryAt" timestamptz)`,
  );

/** What is set aside of cases whose first entry is to be tried again by now, in the order of the feed. */
export const listDueParked = (
  tx: Db,
  name: string,
  { now, cases, limit }: { now: Instant; cases: number; limit: number },
): Promise<(FeedEntry & { failures: number; givesUpAt: Instant })[]> =>
  all(
    tx,
    sql<FeedEntry & { failures: number; givesUpAt: Instant }>`
      select ${entryColumns}, p.failures, p.gives_up_at as "givesUpAt"
      from parked_entries p join feed_entries f using (feed_no)
      where p.subscriber = ${name} and p.dead_at is null and p.case_id in (
        select d.case_id from parked_entries d
        where d.subscriber = ${name} and d.next_try_at <= ${now}::timestamptz order by d.next_try_at limit ${cases})
      order by p.feed_no limit ${limit}`,
  );

/** Takes away what was carried out. */
export const deleteParked = (tx: Db, name: string, feedNos: readonly number[]): Promise<number> =>
  run(
    tx,
    sql`delete from parked_entries where subscriber = ${name} and feed_no = any(${[...feedNos]}::bigint[])`,
  );

/** Notes that an entry failed again: when it is tried next, or that it is a dead letter now. */
export const setFailedAgain = (
  tx: Db,
  name: string,
  feedNo: number,
  change: { error: string; nextTryAt: Instant | null; deadAt: Instant | null; givesUpAt: Instant },
): Promise<number> =>
  run(
    tx,
    sql`update parked_entries set failures = failures + 1, error = ${change.error},
        next_try_at = ${change.nextTryAt}::timestamptz, dead_at = ${change.deadAt}::timestamptz,
        gives_up_at = ${change.givesUpAt}::timestamptz
      where subscriber = ${name} and feed_no = ${feedNo}`,
  );

/** Lets the first of what waits in each case be tried now, where none is to be tried yet. */
export const promoteNext = (
  tx: Db,
  name: string,
  caseIds: readonly string[],
  now: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update parked_entries p set next_try_at = ${now}::timestamptz
      from (select case_id, min(feed_no) as feed_no from parked_entries
        where subscriber = ${name} and dead_at is null and case_id = any(${[...caseIds]}::uuid[])
        group by case_id) head
      where p.subscriber = ${name} and p.feed_no = head.feed_no and p.next_try_at is null`,
  );

/** Dead letters, or one of them, or one that is still tried, are to be tried again now; answers their cases. */
export async function reviveParked(
  tx: Db,
  name: string,
  feedNo: number | undefined,
  at: { now: Instant; givesUpAt: Instant },
): Promise<string[]> {
  const rows = await all(
    tx,
    sql<{ caseId: string }>`
      update parked_entries set dead_at = null, failures = 0, next_try_at = null,
        gives_up_at = ${at.givesUpAt}::timestamptz
      where subscriber = ${name} and ${feedNo === undefined ? sql`true` : sql`feed_no = ${feedNo}`}
      returning case_id as "caseId"`,
  );
  const caseIds = [...new Set(rows.map(({ caseId }) => caseId))];
  // Those behind wait for it again, whatever time they had.
  await run(
    tx,
    sql`update parked_entries set next_try_at = null
      where subscriber = ${name} and dead_at is null and case_id = any(${caseIds}::uuid[])`,
  );
  await promoteNext(tx, name, caseIds, at.now);
  return rows.map(({ caseId }) => caseId);
}

/** Makes an entry that is still tried a dead letter; answers its case, if there was one. */
export async function bury(tx: Db, name: string, feedNo: number, at: Instant): Promise<string | undefined> {
  const row = await first(
    tx,
    sql<{ caseId: string }>`
      update parked_entries set dead_at = ${at}::timestamptz, next_try_at = null
      where subscriber = ${name} and feed_no = ${feedNo} and dead_at is null returning case_id as "caseId"`,
  );
  return row?.caseId;
}

/** What is set aside, or only the dead letters, behind a number, in order. */
export const listParked = (
  db: Db,
  name: string,
  { after, limit, dead }: { after: number; limit: number; dead: boolean },
): Promise<ParkedEntry[]> =>
  all(
    db,
    sql<ParkedEntry>`
      select ${parkedColumns} from parked_entries p join feed_entries f using (feed_no)
      where p.subscriber = ${name} and p.feed_no > ${after} ${dead ? sql`and p.dead_at is not null` : sql``}
      order by p.feed_no limit ${limit}`,
  );

/** The end of the feed: the last number, what waits for one, and for how many seconds the oldest of it does. */
export async function findFeedEnd(
  db: Db,
): Promise<{ lastNo: number; pending: number; pendingSeconds: number }> {
  const row = await first(
    db,
    sql<{ lastNo: number; pending: number; pendingSeconds: number }>`
      select coalesce((select max(feed_no) from feed_entries), 0) as "lastNo", count(*) as pending,
        coalesce(extract(epoch from clock_timestamp() - min(written_at)), 0)::float8 as "pendingSeconds"
      from feed_pending`,
  );
  return row ?? { lastNo: 0, pending: 0, pendingSeconds: 0 };
}

/** All subscribers that ever read the feed. */
export const listSubscribers = (db: Db): Promise<SubscriberRow[]> =>
  all(
    db,
    sql<SubscriberRow>`
      select s.name, s.feed_no as "feedNo", s.moved_at as "movedAt", s.failures, s.last_error as "lastError",
        s.last_failed_at as "lastFailedAt", unread.sealed_at as "unreadSince",
        coalesce(p.parked, 0) as parked, p.since as "parkedSince", coalesce(p.dead, 0) as dead
      from feed_subscribers s
        left join lateral (select b.sealed_at from feed_batches b where b.to_no > s.feed_no order by b.to_no limit 1) unread
          on true
        left join (select subscriber, count(*) filter (where dead_at is null) as parked,
            count(*) filter (where dead_at is not null) as dead,
            min(parked_at) filter (where dead_at is null) as since
          from parked_entries group by subscriber) p on p.subscriber = s.name
      order by s.name`,
  );
