import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Escalation, EscalationEvent, EscalationTask } from './escalation.ts';

const columns = sql`e.id, e.case_id as "caseId", e.off_list_id as "offListId", e.rule, e.round,
  e.business_number as "businessNumber", e.subject, e.programme_id as "programmeId", e.ladder,
  e.intake_region as "intakeRegion", e.intake_window as "intakeWindow", e.home_region as "homeRegion",
  e.home_window as "homeWindow", e.holder, e.since, e.missed_at as "missedAt", e.urgent_reason as "urgentReason",
  e.state, e.level, e.seq, e.due_at as "dueAt", e.opened_at as "openedAt", e.level2_at as "level2At",
  e.instructed_at as "instructedAt", e.deemed_at as "deemedAt", e.answered_at as "answeredAt",
  e.answered_by as "answeredBy", e.reported_at as "reportedAt", e.closed_at as "closedAt", e.outcome`;

/** Opens escalations; answers those that were not there before (one for each missed deadline). */
export const insertEscalations = (tx: Db, opened: readonly Escalation[]): Promise<{ id: string }[]> =>
  all(
    tx,
    sql<{ id: string }>`
      insert into escalations (id, case_id, off_list_id, rule, round, business_number, subject, programme_id, ladder,
        intake_region, intake_window, home_region, home_window, holder, since, missed_at, urgent_reason, state, level,
        seq, due_at, opened_at)
      select o.id, o."caseId", o."offListId", o.rule, o.round, o."businessNumber", o.subject, o."programmeId", o.ladder,
        o."intakeRegion", o."intakeWindow", o."homeRegion", o."homeWindow", o.holder, o.since, o."missedAt",
        o."urgentReason", o.state, o.level, o.seq, o."dueAt", o."openedAt"
      from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as o(id uuid, "caseId" uuid, "offListId" uuid, rule text,
        round int, "businessNumber" text, subject text, "programmeId" text, ladder text, "intakeRegion" text,
        "intakeWindow" uuid, "homeRegion" text, "homeWindow" uuid, holder text, since timestamptz,
        "missedAt" timestamptz, "urgentReason" text, state text, level int, seq int, "dueAt" timestamptz,
        "openedAt" timestamptz)
      on conflict do nothing returning id`,
  );

/** Puts escalations into the lists of those concerned. */
export const insertScopes = (
  tx: Db,
  scopes: readonly { id: string; scope: string; dueAt: Instant | null }[],
): Promise<number> =>
  run(
    tx,
    sql`insert into escalation_scopes (escalation_id, scope, due_at)
      select s.id, s.scope, s."dueAt"
      from jsonb_to_recordset(${JSON.stringify(scopes)}::jsonb) as s(id uuid, scope text, "dueAt" timestamptz)
      on conflict do nothing`,
  );

/** Adds entries to histories. */
export const insertEvents = (
  tx: Db,
  events: readonly (EscalationEvent & { id: string })[],
): Promise<number> =>
  run(
    tx,
    sql`insert into escalation_events (escalation_id, seq, type, at, state, due_at, actor, text, data)
      select n.id, n.seq, n.type, n.at, n.state, n."dueAt", n.actor, n.text, n.data
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as n(id uuid, seq int, type text, at timestamptz,
        state text, "dueAt" timestamptz, actor jsonb, text text, data jsonb)`,
  );

/** Writes how an escalation stands now, and where it stands in the lists. */
export async function updateEscalation(tx: Db, one: Escalation): Promise<void> {
  await run(
    tx,
    sql`update escalations set intake_window = ${one.intakeWindow}, home_window = ${one.homeWindow}, state = ${one.state}, level = ${one.level}, seq = ${one.seq},
        due_at = ${one.dueAt}::timestamptz, level2_at = ${one.level2At}::timestamptz,
        instructed_at = ${one.instructedAt}::timestamptz, deemed_at = ${one.deemedAt}::timestamptz,
        answered_at = ${one.answeredAt}::timestamptz, answered_by = ${one.answeredBy},
        reported_at = ${one.reportedAt}::timestamptz, closed_at = ${one.closedAt}::timestamptz, outcome = ${one.outcome}
      where id = ${one.id}`,
  );
  await run(
    tx,
    sql`update escalation_scopes set due_at = ${one.dueAt}::timestamptz, closed_at = ${one.closedAt}::timestamptz
      where escalation_id = ${one.id}`,
  );
}

