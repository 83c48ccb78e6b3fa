import { describe, expect, test } from 'vitest';
import { type DueFacts, dueSentence, dueWords, namedDay } from './due-words.ts';

const now = '2021-09-29T10:24:00.000+08:00';

const endOf = (dueOn: string, nextDay: string): Pick<DueFacts, 'dueOn' | 'dueAt'> => ({
  dueOn,
  dueAt: `${nextDay}T00:00:00.000+08:00`,
});

const open = { overdue: false, provisional: false } as const;

describe('期限的说法', () => {
  test.each<[string, DueFacts, string, string, string]>([
    [
      'several working days left',
      { ...open, ...endOf('2021-10-08', '2021-10-09'), workingDaysLeft: 2, rule: 'homeAcceptance' },
      'ok',
      '还剩 2 个工作日',
      '10月8日 周五 24:00 前',
    ],
    [
      'the next working day warns',
      { ...open, ...endOf('2021-09-30', '2021-10-01'), workingDaysLeft: 1, rule: 'electronicTransfer' },
      'warn',
      '还剩 1 个工作日',
      '9月30日 周四 24:00 前',
    ],
    [
      'today',
      { ...open, ...endOf('2021-09-29', '2021-09-30'), workingDaysLeft: 0, rule: 'electronicTransfer' },
      'warn',
      '今天 24:00 前',
      '9月29日 周三 24:00 前',
    ],
    [
      'over by working days',
      {
        ...open,
        ...endOf('2021-09-28', '2021-09-29'),
        workingDaysLeft: -1,
        overdue: true,
        rule: 'electronicTransfer',
      },
      'bad',
      '已超 1 个工作日',
      '应在 9月28日 周二 24:00 前',
    ],
    [
      'a working Saturday is named',
      { ...open, ...endOf('2021-10-09', '2021-10-10'), workingDaysLeft: 3, rule: 'promisedLimit' },
      'ok',
      '还剩 3 个工作日',
      '10月9日 周六（上班） 24:00 前',
    ],
    [
      'days given by the notice are calendar days',
      { ...open, ...endOf('2021-10-11', '2021-10-12'), workingDaysLeft: 4, rule: 'supplementDue' },
      'ok',
      '还剩 12 天',
      '10月11日 周一 24:00 前',
    ],
    [
      'calendar days say 天 and no working weekend',
      { ...open, ...endOf('2021-10-09', '2021-10-10'), rule: 'draftKept' },
      'ok',
      '还剩 10 天',
      '10月9日 周六 24:00 前',
    ],
    [
      'office hours of today',
      { ...open, dueOn: '2021-09-29', dueAt: '2021-09-29T11:40:00.000+08:00', rule: 'firstOpening' },
      'warn',
      '今天 11:40 前',
      '9月29日 周三 11:40 前',
    ],
    [
      'office hours that end on another day',
      { ...open, dueOn: '2021-09-30', dueAt: '2021-09-30T10:00:00.000+08:00', rule: 'firstOpening' },
      'warn',
      '9月30日 周四 10:00 前',
      '按办公时间计',
    ],
    [
      'office hours that are over by minutes',
      {
        ...open,
        dueOn: '2021-09-29',
        dueAt: '2021-09-29T09:40:00.000+08:00',
        overdue: true,
        rule: 'firstOpening',
      },
      'bad',
      '已超 44 分钟',
      '应在 9月29日 周三 09:40 前',
    ],
    [
      'another year is named and a provisional date marked',
      {
        ...open,
        ...endOf('2022-01-04', '2022-01-05'),
        workingDaysLeft: 60,
        provisional: true,
        rule: 'promisedLimit',
      },
      'ok',
      '还剩 60 个工作日',
      '2022年1月4日 周二 24:00 前（暂定）',
    ],
  ])('%s', (_name, facts, tone, left, date) => {
    expect(dueWords(facts, now)).toEqual({ tone, left, date });
  });

  test('one line keeps count and date', () => {
    expect(
      dueSentence(
        { ...open, ...endOf('2021-10-08', '2021-10-09'), workingDaysLeft: 2, rule: 'homeAcceptance' },
        now,
      ),
    ).toBe('还剩 2 个工作日（10月8日 周五 24:00 前）');
  });

  test('a Sunday that is not worked carries no note', () => {
    expect(namedDay('2021-10-10', now)).toBe('10月10日 周日');
  });
});
