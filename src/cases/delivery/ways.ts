import type { DeliveryWay, ResolvedStandard } from '../../catalogue/standard.ts';
import type { Case, Parcel, PostalAddress } from '../core/case.ts';

/** The parcel the result is, or last was, in. */
const currentParcel = ({ parcels, result }: Pick<Case, 'parcels' | 'result'>): Parcel | undefined =>
  parcels.find(({ waybill }) => waybill === result?.waybill);

/** Whether the result was sent back and lies at the home window again. */
const cameBack = ({ result }: Pick<Case, 'result'>): boolean =>
  result?.place === 'home' && result.waybill !== undefined && result.deliveredAt === undefined;

/** Whether an attempt to deliver failed: the result came back, was lost, or could not be handed over (C.1, 32a). */
export function deliveryFailed(kase: Pick<Case, 'parcels' | 'result'>): boolean {
  if (!kase.result || kase.result.deliveredAt) return false;
  if (cameBack(kase)) return true;
  const parcel = currentParcel(kase);
  return kase.result.place === 'onTheWay' && (parcel?.lostAt !== undefined || parcel?.failedAt !== undefined);
}

/** Deliveries after which only pick-up is left. */
const allowedFailures = 2;

/** Whether so many parcels did not reach the applicant that the result can only be picked up. */
export const isPickUpOnly = ({ parcels }: Pick<Case, 'parcels'>): boolean =>
  parcels.filter(
    ({ purpose, to, failedAt, returnedAt }) =>
      purpose === 'result' && to === 'applicant' && (failedAt ?? returnedAt) !== undefined,
  ).length >= allowedFailures;

/** Ways open to a result: those of the option; once mail is out, always also the home window's counter. */
export const waysOpen = (kase: Pick<Case, 'parcels' | 'delivery'>): DeliveryWay[] => {
  const offered = kase.delivery?.offered ?? [];
  return isPickUpOnly(kase)
    ? [...new Set([...offered.filter((way) => way !== 'mail'), 'pickUpAtHome' as const])]
    : [...offered];
};

/** Ways that the option supports. */
export const waysOf = (standard: Pick<ResolvedStandard, 'deliveryWays'>): DeliveryWay[] => [
  ...standard.deliveryWays,
];

/** Why a chosen way cannot be taken: the option lacks it, or mail has no address. */
export function deliveryFault(
  offered: readonly DeliveryWay[],
  { way, address }: { way: DeliveryWay; address?: PostalAddress | undefined },
): 'way-not-offered' | 'address-missing' | undefined {
  if (!offered.includes(way)) return 'way-not-offered';
  if (way === 'mail' && !address) return 'address-missing';
  return undefined;
}
