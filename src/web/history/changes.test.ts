import { describe, expect, test } from 'vitest';
import { changesOf } from './changes.ts';

const field = (key: string, value: string) => ({ key, label: `名 ${key}`, value });

describe('the difference of two versions', () => {
  test('tells what is the same, changed, new and gone', () => {
    const changes = changesOf(
      [field('a', '一'), field('b', '二'), field('c', '三'), field('gone', '四')],
      [field('a', '一'), field('b', '2'), field('c', ''), field('new', '五')],
    );
    expect(changes.map(({ key, kind, before, after }) => [key, kind, before, after])).toEqual([
      ['a', 'same', '一', '一'],
      ['b', 'changed', '二', '2'],
      ['c', 'removed', '三', ''],
      ['new', 'added', '', '五'],
      ['gone', 'removed', '四', ''],
    ]);
  });

  test('of a version with itself is nothing', () => {
    const fields = [field('a', '一'), field('b', '')];
    expect(changesOf(fields, fields).every(({ kind }) => kind === 'same')).toBe(true);
  });

  test('backwards turns new into gone', () => {
    expect(changesOf([field('a', '一')], []).map(({ kind }) => kind)).toEqual(['removed']);
    expect(changesOf([], [field('a', '一')]).map(({ kind }) => kind)).toEqual(['added']);
  });
});
