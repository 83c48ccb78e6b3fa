import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Audience } from '../messages/message-view.ts';
import type { TaskClosure, TaskReason } from './phone-task.ts';

/** A call that a window owes, as stored. */
export type TaskRow = {
  id: string;
  taskNo: number;
  caseId: string | null;
  offListRequestId: string | null;
  businessNumber: string | null;
  audience: Audience;
  windowId: string;
  regionCode: string;
  decision: boolean;
  openedAt: Instant;
  dueAt: Instant;
  closedAt: Instant | null;
  closure: TaskClosure | null;
};

/** A call to be opened; what one window owes one person about one case is one call. */
export type NewTask = Pick<
  TaskRow,
  | 'id'
  | 'caseId'
  | 'offListRequestId'
  | 'businessNumber'
  | 'audience'
  | 'windowId'
  | 'regionCode'
  | 'decision'
  | 'dueAt'
>;

const columns = sql`t.id, t.task_no as "taskNo", t.case_id as "caseId", t.off_list_request_id as "offListRequestId",
  t.business_number as "businessNumber", t.audience, t.window_id as "windowId", t.region_code as "regionCode",
  t.decision, t.opened_at as "openedAt", t.due_at as "dueAt", t.closed_at as "closedAt", t.closure`;

type Opened = Pick<TaskRow, 'id' | 'caseId' | 'offListRequestId' | 'windowId' | 'audience'> & {
  fresh: boolean;
};

async function open(tx: Db, tasks: readonly NewTask[], at: Instant, ofCase: boolean): Promise<Opened[]> {
  if (tasks.length === 0) return [];
  const conflict = ofCase
    ? sql`(case_id, window_id, audience) where closed_at is null and case_id is not null`
    : sql`(off_list_request_id, window_id, audience) where closed_at is null and off_list_request_id is not null`;
  return all(
    tx,
    sql<Opened>`
      insert into phone_tasks as t (id, case_id, off_list_request_id, business_number, audience, window_id, region_code,
        decision, opened_at, due_at)
      select n.id, n."caseId", n."offListRequestId", n."businessNumber", n.audience, n."windowId", n."regionCode",
        n.decision, ${at}::timestamptz, n."dueAt"
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as n(id uuid, "caseId" uuid, "offListRequestId" uuid,
        "businessNumber" text, audience text, "windowId" uuid, "regionCode" text, decision boolean, "dueAt" timestamptz)
      order by n."caseId", n."offListRequestId", n."windowId", n.audience
      on conflict ${conflict} do update set decision = t.decision or excluded.decision,
        business_number = coalesce(t.business_number, excluded.business_number)
      returning t.id, t.case_id as "caseId", t.off_list_request_id as "offListRequestId", t.window_id as "windowId",
        t.audience, (t.opened_at = ${at}::timestamptz and t.xmax = 0) as fresh`,
  );
}

/** Opens calls, or adds to those that are open; at most one a case, window and audience in one go. */
export const openTasks = async (tx: Db, tasks: readonly NewTask[], at: Instant): Promise<Opened[]> => [
  ...(await open(
    tx,
    tasks.filter(({ caseId }) => caseId !== null),
    at,
    true,
  )),
  ...(await open(
    tx,
    tasks.filter(({ caseId }) => caseId === null),
    at,
    false,
  )),
];

/** Adds what is to be said in a call, and why. */
export const addTaskMessages = (
  tx: Db,
  rows: readonly { taskId: string; messageId: string; reason: TaskReason }[],
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`insert into phone_task_messages (task_id, message_id, reason, added_at)
      select n."taskId", n."messageId", n.reason, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n("taskId" uuid, "messageId" uuid, reason text)
      on conflict do nothing`,
  );

/** Open calls of windows, most urgent first, behind one of them. */
export const listOpenTasks = (
  db: Db,
  windows: readonly string[],
  after: { dueAt: Instant; taskNo: number } | undefined,
  limit: number,
): Promise<TaskRow[]> =>
  all(
    db,
    sql<TaskRow>`select ${columns} from phone_tasks t
      where t.window_id = any(${[...windows]}::uuid[]) and t.closed_at is null
        and ${after ? sql`(t.due_at, t.task_no) > (${after.dueAt}::timestamptz, ${after.taskNo})` : sql`true`}
      order by t.due_at, t.task_no limit ${limit}`,
  );

/** Closed calls of windows, newest first. */
export const listClosedTasks = (
  db: Db,
  windows: readonly string[],
  before: number | undefined,
  limit: number,
): Promise<TaskRow[]> =>
  all(
    db,
    sql<TaskRow>`select ${columns} from phone_tasks t
      where t.window_id = any(${[...windows]}::uuid[]) and t.closed_at is not null
        and t.task_no < ${before ?? Number.MAX_SAFE_INTEGER}
      order by t.task_no desc limit ${limit}`,
  );

/** One call. */
export const findTask = (db: Db, id: string, lock = false): Promise<TaskRow | undefined> =>
  first(
    db,
    sql<TaskRow>`select ${columns} from phone_tasks t where t.id = ${id} ${lock ? sql`for update` : sql``}`,
  );

