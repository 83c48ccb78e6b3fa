import type { Day } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';

/**
 * A day as clerks type it — 20280101, 2028.1.1, 2028/1/1, 2028年1月1日 — in the one notation; what is no day of the
 * calendar comes back as typed, for the check of the field to refuse.
 */
export function typedDay(text: string): Day {
  const plain = text.normalize('NFKC').trim();
  const [, year = '', month = '', date = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(plain) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : text;
}
