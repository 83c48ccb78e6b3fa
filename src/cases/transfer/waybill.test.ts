import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWaybill } from './waybill.ts';

describe('waybill numbers', () => {
  it.each([
    ['RR473124829US', 'RR473124829US', 's10'],
    ['rr 4731 2482 9 us', 'RR473124829US', 's10'],
    ['ＲＲ４７３１２４８２９ＵＳ', 'RR473124829US', 's10'],
    ['EA000000005CN', 'EA000000005CN', 's10'],
    ['1234567890123', '1234567890123', 'other'],
    ['SF1234567890123', 'SF1234567890123', 'other'],
    ['sf-1234-5678-90123', 'SF1234567890123', 'other'],
    ['9876543210', '9876543210', 'other'],
    ['JDVA12345678901', 'JDVA12345678901', 'other'],
    ['12345678901234567890', '12345678901234567890', 'other'],
  ])('%s is %s (%s)', (value, normalized, standard) => {
    expect(checkWaybill(value)).toEqual({ valid: true, normalized, standard });
  });

  it.each([
    ['RR473124828US', '运单号里的校验数字对不上，请照面单再核对一遍。'],
    ['EA000000000CN', '运单号里的校验数字对不上，请照面单再核对一遍。'],
    ['', '还没有填运单号。'],
    [' - ', '还没有填运单号。'],
    ['123456789', '运单号应为 10 到 20 位，现在只有 9 位。'],
    ['123456789012345678901', '运单号应为 10 到 20 位，现在有 21 位。'],
    ['ABCDEFGHIJKL', '运单号里的数字太少，请照面单再核对一遍。'],
    ['SF123456789O\u202e12', '运单号只能有字母和数字，请照面单再核对一遍。'],
    ["1234567890'; --x", '运单号只能有字母和数字，请照面单再核对一遍。'],
    ['顺丰1234567890', '运单号只能有字母和数字，请照面单再核对一遍。'],
    ['1'.repeat(65), '运单号太长，请照面单再核对一遍。'],
  ])('%j is refused: %s', (value, reason) => {
    expect(checkWaybill(value)).toEqual({ valid: false, reason });
  });

  it('every S10 serial has exactly one check digit', () => {
    const serial = fc.stringMatching(/^[0-9]{8}$/);
    const right = (digits: string) =>
      Array.from({ length: 10 }, (_, check) => `EA${digits}${check}CN`).filter(
        (value) => checkWaybill(value).valid,
      );
    fc.assert(
      fc.property(serial, (digits) => {
        expect(right(digits)).toHaveLength(1);
      }),
    );
  });
});
