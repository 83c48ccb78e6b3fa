import type { DeliveryWay, ResolvedStandard } from '../../catalogue/standard.ts';
import type { Case, PostalAddress } from '../core/case.ts';

/** Whether the result was sent back and lies at the home window again. */
export const cameBack = ({ result }: Pick<Case, 'result'>): boolean =>
  result?.place === 'home' && result.waybill !== undefined && result.deliveredAt === undefined;

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
