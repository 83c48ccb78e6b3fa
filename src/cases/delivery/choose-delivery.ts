import type { Static } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { DeliveryInput } from '../intake/case-form.ts';
import { checkAddress } from '../intake/check-contents.ts';
import { deliveryFailed, deliveryFault, isPickUpOnly, waysOpen } from './ways.ts';

/** The applicant chooses how the result comes, until it is dispatched or after a delivery failed (C.1, 31a; R-112). */
export const chooseDelivery = command<'chooseDelivery', Static<typeof DeliveryInput>, undefined>({
  name: 'chooseDelivery',
  input: DeliveryInput,
  summary: '选择或更改送达方式',
  example: {
    way: 'mail',
    address: { recipient: '罗晓梅', phone: '13800006021', address: '成都市武侯区示例路16号' },
  },
  facts: noFacts,
  blocked: (kase) => (kase.result && !deliveryFailed(kase) ? 'result-already-dispatched' : undefined),
  decide(kase, { way, address: given }) {
    if (kase.result && !deliveryFailed(kase)) return refuse('result-already-dispatched');
    const address = given ?? kase.personal?.address;
    if (way === 'mail' && isPickUpOnly(kase)) return refuse('pick-up-only');
    const fault = deliveryFault(waysOpen(kase), { way, address });
    if (fault) return refuse(fault);
    const checked = given && checkAddress(given);
    if (checked && checked.errors.length > 0) return refuse('field-invalid', { errors: checked.errors });
    return {
      events: [
        { type: 'deliveryChosen', data: { way }, personal: checked ? { address: checked.address } : {} },
      ],
    };
  },
});
