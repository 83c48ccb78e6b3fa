import { describe, expect, test } from 'vitest';
import { interruptedDays } from './interrupted-days.ts';

const stretch = (from: string, until: string) => ({
  from: `2021-10-${from}:00.000+08:00`,
  until: `2021-10-${until}:00.000+08:00`,
});

describe('系统中断满 60 分钟的日子', () => {
  test.each([
    ['59 分钟不算', [stretch('08T10:00', '08T10:59')], []],
    ['60 分钟算', [stretch('08T10:00', '08T11:00')], ['2021-10-08']],
    ['两次合计 60 分钟', [stretch('08T10:00', '08T10:30'), stretch('08T20:00', '08T20:30')], ['2021-10-08']],
    [
      '两个进程各记一次的同一段 40 分钟，只算一次',
      [stretch('08T10:00', '08T10:40'), stretch('08T10:01', '08T10:40')],
      [],
    ],
    ['跨 0 时的，各算各日', [stretch('08T22:30', '09T00:30')], ['2021-10-08']],
    ['停了两整天', [stretch('08T00:00', '10T00:00')], ['2021-10-08', '2021-10-09']],
    ['没有中断', [], []],
  ])('%s', (_when, interruptions, days) => {
    expect([...interruptedDays(interruptions)]).toEqual(days);
  });
});
