import { latest } from '../../regulation/instant.ts';
import type { Case, Parcel } from '../core/case.ts';
import { slice } from '../core/slice.ts';
import { afterDelivery, afterLoss, afterReturn } from '../custody/carried.ts';
import { type Move, movePaper } from '../custody/paper.ts';
import { paperIn } from '../custody/parcels.ts';
import { changePoints } from '../home-supplement/supplement.ts';
import { deliveredLines, deliveredParcels } from './deem-received.ts';
import { changeParcel, lastEnd, packedPaper, withEnd } from './parcels.ts';
import { afterConfirmation } from './receipt.ts';
import { afterCancelling, afterPackage, homeCopySent } from './sent.ts';

const parcelOf = (kase: Case, waybill: string): Parcel | undefined =>
  kase.parcels.find((parcel) => parcel.waybill === waybill);

/** What a carrier told late, about a time before the end that is known, changes nothing any more. */
const isLate = (parcel: Parcel, at: string): boolean => at < lastEnd(parcel);

/** Relayed pieces are at home when their parcel is, and with the intake window again when it came back. */
function relayed(kase: Case, { pointIds }: Parcel, arrivedAt: string | undefined): Partial<Case> {
  if (!pointIds) return {};
  return changePoints(kase, pointIds, ({ waybill, arrivedAt: _before, ...point }) =>
    arrivedAt === undefined ? point : { ...point, ...(waybill ? { waybill } : {}), arrivedAt },
  );
}

function delivered(kase: Case, waybill: string, move: Move): Partial<Case> {
  const parcel = parcelOf(kase, waybill);
  if (!parcel) return {};
  if (parcel.confirmedAt) {
    // It was opened before the carrier's word came: only the time of arrival is told better.
    const deliveredAt = move.at < (parcel.deliveredAt ?? '') ? move.at : parcel.deliveredAt;
    return deliveredAt ? { parcels: changeParcel(kase, waybill, (each) => ({ ...each, deliveredAt })) } : {};
  }
  if (isLate(parcel, move.at)) return {};
  return {
    parcels: changeParcel(kase, waybill, (each) => withEnd(each, 'deliveredAt', move.at)),
    ...afterDelivery(kase, waybill, move),
    ...relayed(kase, parcel, move.at),
  };
}

function cameBack(kase: Case, waybill: string, move: Move): Partial<Case> {
  const parcel = parcelOf(kase, waybill);
  if (!parcel || isLate(parcel, move.at)) return {};
  return {
    parcels: changeParcel(kase, waybill, (each) => withEnd(each, 'returnedAt', move.at)),
    ...afterReturn(kase, waybill, move),
    ...relayed(kase, parcel, undefined),
  };
}

function lost(kase: Case, waybill: string, move: Move): Partial<Case> {
  const parcel = parcelOf(kase, waybill);
  if (!parcel || isLate(parcel, move.at)) return {};
  return {
    parcels: changeParcel(kase, waybill, (each) => withEnd(each, 'lostAt', move.at)),
    ...afterLoss(kase, waybill, move),
  };
}

/** A sign of a parcel under way; one that was thought lost is on its way again. */
function moved(kase: Case, waybill: string, move: Move): Partial<Case> {
  const parcel = parcelOf(kase, waybill);
  if (!parcel) return {};
  const found = parcel.lostAt !== undefined && move.at > parcel.lostAt;
  const ids = found ? paperIn(kase, waybill).map(({ id }) => id) : [];
  return {
    parcels: changeParcel(kase, waybill, ({ lostAt, ...each }) => ({
      ...each,
      ...(lostAt && !found ? { lostAt } : {}),
      movedAt: latest(each.movedAt, move.at),
    })),
    ...movePaper(kase, ids, 'onTheWay', { ...move, waybill }),
  };
}

