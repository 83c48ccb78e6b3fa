import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { wasNamed } from '../notice/notice.ts';
import { asAsked, countsFit, HandedIn, handBackFault } from './handed-in.ts';

const CorrectInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  received: Type.Optional(HandedIn),
  correction: Type.Optional(Type.String({ maxLength: 300, description: '改了什么' })),
});

/** Records that a deficiency was put right at the counter (C.1, 6); no notice is issued for it. */
export const correctOnSpot = command<'correctOnSpot', Static<typeof CorrectInput>, undefined>({
  name: 'correctOnSpot',
  input: CorrectInput,
  summary: '当场补正一项材料',
  example: { lineId: '048-1-m-photo', correction: '已在窗口重新拍摄白底照片' },
  facts: noFacts,
  decide(kase, { lineId, received, correction }) {
    const line = kase.lines.find((each) => each.id === lineId);
    if (!line)
      return refuse('field-invalid', { errors: [{ pointer: '/lineId', detail: '本件没有这一项材料。' }] });
    if (line.verdict !== 'deficient' && line.verdict !== 'notSubmitted') return refuse('line-not-deficient');
    // What comes after a notice for the line is a supplement, judged anew, and no correction on the spot.
    if (wasNamed(kase, lineId)) return refuse('notice-already-issued');
    const handed = received ?? asAsked(line);
    if (!countsFit(handed)) return refuse('count-out-of-range');
    const kept = handBackFault(line, handed);
    if (kept) return refuse('field-invalid', { errors: kept });
    const text = checkPlainText(correction?.trim() || '当场补正', { max: 300 });
    if (!text.valid) {
      return refuse('field-invalid', { errors: [{ pointer: '/correction', detail: text.reason }] });
    }
    return {
      events: [
        {
          type: 'materialCorrectedOnSpot',
          data: { lineId, received: handed },
          personal: { correction: text.normalized },
        },
      ],
    };
  },
});
