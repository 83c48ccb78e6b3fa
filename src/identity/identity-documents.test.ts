import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheckCharacter } from './credit-code.ts';
import { checkIdentityDocument, type IdentityDocumentKind } from './identity-documents.ts';
import { residentCheckCharacter } from './resident-number.ts';

const on = '2021-07-08';
const check = (kind: IdentityDocumentKind, value: string) => checkIdentityDocument({ kind, value, on });
const complete = (first17: string) => first17 + residentCheckCharacter(first17);

describe('accepts', () => {
  it.each<[IdentityDocumentKind, string, object]>([
    [
      'residentId',
      '11010519491231002X',
      { normalized: '11010519491231002X', birthOn: '1949-12-31', sex: 'female', regionCode: '110105' },
    ],
    ['residentId', '11010519491231002x', { normalized: '11010519491231002X' }],
    ['residentId', ' 110105 19491231 002X ', { normalized: '11010519491231002X' }],
    ['residentId', '１１０１０５１９４９１２３１００２Ｘ', { normalized: '11010519491231002X' }],
    ['residentId', '440524188001010014', { birthOn: '1880-01-01', sex: 'male', regionCode: '440524' }],
    ['residentId', '110105491231002', { normalized: '11010519491231002X', birthOn: '1949-12-31' }],
    ['residentId', '110105800101998', { birthOn: '1880-01-01' }],
    ['residentId', complete('51012519920229001'), { regionCode: '510125' }],
    ['residentId', complete('99999919900101123'), { regionCode: '999999' }],
    ['residentId', complete('50011020210708001'), { birthOn: on }],
    ['hkMacaoTaiwanResidence', complete('81000019940823002'), { birthOn: '1994-08-23', sex: 'female' }],
    ['hkMacaoTaiwanResidence', complete('82000019940823001'), { sex: 'male' }],
    ['hkMacaoTaiwanResidence', complete('83000019940823001'), { sex: 'male' }],
    ['foreignPermanentResidence', '911124198108030024', { birthOn: '1981-08-03', sex: 'female' }],
    ['foreignPermanentResidence', '932682198501010017', { birthOn: '1985-01-01', sex: 'male' }],
    ['foreignPermanentResidence', 'can110019810803', { normalized: 'CAN110019810803' }],
    ['passport', 'e12345678', { normalized: 'E12345678' }],
    ['passport', '488839667', { normalized: '488839667' }],
    ['officerCard', '军字第1234567号', { normalized: '军字第1234567号' }],
    ['officerCard', '军字1234567', { normalized: '军字第1234567号' }],
    ['officerCard', '1234567', { normalized: '1234567' }],
    ['creditCode', '91350100M000100Y43', { normalized: '91350100M000100Y43', regionCode: '350100' }],
    ['creditCode', '91350100m000100y43', { normalized: '91350100M000100Y43' }],
    ['creditCode', '91110108551385082Q', { regionCode: '110108' }],
    ['creditCode', '115200000000000130', { regionCode: '520000' }],
  ])('%s %s', (kind, value, facts) => {
    expect(check(kind, value)).toMatchObject({ valid: true, ...facts });
  });
});

