import { type Day, type Instant, instantOf, parseInstant } from './instant.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Day of the week, 1 = 周一 … 7 = 周日. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekdayNames: Record<Weekday, string> = {
  1: '周一',
  2: '周二',
  3: '周三',
  4: '周四',
  5: '周五',
  6: '周六',
  7: '周日',
};

/** A moment as it reads on a clock in Asia/Shanghai (fixed +08:00, no summer time since 1992). */
export type ShanghaiParts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: Weekday;
};

/** Days read before: every deadline asks for the same few days again and again. */
const daysRead = new Map<string, number>();
const daysKept = 20_000;

function findDayMs(text: string): number | undefined {
  const known = daysRead.get(text);
  if (known !== undefined) return known;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Date.parse reads 02-30 as 03-02.
  if (new Date(ms).getUTCDate() !== Number(text.slice(8))) return undefined;
  if (daysRead.size >= daysKept) daysRead.clear();
  daysRead.set(text, ms);
  return ms;
}

/** Whether the text is a day from 1800 to 2999, written `YYYY-MM-DD`; 2021-02-30 is none. */
export const isDay = (text: string): boolean => /^(?:1[89]|2\d)/.test(text) && findDayMs(text) !== undefined;

function dayMsOf(day: Day): number {
  const ms = findDayMs(day);
  if (ms === undefined) throw new RangeError(`not a day: ${day}`);
  return ms;
}

/** Any ISO 8601 moment with an offset in the one notation; throws where the text is none. */
export function getInstant(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new RangeError(`not a moment with an offset: ${text}`);
  return instant;
}

/** The Shanghai day on which a moment falls, whatever offset it is written in. */
export const shanghaiDay = (instant: string): Day => getInstant(instant).slice(0, 10);

/** A moment taken apart as the clock in Asia/Shanghai shows it. */
export function shanghaiParts(instant: string): ShanghaiParts {
  const text = getInstant(instant);
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return {
    year: part(0, 4),
    month: part(5, 7),
    day: part(8, 10),
    hour: part(11, 13),
    minute: part(14, 16),
    second: part(17, 19),
    weekday: weekdayOf(text.slice(0, 10)),
  };
}

/** 00:00 of a day. */
export const startOfDay = (day: Day): Instant => instantOf(dayMsOf(day) - 8 * 60 * 60 * 1000);

/** 24:00 of a day, written as 00:00 of the next. */
export const endOfDay = (day: Day): Instant => startOfDay(addDays(day, 1));

/** The moment of a time `HH:mm` on a day; `24:00` is the end of it. */
export function momentOf(day: Day, time: string): Instant {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return instantOf(Date.parse(startOfDay(day)) + (hours * 60 + minutes) * 60_000);
}

/** The day that lies the given number of days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day =>
  new Date(dayMsOf(day) + count * dayMs).toISOString().slice(0, 10);

/** Calendar days from the first day to the second, negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => (dayMsOf(to) - dayMsOf(from)) / dayMs;

/** Day of the week, 1 = 周一 … 7 = 周日. */
export const weekdayOf = (day: Day): Weekday => (new Date(dayMsOf(day)).getUTCDay() || 7) as Weekday;

/** The weekday's Chinese name: 周五. */
export const weekdayName = (day: Day): string => weekdayNames[weekdayOf(day)];

/** A day as the forms print it: 2021 年 7 月 8 日. */
export function chineseDate(day: Day): string {
  const { year, month, day: date } = shanghaiParts(startOfDay(day));
  return `${year} 年 ${month} 月 ${date} 日`;
}

/** A moment as 附件1 and 附件2 print the 申请时间 (R-058): 2021 年 7 月 8 日 15 时. */
export const chineseDateHour = (instant: string): string =>
  `${chineseDate(shanghaiDay(instant))} ${shanghaiParts(instant).hour} 时`;

/** A day on a page: 10月8日 周五; with the year in front when it is not the one given. */
export function shortDay(day: Day, thisYear?: number): string {
  return `${shortDate(day, thisYear)} ${weekdayName(day)}`;
}

/** A day on a page without its weekday: 10月8日; with the year in front when it is not the one given. */
export function shortDate(day: Day, thisYear?: number): string {
  const { year, month, day: date } = shanghaiParts(startOfDay(day));
  return `${thisYear === undefined || thisYear === year ? '' : `${year}年`}${month}月${date}日`;
}

/** A moment's time of day: 09:40. */
export const clockTime = (instant: string): string => getInstant(instant).slice(11, 16);

/** A moment on a page: 9月29日 14:05. */
export const shortMoment = (instant: string, thisYear?: number): string =>
  `${shortDate(shanghaiDay(instant), thisYear)} ${clockTime(instant)}`;
