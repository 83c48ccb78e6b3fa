import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { object, oneOf, type Static } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import type { AddressFacts } from '../core/fact-sources.ts';
import { originalsAtHome } from '../custody/originals.ts';
import { checkSending, parcelFields } from './sending.ts';

const DispatchInput = object({
  way: oneOf(Object.keys(deliveryWays) as DeliveryWay[]),
  ...parcelFields,
});

/**
 * Sends the result, or the 不予受理 document, the way the applicant chose (C.1, 25, 31); originals that came with
 * the application travel back with it.
 */
export const dispatchResult = command<
  'dispatchResult',
  Static<typeof DispatchInput>,
  { address: AddressFacts }
>({
  name: 'dispatchResult',
  input: DispatchInput,
  summary: '发出结果',
  example: { way: 'mail', waybill: 'RR473124829US', carrier: 'ems' },
  facts: async (sources, kase, _input, { now }) => ({
    address: await sources.postalAddress(kase.intake.windowId, now),
  }),
  decide(kase, { way, ...sending }, { address }) {
    if (kase.delivery?.way !== way) return refuse('way-not-chosen');
    if (way === 'mail' && !kase.personal?.address) return refuse('address-missing');
    if (way === 'pickUpAtIntake' && !address.valid) return refuse('directory-address-invalid');
    const sent = checkSending(kase, way, sending);
    if (!sent.ok) return refuse('waybill-invalid', { detail: sent.detail });
    const { ok: _ok, ...parcel } = sent;
    return {
      events: [
        {
          type: 'resultDispatched',
          data: { way, ...parcel, originals: originalsAtHome(kase).map(({ id }) => id) },
        },
      ],
    };
  },
});
