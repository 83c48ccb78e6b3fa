import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, Channel, Parcel } from '../core/case.ts';
import { type Context, command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFacts } from '../core/own-uploads.ts';
import { parcelOf } from '../custody/parcels.ts';
import {
  type Difference,
  DifferenceFields,
  differenceFault,
  photoFault,
  reported,
} from '../discrepancy/difference.ts';
import { discrepancyKinds, kindsOnReceipt } from '../discrepancy/kinds.ts';
import { toConfirm } from './parcels.ts';
import { afterConfirmation, isWhole } from './receipt.ts';

const ConfirmInput = object({
  channel: oneOf(['electronic', 'postal']),
  manifestDigest: Type.Optional(Type.String({ maxLength: 128, description: '电子材料清单摘要' })),
  waybill: Type.Optional(Type.String({ maxLength: 40 })),
  lines: Type.Array(
    object({
      lineId: Type.String({ minLength: 1, maxLength: 80 }),
      result: oneOf(['matches', ...kindsOnReceipt]),
      ...DifferenceFields,
    }),
    { maxItems: 200 },
  ),
});
type ConfirmInput = Static<typeof ConfirmInput>;
type ConfirmedLine = ConfirmInput['lines'][number];

/** Lines that come by a channel and are confirmed one by one. */
export const expectedLines = (kase: Case, channel: Channel, waybill?: string): string[] =>
  channel === 'electronic'
    ? [...new Set(kase.package?.manifest.flatMap(({ lineId }) => (lineId ? [lineId] : [])) ?? [])]
    : (parcelOf(kase, waybill)?.packed.map(({ lineId }) => lineId) ?? []);

const awaited = (kase: Case, channel: Channel): boolean =>
  channel === 'electronic'
    ? kase.package !== undefined && !kase.received.includes(channel)
    : toConfirm(kase).length > 0;

const beforeDecision = new Set<string>([...stateGroups.preHome, ...stateGroups.atHome]);
const preHome = new Set<string>(stateGroups.preHome);

const isThere = ({ result }: ConfirmedLine): boolean =>
  result === 'matches' || discrepancyKinds[result].there;

/** Lines that are there but not as announced, or are not there at all. */
const differencesIn = (lines: readonly ConfirmedLine[]): Difference[] =>
  lines.flatMap(({ lineId, result, ...rest }) =>
    result === 'matches' ? [] : [{ lineId, kind: result, ...rest }],
  );

type Checked = { parcel: Parcel | undefined } | ReturnType<typeof refuse<'nothing-expected'>>;

function parcelFor(kase: Case, { channel, waybill }: ConfirmInput) {
  if (channel === 'electronic') return { parcel: undefined } satisfies Checked;
  const parcel = parcelOf(kase, waybill);
  if (!parcel || parcel.to !== 'home' || parcel.purpose === 'resultBack')
    return refuse('parcel-of-other-window');
  if (parcel.confirmedAt) return refuse('nothing-expected', { detail: '这个邮件已经确认收到。' });
  if (!toConfirm(kase).includes(parcel)) return refuse('nothing-expected');
  return { parcel };
}

/** Why the package that is stored is not the one that was sent. */
function packageFault(
  kase: Case,
  manifestDigest: string | undefined,
  digests: Map<string, string | undefined>,
) {
  if (manifestDigest !== kase.package?.manifestDigest) return refuse('manifest-mismatch');
  const altered = kase.package?.manifest.filter(({ fileId, sha256 }) => digests.get(fileId) !== sha256) ?? [];
  if (altered.length === 0) return undefined;
  const names = kase.lines.filter(({ id }) => altered.some(({ lineId }) => lineId === id));
  return refuse('hash-mismatch', {
    detail: `与发出时不一致：${names.map(({ name }) => name).join('、')}。整包不能确认，已通知收件窗口重新发送。`,
  });
}

