import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../regulation/shanghai-time.ts';
import {
  groupsOfBusinessNumber,
  isBusinessNumber,
  lastSequence,
  makeBusinessNumber,
  readBusinessNumber,
} from './business-number.ts';

describe('the business number (R-057)', () => {
  it('the first case of 綦江区 on 2021-07-08', () => {
    const number = makeBusinessNumber({ regionCode: '500110', on: '2021-07-08', sequence: 1 });
    expect(number).toBe('50011020210708000010');
    expect(readBusinessNumber(number)).toEqual({ regionCode: '500110', on: '2021-07-08', sequence: 1 });
    expect(groupsOfBusinessNumber(number)).toEqual(['500110', '20210708', '000010']);
  });

  it.each([
    '50011020210708000011',
    '5001102021070800001',
    '500110202107080000100',
    '50011020210708 00010',
    '５００１１０２０２１０７０８０００１０',
    '',
    'DROP TABLE cases----',
  ])('%j is none', (text) => {
    expect(isBusinessNumber(text)).toBe(false);
  });

  it('a number with a right check digit but no real day or no sequence is none', () => {
    const withAnyCheckDigit = (body: string) => Array.from({ length: 10 }, (_, digit) => body + digit);
    expect(withAnyCheckDigit('5001102021070800001').filter(isBusinessNumber)).toHaveLength(1);
    expect(withAnyCheckDigit('5001102021023000001').filter(isBusinessNumber)).toEqual([]);
    expect(withAnyCheckDigit('5001102021070800000').filter(isBusinessNumber)).toEqual([]);
  });

  it.each([0, -1, 1.5, lastSequence + 1, Number.NaN])('refuses the sequence %d', (sequence) => {
    expect(() => makeBusinessNumber({ regionCode: '500110', on: '2021-07-08', sequence })).toThrow(
      RangeError,
    );
  });

  it.each([
    ['50011', '2021-07-08'],
    ['50011A', '2021-07-08'],
    ['500110', '2021-02-30'],
    ['500110', '20210708'],
  ])('refuses region %s with day %s', (regionCode, on) => {
    expect(() => makeBusinessNumber({ regionCode, on, sequence: 1 })).toThrow(RangeError);
  });
});

describe('for every number', () => {
  const parts = fc.record({
    regionCode: fc.stringMatching(/^[0-9]{6}$/),
    on: fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('2020-01-01', offset)),
    sequence: fc.integer({ min: 1, max: lastSequence }),
  });

  it('is read back as it was made', () => {
    fc.assert(
      fc.property(parts, (made) => {
        expect(readBusinessNumber(makeBusinessNumber(made))).toEqual(made);
      }),
    );
  });

  it('one wrong digit is found', () => {
    fc.assert(
      fc.property(parts, fc.nat(19), fc.integer({ min: 1, max: 9 }), (made, at, shift) => {
        const number = makeBusinessNumber(made);
        const wrong = (Number(number.charAt(at)) + shift) % 10;
        expect(isBusinessNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
      }),
    );
  });
});
