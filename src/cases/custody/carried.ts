import type { Instant } from '../../regulation/instant.ts';
import type { Case, Incident, Parcel, Side } from '../core/case.ts';
import { type Move, movePaper } from './paper.ts';
import { openIncidentOf, paperIn, parcelOf } from './parcels.ts';

type Changed = Partial<Case>;

const idsIn = (kase: Case, waybill: string): string[] => paperIn(kase, waybill).map(({ id }) => id);

const isResult = (kase: Case, { waybill, purpose }: Parcel): boolean =>
  (purpose === 'result' || purpose === 'resultBack') && kase.result?.waybill === waybill;

/** The incident of a parcel, opened or, while it is open, told what became of it. */
export function withIncident(
  { incidents }: Pick<Case, 'incidents'>,
  { waybill, kind, at, id }: { waybill: string; kind: Incident['kind']; at: Instant; id?: string },
): Pick<Case, 'incidents'> {
  if (openIncidentOf({ incidents }, waybill)) {
    return {
      incidents: incidents.map((each) =>
        each.waybill === waybill && each.closedAt === undefined ? { ...each, kind } : each,
      ),
    };
  }
  const opened: Incident = { id: id ?? `${waybill}/${incidents.length + 1}`, waybill, kind, openedAt: at };
  return { incidents: [...incidents, opened] };
}

/** A parcel with a closed incident turned up after all: the incident is open again, for confirmation. */
function reopened({ incidents }: Case, waybill: string): Changed {
  const last = incidents.findLast((incident) => incident.waybill === waybill);
  if (!last?.closedAt) return {};
  const { closedAt: _closedAt, result: _result, ...open } = last;
  return { incidents: incidents.map((each) => (each === last ? open : each)) };
}

/** What a delivery changes beyond the parcel: a result waits at its window, originals are where it was delivered. */
export function afterDelivery(kase: Case, waybill: string, { at, by }: Move): Changed {
  const parcel = parcelOf(kase, waybill);
  if (!parcel) return {};
  const found = reopened(kase, waybill);
  const carried = idsIn(kase, waybill);
  if (isResult(kase, parcel)) {
    if (!kase.result || kase.result.deliveredAt || parcel.to === 'applicant') return found;
    return {
      ...found,
      ...movePaper(kase, carried, parcel.to, { at, by }),
      result: { ...kase.result, place: parcel.to, arrivedAt: at },
    };
  }
  if (parcel.to === 'applicant') return { ...found, ...movePaper(kase, carried, 'returned', { at, by }) };
  // For a window the carrier's word is not its own: the paper is there once the window has confirmed it.
  return { ...found, ...movePaper(kase, carried, 'onTheWay', { at, by, waybill }) };
}

/** A result that came back takes its delivery back; after the end it is kept for collection (C.12). */
function resultCameBack(kase: Case, parcel: Parcel, at: Instant): Changed {
  const { result } = kase;
  if (!result || parcel.from === 'applicant') return {};
  const { deliveredAt, ...open } = result;
  const back = { ...open, place: parcel.from, arrivedAt: at };
  return {
    result: kase.state === 'completed' ? { ...back, keptAt: result.keptAt ?? at } : back,
    ...(deliveredAt === undefined
      ? {}
      : withIncident(kase, { waybill: parcel.waybill, kind: 'returned', at })),
  };
}

/** Originals that count as returned by the word of the carrier alone; it takes that back when it says something else. */
const saidToBeReturned = (kase: Case, parcel: Parcel): string[] =>
  parcel.purpose === 'originalsBack' && parcel.deliveredAt !== undefined && parcel.confirmedAt === undefined
    ? parcel.packed
        .map(({ lineId }) => kase.custody.findLast((step) => step.lineId === lineId))
        .filter((last) => last !== undefined)
        .filter(({ place, at }) => place === 'returned' && at === parcel.deliveredAt)
        .map(({ lineId }) => lineId)
    : [];

/** A parcel came back to the window that sent it, with all that is in it. */
export function afterReturn(kase: Case, waybill: string, { at, by }: Move): Changed {
  const parcel = parcelOf(kase, waybill);
  if (!parcel) return {};
  const result = isResult(kase, parcel);
  const carried = result
    ? (kase.result?.originals ?? [])
    : [...idsIn(kase, waybill), ...saidToBeReturned(kase, parcel)];
  return {
    ...(parcel.from === 'applicant' ? {} : movePaper(kase, carried, parcel.from, { at, by })),
    ...(result
      ? resultCameBack(kase, parcel, at)
      : withIncident(kase, { waybill: parcel.waybill, kind: 'returned', at })),
  };
}

/** The carrier lost a parcel: its paper is lost until it is found or settled (OP-74). */
export function afterLoss(kase: Case, waybill: string, { at, by }: Move): Changed {
  const parcel = parcelOf(kase, waybill);
  if (!parcel) return {};
  return {
    ...movePaper(kase, [...idsIn(kase, parcel.waybill), ...saidToBeReturned(kase, parcel)], 'lost', {
      at,
      by,
      waybill: parcel.waybill,
    }),
    ...withIncident(kase, { waybill: parcel.waybill, kind: 'lost', at }),
  };
}

/** What a parcel of a window carries back to the applicant or to the other window. */
export const packedFor = (
  kase: Case,
  lineIds: readonly string[],
): { lineId: string; originals: number; copies: number }[] =>
  kase.lines
    .filter(({ id }) => lineIds.includes(id))
    .map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 1,
      copies: received?.copies ?? 0,
    }));

/** A parcel of a window as it is registered. */
export const newParcel = (
  parcel: Pick<Parcel, 'waybill' | 'carrier' | 'purpose' | 'packed' | 'registeredAt'> & {
    from: Side;
    to: Side | 'applicant';
  },
): Parcel => parcel;
