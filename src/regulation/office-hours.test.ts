import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultOfficeHours,
  isOpenAt,
  type OfficeHours,
  officeHoursDue,
  officeHoursFault,
  openingsOf,
} from './office-hours.ts';
import { calendarFrom, type YearArrangement } from './working-calendar.ts';

const arrangement = (year: number) =>
  JSON.parse(
    readFileSync(new URL(`../../data/calendar/${year}.json`, import.meta.url), 'utf8'),
  ) as YearArrangement;
const calendar = calendarFrom([arrangement(2021), arrangement(2022)]);
const shortFriday: OfficeHours = {
  ...defaultOfficeHours,
  weekly: { 5: [{ from: '09:00', to: '11:30' }], 1: [] },
};

describe('an answer within office hours (R-154)', () => {
  it.each<[string, string, number, string]>([
    [
      'C.9: request Fri 16:30 before 劳动节, 2 hours',
      '2021-04-30T16:30:00+08:00',
      2,
      '2021-05-06T10:30:00.000+08:00',
    ],
    ['over lunch', '2021-09-29T11:30:00+08:00', 2, '2021-09-29T14:30:00.000+08:00'],
    ['asked in the lunch break', '2021-09-29T12:20:00+08:00', 0.5, '2021-09-29T13:30:00.000+08:00'],
    ['asked before opening', '2021-09-29T07:00:00+08:00', 1, '2021-09-29T10:00:00.000+08:00'],
    ['asked after closing', '2021-09-29T17:00:00+08:00', 1, '2021-09-30T10:00:00.000+08:00'],
    ['ends with the office day', '2021-09-29T15:00:00+08:00', 2, '2021-09-29T17:00:00.000+08:00'],
    ['asked on a Sunday that is worked', '2021-09-26T10:00:00+08:00', 2, '2021-09-26T12:00:00.000+08:00'],
    ['asked on a Sunday that is off', '2021-10-10T10:00:00+08:00', 2, '2021-10-11T11:00:00.000+08:00'],
    ['16 hours, the longest limit', '2021-09-30T09:00:00+08:00', 16, '2021-10-09T11:00:00.000+08:00'],
    ['to the second', '2021-09-29T16:59:30+08:00', 0.5, '2021-09-30T09:29:30.000+08:00'],
  ])('%s', (_, from, hours, dueAt) => {
    expect(officeHoursDue(calendar, defaultOfficeHours, from, hours).dueAt).toBe(dueAt);
  });

  it('follows the hours of the week', () => {
    const { dueAt } = officeHoursDue(calendar, shortFriday, '2021-10-22T11:00:00+08:00', 1);
    expect(dueAt).toBe('2021-10-26T09:30:00.000+08:00');
  });

  it('says what counted and what did not', () => {
    expect(officeHoursDue(calendar, defaultOfficeHours, '2021-04-30T16:30:00+08:00', 2).why).toEqual([
      {
        fromAt: '2021-04-30T16:30:00.000+08:00',
        toAt: '2021-04-30T17:00:00.000+08:00',
        label: '办公时间',
        counted: true,
        minutes: 30,
      },
      {
        fromAt: '2021-04-30T17:00:00.000+08:00',
        toAt: '2021-05-06T09:00:00.000+08:00',
        label: '劳动节放假',
        counted: false,
      },
      {
        fromAt: '2021-05-06T09:00:00.000+08:00',
        toAt: '2021-05-06T10:30:00.000+08:00',
        label: '办公时间',
        counted: true,
        minutes: 90,
      },
    ]);
    const labels = officeHoursDue(calendar, defaultOfficeHours, '2021-09-29T11:30:00+08:00', 2).why;
    expect(labels.map(({ label }) => label)).toEqual(['办公时间', '非办公时间', '办公时间']);
  });

  it('is provisional beyond the notices', () => {
    const due = officeHoursDue(calendar, defaultOfficeHours, '2022-12-30T16:30:00+08:00', 2);
    expect(due).toMatchObject({ dueAt: '2023-01-02T10:30:00.000+08:00', provisional: true });
    expect(officeHoursDue(calendar, defaultOfficeHours, '2022-12-30T14:30:00+08:00', 2).provisional).toBe(
      false,
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d hours', (hours) => {
    expect(() => officeHoursDue(calendar, defaultOfficeHours, '2021-09-29T11:30:00+08:00', hours)).toThrow(
      RangeError,
    );
  });

  it('refuses opening times with a fault instead of waiting for ever', () => {
    expect(() => officeHoursDue(calendar, { usual: [] }, '2021-09-29T11:30:00+08:00', 1)).toThrow(RangeError);
  });

  it('counts exactly the minutes asked for, without a hole between the lines', () => {
    const anyMoment = fc.date({
      min: new Date('2021-01-01Z'),
      max: new Date('2022-11-30Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 32 }), (date, halves) => {
        const from = date.toISOString();
        const { dueAt, why } = officeHoursDue(calendar, defaultOfficeHours, from, halves / 2);
        expect(Date.parse(why[0]?.fromAt ?? '')).toBe(date.getTime());
        expect(why.at(-1)?.toAt).toBe(dueAt);
        why.slice(1).forEach((line, i) => {
          expect(line.fromAt).toBe(why[i]?.toAt);
        });
        const minutes = why.reduce((sum, line) => sum + (line.minutes ?? 0), 0);
        expect(minutes).toBeCloseTo(halves * 30, 6);
        for (const line of why)
          expect(isOpenAt(calendar, defaultOfficeHours, line.fromAt)).toBe(line.counted);
      }),
    );
  });
});

describe('open or closed', () => {
  it.each<[string, boolean]>([
    ['2021-09-29T08:59:59+08:00', false],
    ['2021-09-29T09:00:00+08:00', true],
    ['2021-09-29T11:59:59+08:00', true],
    ['2021-09-29T12:00:00+08:00', false],
    ['2021-09-29T13:00:00+08:00', true],
    ['2021-09-29T17:00:00+08:00', false],
    ['2021-09-29T02:00:00Z', true],
    ['2021-10-01T10:00:00+08:00', false],
    ['2021-10-09T10:00:00+08:00', true],
    ['2021-10-10T10:00:00+08:00', false],
  ])('%s: %s', (at, open) => {
    expect(isOpenAt(calendar, defaultOfficeHours, at)).toBe(open);
  });

  it('the week replaces the usual hours', () => {
    expect(openingsOf(shortFriday, 5)).toEqual([{ from: '09:00', to: '11:30' }]);
    expect(openingsOf(shortFriday, 1)).toEqual([]);
    expect(openingsOf(shortFriday, 2)).toEqual(defaultOfficeHours.usual);
  });
});

describe('faults of opening times', () => {
  it.each<[string, OfficeHours]>([
    ['时间“9:00”应写成 09:00 这样的形式。', { usual: [{ from: '9:00', to: '12:00' }] }],
    ['时间“25:00”应写成 09:00 这样的形式。', { usual: [{ from: '09:00', to: '25:00' }] }],
    ['开门时间 12:00 应早于关门时间 09:00。', { usual: [{ from: '12:00', to: '09:00' }] }],
    [
      '11:00 开始的一段与前一段重叠，请按先后填写。',
      {
        usual: [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '17:00' },
        ],
      },
    ],
    [
      '时间“abc”应写成 09:00 这样的形式。',
      { ...defaultOfficeHours, weekly: { 6: [{ from: 'abc', to: '12:00' }] } },
    ],
    ['周一至周五至少要有一段办公时间。', { usual: [], weekly: { 6: [{ from: '09:00', to: '12:00' }] } }],
  ])('%s', (fault, hours) => {
    expect(officeHoursFault(hours)).toBe(fault);
  });

  it('none in the usual ones, in hours to midnight, or in a short week', () => {
    expect(officeHoursFault(defaultOfficeHours)).toBeUndefined();
    expect(officeHoursFault({ usual: [{ from: '09:00', to: '24:00' }] })).toBeUndefined();
    expect(officeHoursFault(shortFriday)).toBeUndefined();
  });
});
