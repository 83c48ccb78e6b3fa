import { maskIdentity, maskPhone } from './masking.ts';

/** What people put between digits: a blank, a hyphen or a dot. */
const gap = '[ \\u3000.·‐-—-]?';
const long = new RegExp(`(?<![\\dA-Za-z])\\d(?:${gap}\\d){16}${gap}[\\dXx](?![\\dA-Za-z])`, 'g');
const old = /(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])/g;
const mobile = new RegExp(`(?<!\\d)((?:\\+?86${gap})?)(1[3-9]\\d)${gap}(\\d{4})${gap}(\\d{4})(?!\\d)`, 'g');
/** Passports and passes of Hong Kong, Macao and Taiwan: a letter and eight digits. */
const passport = /(?<![\dA-Za-z])[A-Za-z]\d{8}(?![\dA-Za-z])/g;

const month = '(?:0[1-9]|1[0-2])';
const day = '(?:0[1-9]|[12]\\d|3[01])';
const bornLong = new RegExp(`^\\d{6}(?:18|19|20)\\d{2}${month}${day}`);
const bornOld = new RegExp(`^\\d{8}${month}${day}`);

/** Digits and X of full width as they are typed usually, so that nobody's number hides in them. */
const halfWidth = (text: string): string =>
  text.replaceAll(/[０-９Ｘｘ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));

/**
 * A text that people wrote freely, without full identity numbers (18 digits, 15 of before 1999, passports) and mobile
 * numbers, also where blanks or hyphens stand between the digits. Numbers of offices, business numbers
 * and dates stay. Applied to its own answer it changes nothing.
 */
export function maskNumbersIn(text: string): string {
  return halfWidth(text)
    .replaceAll(long, (found) => {
      const number = found.replaceAll(/[^\dXx]/g, '');
      // Eighteen digits on end are masked in any case; apart they may be a date and a telephone number.
      return number.length === found.length || bornLong.test(number) ? maskIdentity(number) : found;
    })
    .replaceAll(old, (number) => (bornOld.test(number) ? maskIdentity(number) : number))
    .replaceAll(mobile, (_found, country: string, head: string, middle: string, tail: string) => {
      return country + maskPhone(head + middle + tail);
    })
    .replaceAll(passport, maskIdentity);
}
