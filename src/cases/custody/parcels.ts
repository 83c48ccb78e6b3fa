import { type Instant, latest } from '../../regulation/instant.ts';
import type { Case, Incident, Line, Parcel, Side } from '../core/case.ts';
import { plainWaybill } from '../transfer/waybill.ts';

/** The window that answers for a parcel: the one that sent it; for the applicant's own the one it goes to. */
export const senderOf = ({ from, to }: Parcel): Side =>
  from === 'applicant' ? (to === 'home' ? 'home' : 'intake') : from;

/** Whether the carrier has a parcel and nobody said how it ended. */
export const isUnderWay = (parcel: Parcel): boolean =>
  parcel.collectedAt !== undefined &&
  parcel.deliveredAt === undefined &&
  parcel.confirmedAt === undefined &&
  parcel.returnedAt === undefined &&
  parcel.lostAt === undefined &&
  parcel.cancelledAt === undefined;

/** A registered parcel by its number, however that was typed. */
export const parcelOf = (kase: Pick<Case, 'parcels'>, waybill: string | undefined): Parcel | undefined => {
  const number = waybill === undefined ? undefined : plainWaybill(waybill);
  return kase.parcels.find((parcel) => parcel.waybill === number);
};

/** The parcel in which the paper of a line is, or was lost, by the last step of its chain. */
export function parcelWith(kase: Pick<Case, 'parcels' | 'custody'>, line: Line): Parcel | undefined {
  const step = kase.custody.findLast(({ lineId }) => lineId === line.id);
  return parcelOf(kase, step?.waybill);
}

/** Lines whose paper is in a parcel, or was lost with it. */
export const paperIn = (kase: Pick<Case, 'lines' | 'parcels' | 'custody'>, waybill: string): Line[] =>
  kase.lines.filter(
    (line) =>
      (line.paper === 'onTheWay' || line.paper === 'lost') && parcelWith(kase, line)?.waybill === waybill,
  );

/** The open incident of a parcel. */
export const openIncidentOf = (kase: Pick<Case, 'incidents'>, waybill: string): Incident | undefined =>
  kase.incidents.find((incident) => incident.waybill === waybill && incident.closedAt === undefined);

/** Incidents that are not closed. */
export const openIncidents = (kase: Pick<Case, 'incidents'>): Incident[] =>
  kase.incidents.filter(({ closedAt }) => closedAt === undefined);

/** Last sign of a parcel under way; an enquiry that found it counts as one. */
export const lastSign = (kase: Pick<Case, 'incidents'>, parcel: Parcel): Instant =>
  latest(
    parcel.collectedAt ?? parcel.registeredAt,
    parcel.movedAt,
    parcel.failedAt,
    ...kase.incidents.filter(({ waybill }) => waybill === parcel.waybill).map(({ closedAt }) => closedAt),
  );

/** The applicant's parcels that arrived and that no window has opened yet. */
export const arrivedUnopened = (
  { parcels }: Pick<Case, 'parcels'>,
  purpose: 'supplement' | 'homeSupplement',
): Parcel[] =>
  parcels.filter(
    (parcel) =>
      parcel.purpose === purpose &&
      parcel.deliveredAt !== undefined &&
      !(parcel.confirmedAt ?? parcel.cancelledAt ?? parcel.returnedAt ?? parcel.lostAt),
  );
