import { seesPersonal } from '../../cases/core/capacities.ts';
import type { Executor } from '../../cases/core/executor.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import { listCalls, listTaskMessages, listTasksOfCase } from '../phone-tasks/phone-task.store.ts';
import { taskClosures, taskReasons } from '../phone-tasks/phone-task.ts';
import * as store from './message.store.ts';
import { openMessage } from './message-seal.service.ts';
import { messageSteps, stateOf } from './message-status.ts';
import type { RecordPage } from './message-view.ts';
import { isTemplate, templateRuleOf } from './templates.ts';

/** What was told to whom and when, as evidence. */
export type MessageRecord = {
  ofCase(
    caseId: string,
    actor: Actor,
    options: { unmask: boolean; after?: string | undefined; limit: number; address?: string | undefined },
  ): Promise<RecordPage>;
};

const audienceNames: Record<store.Audience, string> = { applicant: '申请人', intakeWindow: '收件窗口' };
const channelNames: Record<store.MessageChannel, string> = { sms: '短信', email: '电子邮件' };

function readCursor(text: string | undefined): number {
  if (text !== undefined && !/^\d{1,15}$/.test(text)) throw fieldInvalid('/after', '没有这一页，请从头看。');
  return Number(text ?? 0);
}

/** Builds the reading of the record. */
export function createMessageRecord({
  database,
  keyring,
  audit,
  executor,
}: {
  database: Database;
  keyring: Keyring;
  audit: Pick<Audit, 'record'>;
  executor: Pick<Executor, 'open'>;
}): MessageRecord {
  return {
    async ofCase(caseId, actor, { unmask, after, limit, address }) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      const { kase, key } = loaded;
      const sees = seesPersonal(kase, capacities);
      const unmasked = unmask && sees;
      const { db } = database;
      const rows = await store.listMessages(db, caseId, readCursor(after), limit);
      const steps = Map.groupBy(
        await store.listSteps(
          db,
          rows.map(({ id }) => id),
        ),
        ({ messageId }) => messageId,
      );
      const tasks = await listTasksOfCase(db, caseId);
      const taskIds = tasks.map(({ id }) => id);
      const said = new Map((await listTaskMessages(db, taskIds)).map((row) => [row.messageId, row]));
      const calls = await listCalls(db, taskIds);
      if (sees) {
        await audit.record(db, {
          action: unmasked ? 'messagesReadUnmasked' : 'messagesRead',
          actor: auditActorOf(actor),
          subject: { kind: 'case', id: caseId },
          caseId,
          address,
        });
      }
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        unmasked,
        next: last ? String(last.messageNo) : null,
        messages: rows.map((row) => {
          const own = steps.get(row.id) ?? [];
          const state = stateOf(own);
          const content = sees ? openMessage(keyring, key, true, row) : undefined;
          const call = said.get(row.id);
          const task = tasks.find(({ id }) => id === call?.taskId);
          return {
            id: row.id,
            madeAt: row.madeAt,
            audience: row.audience,
            audienceName: audienceNames[row.audience],
            channel: row.channel,
            channelName: channelNames[row.channel],
            event: row.event,
            title: isTemplate(row.event) ? templateRuleOf(row.event).title : row.event,
            language: row.language,
            version: row.version,
            address: unmasked ? (content?.given ?? row.addressMasked) : row.addressMasked,
            text: content?.text ?? null,
            contentDigest: row.contentDigest,
            sendAt: row.sendAt,
            status: state.step,
            statusName: messageSteps[state.step],
            statusAt: state.at,
            attempts: state.attempt,
            supplier: state.supplier,
            steps: own.map(({ stepNo, at, step, attempt, supplier, reason }) => ({
              stepNo,
              at,
              name: messageSteps[step],
              attempt,
              supplier,
              reason,
            })),
            call:
              call && task
                ? {
                    taskId: task.id,
                    reason: taskReasons[call.reason],
                    dueAt: task.dueAt,
                    closure: task.closure && taskClosures[task.closure],
                  }
                : null,
          };
        }),
        calls: calls.map(({ taskId, calledAt, staffName, reached, numberMasked }) => {
          const task = tasks.find(({ id }) => id === taskId);
          return {
            calledAt,
            staffName,
            reached,
            number: numberMasked,
            audienceName: audienceNames[task?.audience ?? 'applicant'],
            closure: task?.closure ? taskClosures[task.closure] : null,
          };
        }),
      };
    },
  };
}
