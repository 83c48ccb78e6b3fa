import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { isClerkOf } from './clerk-of.ts';
import { openIncidentOf, parcelOf, senderOf } from './parcels.ts';
import { isSilent, watchedParcels } from './silence.ts';

const OpenInput = object({
  waybill: Type.Optional(Type.String({ maxLength: 40, description: '运单号' })),
  kind: Type.Optional(oneOf(['silent', 'notReceived'])),
  note: Type.Optional(Type.String({ maxLength: 300, description: '向寄递企业查询的情况' })),
});

/**
 * A parcel of which nothing was heard for five days, or which the receiver does not have although it counts as
 * delivered: the sending window asks the carrier (C.1, 18; R-092). The clock does it when nobody did.
 */
export const openIncident = command<'openIncident', Static<typeof OpenInput>, undefined>({
  name: 'openIncident',
  input: OpenInput,
  summary: '登记寄递事故并开始查询',
  example: { waybill: 'RR473124829US', kind: 'silent', note: '已向 EMS 客服查询，受理号 0706-12' },
  facts: noFacts,
  blocked: (kase) => (kase.parcels.length === 0 ? 'waybill-unknown' : undefined),
  decide(kase, { waybill, kind = 'silent', note }, _facts, context) {
    const { now, capacities } = context;
    const byClock = capacities.has('system');
    const parcel = byClock
      ? watchedParcels(kase).find((each) => isSilent(kase, each, now))
      : parcelOf(kase, waybill);
    if (!parcel) return refuse(byClock && kase.parcels.length > 0 ? 'silence-not-due' : 'waybill-unknown');
    if (!byClock && !isClerkOf(senderOf(parcel), capacities)) {
      return refuse('not-authorised', { detail: '寄递事故由寄出的窗口登记。' });
    }
    if (openIncidentOf(kase, parcel.waybill)) return refuse('incident-already-open');
    if (kind === 'silent' && !isSilent(kase, parcel, now)) return refuse('silence-not-due');
    if (kind === 'notReceived' && (parcel.deliveredAt === undefined || parcel.confirmedAt !== undefined)) {
      return refuse('silence-not-due', { detail: '只有显示已投递、还没有确认收到的邮件，才能登记未收到。' });
    }
    const text = checkPlainText(note ?? '', { max: 300, min: 2 });
    return {
      events: [
        {
          type: 'incidentOpened',
          data: { id: context.newId(), waybill: parcel.waybill, kind, byClock },
          ...(text.valid ? { personal: { note: text.normalized } } : {}),
        },
      ],
    };
  },
});
