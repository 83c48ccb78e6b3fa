import { describe, expect, test } from 'vitest';
import { nextOpenPoint, type Opinion, opinionBody, standOf } from './opinions.ts';

const points = ['a', 'b', 'c'].map((id) => ({ id, question: id, basis: '' }));

describe('how opinions stand', () => {
  test.each<[string, Record<string, Opinion>, ReturnType<typeof standOf>]>([
    ['nothing yet', {}, { open: 3, unexplained: 0, unfavourable: 0 }],
    [
      'a text without a word is no opinion',
      { a: { text: '看过' } },
      { open: 3, unexplained: 0, unfavourable: 0 },
    ],
    [
      'unfavourable without an explanation',
      {
        a: { favourable: true, text: '' },
        b: { favourable: false, text: ' ' },
        c: { favourable: true, text: '' },
      },
      { open: 0, unexplained: 1, unfavourable: 1 },
    ],
    [
      'unfavourable with an explanation',
      {
        a: { favourable: false, text: '已持有' },
        b: { favourable: true, text: '' },
        c: { favourable: true, text: '' },
      },
      { open: 0, unexplained: 0, unfavourable: 1 },
    ],
  ])('%s', (_name, opinions, expected) => {
    expect(standOf(points, opinions)).toEqual(expected);
  });
});

test('only points with an opinion are sent, texts without blanks at their ends', () => {
  expect(
    opinionBody(points, { a: { favourable: true, text: ' ' }, b: { favourable: false, text: ' 已持有 ' } }),
  ).toEqual({
    points: [
      { pointId: 'a', favourable: true },
      { pointId: 'b', favourable: false, text: '已持有' },
    ],
  });
});

test.each([
  [{}, 0, 1],
  [{ b: { favourable: true, text: '' } }, 0, 2],
  [{ b: { favourable: true, text: '' } }, 2, 0],
  [{ b: { favourable: true, text: '' }, c: { favourable: true, text: '' } }, 0, undefined],
] as const)('next open point of %j after %i', (opinions, after, expected) => {
  expect(nextOpenPoint(points, opinions, after)).toBe(expected);
});
