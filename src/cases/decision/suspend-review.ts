import { checkPlainText } from '../../platform/plain-text.ts';
import { DayText, object, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { addDays, isDay } from '../../regulation/shanghai-time.ts';
import type { Case } from '../core/case.ts';
import { type Context, command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import {
  type HomeDocumentFacts,
  homeDocumentFacts,
  homeDocumentHead,
  paragraphs,
} from '../home/home-document.ts';
import { withdrawalPending } from '../withdrawal/open-withdrawal.ts';
import { pausesOf } from './pauses.ts';
import { isProcedure, procedureName, procedures } from './procedures.ts';
import { reviewedFormally } from './start-review.ts';

/** No special procedure is expected to take longer; a date beyond is a slip of the pen. */
const longestDays = 730;

const SuspendInput = object({
  type: Type.String({ maxLength: 40, description: Object.keys(procedures).join('、') }),
  startOn: DayText,
  expectedEndOn: DayText,
  reason: Type.Optional(Type.String({ maxLength: 500, description: '写入特别程序告知书' })),
});

const suspensionBlocked = (
  kase: Case,
  actor: Context['actor'],
): 'formal-reviewer-cannot-approve' | 'withdrawal-pending' | undefined =>
  reviewedFormally(kase, actor) ? 'formal-reviewer-cannot-approve' : withdrawalPending(kase);

/** Stops the clock for a special procedure, with a written notice to the applicant (C.1, 27; R-104). */
export const suspendReview = command<'suspendReview', Static<typeof SuspendInput>, HomeDocumentFacts>({
  name: 'suspendReview',
  input: SuspendInput,
  summary: '转入特别程序，计时暂停，出具特别程序告知书',
  example: {
    type: 'appraisal',
    startOn: '2021-06-09',
    expectedEndOn: '2021-06-16',
    reason: '照片与身份证照片差别较大，需要作人像鉴定',
  },
  facts: (sources, kase, _input, context) => homeDocumentFacts(sources, kase, context),
  blocked: (kase, { actor }) => suspensionBlocked(kase, actor),
  decide(kase, { type, startOn, expectedEndOn, reason }, facts, context) {
    const blocked = suspensionBlocked(kase, context.actor);
    if (blocked) return refuse(blocked);
    if (!isProcedure(type)) return refuse('procedure-type-not-allowed');
    const today = dayOf(context.now);
    for (const [pointer, day] of [
      ['/startOn', startOn],
      ['/expectedEndOn', expectedEndOn],
    ] as const) {
      if (!isDay(day)) return refuse('field-invalid', { errors: [{ pointer, detail: '没有这一天。' }] });
    }
    if (startOn > today) {
      const detail = '开始日期不能晚于今天，到那一天再转入特别程序。';
      return refuse('field-invalid', { errors: [{ pointer: '/startOn', detail }] });
    }
    if (startOn < (kase.homeAcceptedOn ?? today)) {
      return refuse('start-before-acceptance', {
        detail: `本件 ${kase.homeAcceptedOn} 受理，特别程序不能早于这一天开始。`,
      });
    }
    const last = pausesOf(kase).at(-1);
    if (last && startOn <= last.to) {
      return refuse('suspensions-overlap', {
        detail: `上一次计时暂停到 ${last.to} 为止，请从第二天起算。`,
      });
    }
    if (expectedEndOn < startOn) return refuse('end-before-start');
    if (expectedEndOn > addDays(startOn, longestDays)) {
      const detail = '预计结束日期最晚为开始后两年，请核对年份。';
      return refuse('field-invalid', { errors: [{ pointer: '/expectedEndOn', detail }] });
    }
    const text = checkPlainText(reason ?? '', { max: 500, min: 2, lines: true });
    if (!text.valid) return refuse('reason-missing');
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'procedureNotice',
      data: {
        ...homeDocumentHead(kase, facts, own),
        acceptedOn: kase.homeAcceptedOn ?? null,
        procedure: procedureName(type),
        startOn,
        expectedEndOn,
        reasons: paragraphs(text.normalized),
      },
    }));
    return {
      events: [
        {
          type: 'reviewSuspended',
          data: { type, startOn, expectedEndOn, document },
          personal: { reason: text.normalized },
        },
      ],
      documents: [order],
    };
  },
});
