import { fieldInvalid } from '../../platform/problem.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import type { ListCursor } from './listed.ts';

/** A moment as the database or the page writes it: beyond its day nothing in it can be out of range. */
const moment =
  /^([12]\d{3}-\d\d-\d\d)[T ](?:[01]\d|2[0-3])(?::[0-5]\d){1,2}(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?$/;

const isSortKey = (text: string): boolean =>
  text === 'infinity' || text === '-infinity' || isDay(moment.exec(text)?.[1] ?? '');

const amongPriority = 'priority';

/** Where a page begins, as its reader holds it: a sort key and an id, and whether it lies among the priority cases. */
export const encodeCursor = (sortAt: string, caseId: string, priority = false): string =>
  Buffer.from([sortAt, caseId, ...(priority ? [amongPriority] : [])].join('|')).toString('base64url');

/** Reads it back; refuses a place that no page gave out. */
export function decodeCursor(text: string | undefined): ListCursor | undefined {
  if (text === undefined) return undefined;
  const [sortAt, caseId, group] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (
    !sortAt ||
    !caseId ||
    !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(caseId) ||
    !isSortKey(sortAt) ||
    (group !== undefined && group !== amongPriority)
  ) {
    throw fieldInvalid('/after', '翻页位置不对，请从头看起。');
  }
  return { sortAt, caseId, ...(group === undefined ? {} : { priority: true }) };
}
