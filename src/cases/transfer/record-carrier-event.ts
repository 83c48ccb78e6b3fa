import { checkPlainText } from '../../platform/plain-text.ts';
import { InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { dayOf, type Instant, parseInstant } from '../../regulation/instant.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case, Parcel } from '../core/case.ts';
import { command, type Decision, noFacts, refuse } from '../core/command.ts';
import { parcelOf, senderOf } from '../custody/parcels.ts';
import { lastEnd } from './parcels.ts';

/** What a carrier tells of a parcel, with the event that records it. */
const told = {
  collected: 'parcelCollected',
  moved: 'parcelMoved',
  failed: 'parcelDeliveryFailed',
  delivered: 'parcelDelivered',
  returned: 'parcelReturned',
  lost: 'parcelLost',
} as const;
type Kind = keyof typeof told;

const CarrierInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  kind: oneOf(Object.keys(told) as Kind[]),
  occurredAt: InstantText,
  proof: Type.Optional(
    Type.String({ maxLength: 300, description: '揽收交接单编号、签收人、寄递客服的答复等凭证' }),
  ),
  place: Type.Optional(Type.String({ maxLength: 100 })),
});

/** Who writes down what the carrier did: the window that answers for the parcel. */
const writer = { intake: 'intakeClerk', home: 'homeClerk' } as const satisfies Record<string, Capacity>;

/** Whether this parcel brings the result into the applicant's hands; the first delivery counts. */
const reachesApplicant = ({ result }: Case, { waybill, to }: Parcel): boolean =>
  to === 'applicant' && result?.waybill === waybill && result.deliveredAt === undefined;

const timeOf: Record<Kind, (parcel: Parcel) => Instant | undefined> = {
  collected: ({ collectedAt }) => collectedAt,
  moved: ({ movedAt }) => movedAt,
  failed: ({ failedAt }) => failedAt,
  delivered: ({ deliveredAt }) => deliveredAt,
  returned: ({ returnedAt }) => returnedAt,
  lost: ({ lostAt }) => lostAt,
};

/**
 * What is known already and is told once more. Only an earlier collection says something new (OP-07); a second
 * delivery to a window does where the window denied the first one.
 */
function isRepeated(kase: Case, kind: Kind, parcel: Parcel, at: Instant): boolean {
  const known = timeOf[kind](parcel);
  if (known === undefined) return false;
  if (kind === 'collected') return at >= known;
  if (kind === 'moved' || kind === 'failed') return at === known;
  if (kind === 'delivered' && parcel.confirmedAt) return at >= known;
  const denied = kase.incidents.some(({ waybill }) => waybill === parcel.waybill);
  return at === known || (parcel.to !== 'applicant' && known === lastEnd(parcel) && !denied);
}

/** The first sign of the materials, of whatever kind, proves that they were sent (C.12). */
const startsTransit = ({ state }: Case, { purpose }: Parcel): boolean =>
  state === 'intakeAccepted' && purpose === 'material';

/**
 * Records what the carrier did with a parcel, on proof (C.1, 14a, 18, 32). The collection fixes the moment of
 * dispatch; a delivered result closes delivery. Told late, it is put in its place by its own time.
 */
export const recordCarrierEvent = command<'recordCarrierEvent', Static<typeof CarrierInput>, undefined>({
  name: 'recordCarrierEvent',
  input: CarrierInput,
  summary: '登记揽收、在途、投递、未投成、退回或丢失',
  example: {
    waybill: 'RR473124829US',
    kind: 'collected',
    occurredAt: '2021-09-29T16:40:00+08:00',
    proof: '交接单 0929-03',
  },
  facts: noFacts,
  blocked: (kase) => (kase.parcels.length > 0 ? undefined : 'waybill-unknown'),
  decide(kase, { waybill, kind, occurredAt, proof, place }, _facts, context): Decision<'recordCarrierEvent'> {
    const parcel = parcelOf(kase, waybill);
    if (!parcel) return refuse('waybill-unknown');
    if (parcel.cancelledAt)
      return refuse('waybill-unknown', { detail: '这个邮件已经取消寄件，请核对运单号。' });
    // What the carrier itself reports is recorded by the system.
    if (!context.capacities.has('system') && !context.capacities.has(writer[senderOf(parcel)])) {
      return refuse('not-authorised', { detail: '寄递进展由寄出的窗口登记。' });
    }
    const at = parseInstant(occurredAt);
    if (!at)
      return refuse('field-invalid', { errors: [{ pointer: '/occurredAt', detail: '时间要带时区。' }] });
    if (at > context.now) return refuse('event-in-future');
    // By the day: clerks tell the minute, and a slip is stamped before the case is typed in.
    if (dayOf(at) < dayOf(kase.submittedAt ?? kase.openedAt)) {
      const detail = '这一天早于办件登记，请核对年月日。';
      return refuse('field-invalid', { errors: [{ pointer: '/occurredAt', detail }] });
    }
    const text = checkPlainText((kind === 'moved' ? place : proof) ?? '', { max: 300, min: 2 });
    if (!text.valid && kind !== 'moved') return refuse('proof-missing');
    if (isRepeated(kase, kind, parcel, at)) {
      return refuse('already-taken', { detail: '这条寄递进展已经登记过。' });
    }
    const words = text.valid ? text.normalized : '';
    const data = { waybill: parcel.waybill, occurredAt: at };
    const to = startsTransit(kase, parcel) ? 'inTransit' : kase.state;
    if (kind === 'moved') return { events: [{ type: 'parcelMoved', data, personal: { place: words } }], to };
    const delivered = kind === 'delivered' && reachesApplicant(kase, parcel);
    return {
      events: [
        { type: told[kind], data, personal: { proof: words } },
        ...(delivered
          ? [{ type: 'resultDelivered' as const, data: { occurredAt: at }, effectiveAt: at }]
          : []),
      ],
      to,
    };
  },
});
