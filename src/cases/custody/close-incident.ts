import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { isClerkOf } from './clerk-of.ts';
import { openIncidentOf, openIncidents, paperIn, parcelOf, senderOf } from './parcels.ts';

/** How an incident can end, in a clerk's words. */
export const incidentResults = {
  found: '邮件已找到',
  sentAgain: '已重新寄出',
  replaced: '材料已补办',
  otherChannel: '改用其他方式',
} as const;

const CloseInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  result: oneOf(Object.keys(incidentResults) as (keyof typeof incidentResults)[]),
  proof: Type.Optional(Type.String({ maxLength: 300, description: '查询结果和凭证' })),
  sentAs: Type.Optional(Type.String({ maxLength: 40, description: '重新寄出的运单号' })),
});

/**
 * The enquiry ended (C.1, 18a): found, sent again, replaced, or by another channel. Unless the parcel was found, no
 * original may be left without a place: it is lost and settled, or back in a window.
 */
export const closeIncident = command<'closeIncident', Static<typeof CloseInput>, undefined>({
  name: 'closeIncident',
  input: CloseInput,
  summary: '登记查询结果，了结寄递事故',
  example: { waybill: 'RR473124829US', result: 'found', proof: 'EMS 客服回复：7月7日到达重庆处理中心' },
  facts: noFacts,
  blocked: (kase) => (openIncidents(kase).length === 0 ? 'incident-not-open' : undefined),
  decide(kase, { waybill, result, proof, sentAs }, _facts, { capacities }) {
    if (openIncidents(kase).length === 0) return refuse('incident-not-open');
    const parcel = parcelOf(kase, waybill);
    if (!parcel) return refuse('waybill-unknown');
    const incident = openIncidentOf(kase, parcel.waybill);
    if (!incident) return refuse('incident-not-open');
    if (!isClerkOf(senderOf(parcel), capacities)) {
      return refuse('not-authorised', { detail: '寄递事故由寄出的窗口了结。' });
    }
    const text = checkPlainText(proof ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('proof-missing');
    const again = result === 'sentAgain' ? parcelOf(kase, sentAs) : undefined;
    if (result === 'sentAgain' && (!again || again === parcel)) {
      return refuse('waybill-unknown', { detail: '请先登记重新寄出的邮件，再填它的运单号。' });
    }
    const open = paperIn(kase, parcel.waybill).filter(({ received }) => (received?.originals ?? 1) > 0);
    if (result !== 'found' && open.length > 0) {
      return refuse('original-unaccounted', {
        detail: `${open.map(({ name }) => `“${name}”`).join('、')}的原件还没有下落：请先找到，或作遗失处理。`,
      });
    }
    return {
      events: [
        {
          type: 'incidentClosed',
          data: { id: incident.id, result, ...(again ? { waybill: again.waybill } : {}) },
          personal: { proof: text.normalized },
        },
      ],
    };
  },
});
