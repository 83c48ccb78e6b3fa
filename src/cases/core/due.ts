import { ruleOf } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant } from '../../regulation/instant.ts';
import { type OfficeHours, officeHoursDue } from '../../regulation/office-hours.ts';
import { endOfDay } from '../../regulation/shanghai-time.ts';
import type { WorkingCalendar } from '../../regulation/working-calendar.ts';
import { calendarDaysDue, workingDaysDue } from '../../regulation/working-days.ts';
import type { Case, OpenDuty } from './case.ts';
import type { WhyLine } from './case-view.ts';

/** Calendars and office hours of the two sides of a case. */
export type CaseCalendars = {
  intake: WorkingCalendar;
  home: WorkingCalendar;
  homeHours: OfficeHours;
};

/** When a duty is due, and why. */
export type DutyDue = { dueAt: Instant; dueOn: Day; provisional: boolean; why: WhyLine[] };

/** The due time of an open duty by the register and the calendar of the party that must act (C.9). */
export function dueOf(
  duty: OpenDuty,
  kase: Pick<Case, 'promisedDays' | 'statutoryDays'>,
  calendars: CaseCalendars,
): DutyDue {
  const rule = ruleOf(duty.rule);
  const calendar = calendars[rule.calendar];
  const { length } = rule;
  if ('officeHours' in length) {
    const due = officeHoursDue(calendars.home, calendars.homeHours, duty.since, length.officeHours);
    const dueOn = dayOf(due.dueAt);
    return {
      dueAt: due.dueAt,
      dueOn,
      provisional: due.provisional,
      why: [
        {
          from: dayOf(duty.since),
          to: dueOn,
          label: `对方办公时间 ${length.officeHours} 小时`,
          counted: true,
        },
      ],
    };
  }
  if ('calendarDays' in length) return calendarDaysDue(calendar, duty.since, length.calendarDays);
  if ('sameDay' in length) {
    const dueOn = dayOf(duty.since);
    return {
      dueOn,
      dueAt: endOfDay(dueOn),
      provisional: false,
      why: [{ from: dueOn, label: '当天办', counted: true }],
    };
  }
  const days = 'workingDays' in length ? length.workingDays : (kase[length.option] ?? 0);
  return workingDaysDue(calendar, duty.since, days);
}
