import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case, Line, Side } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { SecondPerson } from '../core/fact-sources.ts';
import { Confirmation, exampleConfirmation, secondPerson } from '../core/second-person.ts';
import { isClerkOf, leadOf } from './clerk-of.ts';
import { openIncidentOf, parcelWith, senderOf } from './parcels.ts';

const SettleInput = object({
  lineId: Type.String({ minLength: 1, maxLength: 80 }),
  way: oneOf(['replacement', 'statement']),
  proof: Type.Optional(Type.String({ maxLength: 300, description: '补办的证件，或申请人签字的说明' })),
  confirmation: Type.Optional(Confirmation),
});

/** The window that sent the parcel in which a line was lost. */
const senderFor = (kase: Case, line: Line | undefined): Side => {
  const parcel = line && parcelWith(kase, line);
  return parcel ? senderOf(parcel) : 'intake';
};

const onEnquiry = (kase: Case, line: Line): boolean => {
  const parcel = line.paper === 'onTheWay' ? parcelWith(kase, line) : undefined;
  return parcel !== undefined && openIncidentOf(kase, parcel.waybill) !== undefined;
};

/**
 * A lost original is accounted for by a replacement, or by a statement the applicant signed, together with the
 * lead of the window that sent it (C.1, 18c; OP-74).
 */
export const settleLostOriginal = command<
  'settleLostOriginal',
  Static<typeof SettleInput>,
  { lead: SecondPerson | undefined }
>({
  name: 'settleLostOriginal',
  input: SettleInput,
  summary: '原件遗失的处理（窗口负责人共同确认）',
  example: {
    lineId: '048-1-m-form',
    way: 'statement',
    proof: '申请人 7月12日签字的遗失说明，编号 0712-1',
    confirmation: exampleConfirmation,
  },
  facts: async (sources, kase, { lineId, confirmation }, context) => ({
    lead: await secondPerson(sources, confirmation, {
      kase,
      command: 'settleLostOriginal',
      capacity: leadOf(
        senderFor(
          kase,
          kase.lines.find(({ id }) => id === lineId),
        ),
      ),
      context,
    }),
  }),
  blocked(kase) {
    if (kase.lines.some(({ paper }) => paper === 'lost')) return undefined;
    return kase.lines.some((line) => onEnquiry(kase, line)) ? 'enquiry-running' : 'line-unknown';
  },
  decide(kase, { lineId, way, proof }, { lead }, { capacities }) {
    const line = kase.lines.find(({ id }) => id === lineId);
    if (line && onEnquiry(kase, line)) return refuse('enquiry-running');
    if (line?.paper !== 'lost') return refuse('line-unknown', { detail: '这份材料没有登记为遗失。' });
    if (!isClerkOf(senderFor(kase, line), capacities)) {
      return refuse('not-authorised', { detail: '遗失的原件由寄出的窗口处理。' });
    }
    const text = checkPlainText(proof ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('proof-missing');
    if (!lead) return refuse('second-person-missing');
    return {
      events: [
        {
          type: 'originalSettled',
          data: { lineId, way, leadId: lead.id },
          personal: { proof: text.normalized },
        },
      ],
    };
  },
});
