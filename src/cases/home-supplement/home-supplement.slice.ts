import type { Instant } from '../../regulation/instant.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case, Line } from '../core/case.ts';
import type { EventContents } from '../core/events.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { voided } from '../core/void-document.ts';
import { takePaper } from '../custody/paper.ts';
import { confirmedParcel } from '../transfer/parcels.ts';
import { changeOpen, changePoints, openSupplement, pauseEnd } from './supplement.ts';

type HandedIn = EventContents['homeSupplementHandedIn']['data'];

/** The supplement asked for by the home region. */
export const homeSupplementSlice = slice({
  homeSupplementRequested: (kase, { data, personal, effectiveAt }) => ({
    homeSupplements: [
      ...kase.homeSupplements,
      { ...data.supplement, requestedAt: effectiveAt, state: 'open' as const },
    ],
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, ({ supplementPoints }, { points }) => ({
      supplementPoints: { ...supplementPoints, ...points },
    })),
  }),
  homeSupplementReplaced: (kase, { data, personal, effectiveAt }) => ({
    ...changeOpen(kase, (supplement) => ({
      ...supplement,
      workingDays: data.workingDays,
      dueOn: data.dueOn,
      pausedUntil: data.pausedUntil,
      documentId: data.document.id,
    })),
    documents: [...voided(kase, data.voids, effectiveAt).documents, data.document],
    ...withPersonal(kase, personal, ({ supplementPoints }, { points }) => ({
      supplementPoints: { ...supplementPoints, ...points },
    })),
  }),
  homeSupplementHandedIn: (kase, { data, effectiveAt, actor }) => ({
    ...handedIn(kase, data, effectiveAt),
    ...paperOf(kase, data, effectiveAt, actor.id),
    parcels: kase.parcels.map((parcel) =>
      parcel.waybill === data.waybill
        ? { ...parcel, deliveredAt: parcel.deliveredAt ?? effectiveAt, confirmedAt: effectiveAt }
        : parcel,
    ),
  }),
  homeSupplementReceived: (kase, { data, effectiveAt, actor }) => ({
    ...received(kase, data, effectiveAt),
    ...openedParcels(kase, { at: effectiveAt, by: actor.id }),
  }),
  homeSupplementEnded: (kase, { data }) =>
    changeOpen(kase, (supplement) => ({ ...supplement, state: 'ended', endedOn: data.endedOn })),
  homeSupplementTakenBack: (kase, { data, effectiveAt }) => ({
    ...changeOpen(kase, (supplement) => ({
      ...supplement,
      state: 'takenBack',
      endedOn: pauseEnd(supplement, dayOf(effectiveAt)),
    })),
    ...voided(kase, data.voids, effectiveAt),
  }),
});

function handedIn(kase: Case, { pieces, place, waybill, occurredAt }: HandedIn, at: Instant) {
  const byPoint = new Map(pieces.map((piece) => [piece.pointId, piece]));
  return changePoints(kase, [...byPoint.keys()], (point) => {
    const piece = byPoint.get(point.id);
    const paper = piece !== undefined && piece.originals + piece.copies > 0;
    return {
      ...point,
      handedInAt: point.handedInAt ?? occurredAt,
      recordedAt: point.recordedAt ?? at,
      place,
      fileIds: [...(point.fileIds ?? []), ...(piece?.fileIds ?? [])],
      ...(place === 'home'
        ? { arrivedAt: point.arrivedAt ?? at, ...(waybill === undefined ? {} : { waybill }) }
        : { relay: paper ? ('postal' as const) : ('electronic' as const) }),
    };
  });
}

/** New scans stand behind the old ones of their line; new paper is in the custody of the window that took it. */
function paperOf(kase: Case, { pieces, place, waybill }: HandedIn, at: Instant, by: string | null) {
  const points = openSupplement(kase)?.points ?? [];
  // Several points may be about one line.
  const ofLine = Map.groupBy(pieces, ({ pointId }) => points.find(({ id }) => id === pointId)?.lineId);
  const onPaper = new Set<string>();
  const lines = kase.lines.map((line): Line => {
    const own = ofLine.get(line.id) ?? [];
    const originals = own.reduce((sum, piece) => sum + piece.originals, 0);
    const copies = own.reduce((sum, piece) => sum + piece.copies, 0);
    if (originals + copies > 0) onPaper.add(line.id);
    return {
      ...line,
      fileIds: [...line.fileIds, ...own.flatMap(({ fileIds }) => fileIds)],
      ...(originals + copies > 0
        ? { received: { originals, copies, medium: 'paper' as const, handedBack: false } }
        : {}),
    };
  });
  return takePaper({ lines, custody: kase.custody }, [...onPaper], place, {
    at,
    by,
    ...(waybill === undefined ? {} : { waybill }),
  });
}

const received = (
  kase: Case,
  { waybills, endedOn }: EventContents['homeSupplementReceived']['data'],
  at: Instant,
): Pick<Case, 'homeSupplements'> =>
  changeOpen(kase, (supplement) => ({
    ...supplement,
    points: supplement.points.map((point) =>
      point.waybill && waybills.includes(point.waybill)
        ? { ...point, arrivedAt: point.arrivedAt ?? at }
        : point,
    ),
    state: 'received',
    endedOn,
  }));

/** Parcels that carried points of the supplement here are confirmed with it: their paper lies at home. */
function openedParcels(kase: Case, move: { at: Instant; by: string | null }) {
  const points = openSupplement(kase)?.points ?? [];
  const relayed = kase.parcels.filter(
    ({ purpose, waybill, confirmedAt }) =>
      purpose === 'relay' && !confirmedAt && points.some((point) => point.waybill === waybill),
  );
  let opened: Pick<Case, 'lines' | 'custody' | 'parcels'> = kase;
  for (const { waybill } of relayed) opened = confirmedParcel(opened, waybill, move);
  const { lines, custody, parcels } = opened;
  return { lines, custody, parcels };
}
