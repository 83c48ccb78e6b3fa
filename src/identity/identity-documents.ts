import type { Day } from '../regulation/instant.ts';
import { creditCodeCheckCharacter, lettersNotInCreditCode } from './credit-code.ts';
import { readResidentNumber, type Sex, upgradeOldNumber } from './resident-number.ts';

/** The kinds of identity document (证件类型) a person or an enterprise may show, with their names. */
export const identityDocumentKinds = {
  residentId: '居民身份证',
  hkMacaoTaiwanResidence: '港澳台居民居住证',
  foreignPermanentResidence: '外国人永久居留身份证',
  passport: '护照',
  officerCard: '军官证',
  creditCode: '统一社会信用代码',
} as const;

export type IdentityDocumentKind = keyof typeof identityDocumentKinds;

export type IdentityDocument = {
  readonly kind: IdentityDocumentKind;
  /** The number as typed, scanned or read. */
  readonly value: string;
  /** The day of the check; a date of birth after it is refused. */
  readonly on?: Day;
};

/** The number in its one written form with what it tells, or why it cannot be right, as a Chinese sentence. */
export type IdentityDocumentCheck =
  | { valid: true; normalized: string; birthOn?: Day; sex?: Sex; regionCode?: string }
  | { valid: false; reason: string };

/**
 * Checks the number of an identity document by its standard: GB 11643 (old 15-digit numbers come back in their
 * 18-digit form), GB 32100, the residence permits of 2018 and 2023. Blanks, small letters and full-width characters
 * are accepted. A region code is never looked up: numbers keep the codes of regions that no longer exist.
 */
export function checkIdentityDocument({ kind, value, on }: IdentityDocument): IdentityDocumentCheck {
  if (value.length > longestInput) return refuse(`${numberNames[kind]}太长，请照证件再核对一遍。`);
  const number = value.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  if (number === '') return refuse(`还没有填${numberNames[kind]}。`);
  return checks[kind](number, on);
}

const longestInput = 64;

const numberNames: Record<IdentityDocumentKind, string> = {
  residentId: '身份证号',
  hkMacaoTaiwanResidence: '居住证号',
  foreignPermanentResidence: '永久居留身份证号',
  passport: '护照号',
  officerCard: '军官证号',
  creditCode: '统一社会信用代码',
};

const refuse = (reason: string): IdentityDocumentCheck => ({ valid: false, reason });

const checks: Record<IdentityDocumentKind, (number: string, on?: Day) => IdentityDocumentCheck> = {
  residentId(number, on) {
    if (/^\d{15}$/.test(number)) return checkNumberOfPerson('residentId', upgradeOldNumber(number), on);
    const check = checkNumberOfPerson('residentId', number, on);
    const other = check.valid ? permitKinds.find((kind) => permitPrefixes[kind].test(number)) : undefined;
    return other === undefined
      ? check
      : refuse(`这是${identityDocumentKinds[other]}的号码，请改选证件类型。`);
  },
  hkMacaoTaiwanResidence(number, on) {
    if (number.length === 18 && !permitPrefixes.hkMacaoTaiwanResidence.test(number)) {
      return refuse('港澳台居民居住证号应以 810000、820000 或 830000 开头，请照证件再核对一遍。');
    }
    return checkNumberOfPerson('hkMacaoTaiwanResidence', number, on);
  },
  foreignPermanentResidence(number, on) {
    if (/^[A-Z]/.test(number)) {
      return /^[A-Z]{3}\d{12}$/.test(number)
        ? { valid: true, normalized: number }
        : refuse('旧版永久居留身份证号应为 3 位字母加 12 位数字，请照证件再核对一遍。');
    }
    if (number.length === 18 && !number.startsWith('9')) {
      return refuse('新版永久居留身份证号应以 9 开头，请照证件再核对一遍。');
    }
    return checkNumberOfPerson('foreignPermanentResidence', number, on);
  },
  passport(number) {
    return /^(?=.*\d)[A-Z0-9]{5,15}$/.test(number)
      ? { valid: true, normalized: number }
      : refuse('护照号应为 5 到 15 位字母和数字，请照证件再核对一遍。');
  },
  officerCard(number) {
    const [, prefix, digits] = number.match(/^(?:(\p{Script=Han}{1,4})字第?)?(\d{4,10})号?$/u) ?? [];
    if (digits === undefined) return refuse('军官证号应形如“军字第1234567号”，请照证件再核对一遍。');
    return { valid: true, normalized: prefix === undefined ? digits : `${prefix}字第${digits}号` };
  },
  creditCode(number) {
    if (number.length !== 18) return refuse(lengthReason('统一社会信用代码', 18, number));
    const letter = Array.from(number).find((character) => lettersNotInCreditCode.includes(character));
    if (letter !== undefined) {
      return refuse(`统一社会信用代码里没有字母 ${letter}，请看看是不是数字 0、1、2 或 5。`);
    }
    if (!/^[A-Z0-9]{18}$/.test(number))
      return refuse('统一社会信用代码只能有数字和大写字母，请照证件再核对一遍。');
    if (creditCodeCheckCharacter(number) !== number.charAt(17)) {
      return refuse('统一社会信用代码最后一位对不上，请照营业执照再核对一遍。');
    }
    return { valid: true, normalized: number, regionCode: number.slice(2, 8) };
  },
};

type PermitKind = 'hkMacaoTaiwanResidence' | 'foreignPermanentResidence';

/** How the permits that share the form of GB 11643 begin; the second by 9, province of application, nationality. */
const permitPrefixes: Record<PermitKind, RegExp> = {
  hkMacaoTaiwanResidence: /^8[123]0000/,
  foreignPermanentResidence: /^9(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6])\d{3}/,
};

const permitKinds = Object.keys(permitPrefixes) as PermitKind[];

function checkNumberOfPerson(
  kind: PermitKind | 'residentId',
  number: string,
  on: Day | undefined,
): IdentityDocumentCheck {
  const name = numberNames[kind];
  if (Array.from(number).length !== 18) return refuse(lengthReason(name, 18, number));
  if (!/^\d{17}[\dX]$/.test(number)) return refuse(`${name}前 17 位只能是数字，最后一位是数字或 X。`);
  const facts = readResidentNumber(number, on);
  if ('fault' in facts) {
    const sentences: Record<typeof facts.fault, string> = {
      'birth-not-a-day': `${name}里的出生日期 ${facts.birth} 不存在，请照证件再核对一遍。`,
      'birth-in-future': `${name}里的出生日期 ${facts.birth} 还没有到，请照证件再核对一遍。`,
      check: `${name}最后一位对不上，请照证件再核对一遍。`,
    };
    return refuse(sentences[facts.fault]);
  }
  const { birthOn, sex } = facts;
  const regionCode = number.slice(0, 6);
  return kind === 'residentId'
    ? { valid: true, normalized: number, birthOn, sex, regionCode }
    : { valid: true, normalized: number, birthOn, sex };
}

function lengthReason(name: string, expected: number, value: string): string {
  const { length } = Array.from(value);
  return `${name}应为 ${expected} 位，现在${length < expected ? '只有' : '有'} ${length} 位。`;
}
