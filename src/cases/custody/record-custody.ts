import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { isTerminal } from '../../regulation/states.ts';
import type { Case, Line, Parcel, Side } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { isClerkOf } from './clerk-of.ts';
import { parcelOf, parcelWith } from './parcels.ts';

/** Ways a person can sign at the counter. */
export const signatures = ['pad', 'paper', 'fingerprint'] as const;

const CustodyInput = object({
  lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 100 }),
  from: oneOf(['applicant', 'carrier', 'intake', 'home']),
  to: oneOf(['intake', 'home']),
  giver: Type.Optional(Type.String({ maxLength: 80, description: '交来的人' })),
  waybill: Type.Optional(Type.String({ maxLength: 40 })),
  signature: Type.Optional(oneOf(signatures)),
});

/** Parcels of a running case that the home window checks against their list instead. */
const isConfirmedByList = ({ state }: Case, { purpose, to }: Parcel, side: Side): boolean =>
  !isTerminal(state) && to === side && ['material', 'paperDemand', 'replacement', 'relay'].includes(purpose);

/**
 * Whether the paper of a line can come from there. An original is in one place only: what is in a parcel, at the other
 * window or lost cannot be brought by somebody else, or the first piece would vanish.
 */
function comesFrom(
  kase: Case,
  line: Line,
  from: Static<typeof CustodyInput>['from'],
  parcel: Parcel | undefined,
): boolean {
  const { paper, received } = line;
  if (from === 'intake' || from === 'home') return paper === from;
  if (paper === undefined || paper === 'returned' || paper === 'settled') return true;
  if (received?.originals === 0) return true;
  return parcel !== undefined && parcelWith(kase, line) === parcel;
}

const whyNot = ({ name, paper }: Line): string =>
  paper === 'lost'
    ? `“${name}”的原件登记为遗失：请先作遗失处理，再收补办的原件。`
    : `“${name}”的原件不在那里：在邮件里的等邮件有结果，在对方窗口的由对方窗口交来。`;

/**
 * A window takes paper into custody: what the applicant leaves or brings again, recalled papers, a parcel that came
 * back (C.1, 32d; OP-61). Giver and receiver are named; from a person with a signature, from the carrier with its
 * number.
 */
export const recordCustody = command<'recordCustody', Static<typeof CustodyInput>, undefined>({
  name: 'recordCustody',
  input: CustodyInput,
  summary: '登记材料交接，由本窗口保管',
  example: {
    lineIds: ['048-1-m-form'],
    from: 'applicant',
    to: 'intake',
    giver: '罗晓梅',
    signature: 'pad',
  },
  facts: noFacts,
  decide(kase, { lineIds, from, to, giver, waybill, signature }, _facts, { capacities }) {
    if (!isClerkOf(to, capacities)) {
      return refuse('receiver-missing', { detail: '材料由收下的窗口登记，请写明本窗口。' });
    }
    const lines = [...new Set(lineIds)].map((id) => kase.lines.find((line) => line.id === id));
    if (lines.some((line) => line === undefined || line.paper === to)) {
      return refuse('line-unknown', { detail: '本件没有这项材料，或它已经在本窗口。' });
    }
    const name = checkPlainText(giver ?? '', { max: 80, min: 2 });
    if (!name.valid || from === to) return refuse('receiver-missing');
    if (from !== 'carrier' && signature === undefined) return refuse('signature-missing');
    const parcel = from === 'carrier' ? parcelOf(kase, waybill) : undefined;
    if (from === 'carrier' && (!parcel || (parcel.to !== to && parcel.from !== to))) {
      return refuse('waybill-unknown');
    }
    const misplaced = lines.find((line) => line && !comesFrom(kase, line, from, parcel));
    if (misplaced) return refuse('line-unknown', { detail: whyNot(misplaced) });
    if (parcel && isConfirmedByList(kase, parcel, to)) {
      return refuse('waybill-unknown', { detail: '这个邮件请按装箱单逐项确认收到。' });
    }
    return {
      events: [
        {
          type: 'custodyRecorded',
          data: {
            lineIds: [...new Set(lineIds)],
            from,
            to,
            ...(parcel ? { waybill: parcel.waybill } : {}),
            ...(signature ? { signature } : {}),
          },
          personal: { giver: name.normalized },
        },
      ],
    };
  },
});