/** What is to be said in calls: messages with the reason of each. */
export const listTaskMessages = (
  db: Db,
  taskIds: readonly string[],
): Promise<
  { taskId: string; messageId: string; reason: TaskReason; event: string; addressMasked: string }[]
> =>
  all(
    db,
    sql<{ taskId: string; messageId: string; reason: TaskReason; event: string; addressMasked: string }>`
      select p.task_id as "taskId", p.message_id as "messageId", p.reason, m.event, m.address_masked as "addressMasked"
      from phone_task_messages p join messages m on m.id = p.message_id
      where p.task_id = any(${[...taskIds]}::uuid[]) order by m.message_no`,
  );

/** Closes calls; those that are closed stay as they are. */
export const closeTasks = (
  tx: Db,
  ids: readonly string[],
  closure: TaskClosure,
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update phone_tasks set closed_at = ${at}::timestamptz, closure = ${closure}
      where id = any(${[...ids]}::uuid[]) and closed_at is null`,
  );

/** Open calls to the applicant that windows owe about cases. */
export const listOpenTasksOf = (
  tx: Db,
  pairs: readonly { caseId: string; windowId: string }[],
): Promise<{ id: string }[]> =>
  all(
    tx,
    sql<{ id: string }>`
      select t.id from phone_tasks t
      join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as n("caseId" uuid, "windowId" uuid)
        on t.case_id = n."caseId" and t.window_id = n."windowId"
      where t.closed_at is null and t.audience = 'applicant'`,
  );

/** Open calls whose every message was delivered after all, and that tell no decision. */
export const listDeliveredTasks = (tx: Db, messageId: string): Promise<{ id: string }[]> =>
  all(
    tx,
    sql<{ id: string }>`
      select t.id from phone_tasks t join phone_task_messages own on own.task_id = t.id
      where own.message_id = ${messageId} and t.closed_at is null and not t.decision
        and not exists (
          select from phone_task_messages p where p.task_id = t.id and not exists (
            select from message_steps s where s.message_id = p.message_id and s.step = 'delivered'))`,
  );

/** A call that was made. */
export type CallRow = {
  id: string;
  taskId: string;
  calledAt: Instant;
  recordedAt: Instant;
  staffId: string;
  staffName: string;
  reached: boolean;
  numberMasked: string;
  sealed: Buffer;
};

/** Writes down a call. */
export const insertCall = (tx: Db, call: CallRow): Promise<number> =>
  run(
    tx,
    sql`insert into call_records (id, task_id, called_at, recorded_at, staff_id, staff_name, reached, number_masked, sealed)
      values (${call.id}, ${call.taskId}, ${call.calledAt}::timestamptz, ${call.recordedAt}::timestamptz,
        ${call.staffId}, ${call.staffName}, ${call.reached}, ${call.numberMasked}, ${call.sealed})`,
  );

/** Calls made for tasks, in order. */
export const listCalls = (db: Db, taskIds: readonly string[]): Promise<CallRow[]> =>
  all(
    db,
    sql<CallRow>`select id, task_id as "taskId", called_at as "calledAt", recorded_at as "recordedAt",
        staff_id as "staffId", staff_name as "staffName", reached, number_masked as "numberMasked", sealed
      from call_records where task_id = any(${[...taskIds]}::uuid[]) order by call_no`,
  );

/** Calls owed or made about a case. */
export const listTasksOfCase = (db: Db, caseId: string): Promise<TaskRow[]> =>
  all(db, sql<TaskRow>`select ${columns} from phone_tasks t where t.case_id = ${caseId} order by t.task_no`);

/**
 * Gives calls of a window, or those about one case, to another window, made ones as well. Where that one owes the same
 * call, what is to be said is added there and the call here ends. Answers how many went over.
 */
export async function moveTasks(
  tx: Db,
  { from, to, caseId = null, at }: { from: string; to: string; caseId?: string | null; at: Instant },
): Promise<number> {
  const twins = sql`phone_tasks t join phone_tasks o on o.window_id = ${to} and o.closed_at is null
      and o.audience = t.audience and o.case_id is not distinct from t.case_id
      and o.off_list_request_id is not distinct from t.off_list_request_id
    where t.window_id = ${from} and t.closed_at is null
      and (${caseId}::uuid is null or t.case_id = ${caseId}::uuid)`;
  await run(
    tx,
    sql`insert into phone_task_messages (task_id, message_id, reason, added_at)
      select twin.other, p.message_id, p.reason, ${at}::timestamptz
      from (select t.id, o.id as other from ${twins}) twin join phone_task_messages p on p.task_id = twin.id
      on conflict do nothing`,
  );
  await run(
    tx,
    sql`update phone_tasks set closed_at = ${at}::timestamptz, closure = 'joined'
      where id in (select t.id from ${twins})`,
  );
  return run(
    tx,
    sql`update phone_tasks set window_id = ${to}
      where window_id = ${from} and (${caseId}::uuid is null or case_id = ${caseId}::uuid)`,
  );
}

/** How many calls a window owes. */
export async function countOwed(db: Db, windowId: string): Promise<number> {
  const row = await first(
    db,
    sql<{ count: number }>`select count(*) as count from phone_tasks
      where window_id = ${windowId} and closed_at is null`,
  );
  return row?.count ?? 0;
}
