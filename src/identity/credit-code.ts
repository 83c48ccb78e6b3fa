const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Letters that a 统一社会信用代码 never has, since they are mistaken for others (GB 32100). */
export const lettersNotInCreditCode = 'IOSVZ';

/** The check character of a 统一社会信用代码 (GB 32100), from its first 17 characters. */
export function creditCodeCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}
