import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case, Channel } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { outstandingPaper } from './channels.ts';

const ConfirmInput = object({
  channel: oneOf(['electronic', 'postal']),
  manifestDigest: Type.Optional(Type.String({ maxLength: 128, description: '电子材料清单摘要' })),
  waybill: Type.Optional(Type.String({ maxLength: 40 })),
  lines: Type.Array(
    object({ lineId: Type.String({ minLength: 1, maxLength: 80 }), result: oneOf(['matches']) }),
    { maxItems: 200 },
  ),
});
type ConfirmInput = Static<typeof ConfirmInput>;

/** Lines that come by a channel and are confirmed one by one. */
export const expectedLines = (kase: Case, channel: Channel, waybill?: string): string[] =>
  channel === 'electronic'
    ? [...new Set(kase.package?.manifest.flatMap(({ lineId }) => (lineId ? [lineId] : [])) ?? [])]
    : (kase.parcels.find((parcel) => parcel.waybill === waybill)?.packed.map(({ lineId }) => lineId) ?? []);

/** Whether all that was announced for review has arrived, with these lines of this channel. */
const completes = (kase: Case, channel: Channel, lineIds: readonly string[]): boolean =>
  kase.channels.every((each) => each === channel || kase.received.includes(each)) &&
  (channel === 'electronic' || outstandingPaper(kase, lineIds).length === 0);

const awaited = (kase: Case, channel: Channel): boolean =>
  !kase.received.includes(channel) &&
  (channel === 'electronic'
    ? kase.package !== undefined
    : kase.parcels.some(({ purpose, confirmedAt }) => purpose === 'material' && !confirmedAt));

/**
 * The home window confirms what arrived, line by line (C.1, 16). The stored bytes of a package are read and
 * hashed anew; the arrival of a parcel proves its dispatch even without a scan of the carrier.
 */
export const confirmReceipt = command<
  'confirmReceipt',
  ConfirmInput,
  { digests: Map<string, string | undefined> }
>({
  name: 'confirmReceipt',
  input: ConfirmInput,
  summary: '逐项确认收到材料',
  example: {
    channel: 'electronic',
    manifestDigest: '…',
    lines: [{ lineId: '048-1-m-form', result: 'matches' }],
  },
  async facts(sources, kase, { channel }) {
    const files = channel === 'electronic' ? (kase.package?.manifest.map(({ fileId }) => fileId) ?? []) : [];
    return { digests: await sources.rehash(files) };
  },
  blocked: (kase) =>
    kase.channels.some((channel) => awaited(kase, channel)) ? undefined : 'nothing-expected',
  decide(kase, { channel, manifestDigest, waybill, lines }, { digests }) {
    if (!awaited(kase, channel)) return refuse('nothing-expected');
    const parcel = kase.parcels.find((each) => each.waybill === waybill?.trim().toUpperCase());
    if (channel === 'postal' && (!parcel || parcel.purpose !== 'material'))
      return refuse('parcel-of-other-window');
    if (parcel?.confirmedAt) return refuse('nothing-expected', { detail: '这个邮件已经确认收到。' });
    if (channel === 'electronic') {
      if (manifestDigest !== kase.package?.manifestDigest) return refuse('manifest-mismatch');
      if (kase.package?.manifest.some(({ fileId, sha256 }) => digests.get(fileId) !== sha256)) {
        return refuse('hash-mismatch');
      }
    }
    const confirmed = new Set(lines.map(({ lineId }) => lineId));
    const expected = expectedLines(kase, channel, parcel?.waybill);
    const open = expected.filter((id) => !confirmed.has(id));
    if (open.length > 0) return refuse('lines-unmarked', { detail: `还有 ${open.length} 项没有逐项确认。` });
    const complete = completes(kase, channel, expected);
    return {
      events: [
        {
          type: 'channelReceived',
          data: {
            channel,
            ...(channel === 'electronic' && manifestDigest ? { manifestDigest } : {}),
            ...(parcel ? { waybill: parcel.waybill } : {}),
          },
        },
        ...(complete ? [{ type: 'materialsReceived' as const, data: {} }] : []),
      ],
      to: complete ? 'receivedAtHome' : 'inTransit',
    };
  },
});
