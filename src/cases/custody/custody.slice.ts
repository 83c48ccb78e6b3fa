import type { Case, Parcel, Side } from '../core/case.ts';
import { slice } from '../core/slice.ts';
import { newParcel, packedFor, withIncident } from './carried.ts';
import { type Move, movePaper, takePaper } from './paper.ts';
import { paperIn, parcelWith } from './parcels.ts';

const changeParcels = (
  kase: Case,
  waybills: ReadonlySet<string>,
  change: (parcel: Parcel) => Parcel,
): Pick<Case, 'parcels'> => ({
  parcels: kase.parcels.map((parcel) => (waybills.has(parcel.waybill) ? change(parcel) : parcel)),
});

/** The window that took a parcel in ends it: arrived where it was sent, or back where it came from. */
const takenFromCarrier = (kase: Case, waybill: string, to: Side, { at }: Move): Pick<Case, 'parcels'> =>
  changeParcels(kase, new Set([waybill]), (parcel) =>
    parcel.to === to
      ? { ...parcel, deliveredAt: parcel.deliveredAt ?? at, confirmedAt: at }
      : { ...parcel, returnedAt: parcel.returnedAt ?? at },
  );

/** How custody of originals and parcels gone wrong change a case. */
export const custodySlice = slice({
  incidentOpened: (kase, { data, effectiveAt }) =>
    withIncident(kase, { waybill: data.waybill, kind: data.kind, at: effectiveAt, id: data.id }),
  incidentClosed: (kase, { data, actor, effectiveAt }) => {
    const incident = kase.incidents.find(({ id }) => id === data.id);
    const found = incident && data.result === 'found' ? paperIn(kase, incident.waybill) : [];
    return {
      ...movePaper(
        kase,
        found.map(({ id }) => id),
        'onTheWay',
        { at: effectiveAt, by: actor.id, ...(incident ? { waybill: incident.waybill } : {}) },
      ),
      incidents: kase.incidents.map((each) =>
        each === incident ? { ...each, closedAt: effectiveAt, result: data.result } : each,
      ),
      ...(incident && data.result === 'found'
        ? changeParcels(kase, new Set([incident.waybill]), ({ lostAt: _lostAt, ...parcel }) => parcel)
        : {}),
    };
  },
  originalSettled: (kase, { data, actor, effectiveAt }) =>
    movePaper(kase, [data.lineId], 'settled', { at: effectiveAt, by: actor.id }),
  custodyRecorded: (kase, { data, actor, effectiveAt }) => {
    const move = { at: effectiveAt, by: actor.id };
    return {
      ...takePaper(kase, data.lineIds, data.to, move),
      ...(data.waybill === undefined ? {} : takenFromCarrier(kase, data.waybill, data.to, move)),
    };
  },
  originalsReturned: (kase, { data, actor, effectiveAt }) => {
    const { waybill, carrier = 'ems', from, lineIds } = data;
    const move = { at: effectiveAt, by: actor.id };
    if (waybill === undefined) return movePaper(kase, lineIds, 'returned', move);
    return {
      ...movePaper(kase, lineIds, 'onTheWay', { ...move, waybill }),
      parcels: [
        ...kase.parcels,
        newParcel({
          waybill,
          carrier,
          purpose: 'originalsBack',
          from,
          to: 'applicant',
          packed: packedFor(kase, lineIds),
          registeredAt: effectiveAt,
        }),
      ],
    };
  },
  originalsReceived: (kase, { data, actor, effectiveAt }) => {
    const waybills = new Set(
      kase.lines
        .filter(({ id }) => data.lineIds.includes(id))
        .flatMap((line) => parcelWith(kase, line)?.waybill ?? []),
    );
    const { result } = kase;
    // Who signed for an original out of the parcel of the result has the result as well, and all that was in it.
    const withResult = result?.waybill !== undefined && waybills.has(result.waybill) && !result.deliveredAt;
    const lineIds = withResult ? [...new Set([...data.lineIds, ...(result.originals ?? [])])] : data.lineIds;
    return {
      ...(withResult ? { result: { ...result, place: 'applicant' as const, deliveredAt: effectiveAt } } : {}),
      ...movePaper(kase, lineIds, 'returned', { at: effectiveAt, by: actor.id }),
      ...changeParcels(kase, waybills, (parcel) => ({
        ...parcel,
        deliveredAt: parcel.deliveredAt ?? effectiveAt,
        confirmedAt: effectiveAt,
      })),
    };
  },
});
