import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MonthRow, sumsOf, totalOf, yuanOf } from './month-report.ts';

const row = fc.record({
  region: fc.constantFrom('510105', '510107', '500112'),
  fee: fc.option(
    fc.record({
      payer: fc.constantFrom('government' as const, 'applicant' as const),
      feeFen: fc.integer({ min: 0, max: 1_000_000 }),
      weightGrams: fc.integer({ min: 1, max: 30_000 }),
    }),
  ),
});

describe('the month report of fees', () => {
  test('equals the sum of the parcels, by region and payer, to the fen', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (given) => {
        const rows = given.map(
          ({ region, fee }, i): MonthRow => ({
            caseId: String(i),
            businessNumber: '',
            waybill: String(i),
            purpose: 'material',
            region,
            registeredAt: '',
            weightGrams: fee?.weightGrams ?? null,
            feeFen: fee?.feeFen ?? null,
            payer: fee?.payer ?? null,
            payerRegion: null,
          }),
        );
        const sums = sumsOf(rows);
        expect(new Set(sums.map(({ region, payer }) => `${region} ${payer}`)).size).toBe(sums.length);
        for (const sum of sums) {
          const own = given.filter(
            ({ region, fee }) => region === sum.region && (fee?.payer ?? null) === sum.payer,
          );
          expect(sum.parcels).toBe(own.length);
          expect(sum.feeFen).toBe(own.reduce((total, { fee }) => total + (fee?.feeFen ?? 0), 0));
          expect(sum.weightGrams).toBe(own.reduce((total, { fee }) => total + (fee?.weightGrams ?? 0), 0));
        }
        expect(totalOf(sums).parcels).toBe(rows.length);
      }),
    );
  });

  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [1250, '12.50'],
    [100_001, '1000.01'],
  ])('%i fen are %s yuan', (fen, yuan) => expect(yuanOf(fen)).toBe(yuan));
});
