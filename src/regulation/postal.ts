/** Who pays for a parcel (OP-29, R-188). */
export const payers = { government: '政府承担', applicant: '申请人到付' } as const;

/** One of them. */
export type Payer = keyof typeof payers;

/** Whether a parcel goes from a window to a window, else one end of it is the applicant. */
const betweenWindows = (from: string, to: string): boolean => from !== 'applicant' && to !== 'applicant';

/**
 * Who pays by default: parcels between windows the region that sends them, what the applicant gets or sends the
 * applicant, unless the region of the window pays (规程第十二条, OP-29).
 */
export const defaultPayer = (
  { from, to }: { from: 'intake' | 'home' | 'applicant'; to: 'intake' | 'home' | 'applicant' },
  governmentPays: boolean,
): Payer => (betweenWindows(from, to) || governmentPays ? 'government' : 'applicant');

/** Heaviest parcel that is taken, in grams. */
export const heaviestGrams = 30_000;
/** Highest fee of one parcel, in fen. */
export const highestFeeFen = 1_000_000;

/** After this long without news the carrier is asked for a parcel's track, in ms. */
export const askAgainMs = 30 * 60 * 1000;

/** Two region codes that lie in one prefecture, or in one municipality (直辖市). */
export function isSamePlace(one: string, other: string): boolean {
  const province = one.slice(0, 2);
  if (province !== other.slice(0, 2)) return false;
  const municipality = ['11', '12', '31', '50'].includes(province);
  // A province's own code says no more than the province.
  return (
    municipality ||
    one.slice(2, 4) === '00' ||
    other.slice(2, 4) === '00' ||
    one.slice(0, 4) === other.slice(0, 4)
  );
}
