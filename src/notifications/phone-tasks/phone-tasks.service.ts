import { randomUUID } from 'node:crypto';
import type { Executor } from '../../cases/core/executor.service.ts';
import { listMovesAmong } from '../../cases/window-move/window-move.store.ts';
import type { WindowTasks } from '../../cases/window-move/window-tasks.ts';
import type { Directory } from '../../directory/directory.service.ts';
import { maskPhone } from '../../identity/masking.ts';
import { checkPhone } from '../../identity/phone.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { TellStaff } from '../../platform/messages-port.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { Subscriber } from '../../platform/subscribers.service.ts';
import { type Instant, parseInstant } from '../../regulation/instant.ts';
import { commandsFor } from '../../regulation/lifecycle/index.ts';
import { phoneWorkingDays } from '../../regulation/message-rules.ts';
import { workingDaysDue } from '../../regulation/working-days.ts';
import {
  listCaseKeys,
  listMessagesById,
  type MessageRow,
  type NewMessage,
} from '../messages/message.store.ts';
import { type CallContent, openCall, openMessage, sealContent } from '../messages/message-seal.service.ts';
import { isTemplate, templateRuleOf } from '../messages/templates.ts';
import * as store from './phone-task.store.ts';
import { type TaskDetails, type TaskReason, type TaskView, taskClosures, taskReasons } from './phone-task.ts';

export type { TaskReason } from './phone-task.ts';

/** A message that somebody says by telephone. */
export type Calling = {
  message: Pick<
    MessageRow | NewMessage,
    'id' | 'caseId' | 'offListRequestId' | 'audience' | 'windowId' | 'regionCode'
  >;
  reason: TaskReason;
  decision: boolean;
  businessNumber: string | null;
};

/** What a clerk writes down of a call. */
export type CallInput = {
  calledAt?: string | undefined;
  number: string;
  person: string;
  reached: boolean;
  content: string;
};

/** Calls that windows owe. */
export type PhoneTasks = {
  /** Opens calls, one a case, window and person: what is to be said gathers in it. */
  open(tx: Db, callings: readonly Calling[]): Promise<void>;
  /** A message was delivered after all: a call that has nothing else to say is over. */
  closeDelivered(tx: Db, messageId: string): Promise<void>;
  /** A contact was recorded on the page of the case: the calls to its applicant that this window owed are made. */
  closeRecorded(tx: Db, pairs: readonly { caseId: string; windowId: string }[]): Promise<void>;
  /** Calls follow when a window moves or closes. */
  windowTasks: WindowTasks;
  /** Calls about a case that goes over to another window go over with it. */
  subscriber: Subscriber;
  list(
    actor: Actor,
    page: { closed: boolean; after?: string | undefined; limit: number },
  ): Promise<{
    tasks: TaskView[];
    next: string | null;
  }>;
  find(actor: Actor, id: string, address?: string): Promise<TaskDetails>;
  /** Writes a call down; one that reached somebody ends the task, and is recorded in the case as well. */
  recordCall(actor: Actor, id: string, input: CallInput): Promise<TaskView>;
};

export type PhoneTaskParts = {
  database: Database;
  clock: Clock;
  keyring: Keyring;
  audit: Pick<Audit, 'record'>;
  directory: Pick<Directory, 'findWindow' | 'calendarOf'>;
  /** Handed in late: cases are built after the parts that messages need. */
  executor: () => Pick<Executor, 'open' | 'executeWithin'>;
  tellStaff: TellStaff;
};

/** Reasons of which the window is told at once; of the others the list speaks, and the case itself. */
const toldAtOnce: ReadonlySet<TaskReason> = new Set([
  'landline',
  'invalidNumber',
  'failed',
  'unanswered',
  'expired',
]);

const cursorOf = ({ dueAt, taskNo }: Pick<store.TaskRow, 'dueAt' | 'taskNo'>): string => `${dueAt}~${taskNo}`;

function readCursor(text: string): { dueAt: Instant; taskNo: number } {
  const [at = '', no = ''] = text.split('~');
  const dueAt = parseInstant(at);
  if (!dueAt || !/^\d{1,15}$/.test(no)) throw fieldInvalid('/after', '没有这一页，请从头看。');
  return { dueAt, taskNo: Number(no) };
}

