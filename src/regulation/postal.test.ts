import { describe, expect, test } from 'vitest';
import { defaultPayer, isSamePlace } from './postal.ts';

describe('who pays for a parcel (OP-29)', () => {
  test.each([
    ['intake', 'home', false, 'government'],
    ['home', 'intake', false, 'government'],
    ['home', 'applicant', false, 'applicant'],
    ['home', 'applicant', true, 'government'],
    ['applicant', 'intake', false, 'applicant'],
    ['applicant', 'intake', true, 'government'],
  ] as const)('%s to %s, region pays %s: %s', (from, to, pays, payer) => {
    expect(defaultPayer({ from, to }, pays)).toBe(payer);
  });
});

describe('whether a parcel arrived where it goes', () => {
  test.each([
    ['510107', '510105', true],
    ['510107', '510300', false],
    ['510107', '510000', true],
    ['500110', '500242', true],
    ['500110', '510107', false],
    ['530102', '530103', true],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSamePlace(one, other)).toBe(same);
    expect(isSamePlace(other, one)).toBe(same);
  });
});
