import { checkPlainText } from '../../platform/plain-text.ts';
import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { parcelOf } from '../custody/parcels.ts';
import { isOpen } from './open-discrepancies.ts';

const AnswerInput = object({
  id: Id,
  answer: Type.Optional(Type.String({ maxLength: 300 })),
  waybill: Type.Optional(Type.String({ maxLength: 40, description: '补寄的运单号' })),
  foundHere: Type.Optional(Type.Boolean({ description: '材料还在本窗口，没有装进去' })),
});

/** The intake window says what became of a piece (C.1, 17a); sending it anew answers as well. */
export const answerDiscrepancy = command<'answerDiscrepancy', Static<typeof AnswerInput>, undefined>({
  name: 'answerDiscrepancy',
  input: AnswerInput,
  summary: '答复材料差异',
  example: {
    id: '00000000-0000-4000-8000-000000000001',
    answer: '原件还在本窗口，今天补寄。',
    foundHere: true,
  },
  facts: noFacts,
  decide(kase, { id, answer, waybill, foundHere }) {
    const found = kase.discrepancies.find((each) => each.id === id && isOpen(each));
    if (!found) return refuse('discrepancy-not-open');
    const text = checkPlainText(answer ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('reason-missing');
    const parcel = parcelOf(kase, waybill);
    if (waybill !== undefined && (!parcel || parcel.to !== 'home')) return refuse('waybill-unknown');
    if (foundHere && found.channel === 'electronic') {
      return refuse('field-invalid', {
        errors: [{ pointer: '/foundHere', detail: '电子材料没有留在窗口的纸质件。' }],
      });
    }
    return {
      events: [
        {
          type: 'discrepancyAnswered',
          data: {
            id,
            ...(parcel ? { waybill: parcel.waybill } : {}),
            ...(foundHere ? { foundHere } : {}),
          },
          personal: { answer: text.normalized },
        },
      ],
    };
  },
});
