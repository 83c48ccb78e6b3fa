import type { DeliveryWay } from '../../catalogue/standard.ts';
import type { Case } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { newParcel, packedFor } from '../custody/carried.ts';
import { originalsAtHome } from '../custody/originals.ts';
import { type Move, movePaper } from '../custody/paper.ts';

type Sending = { way: DeliveryWay; waybill?: string; carrier?: string };

/** The result goes out, and the originals with it; without a parcel it waits at the home window. */
function sent(kase: Case, sending: Sending, originals: readonly string[], move: Move): Partial<Case> {
  const { way, waybill, carrier = 'ems' } = sending;
  const { at } = move;
  const result = { dispatchedAt: at, way, round: (kase.result?.round ?? 0) + 1, originals };
  if (!waybill) return { ...closed(kase, at), result: { ...result, place: 'home', arrivedAt: at } };
  return {
    ...closed(kase, at),
    ...movePaper(kase, originals, 'onTheWay', { ...move, waybill }),
    parcels: [
      ...kase.parcels,
      newParcel({
        waybill,
        carrier,
        purpose: 'result',
        from: 'home',
        to: way === 'mail' ? 'applicant' : 'intake',
        packed: packedFor(kase, originals),
        registeredAt: at,
      }),
    ],
    result: { ...result, place: 'onTheWay', waybill },
  };
}

/** Sending a result anew answers the incident of the parcel it was in before, unless an original is still missing. */
function closed({ incidents, result, lines, custody }: Case, at: string): Pick<Case, 'incidents'> {
  const missing = lines.some(
    ({ id, paper }) =>
      (paper === 'lost' || paper === 'onTheWay') &&
      custody.findLast(({ lineId }) => lineId === id)?.waybill === result?.waybill,
  );
  return {
    incidents: incidents.map((incident) =>
      incident.waybill === result?.waybill && incident.closedAt === undefined && !missing
        ? { ...incident, closedAt: at, result: 'sentAgain' }
        : incident,
    ),
  };
}

/** How delivery changes a case. Originals travel back with the result and count as returned once it is delivered. */
export const deliverySlice = slice({
  deliveryChosen: (kase, { data, personal }) => ({
    ...(kase.delivery ? { delivery: { ...kase.delivery, way: data.way } } : {}),
    ...withPersonal(kase, personal, (_content, { address }) => (address ? { address } : {})),
  }),
  resultDispatched: (kase, { data, actor, effectiveAt }) =>
    sent(kase, data, data.originals, { at: effectiveAt, by: actor.id }),
  resultRedispatched: (kase, { data, actor, effectiveAt }) =>
    sent(
      kase,
      data,
      originalsAtHome(kase).map(({ id }) => id),
      { at: effectiveAt, by: actor.id },
    ),
  resultSentBack: (kase, { data, actor, effectiveAt }) => {
    const { waybill, carrier } = data;
    const originals = kase.lines.filter(
      ({ id, paper }) => paper === 'intake' && kase.result?.originals?.includes(id),
    );
    const lineIds = originals.map(({ id }) => id);
    return {
      ...movePaper(kase, lineIds, 'onTheWay', { at: effectiveAt, by: actor.id, waybill }),
      parcels: [
        ...kase.parcels,
        newParcel({
          waybill,
          carrier,
          purpose: 'resultBack',
          from: 'intake',
          to: 'home',
          packed: packedFor(kase, lineIds),
          registeredAt: effectiveAt,
        }),
      ],
      ...(kase.result ? { result: { ...kase.result, place: 'onTheWay' as const, waybill } } : {}),
    };
  },
  resultHandedOver: () => ({}),
  resultDelivered: (kase, { data, actor }) => ({
    ...(kase.result
      ? { result: { ...kase.result, place: 'applicant' as const, deliveredAt: data.occurredAt } }
      : {}),
    ...movePaper(kase, kase.result?.originals ?? [], 'returned', { at: data.occurredAt, by: actor.id }),
  }),
  resultKept: (kase, { effectiveAt }) =>
    kase.result ? { result: { ...kase.result, keptAt: effectiveAt } } : {},
  caseCompleted: () => ({}),
});
