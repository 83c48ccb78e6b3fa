import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, shanghaiDay } from './shanghai-time.ts';
import { calendarFrom, isWorkingDay, type YearArrangement } from './working-calendar.ts';
import {
  addWorkingDays,
  calendarDaysDue,
  lastWorkingDayOfMonth,
  type Pause,
  workingDayOnOrAfter,
  workingDaysBetween,
  workingDaysDue,
} from './working-days.ts';

const folder = new URL('../../data/calendar/', import.meta.url);
const years = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as YearArrangement,
);
const national = calendarFrom(years);
const until2021 = calendarFrom(years.filter(({ year }) => year <= 2021));
const at = (day: string, time = '15:00') => `2021-${day}T${time}:00+08:00`;

describe('the worked examples of C.9', () => {
  it.each<[string, string, number, string]>([
    ['intake accepted Fri, electronic', at('04-30'), 1, '2021-05-06'],
    ['intake accepted Fri, postal', at('04-30'), 2, '2021-05-07'],
    ['intake accepted Sat, electronic, Sunday works', at('04-24'), 1, '2021-04-25'],
    ['intake accepted Fri, electronic, Saturday works', at('05-07'), 1, '2021-05-08'],
    ['intake accepted before 国庆节, electronic', at('09-30'), 1, '2021-10-08'],
    ['intake accepted Wed before 国庆节, postal', at('09-29'), 2, '2021-10-08'],
    ['intake accepted Fri, postal, Saturday works', at('10-08'), 2, '2021-10-11'],
    ['complaint Fri 16:50', at('04-30', '16:50'), 1, '2021-05-06'],
    ['complaint Fri, Saturday works', at('09-17'), 1, '2021-09-18'],
    ['home accepted, promised 5', at('06-07'), 5, '2021-06-15'],
    ['home accepted, statutory 20', at('06-07'), 20, '2021-07-06'],
    ['joint request', at('09-28'), 5, '2021-10-11'],
    ['tolerance commitment', at('07-05'), 10, '2021-07-19'],
    ['received at home, no decision', at('06-07'), 5, '2021-06-15'],
    ['home supplement', at('07-12'), 10, '2021-07-26'],
    ['its last point arrives before 受理', at('07-22'), 5, '2021-07-29'],
    ['immediate item accepted on a holiday', at('06-12'), 0, '2021-06-15'],
    ['immediate item accepted on a working day', at('06-11'), 0, '2021-06-11'],
    ['immediate item accepted on a working Saturday', at('10-09'), 0, '2021-10-09'],
    ['withdrawal requested', at('09-30'), 1, '2021-10-08'],
    ['parcel lost, applicant told', at('09-17'), 5, '2021-09-26'],
    ['relay of a supplement handed in', at('07-20'), 1, '2021-07-21'],
    ['the screen: home accepted 9月27日, promised 5', at('09-27', '09:20'), 5, '2021-10-09'],
    ['the screen: statutory 20', at('09-27', '09:20'), 20, '2021-10-29'],
  ])('%s: %s + %i', (_, from, days, dueOn) => {
    expect(workingDaysDue(national, from, days).dueOn).toBe(dueOn);
    expect(addWorkingDays(national, shanghaiDay(from), days)).toBe(dueOn);
  });

  it.each<[string, string, number, Pause[], string]>([
    ['suspended 06-09 to 06-16', at('06-07'), 5, [{ from: '2021-06-09', to: '2021-06-16' }], '2021-06-22'],
    [
      'home supplement 06-09 to 06-11',
      at('06-07'),
      5,
      [{ from: '2021-06-09', to: '2021-06-11' }],
      '2021-06-18',
    ],
    [
      'overlapping pauses count once',
      at('06-07'),
      5,
      [
        { from: '2021-06-09', to: '2021-06-10' },
        { from: '2021-06-10', to: '2021-06-11' },
      ],
      '2021-06-18',
    ],
    [
      'a pause over days off changes nothing',
      at('06-07'),
      5,
      [{ from: '2021-06-12', to: '2021-06-14' }],
      '2021-06-15',
    ],
    ['a pause on the due day', at('06-07'), 5, [{ from: '2021-06-15', to: '2021-06-15' }], '2021-06-16'],
    ['a pause before the start', at('06-07'), 5, [{ from: '2021-06-01', to: '2021-06-07' }], '2021-06-15'],
    ['即办 within a pause', at('06-11'), 0, [{ from: '2021-06-11', to: '2021-06-15' }], '2021-06-16'],
  ])('%s', (_, from, days, pauses, dueOn) => {
    expect(workingDaysDue(national, from, days, { pauses }).dueOn).toBe(dueOn);
  });

  it('one-time notice Fri 09-17, 15 days, rolled forward; the printed N is raised', () => {
    const { dueOn, days } = calendarDaysDue(national, at('09-17'), 15, { rollToWorkingDay: true });
    expect([dueOn, days]).toEqual(['2021-10-08', 21]);
  });

  it.each<[string, string, number, string]>([
    ['e-result published Mon 07-05: reminder after 3 days', at('07-05'), 3, '2021-07-08'],
    ['deemed read 7 days later', at('07-08'), 7, '2021-07-15'],
    ['a calendar day is not moved unless asked', at('09-17'), 15, '2021-10-02'],
    ['0 days end the same day', at('10-02'), 0, '2021-10-02'],
  ])('%s', (_, from, days, dueOn) => {
    expect(calendarDaysDue(national, from, days)).toMatchObject({ dueOn, days, provisional: false });
  });

  it.each([
    ['2021-07-01', '2021-07-30'],
    ['2021-10-31', '2021-10-29'],
    ['2021-11-15', '2021-11-30'],
    ['2022-02-01', '2022-02-28'],
    ['2022-04-01', '2022-04-29'],
  ])('the monthly report of %s is due %s', (inMonth, dueOn) => {
    expect(lastWorkingDayOfMonth(national, inMonth)).toBe(dueOn);
  });

  it('a holiday of 西藏 moves the due date in 拉萨, not in 重庆 (R-087)', () => {
    const tibet = calendarFrom(years, [{ from: '2021-08-09', to: '2021-08-09', name: '雪顿节' }]);
    expect(workingDaysDue(national, at('08-06'), 1).dueOn).toBe('2021-08-09');
    expect(workingDaysDue(tibet, at('08-06'), 1).dueOn).toBe('2021-08-10');
  });
});

