import type { Case, MorePackage, Package } from '../core/case.ts';
import type { EventContents } from '../core/events.ts';
import { type Move, movePaper } from '../custody/paper.ts';
import { paperIn } from '../custody/parcels.ts';
import { changePoints } from '../home-supplement/supplement.ts';
import { noticeCopiesSent } from '../notice/notice.ts';
import { changeParcel } from './parcels.ts';

/** The home copies of receipt and notices travel with the first package and with the first parcel. */
export const homeCopySent = (kase: Case, by: 'sentElectronically' | 'sentByPost'): Partial<Case> =>
  kase.copies
    ? {
        ...noticeCopiesSent(kase, by),
        copies: {
          ...kase.copies,
          home: kase.copies.home === 'open' || kase.copies.home === by ? by : 'sentBoth',
        },
      }
    : {};

/** A package that was sent: the first, the first once more, or a later one beside it. */
export function afterPackage(
  kase: Case,
  { manifest, manifestDigest, late, more }: EventContents['packageSent']['data'],
  at: string,
): Partial<Case> {
  const flags: Partial<Case> =
    late && !kase.flags.includes('dispatchedLate') ? { flags: [...kase.flags, 'dispatchedLate'] } : {};
  if (!more) {
    const failures = kase.package ? kase.package.failures + 1 : 0;
    const sent: Package = { sentAt: at, manifest, manifestDigest, failures };
    return { package: sent, ...homeCopySent(kase, 'sentElectronically'), ...flags };
  }
  const later: MorePackage = { ...more, sentAt: at, manifest, manifestDigest, failures: 0 };
  return {
    morePackages: [...kase.morePackages, later],
    ...flags,
    ...(more.pointIds ? changePoints(kase, more.pointIds, (point) => ({ ...point, arrivedAt: at })) : {}),
    discrepancies: kase.discrepancies.map((each) =>
      more.purpose === 'replacement' && each.id === more.refId
        ? { ...each, state: 'answered', answeredAt: at }
        : each,
    ),
  };
}

/** A parcel that was never handed over: all that it held is free again at the window that packed it. */
export function afterCancelling(kase: Case, waybill: string, move: Move): Partial<Case> {
  const parcel = kase.parcels.find((each) => each.waybill === waybill);
  if (!parcel || parcel.from === 'applicant') return {};
  const parcels = changeParcel(kase, waybill, (each) => ({ ...each, cancelledAt: move.at }));
  const byPost = parcels.some(({ purpose, cancelledAt }) => purpose === 'material' && !cancelledAt);
  const copy =
    parcel.purpose === 'material' && !byPost && kase.copies
      ? {
          copies: {
            ...kase.copies,
            home: kase.copies.home === 'sentBoth' ? ('sentElectronically' as const) : ('open' as const),
          },
        }
      : {};
  const lineIds = paperIn(kase, waybill).map(({ id }) => id);
  return {
    parcels,
    ...copy,
    ...movePaper(kase, lineIds, parcel.from, move),
    ...(parcel.pointIds
      ? changePoints(kase, parcel.pointIds, ({ waybill: _waybill, ...point }) => point)
      : {}),
    ...(kase.result?.waybill === waybill
      ? { result: { ...kase.result, place: parcel.from, arrivedAt: move.at } }
      : {}),
  };
}
