import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant } from '../../regulation/instant.ts';
import { type OfficeHours, officeHoursDue } from '../../regulation/office-hours.ts';
import { addDays, endOfDay } from '../../regulation/shanghai-time.ts';
import type { WorkingCalendar } from '../../regulation/working-calendar.ts';
import { calendarDaysDue, workingDayOnOrAfter, workingDaysDue } from '../../regulation/working-days.ts';
import type { Case, OpenDuty } from './case.ts';
import type { WhyLine } from './case-view.ts';

/** Calendars and office hours of the two sides of a case. */
export type CaseCalendars = {
  intake: WorkingCalendar;
  home: WorkingCalendar;
  intakeHours: OfficeHours;
  homeHours: OfficeHours;
  /** Lengths that were set in place of those of the register, for what began at a moment on a side. */
  lengthFor?: (rule: DutyId, side: 'intake' | 'home', since: Instant) => SetLength | undefined;
  /** Days on which the service stood still for 60 minutes or more: no applicant's period ends on them (OP-71). */
  interrupted?: ReadonlySet<Day>;
};

/** What of a case decides about its calendars and lengths. */
export type CaseInCalendar = Pick<Case, 'intake' | 'home' | 'programmeId' | 'optionId'>;

/** A length that was set: hours or days as the rule counts them, and by whom since when, in words. */
export type SetLength = { amount: number; words: string };

/** When a duty is due, and why. */
export type DutyDue = { dueAt: Instant; dueOn: Day; provisional: boolean; why: WhyLine[] };

/** In whose calendar a duty runs: that of the window that must act, where a rule can lie on either (OP-10). */
export function calendarSide({ rule, holder }: Pick<OpenDuty, 'rule' | 'holder'>): 'intake' | 'home' {
  const { holder: usual, calendar } = ruleOf(rule);
  if (holder === usual || (holder !== 'intakeWindow' && holder !== 'homeWindow')) return calendar;
  return holder === 'homeWindow' ? 'home' : 'intake';
}

/** The due time of an open duty by the register and the calendar of the party that must act (C.9). */
export function dueOf(
  duty: OpenDuty,
  kase: Pick<Case, 'promisedDays' | 'statutoryDays'>,
  calendars: CaseCalendars,
): DutyDue {
  const set = calendars.lengthFor?.(duty.rule, calendarSide(duty), duty.since);
  const due = uninterrupted(notEarlier(computed(duty, kase, calendars, set), duty), duty, calendars);
  return set === undefined || duty.endsAt !== undefined
    ? due
    : { ...due, why: [{ from: dayOf(duty.since), label: set.words, counted: false }, ...due.why] };
}

/** A day already printed or told moves only later (C.9, 7). */
function notEarlier(due: DutyDue, { notBefore }: OpenDuty): DutyDue {
  if (notBefore === undefined || due.dueOn >= notBefore) return due;
  return {
    ...due,
    dueOn: notBefore,
    dueAt: endOfDay(notBefore),
    why: [...due.why, { from: notBefore, label: '已告知的日期，不提前', counted: true }],
  };
}

/** Moves a last day that is off to the next working day of the side that it is told to (OP-05). */
function rolled(due: DutyDue, calendar: WorkingCalendar): DutyDue {
  const dueOn = workingDayOnOrAfter(calendar, due.dueOn);
  return dueOn === due.dueOn
    ? due
    : {
        ...due,
        dueOn,
        dueAt: endOfDay(dueOn),
        why: [...due.why, { from: dueOn, label: '末日放假，顺延到此', counted: true }],
      };
}

/** The last day of a period told to the applicant is never one on which nothing could be handed in (OP-71). */
function uninterrupted(due: DutyDue, { rule, endsAt }: OpenDuty, calendars: CaseCalendars): DutyDue {
  const { length } = ruleOf(rule);
  const side = 'given' in length ? length.rollTo : undefined;
  let { dueOn } = due;
  if (!side || endsAt) return due;
  while (calendars.interrupted?.has(dueOn)) dueOn = workingDayOnOrAfter(calendars[side], addDays(dueOn, 1));
  return dueOn === due.dueOn
    ? due
    : {
        ...due,
        dueOn,
        dueAt: endOfDay(dueOn),
        why: [...due.why, { from: dueOn, label: '末日系统中断 60 分钟以上，顺延到此', counted: true }],
      };
}

function computed(
  duty: OpenDuty,
  kase: Pick<Case, 'promisedDays' | 'statutoryDays'>,
  calendars: CaseCalendars,
  set: SetLength | undefined,
): DutyDue {
  const rule = ruleOf(duty.rule);
  const calendar = calendars[calendarSide(duty)];
  if (duty.endsAt !== undefined) {
    const dueOn = dayOf(duty.endsAt);
    return {
      dueAt: duty.endsAt,
      dueOn,
      provisional: false,
      why: [{ from: dueOn, label: '期限已过，到此为止', counted: true }],
    };
  }
  const { length } = rule;
  if ('officeHours' in length) {
    const side = calendarSide(duty);
    const hours = set?.amount ?? duty.hours ?? length.officeHours;
    const opening = side === 'home' ? calendars.homeHours : calendars.intakeHours;
    const due = officeHoursDue(calendars[side], opening, duty.since, hours);
    const dueOn = dayOf(due.dueAt);
    return {
      dueAt: due.dueAt,
      dueOn,
      provisional: due.provisional,
      why: [
        {
          from: dayOf(duty.since),
          to: dueOn,
          label: `${side === 'home' ? '属地' : '收件'}窗口办公时间 ${hours} 小时`,
          counted: true,
        },
      ],
    };
  }
  if ('given' in length) {
    const days = duty.days ?? 0;
    const rollTo = length.rollTo && calendars[length.rollTo];
    if (length.given === 'calendarDays') {
      return calendarDaysDue(rollTo ?? calendar, duty.since, days, {
        rollToWorkingDay: rollTo !== undefined,
      });
    }
    const due = workingDaysDue(calendar, duty.since, days);
    return rollTo ? rolled(due, rollTo) : due;
  }
  if ('calendarDays' in length)
    return calendarDaysDue(calendar, duty.since, set?.amount ?? length.calendarDays);
  if ('sameDay' in length) {
    const dueOn = dayOf(duty.since);
    return {
      dueOn,
      dueAt: endOfDay(dueOn),
      provisional: false,
      why: [{ from: dueOn, label: '当天办', counted: true }],
    };
  }
  const days = 'workingDays' in length ? (set?.amount ?? length.workingDays) : (kase[length.option] ?? 0);
  return workingDaysDue(calendar, duty.since, days, { pauses: duty.pauses ?? [] });
}