describe('the moment', () => {
  it('is 24:00 of the due day in Asia/Shanghai', () => {
    expect(workingDaysDue(national, at('09-30'), 1).dueAt).toBe('2021-10-09T00:00:00.000+08:00');
    expect(calendarDaysDue(national, at('12-28'), 3).dueAt).toBe('2022-01-01T00:00:00.000+08:00');
  });

  it.each([
    ['2021-04-29T15:59:59Z', '2021-04-30'],
    ['2021-04-29T16:00:00Z', '2021-05-06'],
    ['2021-04-30T23:59:59+08:00', '2021-05-06'],
    ['2021-05-01T00:00:00+08:00', '2021-05-06'],
  ])('%s starts on its day in Shanghai, whatever the offset', (from, dueOn) => {
    expect(workingDaysDue(national, from, 1).dueOn).toBe(dueOn);
  });
});

describe('why', () => {
  it('为什么是 10月9日？', () => {
    const { why } = workingDaysDue(national, at('09-27', '09:20'), 5, { startLabel: '受理当日不计' });
    expect(why).toEqual([
      { from: '2021-09-27', label: '受理当日不计', counted: false },
      { from: '2021-09-28', label: '工作日', counted: true, n: 1 },
      { from: '2021-09-29', label: '工作日', counted: true, n: 2 },
      { from: '2021-09-30', label: '工作日', counted: true, n: 3 },
      { from: '2021-10-01', to: '2021-10-07', label: '国庆节放假', counted: false },
      { from: '2021-10-08', label: '工作日', counted: true, n: 4 },
      { from: '2021-10-09', label: '调休上班', counted: true, n: 5 },
    ]);
  });

  it('names a pause and a weekend', () => {
    const pauses = [{ from: '2021-09-02', to: '2021-09-02', label: '鉴定' }];
    expect(workingDaysDue(national, at('09-01'), 2, { pauses }).why).toEqual([
      { from: '2021-09-01', label: '起算日不计', counted: false },
      { from: '2021-09-02', label: '鉴定', counted: false },
      { from: '2021-09-03', label: '工作日', counted: true, n: 1 },
      { from: '2021-09-04', to: '2021-09-05', label: '周末', counted: false },
      { from: '2021-09-06', label: '工作日', counted: true, n: 2 },
    ]);
  });

  it('explains 即办 on a holiday', () => {
    expect(workingDaysDue(national, at('06-12'), 0).why).toEqual([
      { from: '2021-06-12', to: '2021-06-14', label: '端午节放假', counted: false },
      { from: '2021-06-15', label: '工作日', counted: true },
    ]);
  });

  it('explains calendar days and their move', () => {
    expect(calendarDaysDue(national, at('09-17'), 15, { rollToWorkingDay: true }).why).toEqual([
      { from: '2021-09-17', label: '起算日不计', counted: false },
      { from: '2021-09-18', to: '2021-10-01', label: '自然日', counted: true, n: 14 },
      { from: '2021-10-02', label: '国庆节放假，顺延', counted: true, n: 15 },
      { from: '2021-10-03', to: '2021-10-07', label: '国庆节放假', counted: false },
      { from: '2021-10-08', label: '工作日，顺延到此', counted: true },
    ]);
    expect(calendarDaysDue(national, at('09-29'), 1, { rollToWorkingDay: true }).why).toEqual([
      { from: '2021-09-29', label: '起算日不计', counted: false },
      { from: '2021-09-30', label: '自然日', counted: true, n: 1 },
    ]);
  });
});

