import type { Instant } from '../regulation/instant.ts';
import { type Payer, payers } from '../regulation/postal.ts';

/** A parcel of a month with its fee; without one where nobody wrote it down. */
export type MonthRow = {
  caseId: string;
  businessNumber: string;
  waybill: string;
  purpose: string;
  /** Region whose window sends the parcel, or gets it from the applicant. */
  region: string;
  registeredAt: Instant;
  weightGrams: number | null;
  feeFen: number | null;
  payer: Payer | null;
  payerRegion: string | null;
};

/** What the parcels of one region cost in a month, by payer. */
export type MonthSum = {
  region: string;
  payer: Payer | null;
  payerLabel: string;
  parcels: number;
  weightGrams: number;
  feeFen: number;
};

/** Words for parcels whose fee nobody wrote down. */
const noFee = '费用未登记';

/** Sums parcels by region and payer: the sum of each is that of its parcels, to the fen. */
export function sumsOf(rows: readonly MonthRow[]): MonthSum[] {
  const sums = new Map<string, MonthSum>();
  for (const { region, payer, weightGrams, feeFen } of rows) {
    const key = `${region} ${payer ?? ''}`;
    const before = sums.get(key) ?? {
      region,
      payer,
      payerLabel: payer === null ? noFee : payers[payer],
      parcels: 0,
      weightGrams: 0,
      feeFen: 0,
    };
    sums.set(key, {
      ...before,
      parcels: before.parcels + 1,
      weightGrams: before.weightGrams + (weightGrams ?? 0),
      feeFen: before.feeFen + (feeFen ?? 0),
    });
  }
  return [...sums.values()].toSorted((a, b) =>
    a.region === b.region ? a.payerLabel.localeCompare(b.payerLabel, 'zh') : a.region < b.region ? -1 : 1,
  );
}

/** All of them together. */
export const totalOf = (sums: readonly MonthSum[]): Pick<MonthSum, 'parcels' | 'weightGrams' | 'feeFen'> => ({
  parcels: sums.reduce((sum, { parcels }) => sum + parcels, 0),
  weightGrams: sums.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
  feeFen: sums.reduce((sum, { feeFen }) => sum + feeFen, 0),
});

/** Fen as yuan: 1250 → 12.50. */
export const yuanOf = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