/** How moving the materials changes a case. */
export const transferSlice = slice({
  packageSent: (kase, { data, effectiveAt }) => afterPackage(kase, data, effectiveAt),
  parcelDispatched: (kase, { data, actor, effectiveAt }) => {
    const { waybill, carrier, purpose, packed, refId, pointIds, sealed } = data;
    const lineIds = packed.map(({ lineId }) => lineId);
    return {
      parcels: [
        ...kase.parcels,
        {
          waybill,
          carrier,
          purpose,
          from: 'intake',
          to: 'home',
          packed,
          ...(sealed ? { sealed } : {}),
          ...(refId ? { refId } : {}),
          ...(pointIds ? { pointIds } : {}),
          registeredAt: effectiveAt,
        },
      ],
      documents: [...kase.documents, data.document],
      ...packedPaper(kase, lineIds, { at: effectiveAt, by: actor.id, waybill }),
      ...(purpose === 'material' ? homeCopySent(kase, 'sentByPost') : {}),
      ...(purpose === 'replacement' ? { discrepancies: answered(kase, refId, effectiveAt) } : {}),
      ...(pointIds ? changePoints(kase, pointIds, (point) => ({ ...point, waybill })) : {}),
    };
  },
  parcelCollected: (kase, { data }) => ({
    parcels: changeParcel(kase, data.waybill, (parcel) => ({
      ...parcel,
      // The earlier time counts, also when it is told later: the mark 未揽收 is cured (OP-07).
      collectedAt:
        parcel.collectedAt && parcel.collectedAt < data.occurredAt ? parcel.collectedAt : data.occurredAt,
    })),
  }),
  parcelMoved: (kase, { data, actor }) => moved(kase, data.waybill, { at: data.occurredAt, by: actor.id }),
  parcelDelivered: (kase, { data, actor }) =>
    delivered(kase, data.waybill, { at: data.occurredAt, by: actor.id }),
  channelSwitched: (kase, { data }) => ({
    channels: [...new Set(kase.channels.map((each) => (each === data.from ? data.to : each)))],
  }),
  parcelCancelled: (kase, { data, actor, effectiveAt }) =>
    afterCancelling(kase, data.waybill, { at: effectiveAt, by: actor.id }),
  parcelDeliveryFailed: (kase, { data }) => ({
    parcels: changeParcel(kase, data.waybill, (parcel) => ({
      ...parcel,
      failedAt: latest(parcel.failedAt, data.occurredAt),
    })),
  }),
  parcelReturned: (kase, { data, actor }) =>
    cameBack(kase, data.waybill, { at: data.occurredAt, by: actor.id }),
  parcelLost: (kase, { data, actor }) => lost(kase, data.waybill, { at: data.occurredAt, by: actor.id }),
  channelReceived: (kase, { data, actor, effectiveAt }) =>
    afterConfirmation(kase, data, { at: effectiveAt, by: actor.id }),
  materialsReceived: (_kase, { effectiveAt }) => ({ receivedAtHomeAt: effectiveAt }),
  receiptDeemed: (kase, { effectiveAt }) => {
    const parcels = new Set(deliveredParcels(kase).map(({ waybill }) => waybill));
    return {
      receivedAtHomeAt: effectiveAt,
      received: kase.channels,
      flags: [...kase.flags, 'receiptDeemed'],
      ...movePaper(kase, deliveredLines(kase), 'home', { at: effectiveAt, by: null }),
      parcels: kase.parcels.map((parcel) =>
        parcels.has(parcel.waybill) && !parcel.confirmedAt ? { ...parcel, confirmedAt: effectiveAt } : parcel,
      ),
    };
  },
  caseFirstOpened: (kase, { effectiveAt }) => ({ firstOpenedAt: kase.firstOpenedAt ?? effectiveAt }),
});

/** A replacement under way answers its discrepancy (C.1, 17a). */
function answered(kase: Case, id: string | undefined, at: string): Case['discrepancies'] {
  return kase.discrepancies.map((each) =>
    each.id === id ? { ...each, state: 'answered', answeredAt: at } : each,
  );
}
