import { describe, expect, test } from 'vitest';
import { parseRegions } from './region-file.ts';

const header = 'code\tname\tlevel\tparent\tvalid_from\tvalid_to\tsuccessor\tnote';
const file = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`;

describe('the file of regions', () => {
  test('is read with empty cells as nothing', () => {
    expect(parseRegions(file('500000\t重庆市\tprovince', '500110\t綦江区\tcounty\t500000'))).toEqual([
      {
        code: '500000',
        name: '重庆市',
        level: 'province',
        parent: null,
        validFrom: null,
        validTo: null,
        successor: null,
      },
      {
        code: '500110',
        name: '綦江区',
        level: 'county',
        parent: '500000',
        validFrom: null,
        validTo: null,
        successor: null,
      },
    ]);
  });

  test.each([
    ['another header', 'code\tname', 'header'],
    ['a short code', file('50000\t重庆市\tprovince'), '50000 is no region code'],
    ['no name', file('500000\t\tprovince'), 'has no name'],
    ['an unknown level', file('500000\t重庆市\tcity'), 'city is no level'],
    ['a level named like a property', file('500000\t重庆市\tconstructor'), 'constructor is no level'],
    ['a county without parent', file('500110\t綦江区\tcounty'), 'cannot stand under nothing'],
    ['an unknown parent', file('500110\t綦江区\tcounty\t500000'), 'cannot stand under 500000'],
    [
      'a prefecture under a county',
      file('500000\t重庆市\tprovince', '500110\t綦江区\tcounty\t500000', '500111\t某市\tprefecture\t500110'),
      'line 4',
    ],
    ['a day that is none', file('500000\t重庆市\tprovince\t\t2023-02-30'), '2023-02-30 is no day'],
    ['an unknown successor', file('500000\t重庆市\tprovince\t\t\t\t500001'), 'successor 500001'],
    ['a code twice', file('500000\t重庆市\tprovince', '500000\t重庆市\tprovince'), 'twice'],
  ])('is refused with %s', (_, text, fault) => {
    expect(() => parseRegions(text)).toThrow(fault);
  });
});
