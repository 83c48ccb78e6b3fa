import type { Instant } from '../../regulation/instant.ts';
import type { Case, Channel, Parcel } from '../core/case.ts';
import { slice } from '../core/slice.ts';
import { outstandingPaper } from './channels.ts';
import { deliveredLines } from './deem-received.ts';

const changeParcel = (kase: Case, waybill: string, change: (parcel: Parcel) => Parcel): Parcel[] =>
  kase.parcels.map((parcel) => (parcel.waybill === waybill ? change(parcel) : parcel));

const homeCopySent = (kase: Case, by: 'sentElectronically' | 'sentByPost'): Partial<Case> =>
  kase.copies
    ? {
        copies: {
          ...kase.copies,
          home: kase.copies.home === 'open' || kase.copies.home === by ? by : 'sentBoth',
        },
      }
    : {};

const movePaper = (kase: Case, lineIds: readonly string[], paper: 'onTheWay' | 'home'): Case['lines'] =>
  kase.lines.map((line) => (line.paper && lineIds.includes(line.id) ? { ...line, paper } : line));

const addReceived = (kase: Case, channel: Channel): readonly Channel[] =>
  kase.received.includes(channel) ? kase.received : [...kase.received, channel];

/** How moving the materials changes a case. */
export const transferSlice = slice({
  packageSent: (kase, { data, effectiveAt }) => ({
    package: {
      sentAt: effectiveAt,
      manifest: data.manifest,
      manifestDigest: data.manifestDigest,
      failures: kase.package?.failures ?? 0,
    },
    ...homeCopySent(kase, 'sentElectronically'),
    ...(data.late && !kase.flags.includes('dispatchedLate')
      ? { flags: [...kase.flags, 'dispatchedLate' as const] }
      : {}),
  }),
  parcelDispatched: (kase, { data, effectiveAt }) => ({
    parcels: [
      ...kase.parcels,
      {
        waybill: data.waybill,
        carrier: data.carrier,
        purpose: 'material',
        from: 'intake',
        to: 'home',
        packed: data.packed,
        registeredAt: effectiveAt,
      },
    ],
    documents: [...kase.documents, data.document],
    lines: movePaper(
      kase,
      data.packed.map(({ lineId }) => lineId),
      'onTheWay',
    ),
    ...homeCopySent(kase, 'sentByPost'),
  }),
  parcelCollected: (kase, { data }) => ({
    parcels: changeParcel(kase, data.waybill, (parcel) => ({ ...parcel, collectedAt: data.occurredAt })),
  }),
  parcelMoved: (kase, { data }) => ({
    parcels: changeParcel(kase, data.waybill, (parcel) => ({ ...parcel, movedAt: data.occurredAt })),
  }),
  parcelDelivered: (kase, { data }) => ({
    parcels: changeParcel(kase, data.waybill, (parcel) => ({ ...parcel, deliveredAt: data.occurredAt })),
    ...arrivedResult(kase, data.waybill, data.occurredAt),
  }),
  channelReceived: (kase, { data, effectiveAt }) =>
    data.channel === 'electronic'
      ? packageReceived(kase, effectiveAt)
      : parcelReceived(kase, data.waybill, effectiveAt),
  materialsReceived: (_kase, { effectiveAt }) => ({ receivedAtHomeAt: effectiveAt }),
  receiptDeemed: (kase, { effectiveAt }) => ({
    receivedAtHomeAt: effectiveAt,
    received: kase.channels,
    flags: [...kase.flags, 'receiptDeemed'],
    lines: movePaper(kase, deliveredLines(kase), 'home'),
  }),
  caseFirstOpened: (kase, { effectiveAt }) => ({ firstOpenedAt: kase.firstOpenedAt ?? effectiveAt }),
});

/** A result parcel that reached a window waits there; one that came back lies at home again. Old parcels say nothing. */
function arrivedResult(kase: Case, waybill: string, occurredAt: string): Partial<Case> {
  const parcel = kase.parcels.find((each) => each.waybill === waybill);
  if (!parcel || kase.result?.waybill !== waybill || kase.result.deliveredAt || parcel.to === 'applicant')
    return {};
  return { result: { ...kase.result, place: parcel.to, arrivedAt: occurredAt } };
}

function packageReceived(kase: Case, at: Instant): Partial<Case> {
  return {
    received: addReceived(kase, 'electronic'),
    ...(kase.package ? { package: { ...kase.package, receivedAt: at } } : {}),
  };
}

/** A confirmed parcel: its paper lies at home. The channel is received once no paper is outstanding. */
function parcelReceived(kase: Case, waybill: string | undefined, at: Instant): Partial<Case> {
  const lineIds =
    kase.parcels.find((each) => each.waybill === waybill)?.packed.map(({ lineId }) => lineId) ?? [];
  const lines = movePaper(kase, lineIds, 'home');
  return {
    lines,
    received: outstandingPaper({ lines }).length === 0 ? addReceived(kase, 'postal') : kase.received,
    parcels: changeParcel(kase, waybill ?? '', (parcel) => ({
      ...parcel,
      deliveredAt: parcel.deliveredAt ?? at,
      confirmedAt: at,
    })),
  };
}
