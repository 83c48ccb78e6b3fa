import { describe, expect, test } from 'vitest';
import { faultOfGoLive, goLiveOn, nationalDay, phasesOf, plannedPhases } from './go-live.ts';

const item = (more: { source?: string; batch?: string; dueText?: string }) => ({
  source: null,
  batch: null,
  dueText: null,
  ...more,
});
const days = (text: string) => phasesOf(text).map(({ due }) => due);

describe('what a list asks for, in days (R-020)', () => {
  test.each([
    ['2020年底前', ['2020-12-31']],
    ['2022年6月底前', ['2022-06-30']],
    ['2021年11月底前', ['2021-11-30']],
    ['2020年12月31日前', ['2020-12-31']],
    [
      '2020年至2022年10月进行“全渝通办”试点，2022年10月至2024年底进行川渝地区“跨省通办”试点，力争2025年底前在县级以上婚姻登记机关全面实行全国“跨省通办”',
      ['2022-10-31', '2024-12-31', '2025-12-31'],
    ],
    ['2021年在川渝地区开展“跨省通办”试点，在总结试点经验基础上逐步推开', ['2021-12-31']],
    ['在开展结婚登记“跨省通办”试点基础上，条件成熟时实施离婚登记“跨省通办”试点', []],
    ['', []],
  ])('%s', (text, due) => {
    expect(days(text)).toEqual(due);
  });

  test('by the source, the table, or the document of the whole list', () => {
    const due = (programme: string, of: Parameters<typeof item>[0]) =>
      plannedPhases(programme, item(of))[0]?.due;
    expect(due('southwest-5', { source: '国家要求 2021 年实现“跨省通办”（74 项）' })).toBe('2021-12-31');
    expect(due('southwest-5', { source: '川、渝建议纳入第一批' })).toBeUndefined();
    expect(due('national', { batch: '2020年底前实现（58项）', dueText: '2020年底前' })).toBe('2020-12-31');
    expect(due('chongqing-3', {})).toBe('2021-11-30');
    expect(nationalDay(item({ batch: '2021年以后实现（8项）' }))).toBeUndefined();
  });
});

describe('how an item stands', () => {
  const phases = plannedPhases('chongqing-3', item({}));
  test.each([
    ['2021-11-30', undefined, 'notStarted', 0],
    ['2021-12-01', undefined, 'overdue', 1],
    ['2021-12-31', { status: 'inProgress', realisedOn: null, mode: null }, 'overdue', 31],
    ['2021-11-01', { status: 'inProgress', realisedOn: null, mode: null }, 'inProgress', 0],
    ['2022-06-01', { status: 'realised', realisedOn: '2022-01-05', mode: 'online' }, 'realised', 0],
  ] as const)('on %s', (on, record, status, overdueDays) => {
    expect(goLiveOn(phases, record, on)).toEqual({ status, overdueDays, due: '2021-11-30' });
  });

  test('realised needs a day that has been, and a mode', () => {
    const fault = (more: object) => faultOfGoLive({ status: 'realised', ...more }, '2021-06-30')?.pointer;
    expect(fault({ mode: 'online' })).toBe('/realisedOn');
    expect(fault({ realisedOn: '2021-06-30' })).toBe('/mode');
    expect(fault({ realisedOn: '2021-07-01', mode: 'online' })).toBe('/realisedOn');
    expect(fault({ realisedOn: '2021-06-30', mode: 'online' })).toBeUndefined();
    expect(faultOfGoLive({ status: 'inProgress' }, '2021-06-30')).toBeUndefined();
  });
});
