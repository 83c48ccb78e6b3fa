import { describe, expect, test } from 'vitest';
import { consentRateOf, type DemandGroup, monthOf, nextBatchOf, ranked, sourceTextOf } from './demand.ts';

const group = (change: Partial<DemandGroup> & { groupId: string }): DemandGroup => ({
  name: change.groupId,
  requests: 1,
  counted: 1,
  provinces: ['510000'],
  regions: 1,
  explained: 0,
  pending: 0,
  consented: 0,
  refused: 0,
  unanswered: 0,
  withdrawn: 0,
  cases: 0,
  granted: 0,
  wordings: [],
  ...change,
});

const order = (...groups: DemandGroup[]): string[] => ranked(groups).map(({ groupId }) => groupId);

describe('候选排名（R-146）', () => {
  test('3 省 12 件排在 1 省 5 件前面', () => {
    const many = group({
      groupId: 'many',
      counted: 12,
      provinces: ['510000', '520000', '530000'],
      regions: 7,
    });
    const few = group({ groupId: 'few', counted: 5 });
    expect(order(few, many)).toEqual(['many', 'few']);
    expect(ranked([few, many]).map(({ rank }) => rank)).toEqual([1, 2]);
  });

  test('重复的再多也不往前排', () => {
    expect(
      order(group({ groupId: 'noisy', requests: 40, counted: 1 }), group({ groupId: 'real', counted: 2 })),
    ).toEqual(['real', 'noisy']);
    expect(order(group({ groupId: 'only repeated', requests: 3, counted: 0 }))).toEqual([]);
  });

  test('数量相同看省份，再看地区、同意率、办成数', () => {
    const base = { counted: 3 };
    expect(
      order(
        group({ groupId: 'e', ...base, regions: 2, consented: 1, granted: 0 }),
        group({ groupId: 'd', ...base, regions: 2, consented: 1, granted: 1 }),
        group({ groupId: 'c', ...base, regions: 2, consented: 1, refused: 1 }),
        group({ groupId: 'b', ...base, regions: 3 }),
        group({ groupId: 'a', ...base, provinces: ['510000', '520000'], regions: 2 }),
      ),
    ).toEqual(['a', 'b', 'd', 'e', 'c']);
  });

  test('同意率把无答复也算进去；没有问过就没有', () => {
    expect(consentRateOf({ consented: 1, refused: 1, unanswered: 2 })).toBe(0.25);
    expect(consentRateOf({ consented: 0, refused: 0, unanswered: 0 })).toBeNull();
  });

  test('事项来源写各省简称和批次', () => {
    expect(sourceTextOf(['500000', '510000'], '第二批')).toBe('川、渝建议纳入第二批');
    expect(sourceTextOf(['440000', '530000'], '第二批')).toBe('滇、广东省建议纳入第二批');
  });

  test('下一批接着清单里写的批次数', () => {
    expect(nextBatchOf([null, '川、渝建议纳入第一批', '国家要求 2021 年实现'])).toBe('第二批');
    expect(nextBatchOf(['川建议纳入第九批', '渝建议纳入第十批'])).toBe('第十一批');
    expect(nextBatchOf([])).toBe('第一批');
  });

  test('月份', () => {
    expect(monthOf('2021-12')).toEqual({ from: '2021-12-01', until: '2022-01-01' });
    expect(monthOf('2021-06')).toEqual({ from: '2021-06-01', until: '2021-07-01' });
    for (const wrong of ['2021-13', '2021-00', '1999-01', '2021', '']) expect(monthOf(wrong)).toBeUndefined();
  });
});