describe('refuses, and says what to do', () => {
  it.each<[IdentityDocumentKind, string, string]>([
    ['residentId', '23023019950212522X', '身份证号最后一位对不上，请照证件再核对一遍。'],
    ['residentId', '110105194912310021', '身份证号最后一位对不上，请照证件再核对一遍。'],
    ['residentId', '1101051949123100X', '身份证号应为 18 位，现在只有 17 位。'],
    ['residentId', '11010519491231002X1', '身份证号应为 18 位，现在有 19 位。'],
    ['residentId', '', '还没有填身份证号。'],
    ['residentId', '   ', '还没有填身份证号。'],
    ['residentId', '1101051949123100X2', '身份证号前 17 位只能是数字，最后一位是数字或 X。'],
    ['residentId', "1' OR '1'='1' --12", '身份证号应为 18 位，现在只有 15 位。'],
    ['residentId', '110105194902300021', '身份证号里的出生日期 1949年2月30日 不存在，请照证件再核对一遍。'],
    [
      'residentId',
      complete('11010519491331002'),
      '身份证号里的出生日期 1949年13月31日 不存在，请照证件再核对一遍。',
    ],
    [
      'residentId',
      complete('11010500001231002'),
      '身份证号里的出生日期 0年12月31日 不存在，请照证件再核对一遍。',
    ],
    ['residentId', '110105490230002', '身份证号里的出生日期 1949年2月30日 不存在，请照证件再核对一遍。'],
    [
      'residentId',
      complete('50011020210709001'),
      '身份证号里的出生日期 2021年7月9日 还没有到，请照证件再核对一遍。',
    ],
    ['residentId', complete('81000019940823002'), '这是港澳台居民居住证的号码，请改选证件类型。'],
    ['residentId', '911124198108030024', '这是外国人永久居留身份证的号码，请改选证件类型。'],
    ['residentId', '1'.repeat(500), '身份证号太长，请照证件再核对一遍。'],
    ['residentId', '11010519491231\u202e002X', '身份证号应为 18 位，现在有 19 位。'],
    ['residentId', '𝟎𝟎𝟎', '身份证号应为 18 位，现在只有 3 位。'],
    [
      'hkMacaoTaiwanResidence',
      '11010519491231002X',
      '港澳台居民居住证号应以 810000、820000 或 830000 开头，请照证件再核对一遍。',
    ],
    ['hkMacaoTaiwanResidence', '810000199408230022', '居住证号最后一位对不上，请照证件再核对一遍。'],
    [
      'foreignPermanentResidence',
      '911124198108030025',
      '永久居留身份证号最后一位对不上，请照证件再核对一遍。',
    ],
    [
      'foreignPermanentResidence',
      '11010519491231002X',
      '新版永久居留身份证号应以 9 开头，请照证件再核对一遍。',
    ],
    [
      'foreignPermanentResidence',
      'CA1100198108031',
      '旧版永久居留身份证号应为 3 位字母加 12 位数字，请照证件再核对一遍。',
    ],
    ['passport', 'E123', '护照号应为 5 到 15 位字母和数字，请照证件再核对一遍。'],
    ['passport', 'PASSPORT', '护照号应为 5 到 15 位字母和数字，请照证件再核对一遍。'],
    ['passport', 'E1234<script>', '护照号应为 5 到 15 位字母和数字，请照证件再核对一遍。'],
    ['officerCard', '军字第号', '军官证号应形如“军字第1234567号”，请照证件再核对一遍。'],
    ['creditCode', '91350100M000100Y44', '统一社会信用代码最后一位对不上，请照营业执照再核对一遍。'],
    ['creditCode', '91350100M000100Y4', '统一社会信用代码应为 18 位，现在只有 17 位。'],
    ['creditCode', '9135O100M000100Y43', '统一社会信用代码里没有字母 O，请看看是不是数字 0、1、2 或 5。'],
    ['creditCode', '91350100-000100Y43', '统一社会信用代码只能有数字和大写字母，请照证件再核对一遍。'],
  ])('%s %j', (kind, value, reason) => {
    expect(check(kind, value)).toEqual({ valid: false, reason });
  });

  it('a date of birth is compared with the day given, not with the clock', () => {
    const value = complete('50011020210709001');
    expect(checkIdentityDocument({ kind: 'residentId', value }).valid).toBe(true);
    expect(checkIdentityDocument({ kind: 'residentId', value, on: '2021-07-09' }).valid).toBe(true);
  });
});

describe('for every number', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const birth = fc
    .date({ min: new Date('1900-01-01Z'), max: new Date('2021-07-07Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
  const regionOfPeople = digits(6).filter((code) => /^[1-7]/.test(code));
  const number = fc
    .tuple(regionOfPeople, birth, digits(3))
    .map(([region, born, sequence]) => complete(region + born + sequence));

  it('a region is never a reason to refuse', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(check('residentId', value)).toMatchObject({ valid: true, regionCode: value.slice(0, 6) });
      }),
    );
  });

  it('one wrong character of an identity number is found', () => {
    fc.assert(
      fc.property(number, fc.nat(17), fc.integer({ min: 1, max: 9 }), (value, at, shift) => {
        const old = value.charAt(at);
        const wrong = old === 'X' ? String(shift) : String((Number(old) + shift) % 10);
        expect(check('residentId', value.slice(0, at) + wrong + value.slice(at + 1)).valid).toBe(false);
      }),
    );
  });

  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const creditCode = fc
    .array(fc.constantFrom(...Array.from(alphabet)), { minLength: 17, maxLength: 17 })
    .map((characters) => characters.join(''))
    .map((first17) => first17 + creditCodeCheckCharacter(first17));

  it('one wrong character of a credit code is found', () => {
    fc.assert(
      fc.property(creditCode, fc.nat(17), fc.integer({ min: 1, max: 30 }), (value, at, shift) => {
        expect(check('creditCode', value).valid).toBe(true);
        const wrong = alphabet.charAt((alphabet.indexOf(value.charAt(at)) + shift) % 31);
        expect(check('creditCode', value.slice(0, at) + wrong + value.slice(at + 1)).valid).toBe(false);
      }),
    );
  });

  it('any text gets an answer with a sentence', { timeout: 30_000 }, () => {
    const kinds = fc.constantFrom<IdentityDocumentKind>(
      'residentId',
      'hkMacaoTaiwanResidence',
      'foreignPermanentResidence',
      'passport',
      'officerCard',
      'creditCode',
    );
    fc.assert(
      fc.property(kinds, fc.string({ unit: 'binary', maxLength: 80 }), (kind, value) => {
        const result = check(kind, value);
        expect(result.valid ? result.normalized : result.reason).toMatch(/^(.*。|[\p{Script=Han}A-Z0-9]+)$/u);
      }),
    );
  });
});
