import type { Day } from '../regulation/instant.ts';
import { isDay } from '../regulation/shanghai-time.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character of an 18-digit number by GB 11643 (ISO 7064 MOD 11-2), from its first 17 digits. */
export function residentCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return checkCharacters.charAt(sum % 11);
}

/**
 * The 18-digit form of a 15-digit number of before 1999: the century is put in and the check character added. The
 * sequence numbers 996–999 were kept for people born in the 1800s.
 */
export function upgradeOldNumber(old15: string): string {
  const century = Number(old15.slice(12)) >= 996 ? '18' : '19';
  const first17 = `${old15.slice(0, 6)}${century}${old15.slice(6)}`;
  return first17 + residentCheckCharacter(first17);
}

/** Sex as an identity number tells it: an odd sequence number is a man's. */
export type Sex = 'male' | 'female';

/** What an 18-digit number says about its holder. */
export type ResidentFacts = { birthOn: Day; sex: Sex };

/** Why an 18-digit number is not one: the date of birth is no day, lies after the day asked about, or the check fails. */
export type ResidentFault = { fault: 'birth-not-a-day' | 'birth-in-future' | 'check'; birth: string };

/** Reads an 18-digit number (GB 11643) whose shape has been checked. */
export function readResidentNumber(number: string, on?: Day): ResidentFacts | ResidentFault {
  const year = number.slice(6, 10);
  const month = number.slice(10, 12);
  const date = number.slice(12, 14);
  const birthOn = `${year}-${month}-${date}`;
  const birth = `${Number(year)}年${Number(month)}月${Number(date)}日`;
  if (!isDay(birthOn) || year < '1800') return { fault: 'birth-not-a-day', birth };
  if (on !== undefined && birthOn > on) return { fault: 'birth-in-future', birth };
  if (residentCheckCharacter(number) !== number.charAt(17)) return { fault: 'check', birth };
  return { birthOn, sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female' };
}
