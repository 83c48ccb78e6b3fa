import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { parcelOf } from '../custody/parcels.ts';

const CancelInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
});

/** Whose parcel it is; what the applicant sent is not the window's to cancel. */
const owner = { intake: 'intakeClerk', home: 'homeClerk' } as const satisfies Record<string, Capacity>;

/** Cancels a parcel that the carrier has not collected (C.7): what it held is free again at the window. */
export const cancelParcel = command<'cancelParcel', Static<typeof CancelInput>, undefined>({
  name: 'cancelParcel',
  input: CancelInput,
  summary: '取消还没有揽收的寄件',
  example: { waybill: 'RR473124829US', reason: '运单号写错，重新登记' },
  facts: noFacts,
  decide(kase, { waybill, reason }, _facts, { capacities }) {
    const parcel = parcelOf(kase, waybill);
    if (!parcel || parcel.cancelledAt || parcel.from === 'applicant') return refuse('waybill-unknown');
    if (!capacities.has(owner[parcel.from])) {
      return refuse('not-authorised', { detail: '寄件由寄出的窗口取消。' });
    }
    if (parcel.collectedAt ?? parcel.movedAt ?? parcel.deliveredAt ?? parcel.confirmedAt ?? parcel.returnedAt)
      return refuse('parcel-already-collected');
    const text = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('reason-missing');
    return {
      events: [
        {
          type: 'parcelCancelled',
          data: { waybill: parcel.waybill },
          personal: { reason: text.normalized },
        },
      ],
    };
  },
});
