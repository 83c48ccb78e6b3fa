import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { statedReason } from '../core/stated-reason.ts';
import { limitingNotice } from '../notice/notice.ts';

const ReopenInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  reason: Type.Optional(Type.String({ maxLength: 300, description: '为什么要重新判定，至少 10 个字' })),
});

/**
 * The window lead opens a line again that passed before a notice. If it is found deficient, the next notice
 * counts as 二次告知.
 */
export const reopenPassedLine = command<'reopenPassedLine', Static<typeof ReopenInput>, undefined>({
  name: 'reopenPassedLine',
  input: ReopenInput,
  summary: '窗口负责人允许重新判定一项已合格的材料',
  example: { lineId: '048-1-m-form', reason: '复核发现登记表缺少第二页，影响属地审查' },
  facts: noFacts,
  decide(kase, { lineId, reason }) {
    const line = kase.lines.find(({ id }) => id === lineId);
    if (!line) return refuse('line-unknown');
    if (line.verdict !== 'passed' || !limitingNotice(kase)) {
      return refuse('line-unknown', { detail: '这一项不用重新打开，可以直接判定。' });
    }
    const text = statedReason(reason, { min: 10 });
    if (!text) return refuse('reason-missing', { detail: '请写明理由，至少 10 个字。' });
    return { events: [{ type: 'passedLineReopened', data: { lineId }, personal: { reason: text } }] };
  },
});
