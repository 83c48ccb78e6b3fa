/** Addresses as servers take them; no more is promised than that one may be tried. */
const shape = /^[^\s@<>"(),:;]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})\.[A-Za-z]{2,24}$/;

/** An e-mail address without blanks around it, or why it cannot be one, as a Chinese sentence. */
export function checkEmail(
  value: string,
): { valid: true; normalized: string } | { valid: false; reason: string } {
  const normalized = value.normalize('NFKC').trim();
  if (normalized.length <= 254 && shape.test(normalized)) return { valid: true, normalized };
  return { valid: false, reason: '电子邮箱应像 name@example.com 这样，请再核对一遍。' };
}

/** An address with the first letter and what follows the @: l****@example.com. */
export const maskEmail = (address: string): string => address.replace(/^(.).*(@.*)$/, '$1****$2');
