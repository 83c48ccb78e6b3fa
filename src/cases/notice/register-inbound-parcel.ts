import { InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { parseInstant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { openSupplement, supplementDueAt } from '../home-supplement/supplement.ts';
import { carrierIds } from '../transfer/carriers.ts';
import { checkWaybill } from '../transfer/waybill.ts';
import { isInTimeFor, type SupplementEnd, supplementEnd } from './in-time.ts';
import { currentNotice } from './notice.ts';

const InboundInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  carrier: oneOf(carrierIds),
  lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
    maxItems: 100,
    uniqueItems: true,
    description: '邮件里是哪些材料；属地补正时为补正内容的编号',
  }),
  collectedAt: Type.Optional(InstantText),
});

/** What the applicant is asked for now, by whom, and until when: by the notice, or by the home region's supplement. */
function askedFor(
  kase: Case,
): { purpose: 'supplement' | 'homeSupplement'; named: readonly string[] } | undefined {
  const notice = kase.state === 'returnedForSupplement' ? currentNotice(kase) : undefined;
  if (notice) return { purpose: 'supplement', named: notice.lineIds };
  const supplement = openSupplement(kase);
  return supplement && { purpose: 'homeSupplement', named: supplement.points.map(({ id }) => id) };
}

/**
 * Registers a parcel of the applicant with pieces that were asked for (C.1, 11 and 23), at the window it goes to. The
 * carrier's collection decides whether it is in time; a parcel announced in time holds the abandonment back (OP-53).
 */
export const registerInboundParcel = command<
  'registerInboundParcel',
  Static<typeof InboundInput>,
  { end: SupplementEnd | undefined }
>({
  name: 'registerInboundParcel',
  input: InboundInput,
  summary: '登记申请人寄来的补正邮件',
  example: { waybill: 'RR473124829US', carrier: 'ems', lineIds: ['048-1-m-photo'] },
  // What the notice of the intake window asks for goes to that window.
  offered: (kase, capacities) => kase.state !== 'returnedForSupplement' || capacities.has('intakeClerk'),
  async facts(sources, kase) {
    if (kase.state === 'returnedForSupplement') return { end: await supplementEnd(sources, kase) };
    return {
      end: openSupplement(kase) && { endsAt: await supplementDueAt(sources, kase), anew: [] },
    };
  },
  decide(kase, { waybill, carrier, lineIds, collectedAt }, { end }, { now, capacities }) {
    const asked = askedFor(kase);
    if (!asked || !end) return refuse('line-not-named', { detail: '现在没有要申请人补正的内容。' });
    if (asked.purpose === 'supplement' && !capacities.has('intakeClerk')) {
      return refuse('not-authorised', { detail: '收件窗口告知的补正，由收件窗口登记来件。' });
    }
    const checked = checkWaybill(waybill);
    if (!checked.valid) return refuse('waybill-invalid', { detail: checked.reason });
    if (kase.parcels.some((parcel) => parcel.waybill === checked.normalized)) return refuse('waybill-used');
    if (lineIds.length === 0 || !lineIds.every((id) => asked.named.includes(id)))
      return refuse('line-not-named');
    const at = collectedAt === undefined ? undefined : parseInstant(collectedAt);
    if (collectedAt !== undefined && (!at || at > now || at < (kase.submittedAt ?? kase.openedAt))) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/collectedAt', detail: '揽收时间应在办件登记以后、现在以前，且要带时区。' }],
      });
    }
    if (!isInTimeFor(end, at ?? now, lineIds)) return refuse('supplement-due-passed');
    return {
      events: [
        {
          type: 'inboundParcelRegistered',
          data: {
            waybill: checked.normalized,
            carrier,
            purpose: asked.purpose,
            to: capacities.has('intakeClerk') ? 'intake' : 'home',
            lineIds: [...lineIds],
            ...(at ? { collectedAt: at } : {}),
          },
        },
      ],
    };
  },
});
