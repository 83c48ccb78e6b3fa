import type { Day, Instant } from './instant.ts';
import { instantOf, msOf } from './instant.ts';
import { addDays, getInstant, momentOf, shanghaiDay, type Weekday, weekdayOf } from './shanghai-time.ts';
import { dayKind, isProvisional, type WorkingCalendar } from './working-calendar.ts';

/** A stretch of time in which a window is open, `HH:mm` to `HH:mm`; the end itself is closed. */
export type Opening = { readonly from: string; readonly to: string };

/**
 * The opening times (办公时间) of a window on working days. `weekly` replaces the usual ones on a day of the week
 * (1 = 周一 … 7 = 周日; an empty list is closed); the calendar alone decides which days are worked.
 */
export type OfficeHours = {
  readonly usual: readonly Opening[];
  readonly weekly?: Readonly<Partial<Record<Weekday, readonly Opening[]>>>;
};

/** Opening times where a window states none (OP-48): 09:00–12:00 and 13:00–17:00. */
export const defaultOfficeHours: OfficeHours = {
  usual: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
};

/** One line of why an answer is due when it is: time that counted, or a gap with its reason. */
export type HoursLine = {
  fromAt: Instant;
  toAt: Instant;
  label: string;
  counted: boolean;
  /** Minutes that counted; absent for a gap. */
  minutes?: number;
};

/** A due moment in office hours; `provisional` as for working days (OP-93). */
export type HoursDue = { dueAt: Instant; provisional: boolean; why: HoursLine[] };

/** What is wrong with opening times, as a Chinese sentence; undefined when they can be used. */
export function officeHoursFault(hours: OfficeHours): string | undefined {
  const lists = [hours.usual, ...Object.values(hours.weekly ?? {})];
  for (const openings of lists) {
    let previous = '';
    for (const { from, to } of openings) {
      const malformed = [from, to].find((time) => !/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time));
      if (malformed !== undefined) return `时间“${malformed}”应写成 09:00 这样的形式。`;
      if (from >= to) return `开门时间 ${from} 应早于关门时间 ${to}。`;
      if (from < previous) return `${from} 开始的一段与前一段重叠，请按先后填写。`;
      previous = to;
    }
  }
  const open = ([1, 2, 3, 4, 5] as const).some((weekday) => openingsOf(hours, weekday).length > 0);
  return open ? undefined : '周一至周五至少要有一段办公时间。';
}

/**
 * The end of a number of office hours: lunch, nights and days off do not count. Refuses a count that is
 * not above 0 and opening times with a fault.
 */
export function officeHoursDue(
  calendar: WorkingCalendar,
  hours: OfficeHours,
  from: Instant,
  hoursCount: number,
): HoursDue {
  if (!(hoursCount > 0 && Number.isFinite(hoursCount)))
    throw new RangeError(`not a number of hours: ${hoursCount}`);
  const fault = officeHoursFault(hours);
  if (fault !== undefined) throw new RangeError(fault);
  const why: HoursLine[] = [];
  let left = Math.round(hoursCount * 3_600_000);
  let cursor = msOf(getInstant(from));
  let daysOff: string[] = [];
  for (let day = shanghaiDay(from); ; day = addDays(day, 1)) {
    const kind = dayKind(calendar, day);
    if (!kind.working) daysOff.push(kind.label);
    for (const opening of kind.working ? momentsOpen(hours, day) : []) {
      if (opening.to <= cursor) continue;
      if (cursor < opening.from) {
        why.push(gap(cursor, opening.from, daysOff));
        cursor = opening.from;
      }
      daysOff = [];
      const taken = Math.min(left, opening.to - cursor);
      why.push(worked(cursor, cursor + taken));
      cursor += taken;
      left -= taken;
      if (left === 0) return { dueAt: instantOf(cursor), provisional: isProvisional(calendar, day), why };
    }
  }
}

/** Whether a window is open at a moment. */
export function isOpenAt(calendar: WorkingCalendar, hours: OfficeHours, at: Instant): boolean {
  const day = shanghaiDay(at);
  const ms = msOf(getInstant(at));
  return (
    dayKind(calendar, day).working && momentsOpen(hours, day).some(({ from, to }) => from <= ms && ms < to)
  );
}

/** Opening times in order, with those that overlap or touch made one: no minute counts twice. */
export function mergedOpenings(openings: readonly Opening[]): Opening[] {
  const merged: Opening[] = [];
  for (const { from, to } of openings.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last && from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: to > last.to ? to : last.to };
    else merged.push({ from, to });
  }
  return merged;
}

/** The opening times that apply on a day of the week. */
export const openingsOf = (hours: OfficeHours, weekday: Weekday): readonly Opening[] =>
  hours.weekly?.[weekday] ?? hours.usual;

/** Minutes of office time between two moments: how long a window took to answer. Rounded down. */
export function officeMinutesBetween(
  calendar: WorkingCalendar,
  hours: OfficeHours,
  from: Instant,
  to: Instant,
): number {
  const [start, end] = [msOf(getInstant(from)), msOf(getInstant(to))];
  let total = 0;
  for (let day = shanghaiDay(from); day <= shanghaiDay(to); day = addDays(day, 1)) {
    if (!dayKind(calendar, day).working) continue;
    for (const opening of momentsOpen(hours, day))
      total += Math.max(0, Math.min(opening.to, end) - Math.max(opening.from, start));
  }
  return Math.floor(total / 60_000);
}

function momentsOpen(hours: OfficeHours, day: Day): { from: number; to: number }[] {
  return openingsOf(hours, weekdayOf(day)).map(({ from, to }) => ({
    from: msOf(momentOf(day, from)),
    to: msOf(momentOf(day, to)),
  }));
}

const gap = (fromMs: number, toMs: number, daysOff: readonly string[]): HoursLine => ({
  fromAt: instantOf(fromMs),
  toAt: instantOf(toMs),
  label: daysOff.length === 0 ? '非办公时间' : [...new Set(daysOff)].join('、'),
  counted: false,
});

const worked = (fromMs: number, toMs: number): HoursLine => ({
  fromAt: instantOf(fromMs),
  toAt: instantOf(toMs),
  label: '办公时间',
  counted: true,
  minutes: (toMs - fromMs) / 60_000,
});