/** An escalation, locked until the transaction ends. */
export const lockEscalation = (tx: Db, id: string): Promise<Escalation | undefined> =>
  first(tx, sql<Escalation>`select ${columns} from escalations e where e.id = ${id} for update`);

/** An escalation by its id. */
export const findEscalation = (db: Db, id: string): Promise<Escalation | undefined> =>
  first(db, sql<Escalation>`select ${columns} from escalations e where e.id = ${id}`);

/** What moves by itself by now, the longest due first; locked, and left out where another process has it. */
export const lockDue = (tx: Db, now: Instant, limit: number): Promise<Escalation[]> =>
  all(
    tx,
    sql<Escalation>`select ${columns} from escalations e where e.due_at <= ${now}::timestamptz
      order by e.due_at, e.id limit ${limit} for update skip locked`,
  );

/** Escalations of some cases that are not closed, locked. */
export const lockOpenOfCases = (tx: Db, caseIds: readonly string[]): Promise<Escalation[]> =>
  all(
    tx,
    sql<Escalation>`select ${columns} from escalations e
      where e.case_id = any(${[...caseIds]}::uuid[]) and e.closed_at is null order by e.id for update`,
  );

/** Escalations of a case or of an off-list request, whatever their state, locked. */
export const lockAllOf = (tx: Db, of: { caseId: string } | { offListId: string }): Promise<Escalation[]> =>
  all(
    tx,
    sql<Escalation>`select ${columns} from escalations e
      where ${'caseId' in of ? sql`e.case_id = ${of.caseId}` : sql`e.off_list_id = ${of.offListId}`}
      order by e.id for update`,
  );

