import type { Day } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';

/** The highest daily sequence of a region; the next case is refused with `number-range-exhausted`. */
export const lastSequence = 99_999;

/** What a business number (业务编号) is made of. */
export type BusinessNumberParts = {
  /** Six-digit code of the intake region; online, of the home region (OP-19). */
  regionCode: string;
  /** The day of creation in Asia/Shanghai. */
  on: Day;
  /** The region's running number of the day, from 1. */
  sequence: number;
};

/**
 * The 20-digit business number: region (6), day (8), sequence (5) and a check digit by ISO 7064 MOD 11,10.
 * Throws on parts that make no number; a used-up range is for the caller to refuse.
 */
export function makeBusinessNumber({ regionCode, on, sequence }: BusinessNumberParts): string {
  if (!/^\d{6}$/.test(regionCode)) throw new RangeError(`not a region code: ${regionCode}`);
  if (!isDay(on)) throw new RangeError(`not a day: ${on}`);
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > lastSequence) {
    throw new RangeError(`not a sequence from 1 to ${lastSequence}: ${sequence}`);
  }
  const body = regionCode + on.replaceAll('-', '') + String(sequence).padStart(5, '0');
  return body + checkDigit(body);
}

/** Whether the text is a business number: 20 digits, a real day, a sequence from 1, and the right check digit. */
export const isBusinessNumber = (text: string): boolean => readBusinessNumber(text) !== undefined;

/** The parts of a business number; undefined where the text is none, so that nothing is searched for it. */
export function readBusinessNumber(text: string): BusinessNumberParts | undefined {
  if (!/^\d{20}$/.test(text) || checkDigit(text.slice(0, 19)) !== text.charAt(19)) return undefined;
  const on = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const sequence = Number(text.slice(14, 19));
  if (!isDay(on) || sequence === 0) return undefined;
  return { regionCode: text.slice(0, 6), on, sequence };
}

/** The three groups in which pages show a business number: 510107 20210929 000178. */
export const groupsOfBusinessNumber = (number: string): [string, string, string] => [
  number.slice(0, 6),
  number.slice(6, 14),
  number.slice(14),
];

/** ISO 7064 MOD 11,10: finds every single wrong digit. */
function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}
