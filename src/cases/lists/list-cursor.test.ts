import { describe, expect, test } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';

const id = '00000000-0000-4000-8000-000000000001';

describe('where a page of a list begins', () => {
  test.each([
    '2021-07-05 10:00:00+08',
    '2021-07-05 10:00:00.123456+08',
    '2021-07-05T10:00:00.000+08:00',
    'infinity',
    '-infinity',
  ])('%s, as the database or the page writes it, is read back', (sortAt) => {
    expect(decodeCursor(encodeCursor(sortAt, id))).toEqual({ sortAt, caseId: id });
  });

  test('a place among the priority cases is told from one among the others', () => {
    const sortAt = '2021-07-05 10:00:00+08';
    expect(decodeCursor(encodeCursor(sortAt, id, true))).toEqual({ sortAt, caseId: id, priority: true });
    const other = Buffer.from(`${sortAt}|${id}|first`).toString('base64url');
    expect(() => decodeCursor(other)).toThrow(Problem);
  });

  test.each([
    '2021-02-30T10:00:00+08:00',
    '2021-19-01T10:00:00+08:00',
    '0000-01-01T10:00:00+08:00',
    '2021-07-05T29:00:00+08:00',
    '2021-07-05T10:00:00+99:00',
    '',
    "2021-07-05'",
  ])('%s is refused before the database sees it', (sortAt) => {
    expect(() => decodeCursor(encodeCursor(sortAt, id))).toThrow(Problem);
  });
});