/** An escalation stands in the lists of another window instead of one that has gone. */
export async function moveScope(
  tx: Db,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into escalation_scopes (escalation_id, scope, due_at, closed_at)
      select escalation_id, ${to}, due_at, closed_at from escalation_scopes
      where escalation_id = ${id} and scope = ${from}
      on conflict do nothing`,
  );
  await run(tx, sql`delete from escalation_scopes where escalation_id = ${id} and scope = ${from}`);
}

/** Escalations of off-list requests at level 2 without an answer, the longest first, locked. */
export const lockOffListAtLevelTwo = (tx: Db, limit: number): Promise<Escalation[]> =>
  all(
    tx,
    sql<Escalation>`select ${columns} from escalations e
      where e.off_list_id is not null and e.level2_at is not null and e.answered_at is null and e.closed_at is null
      order by e.level2_at, e.id limit ${limit} for update skip locked`,
  );

/** The escalation of an off-list request, if its ladder has begun. */
export const findOfOffList = (db: Db, offListId: string): Promise<Escalation | undefined> =>
  first(db, sql<Escalation>`select ${columns} from escalations e where e.off_list_id = ${offListId}`);

/** Escalations of a case, the latest first. */
export const listOfCase = (db: Db, caseId: string): Promise<Escalation[]> =>
  all(
    db,
    sql<Escalation>`select ${columns} from escalations e where e.case_id = ${caseId} order by e.opened_at desc, e.id`,
  );

/** The history of an escalation. */
export const listEvents = (db: Db, id: string): Promise<EscalationEvent[]> =>
  all(
    db,
    sql<EscalationEvent>`select seq, type, at, state, due_at as "dueAt", actor, text, data
      from escalation_events where escalation_id = ${id} order by seq`,
  );

/** Tasks of an escalation, in order. */
export const listTasks = (db: Db, id: string): Promise<EscalationTask[]> =>
  all(
    db,
    sql<EscalationTask>`select id, region_code as "regionCode", what, due_at as "dueAt", made_at as "madeAt",
        done_at as "doneAt", done_by as "doneBy", report
      from escalation_tasks where escalation_id = ${id} order by made_at, id`,
  );

/** Gives regions something to do. */
export const insertTasks = (
  tx: Db,
  escalationId: string,
  tasks: readonly Pick<EscalationTask, 'id' | 'regionCode' | 'what' | 'dueAt' | 'madeAt'>[],
): Promise<number> =>
  run(
    tx,
    sql`insert into escalation_tasks (id, escalation_id, region_code, what, due_at, made_at)
      select t.id, ${escalationId}::uuid, t."regionCode", t.what, t."dueAt", t."madeAt"
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t(id uuid, "regionCode" text, what text,
        "dueAt" timestamptz, "madeAt" timestamptz)`,
  );

/** Writes what a region reports of its task. */
export const finishTask = (
  tx: Db,
  { id, doneAt, doneBy, report }: { id: string; doneAt: Instant; doneBy: string; report: string },
): Promise<number> =>
  run(
    tx,
    sql`update escalation_tasks set done_at = ${doneAt}::timestamptz, done_by = ${doneBy}, report = ${report}
      where id = ${id} and done_at is null`,
  );

/** Which list is read. */
export type EscalationList = 'open' | 'closed' | 'major';
/** Where a page ended: a moment, or `infinity` behind all of them. */
export type ListPlace = { at: string; id: string };

/**
 * One page of the lists of some scopes, merged: each scope is one ordered scan of its index. Open ones urgent first,
 * closed ones and major problems the latest first.
 */
export async function listEscalations(
  db: Db,
  scopes: readonly string[],
  list: Exclude<EscalationList, 'major'>,
  after: ListPlace | undefined,
  limit: number,
): Promise<(Escalation & { sortAt: string })[]> {
  const open = list === 'open';
  const key = open ? sql`coalesce(s.due_at, 'infinity'::timestamptz)` : sql`s.closed_at`;
  const order = open ? sql`asc` : sql`desc`;
  const beyond = !after
    ? sql`true`
    : open
      ? sql`(${key}, s.escalation_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql`(${key}, s.escalation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const ids = await all(
    db,
    sql<{ id: string; sortAt: string }>`
      select distinct p.escalation_id as id, p.at as "sortAt"
      from unnest(${[...scopes]}::text[]) as wanted(scope)
        cross join lateral (
          select s.escalation_id, ${key} as at from escalation_scopes s
          where s.scope = wanted.scope and ${open ? sql`s.closed_at is null` : sql`s.closed_at is not null`} and ${beyond}
          order by ${key} ${order}, s.escalation_id ${order} limit ${limit}) p
      order by p.at ${order}, p.escalation_id ${order} limit ${limit}`,
  );
  return inOrder(db, ids);
}

/** The list of major problems for the joint conference, of some scopes, the latest first. */
export async function listMajor(
  db: Db,
  scopes: readonly string[],
  after: ListPlace | undefined,
  limit: number,
): Promise<(Escalation & { sortAt: string })[]> {
  const beyond = after
    ? sql`(e.reported_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql`true`;
  const ids = await all(
    db,
    sql<{ id: string; sortAt: Instant }>`
      select e.id, e.reported_at as "sortAt" from escalations e
      where e.reported_at is not null and ${beyond} and exists (
        select from escalation_scopes s where s.escalation_id = e.id and s.scope = any(${[...scopes]}::text[]))
      order by e.reported_at desc, e.id desc limit ${limit}`,
  );
  return inOrder(db, ids);
}

async function inOrder(
  db: Db,
  ids: readonly { id: string; sortAt: string }[],
): Promise<(Escalation & { sortAt: string })[]> {
  const rows = await all(
    db,
    sql<Escalation>`select ${columns} from escalations e where e.id = any(${ids.map(({ id }) => id)}::uuid[])`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap(({ id, sortAt }) => {
    const row = byId.get(id);
    return row ? [{ ...row, sortAt }] : [];
  });
}

/** How many escalations of some scopes stand at each state, counted up to a number. */
export const countByState = (
  db: Db,
  scopes: readonly string[],
  most: number,
): Promise<{ state: Escalation['state']; level: 1 | 2; count: number; escalatedSince: number }[]> =>
  all(
    db,
    sql<{ state: Escalation['state']; level: 1 | 2; count: number; escalatedSince: number }>`
      select e.state, e.level, count(*) as count, 0 as "escalatedSince"
      from (select distinct s.escalation_id from unnest(${[...scopes]}::text[]) as wanted(scope)
          cross join lateral (select escalation_id from escalation_scopes
            where scope = wanted.scope and closed_at is null limit ${most}) s limit ${most}) open
        join escalations e on e.id = open.escalation_id
      group by e.state, e.level`,
  );

/** How many of some scopes were opened since a moment, among those still open. */
export async function countOpenedSince(
  db: Db,
  scopes: readonly string[],
  since: Instant,
  most: number,
): Promise<number> {
  const row = await first(
    db,
    sql<{ count: number }>`
      select count(*) as count
      from (select distinct s.escalation_id from unnest(${[...scopes]}::text[]) as wanted(scope)
          cross join lateral (select escalation_id from escalation_scopes
            where scope = wanted.scope and closed_at is null limit ${most}) s limit ${most}) open
        join escalations e on e.id = open.escalation_id
      where e.opened_at >= ${since}::timestamptz and e.urgent_reason is null`,
  );
  return row?.count ?? 0;
}
