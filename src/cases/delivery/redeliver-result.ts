import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { object, oneOf, type Static } from '../../platform/schema.ts';
import { refusals } from '../../regulation/refusals.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { checkSending, parcelFields } from './sending.ts';
import { deliveryFailed, isPickUpOnly, waysOpen } from './ways.ts';

const RedeliverInput = object({
  way: oneOf(Object.keys(deliveryWays) as DeliveryWay[]),
  ...parcelFields,
});

/**
 * Sends a result once more that came back, was lost, or could not be handed over; after two failed deliveries it can
 * only be picked up (C.1, 32a; R-115).
 */
export const redeliverResult = command<'redeliverResult', Static<typeof RedeliverInput>, undefined>({
  name: 'redeliverResult',
  input: RedeliverInput,
  summary: '再次送达没有送到的结果',
  example: { way: 'pickUpAtHome' },
  facts: noFacts,
  blocked(kase) {
    if (kase.result?.deliveredAt) return 'already-delivered';
    return deliveryFailed(kase) ? undefined : 'result-not-returned';
  },
  decide(kase, { way, ...sending }) {
    if (kase.result?.deliveredAt) return refuse('already-delivered');
    if (!deliveryFailed(kase)) return refuse('result-not-returned');
    if (way === 'mail' && isPickUpOnly(kase)) return refuse('pick-up-only');
    if (!waysOpen(kase).includes(way)) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/way', detail: refusals['way-not-offered'].sentence }],
      });
    }
    if (way === 'mail' && !kase.personal?.address) return refuse('address-missing');
    const sent = checkSending(kase, way, sending);
    if (!sent.ok) return refuse('waybill-invalid', { detail: sent.detail });
    const { ok: _ok, ...parcel } = sent;
    return { events: [{ type: 'resultRedispatched', data: { way, ...parcel } }] };
  },
});
