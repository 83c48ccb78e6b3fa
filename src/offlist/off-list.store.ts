import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { OffListState } from '../regulation/off-list.ts';
import type { OffListRequest } from './off-list-request.ts';
import type { OffListColumns, OffListEventRow, OffListRow } from './stored-off-list.ts';

/** Everything one step of a request writes beside its event. */
export type StoredStep = {
  id: string;
  /** Version it was decided on; 0 for a new request. */
  before: number;
  after: number;
  columns: OffListColumns;
  applicantMasked: string;
  snapshot: Omit<OffListRequest, 'personal'>;
  personal: Buffer | null;
  keyWrapped: Buffer | null;
  headHash: string;
  at: Instant;
};

const rowColumns = sql.raw(
  'id, snapshot, personal, key_wrapped as "keyWrapped", head_hash as "headHash", group_id as "groupId"',
);

/** The stored request; `lock` holds it until the transaction ends. */
export const findOffList = (db: Db, id: string, lock = false): Promise<OffListRow | undefined> =>
  first(
    db,
    sql<OffListRow>`select ${rowColumns} from off_list_requests where id = ${id} ${sql.raw(lock ? 'for update' : '')}`,
  );

/** Writes a request if it still has the version it was decided on; answers whether it did. */
export async function writeOffList(tx: Db, step: StoredStep): Promise<boolean> {
  const { columns } = step;
  const written =
    step.before === 0
      ? await run(
          tx,
          sql`insert into off_list_requests (id, version, state, wording, wording_plain, group_id, intake_region,
              intake_window, home_region, home_window, recorded_at, answer_due_at, consent_until, ended_at, updated_at,
              case_id, identity_index, phone_index, duplicate_of, applicant_masked, head_hash, snapshot, personal, key_wrapped)
            values (${step.id}, ${step.after}::int, ${columns.state}, ${columns.wording}, ${columns.wordingPlain},
              ${columns.groupId}, ${columns.intakeRegion}, ${columns.intakeWindow}, ${columns.homeRegion},
              ${columns.homeWindow}, ${columns.recordedAt}::timestamptz, ${columns.answerDueAt}::timestamptz,
              ${columns.consentUntil}::timestamptz, ${columns.endedAt}::timestamptz, ${step.at}::timestamptz,
              ${columns.caseId}, ${columns.identityIndex}, ${columns.phoneIndex}, ${columns.duplicateOf},
              ${step.applicantMasked}, ${step.headHash}, ${json(step.snapshot)}, ${step.personal}, ${step.keyWrapped})`,
        )
      : await run(
          tx,
          sql`update off_list_requests set version = ${step.after}::int, state = ${columns.state},
              wording = ${columns.wording}, wording_plain = ${columns.wordingPlain}, group_id = ${columns.groupId},
              intake_window = ${columns.intakeWindow}, home_window = ${columns.homeWindow}, answer_due_at = ${columns.answerDueAt}::timestamptz,
              consent_until = ${columns.consentUntil}::timestamptz, ended_at = ${columns.endedAt}::timestamptz,
              updated_at = ${step.at}::timestamptz, case_id = ${columns.caseId},
              identity_index = ${columns.identityIndex}, phone_index = ${columns.phoneIndex},
              duplicate_of = ${columns.duplicateOf}, applicant_masked = ${step.applicantMasked},
              head_hash = ${step.headHash}, snapshot = ${json(step.snapshot)}, personal = ${step.personal}
            where id = ${step.id} and version = ${step.before}::int`,
        );
  return written > 0;
}

/** Adds an event with its sealed content. */
export async function addOffListEvent(tx: Db, requestId: string, row: OffListEventRow): Promise<void> {
  await run(
    tx,
    sql`insert into off_list_events values (${requestId}, ${row.seq}::int, ${row.type}, ${row.state}, ${row.command},
      ${row.article}, ${json(row.actor)}, ${row.effectiveAt}::timestamptz, ${row.recordedAt}::timestamptz,
      ${json(row.data)}, ${row.commitment}, ${row.previousHash}, ${row.hash})`,
  );
  if (row.sealed)
    await run(
      tx,
      sql`insert into off_list_event_contents values (${requestId}, ${row.seq}::int, ${row.sealed})`,
    );
}

