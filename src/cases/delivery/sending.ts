import type { DeliveryWay } from '../../catalogue/standard.ts';
import { oneOf, Type } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { carrierIds } from '../transfer/carriers.ts';
import { checkWaybill } from '../transfer/waybill.ts';

/** Fields by which a parcel with a result is named. */
export const parcelFields = {
  waybill: Type.Optional(Type.String({ maxLength: 40 })),
  carrier: Type.Optional(oneOf(carrierIds)),
};

type Sent = { ok: true; waybill?: string; carrier?: string } | { ok: false; detail: string };

/** Whether a result goes by parcel this way: to the applicant's address, or to the intake window for pick-up. */
const needsParcel = (way: DeliveryWay): boolean => way !== 'pickUpAtHome';

/** The parcel that a way of delivery needs, checked; nothing for a result that stays at the home window. */
export function checkSending(
  kase: Case,
  way: DeliveryWay,
  { waybill, carrier }: { waybill?: string; carrier?: string },
): Sent {
  if (!needsParcel(way)) return { ok: true };
  const checked = checkWaybill(waybill ?? '');
  if (!checked.valid) return { ok: false, detail: checked.reason };
  if (kase.parcels.some((parcel) => parcel.waybill === checked.normalized)) {
    return { ok: false, detail: '这个运单号已经登记过。' };
  }
  return { ok: true, waybill: checked.normalized, carrier: carrier ?? 'ems' };
}