describe('beyond the notices (OP-93)', () => {
  it('computes from the holidays of the law and says so', () => {
    expect(workingDaysDue(until2021, at('12-30'), 2)).toMatchObject({
      dueOn: '2022-01-03',
      provisional: true,
    });
    expect(workingDaysDue(national, at('12-30'), 2)).toMatchObject({
      dueOn: '2022-01-04',
      provisional: false,
    });
    expect(workingDaysDue(until2021, at('12-30'), 1)).toMatchObject({
      dueOn: '2021-12-31',
      provisional: false,
    });
  });

  it('plain calendar days are never provisional, moved ones are', () => {
    expect(calendarDaysDue(until2021, at('12-30'), 15).provisional).toBe(false);
    expect(calendarDaysDue(until2021, at('12-30'), 15, { rollToWorkingDay: true }).provisional).toBe(true);
  });

  it('refuses before the first year and beyond the known feasts', () => {
    const missing: unknown = expect.objectContaining({ code: 'calendar-year-missing' });
    expect(() => workingDaysDue(national, '2019-06-01T09:00:00+08:00', 1)).toThrow(missing);
    expect(() => workingDaysDue(national, '2035-12-28T09:00:00+08:00', 5)).toThrow(missing);
  });
});

describe('refuses', () => {
  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d days', (days) => {
    expect(() => workingDaysDue(national, at('06-07'), days)).toThrow(RangeError);
    expect(() => calendarDaysDue(national, at('06-07'), days)).toThrow(RangeError);
  });

  it('a start without an offset, and a pause that ends before it starts', () => {
    expect(() => workingDaysDue(national, '2021-06-07T09:00:00', 1)).toThrow(RangeError);
    const pauses = [{ from: '2021-06-10', to: '2021-06-09' }];
    expect(() => workingDaysDue(national, at('06-07'), 1, { pauses })).toThrow(RangeError);
  });
});

describe('between two days', () => {
  it.each([
    ['2021-09-29', '2021-10-09', 3],
    ['2021-10-07', '2021-10-08', 1],
    ['2021-10-08', '2021-10-08', 0],
    ['2021-10-09', '2021-10-08', 0],
    ['2020-12-31', '2021-12-31', 250],
  ])('after %s until %s: %i', (afterOn, untilOn, count) => {
    expect(workingDaysBetween(national, afterOn, untilOn)).toBe(count);
  });

  it('leaves pauses out', () => {
    const pauses = [{ from: '2021-06-09', to: '2021-06-16' }];
    expect(workingDaysBetween(national, '2021-06-07', '2021-06-22')).toBe(10);
    expect(workingDaysBetween(national, '2021-06-07', '2021-06-22', pauses)).toBe(5);
  });
});

describe('for every start and length', () => {
  const anyDay = fc.integer({ min: 0, max: 2450 }).map((offset) => addDays('2020-01-01', offset));
  const anyLength = fc.integer({ min: 0, max: 60 });
  const anyPauses = fc.array(
    fc
      .tuple(anyDay, fc.integer({ min: 0, max: 20 }))
      .map(([from, more]) => ({ from, to: addDays(from, more) })),
    { maxLength: 4 },
  );
  const noon = (day: string) => `${day}T12:00:00+08:00`;

  it('the due day is worked, and exactly N working days lie behind it', () => {
    fc.assert(
      fc.property(anyDay, anyLength, anyPauses, (day, days, pauses) => {
        const { dueOn } = workingDaysDue(national, noon(day), days, { pauses });
        expect(isWorkingDay(national, dueOn)).toBe(true);
        expect(pauses.some(({ from, to }) => from <= dueOn && dueOn <= to)).toBe(false);
        const behind = workingDaysBetween(national, day, dueOn, pauses);
        expect(behind).toBe(days > 0 || dueOn === day ? days : 1);
      }),
    );
  });

  it('the lines cover every day once, and count up to N', () => {
    fc.assert(
      fc.property(anyDay, anyLength, anyPauses, (day, days, pauses) => {
        const { dueOn, why } = workingDaysDue(national, noon(day), days, { pauses });
        let next = day;
        for (const line of why) {
          expect(line.from).toBe(next);
          next = addDays(line.to ?? line.from, 1);
        }
        expect(next).toBe(addDays(dueOn, 1));
        const numbers = why.flatMap(({ counted, n }) => (counted && n !== undefined ? [n] : []));
        expect(numbers).toEqual(Array.from({ length: days }, (_, i) => i + 1));
      }),
    );
  });

  it('a later start or a longer limit never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, anyLength, (day, days) => {
        const dueOn = addWorkingDays(national, day, days);
        expect(addWorkingDays(national, addDays(day, 1), days) >= dueOn).toBe(true);
        expect(addWorkingDays(national, day, days + 1) >= dueOn).toBe(true);
      }),
    );
  });

  it('a moved calendar date is the first working day from the nominal one on', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 90 }), (day, days) => {
        const result = calendarDaysDue(national, noon(day), days, { rollToWorkingDay: true });
        expect(result.dueOn).toBe(workingDayOnOrAfter(national, addDays(day, days)));
        expect(result.days).toBe(daysBetween(day, result.dueOn));
        let next = day;
        for (const line of result.why) {
          expect(line.from).toBe(next);
          next = addDays(line.to ?? line.from, 1);
        }
        expect(next).toBe(addDays(result.dueOn, 1));
      }),
    );
  });
});