/** The history of a request in order, with its sealed contents. */
export const listOffListEvents = (db: Db, requestId: string): Promise<OffListEventRow[]> =>
  all(
    db,
    sql<OffListEventRow>`
      select e.seq, e.type, e.state, e.command, e.article, e.actor, e.effective_at as "effectiveAt",
        e.recorded_at as "recordedAt", e.data, e.commitment, e.previous_hash as "previousHash", e.hash, c.sealed
      from off_list_events e left join off_list_event_contents c using (request_id, seq)
      where e.request_id = ${requestId} order by e.seq`,
  );

/** A request that was carried out under the sender's key. */
export type KnownKey = {
  digest: string;
  requestId: string;
  version: number;
  state: OffListState;
  status: number;
};

/** What was answered under a key, if anything. */
export const findOffListKey = (db: Db, actorId: string, key: string): Promise<KnownKey | undefined> =>
  first(
    db,
    sql<KnownKey>`select digest, request_id as "requestId", version, state, status from off_list_request_keys
      where actor_id = ${actorId} and key = ${key}`,
  );

/** Remembers what was answered under a key. */
export const addOffListKey = (
  tx: Db,
  known: KnownKey & { actorId: string; key: string; at: Instant },
): Promise<number> =>
  run(
    tx,
    sql`insert into off_list_request_keys (actor_id, key, digest, request_id, version, state, status, recorded_at)
      values (${known.actorId}, ${known.key}, ${known.digest}, ${known.requestId}, ${known.version}::int,
        ${known.state}, ${known.status}::int, ${known.at}::timestamptz)`,
  );

/** Writes the report to the next higher administration. */
export const addReport = (
  tx: Db,
  report: { requestId: string; version: number; regionCode: string; toRegion: string; at: Instant },
): Promise<number> =>
  run(
    tx,
    sql`insert into off_list_reports values (${report.requestId}, ${report.version}::int, ${report.regionCode},
      ${report.toRegion}, ${report.at}::timestamptz)`,
  );

/** The earlier request that a new one repeats: same applicant, same wording, counted, not before `since`. */
export const findRepeated = (
  tx: Db,
  asked: {
    identityIndex: string | null;
    phoneIndex: string;
    plain: string;
    since: Instant;
    until: Instant;
    notId: string;
  },
): Promise<{ id: string } | undefined> =>
  first(
    tx,
    sql<{ id: string }>`
      select id from (
        select id, recorded_at from off_list_requests
          where phone_index = ${asked.phoneIndex} and wording_plain = ${asked.plain} and duplicate_of is null
            and recorded_at >= ${asked.since}::timestamptz and recorded_at <= ${asked.until}::timestamptz
            and id <> ${asked.notId}
        union all
        select id, recorded_at from off_list_requests
          where identity_index = ${asked.identityIndex} and wording_plain = ${asked.plain} and duplicate_of is null
            and recorded_at >= ${asked.since}::timestamptz and recorded_at <= ${asked.until}::timestamptz
            and id <> ${asked.notId}
      ) as same order by recorded_at limit 1`,
  );

/** One row of a list. */
export type OffListListed = {
  id: string;
  version: number;
  state: OffListState;
  wording: string;
  applicantMasked: string;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string | null;
  recordedAt: Instant;
  askedAt: Instant | null;
  answerDueAt: Instant | null;
  consentUntil: Instant | null;
  endedAt: Instant | null;
  caseId: string | null;
};

const listed = sql.raw(`r.id, r.version, r.state, r.wording, r.applicant_masked as "applicantMasked",
  r.intake_region as "intakeRegion", r.intake_window as "intakeWindow", r.home_region as "homeRegion",
  r.home_window as "homeWindow", r.recorded_at as "recordedAt", r.answer_due_at as "answerDueAt",
  r.snapshot ->> 'askedAt' as "askedAt", r.consent_until as "consentUntil", r.ended_at as "endedAt", r.case_id as "caseId"`);

/** Where a page of a list begins. */
export type OffListCursor = { at: Instant; id: string } | undefined;