/** What is left unsaid of the list; after the decision a line may stay open until it comes. */
function unsaid(kase: Case, expected: readonly string[], lines: readonly ConfirmedLine[]) {
  const open = expected.filter((id) => !lines.some(({ lineId }) => lineId === id));
  if (open.length > 0 && (beforeDecision.has(kase.state) || open.length === expected.length)) {
    return refuse('lines-unmarked', { detail: `还有 ${open.length} 项没有逐项确认。` });
  }
  if (lines.some(({ lineId }) => !expected.includes(lineId)))
    return refuse('field-invalid', { errors: [{ pointer: '/lines', detail: '有一项不在这次的清单里。' }] });
  return new Set(lines.map(({ lineId }) => lineId)).size < lines.length
    ? refuse('field-invalid', { errors: [{ pointer: '/lines', detail: '有一项标了两次，请只留一个结果。' }] })
    : undefined;
}

/** The case as it stands after this confirmation, to see whether it is whole. */
function after(
  kase: Case,
  input: ConfirmInput,
  waybill: string | undefined,
  differences: readonly Difference[],
  { now, actor }: Context,
): Case {
  const lineIds = input.lines.filter(isThere).map(({ lineId }) => lineId);
  const confirmed = {
    ...kase,
    ...afterConfirmation(kase, { channel: input.channel, waybill, lineIds }, { at: now, by: actor.id }),
  };
  const open = differences.map(({ lineId, kind }) => ({
    id: lineId,
    lineId,
    kind,
    channel: input.channel,
    applicantMustAct: false,
    reportedAt: now,
    state: 'open' as const,
    photoIds: [],
  }));
  return { ...confirmed, discrepancies: [...confirmed.discrepancies, ...open] };
}

/**
 * The home window confirms what arrived, line by line (C.1, 16, 16b). The stored bytes of a package are read and
 * hashed anew; the arrival of a parcel proves its dispatch even without a scan of the carrier. Lines that differ open
 * discrepancies in the same act.
 */
export const confirmReceipt = command<
  'confirmReceipt',
  ConfirmInput,
  { digests: Map<string, string | undefined>; photos: FileFacts[] }
>({
  name: 'confirmReceipt',
  input: ConfirmInput,
  summary: '逐项确认收到材料，有差异的同时登记',
  example: {
    channel: 'electronic',
    manifestDigest: '…',
    lines: [{ lineId: '048-1-m-form', result: 'matches' }],
  },
  async facts(sources, kase, { channel, lines }) {
    const files = channel === 'electronic' ? (kase.package?.manifest.map(({ fileId }) => fileId) ?? []) : [];
    return {
      digests: await sources.rehash(files),
      photos: await uploadFacts(
        sources,
        lines.flatMap(({ photoIds = [] }) => photoIds),
      ),
    };
  },
  blocked: (kase) =>
    awaited(kase, 'electronic') || awaited(kase, 'postal') ? undefined : 'nothing-expected',
  decide(kase, input, { digests, photos }, context) {
    const { channel, manifestDigest, lines } = input;
    if (!awaited(kase, channel)) return refuse('nothing-expected');
    const found = parcelFor(kase, input);
    if ('refusal' in found) return found;
    const fault = channel === 'electronic' ? packageFault(kase, manifestDigest, digests) : undefined;
    if (fault) return fault;
    const { waybill } = found.parcel ?? {};
    const open = unsaid(kase, expectedLines(kase, channel, waybill), lines);
    if (open) return open;
    const differences = differencesIn(lines);
    if (differences.length > 0 && !beforeDecision.has(kase.state)) {
      return refuse('decision-made', {
        detail: '决定之后不再登记差异：没有到的不要勾选，由收件窗口补寄，或撤回存档要求。',
      });
    }
    const wrong =
      differenceFault(kase, channel, differences) ?? photoFault(photos, differences, context.actor);
    if (wrong) return wrong;
    const whole = preHome.has(kase.state) && isWhole(after(kase, input, waybill, differences, context));
    const lineIds = lines.filter(isThere).map(({ lineId }) => lineId);
    return {
      events: [
        {
          type: 'channelReceived',
          data: {
            channel,
            ...(channel === 'electronic' && manifestDigest ? { manifestDigest } : {}),
            ...(waybill ? { waybill } : {}),
            lineIds,
          },
        },
        ...(differences.length > 0 ? [reported(context, channel, waybill, differences)] : []),
        ...(whole ? [{ type: 'materialsReceived' as const, data: {} }] : []),
      ],
      to: whole ? 'receivedAtHome' : preHome.has(kase.state) ? 'inTransit' : kase.state,
    };
  },
});
