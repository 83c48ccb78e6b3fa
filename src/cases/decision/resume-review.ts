import { checkPlainText } from '../../platform/plain-text.ts';
import { DayText, object, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { openSuspension } from './suspension-duties.ts';

const ResumeInput = object({
  endOn: DayText,
  result: Type.Optional(Type.String({ maxLength: 500, description: '特别程序的结果' })),
});

/** The special procedure is over: the clock goes on after its last day (C.1, 28; R-104). */
export const resumeReview = command<'resumeReview', Static<typeof ResumeInput>, undefined>({
  name: 'resumeReview',
  input: ResumeInput,
  summary: '特别程序结束，恢复计时',
  example: { endOn: '2021-06-16', result: '鉴定意见：照片为申请人本人。' },
  facts: noFacts,
  decide(kase, { endOn, result }, _facts, { now }) {
    const fault = !isDay(endOn) ? '没有这一天。' : endOn > dayOf(now) ? '结束日期不能晚于今天。' : undefined;
    if (fault) return refuse('field-invalid', { errors: [{ pointer: '/endOn', detail: fault }] });
    const open = openSuspension(kase);
    if (open && endOn < open.startOn) {
      return refuse('end-before-start', { detail: `特别程序 ${open.startOn} 开始，结束日期不能更早。` });
    }
    const text = checkPlainText(result ?? '', { max: 500, min: 2, lines: true });
    if (!text.valid) return refuse('reason-missing', { detail: '请写明特别程序的结果。' });
    return {
      events: [{ type: 'reviewResumed', data: { endOn }, personal: { result: text.normalized } }],
    };
  },
});
