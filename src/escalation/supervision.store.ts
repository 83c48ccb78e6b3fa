import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { SupervisionOrder } from './supervision.ts';

const columns = sql`o.id, o.escalation_id as "escalationId", o.case_id as "caseId",
  o.business_number as "businessNumber", o.from_region as "fromRegion", o.from_role as "fromRole",
  o.from_name as "fromName", o.issued_by as "issuedBy", o.to_region as "toRegion", o.to_window as "toWindow", o.text,
  o.issued_at as "issuedAt", o.due_at as "dueAt", o.remind_at as "remindAt", o.state, o.overdue_at as "overdueAt",
  o.answer, o.answered_at as "answeredAt", o.answered_by as "answeredBy", o.closed_at as "closedAt",
  o.closing_note as "closingNote"`;

/** Writes a new order. */
export const insertOrder = (tx: Db, o: SupervisionOrder): Promise<number> =>
  run(
    tx,
    sql`insert into supervision_orders (id, escalation_id, case_id, business_number, from_region, from_role, from_name,
        issued_by, to_region, to_window, text, issued_at, due_at, remind_at, state)
      values (${o.id}::uuid, ${o.escalationId}::uuid, ${o.caseId}::uuid, ${o.businessNumber}, ${o.fromRegion},
        ${o.fromRole}, ${o.fromName}, ${o.issuedBy}::uuid, ${o.toRegion}, ${o.toWindow}::uuid, ${o.text},
        ${o.issuedAt}::timestamptz, ${o.dueAt}::timestamptz, ${o.remindAt}::timestamptz, ${o.state})`,
  );

/** Writes how an order stands. */
export const updateOrder = (tx: Db, o: SupervisionOrder): Promise<number> =>
  run(
    tx,
    sql`update supervision_orders set remind_at = ${o.remindAt}::timestamptz, state = ${o.state},
        overdue_at = ${o.overdueAt}::timestamptz, answer = ${o.answer}, answered_at = ${o.answeredAt}::timestamptz,
        answered_by = ${o.answeredBy}, closed_at = ${o.closedAt}::timestamptz, closing_note = ${o.closingNote}
      where id = ${o.id}`,
  );

/** An order, locked. */
export const lockOrder = (tx: Db, id: string): Promise<SupervisionOrder | undefined> =>
  first(tx, sql<SupervisionOrder>`select ${columns} from supervision_orders o where o.id = ${id} for update`);

/** Orders of which somebody is to be reminded by now. */
export const lockToRemind = (tx: Db, now: Instant, limit: number): Promise<SupervisionOrder[]> =>
  all(
    tx,
    sql<SupervisionOrder>`select ${columns} from supervision_orders o where o.remind_at <= ${now}::timestamptz
      order by o.remind_at, o.id limit ${limit} for update skip locked`,
  );

/** Orders that some regions and windows have to answer, the soonest due first. */
export const listToAnswer = (
  db: Db,
  to: { regions: readonly string[]; windows: readonly string[] },
  limit: number,
): Promise<SupervisionOrder[]> =>
  all(
    db,
    sql<SupervisionOrder>`
      select ${columns} from supervision_orders o
      where o.state = 'open' and ((o.to_region = any(${[...to.regions]}::text[]) and o.to_window is null)
        or o.to_window = any(${[...to.windows]}::uuid[]))
      order by o.due_at, o.id limit ${limit}`,
  );

/** Orders that some regions gave or got, the latest first. */
export const listLatest = (
  db: Db,
  of: { regions: readonly string[]; windows: readonly string[] },
  after: { at: Instant; id: string } | undefined,
  limit: number,
): Promise<SupervisionOrder[]> =>
  all(
    db,
    sql<SupervisionOrder>`
      select ${columns} from supervision_orders o
      where (o.from_region = any(${[...of.regions]}::text[]) or o.to_region = any(${[...of.regions]}::text[])
          or o.to_window = any(${[...of.windows]}::uuid[]))
        and ${after ? sql`(o.issued_at, o.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by o.issued_at desc, o.id desc limit ${limit}`,
  );

/** Orders that became overdue in a stretch of time, below regions whose codes begin so. */
export const listOverdue = (
  db: Db,
  { from, to, prefixes }: { from: Instant; to: Instant; prefixes: readonly string[] },
  limit: number,
): Promise<SupervisionOrder[]> =>
  all(
    db,
    sql<SupervisionOrder>`
      select ${columns} from supervision_orders o
      where o.overdue_at >= ${from}::timestamptz and o.overdue_at < ${to}::timestamptz
        and o.to_region like any(${prefixes.map((prefix) => `${prefix}%`)}::text[])
      order by o.overdue_at, o.id limit ${limit}`,
  );

/** Orders to a window go to the one that takes its place, and so do problems that it reported. */
export async function moveWindow(tx: Db, from: string, to: string): Promise<number> {
  const orders = await run(
    tx,
    sql`update supervision_orders set to_window = ${to} where to_window = ${from}`,
  );
  const problems = await run(tx, sql`update problem_reports set window_id = ${to} where window_id = ${from}`);
  return orders + problems;
}

/** How many orders a window has to answer, and how many of its problems are open. */
export async function countOpenAt(db: Db, windowId: string): Promise<number> {
  const row = await first(
    db,
    sql<{ count: number }>`
      select (select count(*) from supervision_orders where to_window = ${windowId} and state = 'open')
        + (select count(*) from problem_reports where window_id = ${windowId} and state <> 'closed') as count`,
  );
  return row?.count ?? 0;
}
