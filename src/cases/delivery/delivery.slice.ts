import type { DeliveryWay } from '../../catalogue/standard.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, Parcel } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';

type Sending = { way: DeliveryWay; waybill?: string; carrier?: string };

function sent(kase: Case, sending: Sending, at: Instant): Partial<Case> {
  const { way, waybill, carrier } = sending;
  const parcel: Parcel[] =
    waybill && carrier
      ? [
          {
            waybill,
            carrier,
            purpose: 'result',
            from: 'home',
            to: way === 'mail' ? 'applicant' : 'intake',
            packed: [],
            registeredAt: at,
          },
        ]
      : [];
  return {
    parcels: [...kase.parcels, ...parcel],
    result: {
      place: waybill ? 'onTheWay' : 'home',
      dispatchedAt: at,
      way,
      ...(waybill ? { waybill } : { arrivedAt: at }),
      round: (kase.result?.round ?? 0) + 1,
    },
  };
}

/** How delivery changes a case. Originals travel back with the result and count as returned once it is delivered. */
export const deliverySlice = slice({
  deliveryChosen: (kase, { data, personal }) => ({
    ...(kase.delivery ? { delivery: { ...kase.delivery, way: data.way } } : {}),
    ...withPersonal(kase, personal, (_content, { address }) => (address ? { address } : {})),
  }),
  resultDispatched: (kase, { data, effectiveAt }) => sent(kase, data, effectiveAt),
  resultRedispatched: (kase, { data, effectiveAt }) => sent(kase, data, effectiveAt),
  resultSentBack: (kase, { data, effectiveAt }) => ({
    parcels: [
      ...kase.parcels,
      {
        waybill: data.waybill,
        carrier: data.carrier,
        purpose: 'resultBack',
        from: 'intake',
        to: 'home',
        packed: [],
        registeredAt: effectiveAt,
      },
    ],
    ...(kase.result ? { result: { ...kase.result, place: 'onTheWay' as const, waybill: data.waybill } } : {}),
  }),
  resultHandedOver: () => ({}),
  resultDelivered: (kase, { data }) => ({
    ...(kase.result
      ? { result: { ...kase.result, place: 'applicant' as const, deliveredAt: data.occurredAt } }
      : {}),
    lines: kase.lines.map((line) =>
      line.paper === 'home' && !line.archivePaper && (line.received?.originals ?? 0) > 0
        ? { ...line, paper: 'returned' as const }
        : line,
    ),
  }),
  caseCompleted: () => ({}),
});
