import { countsEveryDay, type DutyId, type DutyLength, dutyRules } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant, msOf } from '../../regulation/instant.ts';
import { clockTime, daysBetween, shortDate, weekdayName, weekdayOf } from '../../regulation/shanghai-time.ts';

/** Tones of a deadline (ux §4): plenty of time, last or next day, over, not counted. */
export type DueTone = 'ok' | 'warn' | 'bad' | 'wait';

/** A deadline as words: what is left and, below it, the date. */
export type DueWords = { tone: DueTone; left: string; date: string };

/** What is known of a deadline. */
export type DueFacts = {
  dueAt: Instant;
  dueOn: Day;
  /** Working days left after today; undefined for other periods. */
  workingDaysLeft?: number | undefined;
  overdue: boolean;
  provisional: boolean;
  rule?: DutyId | undefined;
};

/** A deadline in words, both count and date (ux §4). The count excludes today. */
export function dueWords(facts: DueFacts, now: Instant): DueWords {
  if (isInOfficeHours(facts.rule) && !facts.overdue && facts.dueOn !== dayOf(now))
    return inOfficeHours(facts, now);
  const { left, tone } = leftOf(facts, now);
  const date = dueDate(facts, now);
  const provisional = facts.provisional ? '（暂定）' : '';
  if (facts.overdue) return { tone, left, date: `应在 ${date}${provisional}` };
  return { tone, left, date: `${date}${provisional}` };
}

/** The same on one line: 还剩 2 个工作日（10月8日 周五 24:00 前）. */
export function dueSentence(facts: DueFacts, now: Instant): string {
  const { left, date } = dueWords(facts, now);
  return `${left}（${date}）`;
}

/** A due date by itself: 10月8日 周五 24:00 前; of today only the hour is named before the day. */
export function dueDate(
  { dueAt, dueOn, rule }: Pick<DueFacts, 'dueAt' | 'dueOn' | 'rule'>,
  now: Instant,
): string {
  return `${namedDay(dueOn, now, isInWorkingDays(rule))} ${dueTime(dueAt, dueOn)} 前`;
}

/** A day with its weekday; a working Saturday or Sunday says so, another year is named. */
export function namedDay(day: Day, now: Instant, working = false): string {
  const weekday = weekdayOf(day) >= 6 && working ? `${weekdayName(day)}（上班）` : weekdayName(day);
  return `${shortDate(day, Number(dayOf(now).slice(0, 4)))} ${weekday}`;
}

/** The hour at which it ends: midnight belongs to the day before. */
const dueTime = (dueAt: Instant, dueOn: Day): string => (dayOf(dueAt) === dueOn ? clockTime(dueAt) : '24:00');

const lengthOf = (rule: DutyId | undefined): DutyLength | undefined =>
  rule === undefined ? undefined : dutyRules[rule].length;

function isInWorkingDays(rule: DutyId | undefined): boolean {
  const length = lengthOf(rule);
  return (
    length === undefined ||
    'workingDays' in length ||
    'option' in length ||
    ('given' in length && length.given === 'workingDays')
  );
}

function isInOfficeHours(rule: DutyId | undefined): boolean {
  const length = lengthOf(rule);
  return length !== undefined && 'officeHours' in length;
}

/** Office hours that end on another day: the moment itself says more than a count, which can be set. */
function inOfficeHours({ dueAt, dueOn, provisional }: DueFacts, now: Instant): DueWords {
  return {
    tone: 'warn',
    left: `${namedDay(dueOn, now)} ${dueTime(dueAt, dueOn)} 前`,
    date: `按办公时间计${provisional ? '（暂定）' : ''}`,
  };
}

function leftOf(facts: DueFacts, now: Instant): { left: string; tone: DueTone } {
  const { dueAt, dueOn, overdue, workingDaysLeft, rule } = facts;
  const length = lengthOf(rule);
  const calendar = length !== undefined && countsEveryDay(length);
  const days = calendar || workingDaysLeft === undefined ? daysBetween(dayOf(now), dueOn) : workingDaysLeft;
  const unit = calendar || workingDaysLeft === undefined ? '天' : '个工作日';
  if (overdue) return { tone: 'bad', left: overSince(dueAt, now, days, unit) };
  if (dueOn === dayOf(now)) return { tone: 'warn', left: `今天 ${dueTime(dueAt, dueOn)} 前` };
  return { tone: days > 1 ? 'ok' : 'warn', left: `还剩 ${Math.max(days, 0)} ${unit}` };
}

function overSince(dueAt: Instant, now: Instant, days: number, unit: string): string {
  if (days < 0) return `已超 ${-days} ${unit}`;
  const minutes = Math.max(1, Math.floor((msOf(now) - msOf(dueAt)) / 60_000));
  return minutes < 60 ? `已超 ${minutes} 分钟` : `已超 ${Math.floor(minutes / 60)} 小时`;
}