const behind = (cursor: OffListCursor) =>
  cursor ? sql`(r.recorded_at, r.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql`true`;

const stateIs = (state: OffListState | undefined) =>
  state === undefined ? sql`true` : sql`r.state = ${state}`;

/** Requests of windows, as intake or as the window asked, latest first: one ordered scan a window. */
export const listOfWindows = (
  db: Db,
  asked: {
    side: 'intake' | 'home';
    windows: readonly string[];
    state: OffListState | undefined;
    cursor: OffListCursor;
    limit: number;
  },
): Promise<OffListListed[]> =>
  all(
    db,
    sql<OffListListed>`
      select one.* from unnest(${asked.windows}::uuid[]) as w(id) cross join lateral (
        select ${listed} from off_list_requests r
        where ${sql.ref(asked.side === 'intake' ? 'r.intake_window' : 'r.home_window')} = w.id
          and ${stateIs(asked.state)} and ${behind(asked.cursor)}
        order by r.recorded_at desc, r.id desc limit ${asked.limit}::int
      ) one order by one."recordedAt" desc, one.id desc limit ${asked.limit}::int`,
  );

/** Requests recorded in regions whose codes begin so, latest first (off_list_recorded). */
export const listOfRegions = (
  db: Db,
  asked: {
    prefixes: readonly string[];
    state: OffListState | undefined;
    cursor: OffListCursor;
    limit: number;
  },
): Promise<OffListListed[]> =>
  all(
    db,
    sql<OffListListed>`
      select ${listed} from off_list_requests r
      where exists (select from unnest(${asked.prefixes}::text[]) as p(own) where r.intake_region like p.own || '%')
        and ${stateIs(asked.state)} and ${behind(asked.cursor)}
      order by r.recorded_at desc, r.id desc limit ${asked.limit}::int`,
  );

/** Requests that wait for an answer: of windows all, of home regions those already overdue; the most urgent first. */
export const listToAnswer = (
  db: Db,
  asked: { windows: readonly string[]; prefixes: readonly string[]; now: Instant; limit: number },
): Promise<OffListListed[]> =>
  all(
    db,
    sql<OffListListed>`
      select ${listed} from off_list_requests r
      where r.state = 'offListPending' and (
        r.home_window = any(${asked.windows}::uuid[])
        or (r.answer_due_at <= ${asked.now}::timestamptz and exists (
          select from unnest(${asked.prefixes}::text[]) as p(own) where r.home_region like p.own || '%')))
      order by r.answer_due_at, r.id limit ${asked.limit}::int`,
  );

/** A pending request whose time is over, as the ladder takes it. */
export type OverdueOffList = {
  id: string;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
  askedAt: Instant;
  dueAt: Instant;
  wording: string;
};

/** Pending requests whose time is over, oldest first (off_list_overdue). */
export const listOverdueOffList = (
  db: Db,
  now: Instant,
  after: { dueAt: Instant; id: string } | undefined,
  limit: number,
): Promise<OverdueOffList[]> =>
  all(
    db,
    sql<OverdueOffList>`
      select id, intake_region as "intakeRegion", intake_window as "intakeWindow", home_region as "homeRegion",
        home_window as "homeWindow", snapshot ->> 'askedAt' as "askedAt", answer_due_at as "dueAt", wording
      from off_list_requests where state = 'offListPending' and answer_due_at <= ${now}::timestamptz
        and (${after?.dueAt ?? null}::timestamptz is null
          or (answer_due_at, id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by answer_due_at, id limit ${limit}::int`,
  );

/** Consents whose time is over before a case was opened, oldest first (off_list_expiring). */
export const listExpiringOffList = (db: Db, now: Instant, limit: number): Promise<{ id: string }[]> =>
  all(
    db,
    sql<{ id: string }>`select id from off_list_requests
      where state = 'offListConsented' and consent_until <= ${now}::timestamptz
      order by consent_until limit ${limit}::int`,
  );

/** Requests that lie at a window, those that wait first, and as which side. */
export const listAtWindow = (
  db: Db,
  windowId: string,
  limit: number,
): Promise<{ id: string; side: 'intake' | 'home' }[]> =>
  all(
    db,
    sql<{ id: string; side: 'intake' | 'home' }>`
      select id, side from (
        (select id, 'intake' as side, ended_at from off_list_requests
          where intake_window = ${windowId} limit ${limit}::int)
        union all
        (select id, 'home', ended_at from off_list_requests where home_window = ${windowId} limit ${limit}::int)
      ) lying order by ended_at nulls first, id, side limit ${limit}::int`,
  );

/** How many requests that have not ended lie at a window. */
export async function countAtWindow(db: Db, windowId: string): Promise<number> {
  const row = await first(
    db,
    sql<{ count: number }>`
      select count(*) as count from off_list_requests
      where (intake_window = ${windowId} or home_window = ${windowId}) and ended_at is null`,
  );
  return row?.count ?? 0;
}
