import { dayOf, type Instant } from '../../regulation/instant.ts';
import { addDays } from '../../regulation/shanghai-time.ts';
import type { Case, Parcel } from '../core/case.ts';
import { isUnderWay, lastSign, openIncidentOf } from './parcels.ts';

/** Days without a word of the carrier after which a parcel is looked for. */
const silenceDays = 5;

/** Parcels the carrier has, and for which nobody is asking yet. */
export const watchedParcels = (kase: Pick<Case, 'parcels' | 'incidents'>): Parcel[] =>
  kase.parcels.filter((parcel) => isUnderWay(parcel) && !openIncidentOf(kase, parcel.waybill));

/** Whether nothing was heard of a parcel for five days: last sign on 07-01, due on 07-06. */
export const isSilent = (kase: Pick<Case, 'incidents'>, parcel: Parcel, now: Instant): boolean =>
  isUnderWay(parcel) && dayOf(now) >= addDays(dayOf(lastSign(kase, parcel)), silenceDays);
