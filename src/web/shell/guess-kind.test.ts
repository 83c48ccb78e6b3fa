import { describe, expect, test } from 'vitest';
import type { SearchKind } from '../../cases/core/search-keys.ts';
import { guessKind } from './guess-kind.ts';

describe('what is typed tells by what somebody looks', () => {
  test.each<[string, SearchKind | undefined]>([
    ['51010720 210929 000011', 'number'],
    ['11010519491231002x', 'identity'],
    ['31002X', 'identityTail'],
    ['100232', 'identityTail'],
    ['138 0000 6021', 'phone'],
    ['028-85000001', 'phone'],
    ['6021', 'phone'],
    ['ea123456789cn', 'waybill'],
    ['罗晓梅', 'name'],
    ['成都某某科技有限公司', 'name'],
    ['', undefined],
    ['12', undefined],
  ])('%s → %s', (typed, kind) => {
    expect(guessKind(typed)).toBe(kind);
  });
});
