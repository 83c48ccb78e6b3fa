import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  chineseDate,
  chineseDateHour,
  clockTime,
  daysBetween,
  endOfDay,
  getInstant,
  isDay,
  momentOf,
  shanghaiDay,
  shanghaiParts,
  shortDay,
  shortMoment,
  startOfDay,
  weekdayName,
  weekdayOf,
} from './shanghai-time.ts';

const anyMoment = fc.date({
  min: new Date('1990-01-01Z'),
  max: new Date('2100-01-01Z'),
  noInvalidDate: true,
});

describe('moment to day', () => {
  it.each([
    ['2021-04-30T15:59:59Z', '2021-04-30'],
    ['2021-04-30T16:00:00Z', '2021-05-01'],
    ['2021-05-01T00:00:00+08:00', '2021-05-01'],
    ['2021-04-30T23:59:59.999+08:00', '2021-04-30'],
    ['2020-12-31T12:00:00-05:00', '2021-01-01'],
  ])('%s falls on %s', (instant, day) => {
    expect(shanghaiDay(instant)).toBe(day);
  });

  it.each(['2021-04-30T15:00:00', '2021-04-30', 'today', '', '2021-13-01T00:00:00Z'])(
    'refuses %j',
    (text) => {
      expect(() => getInstant(text)).toThrow(RangeError);
    },
  );

  it('reads off the clock in Shanghai', () => {
    expect(shanghaiParts('2021-10-08T16:05:09Z')).toEqual({
      year: 2021,
      month: 10,
      day: 9,
      hour: 0,
      minute: 5,
      second: 9,
      weekday: 6,
    });
  });

  it('a moment lies between the start and the end of its day', () => {
    fc.assert(
      fc.property(anyMoment, (date) => {
        const instant = getInstant(date.toISOString());
        const day = shanghaiDay(instant);
        expect(startOfDay(day) <= instant && instant < endOfDay(day)).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it.each(['2021-02-29', '2021-2-1', '2021-13-01', '20210101', '2021-04-31', ''])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

  it('adding and subtracting agree', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -4000, max: 4000 }), (date, count) => {
        const day = shanghaiDay(date.toISOString());
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        expect(isDay(addDays(day, count))).toBe(true);
      }),
    );
  });

  it('knows the days of the week', () => {
    expect(weekdayOf('2021-10-03')).toBe(7);
    expect(weekdayOf('2021-10-04')).toBe(1);
    expect(weekdayName('2024-02-29')).toBe('周四');
  });

  it('24:00 is the next day at 00:00', () => {
    expect(endOfDay('2021-12-31')).toBe('2022-01-01T00:00:00.000+08:00');
    expect(momentOf('2021-12-31', '24:00')).toBe(endOfDay('2021-12-31'));
    expect(momentOf('2021-12-31', '09:30')).toBe('2021-12-31T09:30:00.000+08:00');
  });
});

describe('Chinese words', () => {
  it.each([
    ['2021-07-08T15:42:10+08:00', '2021 年 7 月 8 日 15 时'],
    ['2021-07-08T15:59:59+08:00', '2021 年 7 月 8 日 15 时'],
    ['2021-12-31T16:00:00Z', '2022 年 1 月 1 日 0 时'],
  ])('%s is printed %s', (instant, text) => {
    expect(chineseDateHour(instant)).toBe(text);
  });

  it('writes days and moments for pages', () => {
    expect(chineseDate('2021-10-08')).toBe('2021 年 10 月 8 日');
    expect(shortDay('2021-10-08')).toBe('10月8日 周五');
    expect(shortDay('2021-10-08', 2021)).toBe('10月8日 周五');
    expect(shortDay('2022-01-04', 2021)).toBe('2022年1月4日 周二');
    expect(shortMoment('2021-09-29T14:05:40+08:00')).toBe('9月29日 14:05');
    expect(clockTime('2021-09-29T01:40:00Z')).toBe('09:40');
  });
});