/** Builds the calls. */
export function createPhoneTasks(parts: PhoneTaskParts): PhoneTasks {
  const { database, clock, keyring, audit, directory } = parts;

  const windowsOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    );

  const keyOf = async (db: Db, caseId: string | null): Promise<Buffer | undefined> => {
    const [row] = caseId === null ? [] : await listCaseKeys(db, [caseId]);
    return row?.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
  };

  const titleOf = (event: string): string => (isTemplate(event) ? templateRuleOf(event).title : event);

  async function present(db: Db, rows: readonly store.TaskRow[]): Promise<TaskView[]> {
    const ids = rows.map(({ id }) => id);
    const [messages, calls] = [await store.listTaskMessages(db, ids), await store.listCalls(db, ids)];
    const now = clock.now();
    return rows.map((row) => {
      const own = messages.filter(({ taskId }) => taskId === row.id);
      const {
        id,
        taskNo,
        caseId,
        offListRequestId,
        businessNumber,
        audience,
        decision,
        openedAt,
        dueAt,
        closedAt,
      } = row;
      return {
        id,
        taskNo,
        caseId,
        offListRequestId,
        businessNumber,
        audience,
        windowName: directory.findWindow(row.windowId)?.name ?? '',
        decision,
        openedAt,
        dueAt,
        overdue: closedAt === null && now >= dueAt,
        numberMasked: own.at(-1)?.addressMasked ?? '',
        topics: own.map(({ event, reason }) => ({ title: titleOf(event), reason: taskReasons[reason] })),
        calls: calls
          .filter(({ taskId }) => taskId === row.id)
          .map(({ calledAt, staffName, reached }) => ({ calledAt, staffName, reached })),
        closedAt,
        closure: row.closure && taskClosures[row.closure],
      };
    });
  }

  async function ownTask(db: Db, actor: Actor, id: string, lock = false): Promise<store.TaskRow> {
    const row = await store.findTask(db, id, lock);
    if (!row || !windowsOf(actor).includes(row.windowId)) throw new Problem('not-found');
    return row;
  }

  async function details(db: Db, row: store.TaskRow): Promise<TaskDetails> {
    const [view] = await present(db, [row]);
    if (!view) throw new Problem('not-found');
    const key = await keyOf(db, row.caseId);
    const ofCase = row.caseId !== null;
    const ids = (await store.listTaskMessages(db, [row.id])).map(({ messageId }) => messageId);
    const contents = (await listMessagesById(db, ids)).flatMap(({ id, sealed }) => {
      const content = openMessage(keyring, key, ofCase, { id, sealed });
      return content ? [content] : [];
    });
    const last = contents.at(-1);
    const checked = last && checkPhone(last.given);
    const records = (await store.listCalls(db, [row.id])).map((call) => {
      const content = openCall(keyring, key, ofCase, call);
      const { calledAt, staffName, reached } = call;
      return {
        calledAt,
        staffName,
        reached,
        ...(content ?? { number: call.numberMasked, person: '', content: '' }),
      };
    });
    return {
      ...view,
      name: last?.name ?? '',
      number: last?.given ?? '',
      numberFault: checked && !checked.valid ? checked.reason : null,
      texts: contents.map(({ text }) => text),
      records,
    };
  }

  function checkCall(input: CallInput, now: Instant): CallContent & { calledAt: Instant } {
    const number = checkPhone(input.number);
    if (!number.valid) throw fieldInvalid('/number', number.reason);
    const person = checkPlainText(input.person, { max: 40, min: input.reached ? 1 : 0 });
    if (!person.valid) throw fieldInvalid('/person', `请写接电话的人。${person.reason}`);
    const content = checkPlainText(input.content, { max: 200, min: 2, lines: true });
    if (!content.valid) throw fieldInvalid('/content', content.reason);
    const calledAt = input.calledAt === undefined ? now : parseInstant(input.calledAt);
    if (!calledAt || calledAt > now) {
      throw fieldInvalid('/calledAt', '通话时间不能晚于现在，且要带时区。');
    }
    return { number: number.normalized, person: person.normalized, content: content.normalized, calledAt };
  }

  return {
    async open(tx, callings) {
      if (callings.length === 0) return;
      const now = clock.now();
      const byCall = Map.groupBy(
        callings,
        ({ message: { caseId, offListRequestId, windowId, audience } }) =>
          `${caseId ?? offListRequestId} ${windowId} ${audience}`,
      );
      const tasks = [...byCall.values()].flatMap((group): store.NewTask[] => {
        const [first] = group;
        if (!first) return [];
        const { caseId, offListRequestId, audience, windowId } = first.message;
        const regionCode = directory.findWindow(windowId)?.regionCode ?? first.message.regionCode;
        return [
          {
            id: randomUUID(),
            caseId,
            offListRequestId,
            businessNumber: group.find(({ businessNumber }) => businessNumber)?.businessNumber ?? null,
            audience,
            windowId,
            regionCode,
            decision: group.some(({ decision }) => decision),
            dueAt: workingDaysDue(directory.calendarOf(regionCode), now, phoneWorkingDays).dueAt,
          },
        ];
      });
      const opened = await store.openTasks(tx, tasks, now);
      const rows = opened.flatMap(({ id, caseId, offListRequestId, windowId, audience }) =>
        (byCall.get(`${caseId ?? offListRequestId} ${windowId} ${audience}`) ?? []).map(
          ({ message, reason }) => ({
            taskId: id,
            messageId: message.id,
            reason,
          }),
        ),
      );
      await store.addTaskMessages(tx, rows, now);
      const fresh = new Set(opened.flatMap(({ id, fresh: isFresh }) => (isFresh ? [id] : [])));
      const told = rows.filter(({ taskId, reason }) => fresh.has(taskId) && toldAtOnce.has(reason));
      await parts.tellStaff(
        tx,
        [...new Map(told.map((row) => [row.taskId, row])).values()].flatMap(({ taskId, reason }) => {
          const task = opened.find(({ id }) => id === taskId);
          if (!task) return [];
          return [
            {
              to: { windowId: task.windowId },
              kind: 'phoneTask',
              text: `请电话告知：${taskReasons[reason]}，1 个工作日内`,
              ...(task.caseId ? { caseId: task.caseId } : {}),
              link: `/phone-tasks?task=${taskId}`,
              onceKey: `phoneTask:${taskId}`,
            },
          ];
        }),
      );
    },
    windowTasks: {
      countAt: store.countOwed,
      handOver: ({ from, to }) =>
        database.transaction((tx) => store.moveTasks(tx, { from, to, at: clock.now() })),
    },
    subscriber: {
      name: 'phone-tasks',
      title: '电话任务：办件移交窗口时随件移交',
      from: 'now',
      async handle(tx, entries) {
        const moved = entries.filter(({ type }) => type === 'movedToWindow');
        if (moved.length === 0) return;
        for (const { caseId, from, to } of await listMovesAmong(tx, moved))
          await store.moveTasks(tx, { caseId, from, to, at: clock.now() });
      },
    },
    async closeDelivered(tx, messageId) {
      const tasks = await store.listDeliveredTasks(tx, messageId);
      const ids = tasks.map(({ id }) => id);
      if (ids.length > 0) await store.closeTasks(tx, ids, 'delivered', clock.now());
    },
    async closeRecorded(tx, pairs) {
      if (pairs.length === 0) return;
      const ids = (await store.listOpenTasksOf(tx, pairs)).map(({ id }) => id);
      if (ids.length > 0) await store.closeTasks(tx, ids, 'recordedOnCase', clock.now());
    },
    async list(actor, { closed, after, limit }) {
      const { db } = database;
      const windows = windowsOf(actor);
      if (closed) {
        if (after !== undefined && !/^\d{1,15}$/.test(after))
          throw fieldInvalid('/after', '没有这一页，请从头看。');
        const rows = await store.listClosedTasks(db, windows, after ? Number(after) : undefined, limit);
        const last = rows.length < limit ? undefined : rows.at(-1);
        return { tasks: await present(db, rows), next: last ? String(last.taskNo) : null };
      }
      const rows = await store.listOpenTasks(db, windows, after ? readCursor(after) : undefined, limit);
      const last = rows.length < limit ? undefined : rows.at(-1);
      return { tasks: await present(db, rows), next: last ? cursorOf(last) : null };
    },
    async find(actor, id, address) {
      const row = await ownTask(database.db, actor, id);
      await audit.record(database.db, {
        action: 'phoneTaskRead',
        actor: auditActorOf(actor),
        subject: { kind: 'phoneTask', id },
        caseId: row.caseId ?? undefined,
        address,
      });
      return details(database.db, row);
    },
    async recordCall(actor, id, input) {
      const known = await ownTask(database.db, actor, id);
      if (known.closedAt !== null) throw new Problem('phone-task-closed');
      const now = clock.now();
      const call = checkCall(input, now);
      const opened =
        known.caseId !== null && known.audience === 'applicant'
          ? await parts.executor().open(known.caseId, actor)
          : undefined;
      const kase = opened?.loaded.kase;
      const capacity = kase && (kase.home.windowId === known.windowId ? 'homeClerk' : 'intakeClerk');
      // A call about an ended case, or by a window that the case has left, is kept with the task alone.
      const inCase =
        kase &&
        capacity &&
        opened.capacities.has(capacity) &&
        commandsFor(kase.state, new Set([capacity])).includes('recordContact');
      return database.transaction(async (tx) => {
        const row = await ownTask(tx, actor, id, true);
        if (row.closedAt !== null) throw new Problem('phone-task-closed');
        const callId = randomUUID();
        await store.insertCall(tx, {
          id: callId,
          taskId: id,
          calledAt: call.calledAt,
          recordedAt: now,
          staffId: actor.id,
          staffName: actor.name,
          reached: input.reached,
          numberMasked: maskPhone(call.number),
          sealed: sealContent(keyring, await keyOf(tx, row.caseId), 'call', callId, {
            number: call.number,
            person: call.person,
            content: call.content,
          }),
        });
        if (input.reached) await store.closeTasks(tx, [id], 'called', now);
        if (inCase) {
          await parts.executor().executeWithin(
            tx,
            {
              caseId: kase.id,
              actor,
              capacity,
              command: 'recordContact',
              input: {
                channel: 'phone',
                number: call.number,
                occurredAt: call.calledAt,
                reached: input.reached,
                result: call.person === '' ? call.content : `${call.person}：${call.content}`,
                purpose: row.decision ? 'decision' : 'other',
              },
            },
            {},
          );
        }
        await audit.record(tx, {
          action: 'callRecorded',
          actor: auditActorOf(actor),
          subject: { kind: 'phoneTask', id },
          caseId: row.caseId ?? undefined,
          detail: { reached: input.reached },
        });
        const after = await ownTask(tx, actor, id);
        const [view] = await present(tx, [after]);
        if (!view) throw new Problem('not-found');
        return view;
      });
    },
  };
}
