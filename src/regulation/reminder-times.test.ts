import { describe, expect, test } from 'vitest';
import { nationalCalendar } from '../../test/case-facts.ts';
import { defaultOfficeHours } from './office-hours.ts';
import { reminderTimes } from './reminder-times.ts';

const at = (text: string): string => `${text}:00.000+08:00`;
const times = (since: string, dueAt: string): [string | undefined, string | undefined] => {
  const { halfAt, warnAt } = reminderTimes(nationalCalendar, defaultOfficeHours, at(since), at(dueAt));
  return [halfAt?.slice(0, 16), warnAt?.slice(0, 16)];
};

describe('提醒时刻（R-094）：时间过半，到期前 2 个办公小时', () => {
  test.each<[string, string, string, string | undefined, string | undefined]>([
    [
      '周四 24:00 到期、17:00 下班',
      '2021-09-22T10:00',
      '2021-09-24T00:00',
      '2021-09-23T09:30',
      '2021-09-23T15:00',
    ],
    ['跨国庆节', '2021-09-30T15:00', '2021-10-09T00:00', '2021-10-08T11:30', '2021-10-08T15:00'],
    ['五个工作日', '2021-09-22T17:00', '2021-09-30T00:00', '2021-09-27T09:00', '2021-09-29T15:00'],
    [
      '两个办公小时的期限：只在过半时提醒',
      '2021-09-22T09:00',
      '2021-09-22T11:00',
      '2021-09-22T10:00',
      undefined,
    ],
    [
      '三个办公小时：先是到期前两小时',
      '2021-09-22T09:00',
      '2021-09-22T12:00',
      '2021-09-22T10:30',
      '2021-09-22T10:00',
    ],
    ['午休不算', '2021-09-22T11:00', '2021-09-23T00:00', '2021-09-22T14:30', '2021-09-22T15:00'],
    ['到期前没有办公时间：不提醒', '2021-09-30T18:00', '2021-10-08T00:00', undefined, undefined],
  ])('%s', (_name, since, dueAt, halfAt, warnAt) => {
    expect(times(since, dueAt)).toEqual([halfAt, warnAt]);
  });
});
