import type { DeliveryWay } from '../../catalogue/standard.ts';
import { oneOf, Type } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { carrierIds } from '../transfer/carriers.ts';
import { checkNewWaybill } from '../transfer/new-waybill.ts';

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
  const checked = checkNewWaybill(kase, waybill ?? '');
  if (!checked.valid) return { ok: false, detail: checked.reason };
  return { ok: true, waybill: checked.normalized, carrier: carrier ?? 'ems' };
}
