import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { object, oneOf, type Static } from '../../platform/schema.ts';
import { refusals } from '../../regulation/refusals.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { checkSending, parcelFields } from './sending.ts';
import { cameBack } from './ways.ts';

const RedeliverInput = object({
  way: oneOf(Object.keys(deliveryWays) as DeliveryWay[]),
  ...parcelFields,
});

/** Sends a result that came back once more (C.1, 32a). */
export const redeliverResult = command<'redeliverResult', Static<typeof RedeliverInput>, undefined>({
  name: 'redeliverResult',
  input: RedeliverInput,
  summary: '再次送达退回的结果',
  example: { way: 'pickUpAtHome' },
  facts: noFacts,
  blocked(kase) {
    if (kase.result?.deliveredAt) return 'already-delivered';
    return cameBack(kase) ? undefined : 'result-not-returned';
  },
  decide(kase, { way, ...sending }) {
    if (kase.result?.deliveredAt) return refuse('already-delivered');
    if (!cameBack(kase)) return refuse('result-not-returned');
    if (!kase.delivery?.offered.includes(way)) {
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
