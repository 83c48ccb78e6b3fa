import type { CaseFileSupplier } from '../../cases/archive/case-files.service.ts';
import { findCaseKey } from '../../cases/core/case.store.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { Instant } from '../../regulation/instant.ts';
import { listCalls, listTasksOfCase } from '../phone-tasks/phone-task.store.ts';
import * as store from './message.store.ts';
import { openMessage } from './message-seal.service.ts';
import { messageSteps, stateOf } from './message-status.ts';
import { isTemplate, templateRuleOf } from './templates.ts';

const atOnce = 500;
const audiences = { applicant: '申请人', intakeWindow: '收件窗口' } as const;
const channels = { sms: '短信', email: '电子邮件' } as const;
const moment = (at: Instant): string => at.slice(0, 16).replace('T', ' ');

/** What was told to whom, for the file of a case: every message and call in order, numbers masked. */
export const toldInFile =
  (keyring: Keyring): CaseFileSupplier =>
  async (db, caseId) => {
    const wrapped = (await findCaseKey(db, caseId))?.keyWrapped;
    const key = wrapped ? keyring.unwrap(wrapped) : undefined;
    const messages: store.MessageRow[] = [];
    for (let after = 0; ; after = messages.at(-1)?.messageNo ?? 0) {
      const page = await store.listMessages(db, caseId, after, atOnce);
      messages.push(...page);
      if (page.length < atOnce) break;
    }
    const steps = Map.groupBy(
      await store.listSteps(
        db,
        messages.map(({ id }) => id),
      ),
      ({ messageId }) => messageId,
    );
    const tasks = await listTasksOfCase(db, caseId);
    const calls = await listCalls(
      db,
      tasks.map(({ id }) => id),
    );
    const told = messages.map((message) => {
      const { step, at } = stateOf(steps.get(message.id) ?? []);
      const title = isTemplate(message.event) ? templateRuleOf(message.event).title : message.event;
      const words = openMessage(keyring, key, true, message)?.text;
      return {
        at: message.madeAt,
        row: [
          moment(message.madeAt),
          `${audiences[message.audience]} ${channels[message.channel]} ${message.addressMasked}`,
          words === undefined ? title : `${title}：${words}`,
          `${messageSteps[step]} ${moment(at)}`,
        ],
      };
    });
    const called = calls.map(({ taskId, calledAt, staffName, reached, numberMasked }) => ({
      at: calledAt,
      row: [
        moment(calledAt),
        `${audiences[tasks.find(({ id }) => id === taskId)?.audience ?? 'applicant']} 电话 ${numberMasked}`,
        `${staffName}致电`,
        reached ? '已接通' : '未接通',
      ],
    }));
    return [
      {
        key: 'told',
        title: '通知记录',
        paragraphs: [],
        columns: [
          { name: '时间' },
          { name: '告知谁', wide: 2 },
          { name: '内容', wide: 5 },
          { name: '结果', wide: 2 },
        ],
        rows: [...told, ...called].toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ row }) => row),
        empty: '本件没有发出短信、邮件或电话告知。',
      },
    ];
  };
