import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, Channel } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFacts } from '../core/own-uploads.ts';
import { parcelOf } from '../custody/parcels.ts';
import { DifferenceFields, differenceFault, photoFault, reported } from './difference.ts';
import { discrepancyKinds, isDiscrepancyKind } from './kinds.ts';

const ReportInput = object({
  channel: oneOf(['electronic', 'postal']),
  waybill: Type.Optional(Type.String({ maxLength: 40, description: '未收到的邮件' })),
  items: Type.Array(
    object({
      lineId: Type.String({ minLength: 1, maxLength: 80 }),
      kind: Type.String({
        maxLength: 40,
        description: Object.entries(discrepancyKinds)
          .map(([id, { name }]) => `${id}：${name}`)
          .join('；'),
      }),
      ...DifferenceFields,
    }),
    { minItems: 1, maxItems: 50 },
  ),
});
type ReportInput = Static<typeof ReportInput>;

const wasSent = (kase: Case, channel: Channel): boolean =>
  channel === 'electronic'
    ? kase.package !== undefined || kase.morePackages.length > 0
    : kase.parcels.some(({ to, cancelledAt }) => to === 'home' && !cancelledAt) ||
      kase.lines.some(({ paper }) => paper === 'home');

/** A parcel is missed as a whole, and only one that the carrier says it delivered. */
function missedFault(kase: Case, { waybill, items }: ReportInput): string | undefined {
  if (items.every(({ kind }) => kind !== 'notReceived')) return undefined;
  const parcel = parcelOf(kase, waybill);
  if (!parcel || parcel.to !== 'home' || !parcel.deliveredAt || parcel.confirmedAt) {
    return '只有显示已投递、还没有确认的邮件才能登记未收到。';
  }
  const inIt = items.every(
    ({ lineId, kind }) => kind === 'notReceived' && parcel.packed.some((piece) => piece.lineId === lineId),
  );
  return inIt && items.length === parcel.packed.length ? undefined : '未收到邮件的，装箱单上的各项一并登记。';
}

/**
 * Records what is missing, damaged or different, on receipt or whenever it is found before the decision (C.1, 17;
 * Of a parcel that was delivered to nobody the incident begins with it.
 */
export const reportDiscrepancy = command<'reportDiscrepancy', ReportInput, { photos: FileFacts[] }>({
  name: 'reportDiscrepancy',
  input: ReportInput,
  summary: '登记材料差异',
  example: {
    channel: 'electronic',
    items: [{ lineId: '048-1-m-id', kind: 'unreadable', note: '背面没有扫到' }],
  },
  facts: async (sources, _kase, { items }) => ({
    photos: await uploadFacts(
      sources,
      items.flatMap(({ photoIds = [] }) => photoIds),
    ),
  }),
  decide(kase, input, { photos }, context) {
    const { channel, waybill, items } = input;
    if (items.some(({ lineId }) => !kase.lines.some(({ id }) => id === lineId)))
      return refuse('line-unknown');
    if (items.some(({ kind }) => !isDiscrepancyKind(kind))) return refuse('type-unknown');
    const parcel = waybill === undefined ? undefined : parcelOf(kase, waybill);
    const detail =
      waybill !== undefined && !parcel
        ? '本件没有这个运单号。'
        : wasSent(kase, channel)
          ? missedFault(kase, input)
          : '这个渠道还没有发来材料。';
    if (detail) return refuse('field-invalid', { errors: [{ pointer: '/items', detail }] });
    const fault = differenceFault(kase, channel, items) ?? photoFault(photos, items, context.actor);
    if (fault) return fault;
    const inTransit = stateGroups.preHome.some((state) => state === kase.state);
    return {
      events: [reported(context, channel, parcel?.waybill, items)],
      to: inTransit ? 'inTransit' : kase.state,
    };
  },
});
