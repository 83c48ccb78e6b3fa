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
