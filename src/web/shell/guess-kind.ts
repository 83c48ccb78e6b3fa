import type { SearchKind } from '../../cases/core/search-keys.ts';

/** By what somebody seems to look, from what is typed or scanned; undefined while it may still be anything. */
export function guessKind(typed: string): SearchKind | undefined {
  const text = typed.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  if (/^\d{19,20}$/.test(text)) return 'number';
  if (/^\d{17}[\dX]$/.test(text)) return 'identity';
  if (/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text)) return 'waybill';
  if (/^1[3-9]\d{9}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text)) return 'phone';
  if (/^\d{5}[\dX]$/.test(text)) return 'identityTail';
  if (/^\d{4}$/.test(text)) return 'phone';
  if (/\p{Script=Han}/u.test(text)) return 'name';
  return undefined;
}
