import { checkPlainText } from '../../platform/plain-text.ts';
import { InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { parseInstant } from '../../regulation/instant.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case, Parcel } from '../core/case.ts';
import { command, type Decision, noFacts, refuse } from '../core/command.ts';

const CarrierInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  kind: oneOf(['collected', 'moved', 'delivered']),
  occurredAt: InstantText,
  proof: Type.Optional(Type.String({ maxLength: 300, description: '揽收交接单编号、签收人等凭证' })),
  place: Type.Optional(Type.String({ maxLength: 100 })),
});

const sender = { intake: 'intakeClerk', home: 'homeClerk' } as const satisfies Record<string, Capacity>;

/** Whether this parcel brings the result into the applicant's hands; the first delivery counts. */
const reachesApplicant = ({ result }: Case, { waybill, to }: Parcel): boolean =>
  to === 'applicant' && result?.waybill === waybill && result.deliveredAt === undefined;

/**
 * Records what the carrier did with a parcel, on proof (C.1, 14a, 32). The collection fixes the moment of
 * dispatch; a delivered result closes delivery.
 */
export const recordCarrierEvent = command<'recordCarrierEvent', Static<typeof CarrierInput>, undefined>({
  name: 'recordCarrierEvent',
  input: CarrierInput,
  summary: '登记揽收、在途或投递',
  example: {
    waybill: 'RR473124829US',
    kind: 'collected',
    occurredAt: '2021-09-29T16:40:00+08:00',
    proof: '交接单 0929-03',
  },
  facts: noFacts,
  blocked: (kase) => (kase.parcels.length > 0 ? undefined : 'waybill-unknown'),
  decide(
    kase,
    { waybill, kind, occurredAt, proof, place },
    _facts,
    { now, capacities },
  ): Decision<'recordCarrierEvent'> {
    const parcel = kase.parcels.find((each) => each.waybill === waybill.trim().toUpperCase());
    if (!parcel) return refuse('waybill-unknown');
    if (!capacities.has(sender[parcel.from])) {
      return refuse('not-authorised', { detail: '寄递进展由寄出的窗口登记。' });
    }
    const at = parseInstant(occurredAt);
    if (!at)
      return refuse('field-invalid', { errors: [{ pointer: '/occurredAt', detail: '时间要带时区。' }] });
    if (at > now) return refuse('event-in-future');
    const text = checkPlainText((kind === 'moved' ? place : proof) ?? '', { max: 300, min: 2 });
    if (!text.valid && kind !== 'moved') return refuse('proof-missing');
    const words = text.valid ? text.normalized : '';
    const data = { waybill: parcel.waybill, occurredAt: at };
    if (kind === 'moved') {
      return { events: [{ type: 'parcelMoved', data, personal: { place: words } }], to: kase.state };
    }
    if (kind === 'collected') {
      const starts = kase.state === 'intakeAccepted' && parcel.purpose === 'material';
      return {
        events: [{ type: 'parcelCollected', data, personal: { proof: words } }],
        to: starts ? 'inTransit' : kase.state,
      };
    }
    return {
      events: [
        { type: 'parcelDelivered', data, personal: { proof: words } },
        ...(reachesApplicant(kase, parcel)
          ? [{ type: 'resultDelivered' as const, data: { occurredAt: at }, effectiveAt: at }]
          : []),
      ],
      to: kase.state,
    };
  },
});
