import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { isNewFinding } from '../notice/notice.ts';
import { lacksStandard } from '../requests/open-requests.ts';
import { asAsked, countsFit, HandedIn, handBackFault } from './handed-in.ts';
import { isReasonCode, reasonCodes } from './reason-codes.ts';

/** Length of a correction text in characters (附件1). */
export const correctionLength = { min: 5, max: 300 } as const;

const MarkInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  verdict: oneOf(['passed', 'deficient', 'notSubmitted']),
  received: Type.Optional(HandedIn),
  reasonCode: Type.Optional(Type.String({ maxLength: 40, description: Object.keys(reasonCodes).join('、') })),
  correction: Type.Optional(Type.String({ maxLength: 2000 })),
});

/**
 * Marks one material as 合格, 不合格 or 未提交 with its counts (C.1, 5a). A deficiency names one of the formal
 * reasons and says what to hand in instead. After a notice only the lines it named stand open.
 */
export const markMaterial = command<'markMaterial', Static<typeof MarkInput>, undefined>({
  name: 'markMaterial',
  input: MarkInput,
  summary: '判定一项材料',
  example: {
    lineId: '048-1-m-form',
    verdict: 'passed',
    received: { originals: 1, copies: 0, medium: 'paper' },
  },
  facts: noFacts,
  decide(kase, { lineId, verdict, received, reasonCode, correction }) {
    if (lacksStandard(kase)) return refuse('standard-missing');
    const line = kase.lines.find((each) => each.id === lineId);
    if (!line)
      return refuse('field-invalid', { errors: [{ pointer: '/lineId', detail: '本件没有这一项材料。' }] });
    if (line.verdict === 'passed' && isNewFinding(kase, line)) return refuse('line-already-passed');
    const handed = received ?? line.received ?? asAsked(line);
    if (verdict !== 'notSubmitted' && !countsFit(handed)) return refuse('count-out-of-range');
    if (verdict !== 'notSubmitted' && !line.media.includes(handed.medium)) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/received/medium', detail: '这一项不收这种形式。' }],
      });
    }
    const kept = verdict === 'notSubmitted' ? undefined : handBackFault(line, handed);
    if (kept) return refuse('field-invalid', { errors: kept });
    if (verdict === 'passed') {
      return { events: [{ type: 'materialMarked', data: { lineId, verdict, received: handed } }] };
    }
    const reason = verdict === 'notSubmitted' ? (reasonCode ?? 'missing') : reasonCode;
    if (reason === undefined || !isReasonCode(reason)) return refuse('reason-code-unknown');
    const wanted = correction ?? (verdict === 'notSubmitted' ? `请补交：${line.name}` : '');
    const text = checkPlainText(wanted, { max: correctionLength.max, min: correctionLength.min });
    if (!text.valid) return refuse('correction-text-missing', { detail: text.reason });
    return {
      events: [
        {
          type: 'materialMarked',
          data: {
            lineId,
            verdict,
            reasonCode: reason,
            ...(verdict === 'deficient' ? { received: handed } : {}),
          },
          personal: { correction: text.normalized },
        },
      ],
    };
  },
});
