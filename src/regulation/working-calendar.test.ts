import { readdirSync, readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { addDays } from './shanghai-time.ts';
import { statutoryHolidays } from './statutory-holidays.ts';
import {
  CalendarError,
  calendarFrom,
  dayKind,
  isProvisional,
  isWorkingDay,
  overdueYear,
  type YearArrangement,
} from './working-calendar.ts';

const folder = new URL('../../data/calendar/', import.meta.url);
const years = readdirSync(folder)
  .toSorted()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as YearArrangement);
const national = calendarFrom(years);
const year2021 = years.find(({ year }) => year === 2021) as YearArrangement;

function* daysOfYear(year: number) {
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) yield day;
}

const rangeOf = (month: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `2021-${month}-${String(from + i).padStart(2, '0')}`);

describe('the shipped calendar', () => {
  it('covers 2020 to 2026 without a gap', () => {
    expect(years.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    expect([national.coveredFrom, national.coveredUntil]).toEqual(['2020-01-01', '2026-12-31']);
  });

  it.each(years)('$year names its notice and stays within its year', ({ year, source, off, work }) => {
    expect(source).toMatch(
      new RegExp(`关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕\\d+号）`),
    );
    for (const { from, to } of off) expect([from <= to, to.slice(0, 4)]).toEqual([true, String(year)]);
    for (const day of work) expect(day.startsWith(`${year}-`)).toBe(true);
  });

  it.each([
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    expect([...daysOfYear(year)].filter((day) => isWorkingDay(national, day))).toHaveLength(count);
  });

  it.each(years)('$year agrees with chinese-days on every day', ({ year }) => {
    const differing = [...daysOfYear(year)].filter(
      (day) => isWorkingDay(national, day) !== chineseDays.isWorkday(day),
    );
    expect(differing).toEqual([]);
  });

  it('2021 is the table of C.9 and R-087, and nothing else', () => {
    const off = [
      ...rangeOf('01', 1, 3),
      ...rangeOf('02', 11, 17),
      ...rangeOf('04', 3, 5),
      ...rangeOf('05', 1, 5),
      ...rangeOf('06', 12, 14),
      ...rangeOf('09', 19, 21),
      ...rangeOf('10', 1, 7),
    ];
    const work = ['02-07', '02-20', '04-25', '05-08', '09-18', '09-26', '10-09'].map((day) => `2021-${day}`);
    const holidays = [...daysOfYear(2021)].filter((day) => dayKind(national, day).label.endsWith('放假'));
    const makeUps = [...daysOfYear(2021)].filter((day) => dayKind(national, day).label === '调休上班');
    expect(holidays).toEqual(off);
    expect(makeUps).toEqual(work);
  });

  it.each([
    ['2020-01-19', true, '调休上班'],
    ['2020-01-31', false, '春节放假'],
    ['2020-02-01', false, '春节放假'],
    ['2020-02-02', false, '春节放假'],
    ['2020-02-03', true, '工作日'],
    ['2020-05-05', false, '劳动节放假'],
    ['2020-05-09', true, '调休上班'],
    ['2022-12-31', false, '元旦放假'],
    ['2025-10-06', false, '国庆节、中秋节放假'],
    ['2021-10-10', false, '周末'],
  ])('%s: working %s, %s', (day, working, label) => {
    expect(dayKind(national, day)).toEqual({ working, label });
  });
});

describe('regional holidays', () => {
  it('count in the region that has them, and nowhere else', () => {
    const tibet = calendarFrom(years, [{ from: '2021-08-09', to: '2021-08-09', name: '雪顿节' }]);
    expect(dayKind(tibet, '2021-08-09')).toEqual({ working: false, label: '雪顿节放假' });
    expect(isWorkingDay(national, '2021-08-09')).toBe(true);
  });

  it('still count beyond the covered years', () => {
    const tibet = calendarFrom(years, [{ from: '2027-03-03', to: '2027-03-03', name: '试行节日' }]);
    expect(isWorkingDay(tibet, '2027-03-03')).toBe(false);
    expect(isWorkingDay(national, '2027-03-03')).toBe(true);
  });
});

describe('building refuses', () => {
  const holiday = (from: string, to: string, name = '节日') => ({
    year: 2021,
    source: '',
    off: [{ from, to, name }],
    work: [],
  });
  const without2022 = years.filter(({ year }) => year !== 2022);

  it.each<[string, CalendarError['code'], () => unknown]>([
    ['no year at all', 'calendar-year-missing', () => calendarFrom([])],
    ['a year missing in the middle', 'calendar-year-missing', () => calendarFrom(without2022)],
    ['a year given twice', 'calendar-conflict', () => calendarFrom([...years, year2021])],
    [
      'a day both holiday and working day',
      'calendar-conflict',
      () => calendarFrom([{ ...year2021, work: [...year2021.work, '2021-10-01'] }]),
    ],
    [
      'a regional holiday on a make-up working day',
      'calendar-conflict',
      () => calendarFrom([year2021], [{ from: '2021-10-08', to: '2021-10-09', name: '节日' }]),
    ],
    [
      'a day that does not exist',
      'calendar-invalid',
      () => calendarFrom([holiday('2021-02-29', '2021-03-01')]),
    ],
    [
      'a holiday that ends before it starts',
      'calendar-invalid',
      () => calendarFrom([holiday('2021-03-02', '2021-03-01')]),
    ],
    [
      'a holiday without a name',
      'calendar-invalid',
      () => calendarFrom([holiday('2021-03-01', '2021-03-01', '')]),
    ],
    [
      'a malformed working day',
      'calendar-invalid',
      () => calendarFrom([{ ...year2021, work: ['2021-9-18'] }]),
    ],
  ])('%s', (_, code, build) => {
    expect(build).toThrow(CalendarError);
    expect(build).toThrow(expect.objectContaining({ code }));
  });
});

describe('beyond the notices', () => {
  it('the holidays of the law count, make-up days do not', () => {
    const offOn = [...daysOfYear(2027)].filter((day) => dayKind(national, day).label.endsWith('放假'));
    expect(offOn).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
    expect([...daysOfYear(2027)].some((day) => dayKind(national, day).label === '调休上班')).toBe(false);
    expect(isProvisional(national, '2026-12-31')).toBe(false);
    expect(isProvisional(national, '2027-01-01')).toBe(true);
  });

  it('the law before its revision had 11 days', () => {
    const only2021 = calendarFrom([year2021]);
    const offOn = [...daysOfYear(2022)].filter((day) => dayKind(only2021, day).label.endsWith('放假'));
    expect(offOn).toHaveLength(11);
    expect(offOn).not.toContain('2022-01-31');
    expect(offOn).not.toContain('2022-05-02');
    expect(dayKind(only2021, '2022-01-31')).toEqual({ working: true, label: '工作日' });
  });

  it('never falls back to Monday to Friday', () => {
    expect(() => isWorkingDay(national, '2019-12-31')).toThrow(
      expect.objectContaining({ code: 'calendar-year-missing' }),
    );
    expect(() => isWorkingDay(national, '2036-03-03')).toThrow(
      expect.objectContaining({ code: 'calendar-year-missing' }),
    );
  });

  it.each(Array.from({ length: 16 }, (_, i) => 2020 + i))(
    'the feasts of %i agree with an independent almanac',
    (year) => {
      const holidays = statutoryHolidays(year) as ReadonlyMap<string, string>;
      const lunar = (month: number, day: number) =>
        chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date;
      const qingming = chineseDays.getSolarTermDate(year, 4, 'pure_brightness');
      expect(holidays.get(lunar(1, 1))).toBe('春节');
      expect(holidays.get(lunar(1, 3))).toBe('春节');
      expect(holidays.get(lunar(1, 4))).toBeUndefined();
      expect(holidays.get(lunar(5, 5))).toBe('端午节');
      expect(holidays.get(lunar(8, 15))).toMatch(/^(国庆节、)?中秋节$/);
      expect(holidays.get(qingming)).toBe('清明节');
      expect([...holidays.values()].filter((name) => name === '春节')).toHaveLength(year < 2025 ? 3 : 4);
    },
  );

  it('knows no feasts outside its table', () => {
    expect(statutoryHolidays(2019)).toBeUndefined();
    expect(statutoryHolidays(2036)).toBeUndefined();
  });
});

describe('the alarm', () => {
  const until2021 = calendarFrom(years.filter(({ year }) => year <= 2021));
  it.each([
    ['2021-06-01', undefined],
    ['2021-11-30', undefined],
    ['2021-12-01', 2022],
    ['2022-01-05', 2022],
    ['2023-12-05', 2022],
  ])('on %s names %s', (on, year) => {
    expect(overdueYear(until2021, on)).toBe(year);
  });
});
