import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case, Line } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { isClerkOf } from './clerk-of.ts';
import { parcelWith, senderOf } from './parcels.ts';
import { signatures } from './record-custody.ts';

const ConfirmInput = object({
  lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 100 }),
  signature: Type.Optional(oneOf(signatures)),
});

/** Originals that are on their way to the applicant, by parcel. */
const comingBack = (kase: Case): Line[] =>
  kase.lines.filter((line) => line.paper === 'onTheWay' && parcelWith(kase, line)?.to === 'applicant');

/** The applicant has the originals, and says so with a signature; the carrier's word is not needed then (C.1, 32c). */
export const confirmOriginals = command<'confirmOriginals', Static<typeof ConfirmInput>, undefined>({
  name: 'confirmOriginals',
  input: ConfirmInput,
  summary: '申请人签收退回的原件',
  example: { lineIds: ['048-1-m-form'], signature: 'paper' },
  facts: noFacts,
  blocked: (kase) => (comingBack(kase).length === 0 ? 'line-unknown' : undefined),
  decide(kase, { lineIds, signature }, _facts, { capacities }) {
    const lines = comingBack(kase).filter(({ id }) => lineIds.includes(id));
    if (lines.length === 0 || lines.length !== new Set(lineIds).size) {
      return refuse('line-unknown', { detail: '这项材料没有在寄回申请人的路上。' });
    }
    const senders = new Set(lines.map((line) => parcelWith(kase, line)).map((p) => p && senderOf(p)));
    if ([...senders].some((side) => side === undefined || !isClerkOf(side, capacities))) {
      return refuse('not-authorised', { detail: '原件由寄回的窗口登记签收。' });
    }
    if (signature === undefined) return refuse('signature-missing');
    return {
      events: [{ type: 'originalsReceived', data: { lineIds: lines.map(({ id }) => id), signature } }],
    };
  },
});
