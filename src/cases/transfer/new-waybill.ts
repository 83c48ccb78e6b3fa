import type { Case } from '../core/case.ts';
import { checkWaybill, type WaybillCheck } from './waybill.ts';

/** Checks the number of a parcel that is registered now: well formed, and not yet used in this case. */
export function checkNewWaybill(kase: Pick<Case, 'parcels'>, waybill: string): WaybillCheck {
  const checked = checkWaybill(waybill);
  return checked.valid && kase.parcels.some((parcel) => parcel.waybill === checked.normalized)
    ? { valid: false, reason: '这个运单号已经登记过。' }
    : checked;
}
