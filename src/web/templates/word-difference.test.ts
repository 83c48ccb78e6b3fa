import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './word-difference.ts';

test('写明哪些字新加、哪些字删去，变量算一个整体', () => {
  expect(differenceOf('{称呼}：已受理', '{称呼}：{事项}已受理。')).toMatchObject([
    { kind: 'same', text: '{称呼}：' },
    { kind: 'added', text: '{事项}' },
    { kind: 'same', text: '已受理' },
    { kind: 'added', text: '。' },
  ]);
});

test('去掉新加的是旧文字，去掉删去的是新文字', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (before, after) => {
      const stretches = differenceOf(before, after);
      const without = (kind: string) =>
        stretches
          .filter((stretch) => stretch.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});
