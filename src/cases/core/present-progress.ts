import { articles } from '../../regulation/articles.ts';
import { countsEveryDay, ruleOf } from '../../regulation/duties.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { workingDaysBetween } from '../../regulation/working-days.ts';
import { inChargeAt } from '../home/in-charge.ts';
import type { Case, OpenDuty, Side } from './case.ts';
import type { DeadlineView, HolderView, MilestoneView } from './case-view.ts';
import { calendarSide, dueOf } from './due.ts';
import { openDuties } from './duties.ts';
import type { Surroundings } from './surroundings.ts';

const sideOfHolder = {
  intakeWindow: 'intake',
  homeWindow: 'home',
  approver: 'home',
  applicant: 'applicant',
} as const;

/** Working days from today, which does not count, to the due day; negative once it is over. */
function daysLeft(duty: OpenDuty, dueAt: Instant, dueOn: string, around: Surroundings): number | undefined {
  const { length } = ruleOf(duty.rule);
  if ('officeHours' in length || countsEveryDay(length)) return undefined;
  const calendar = around.calendars[calendarSide(duty)];
  const today = dayOf(around.now);
  if (around.now >= dueAt) return -Math.max(1, workingDaysBetween(calendar, dueOn, today));
  return dueOn > today ? workingDaysBetween(calendar, today, dueOn) : 0;
}

function deadline(kase: Case, duty: OpenDuty, around: Surroundings): DeadlineView {
  const rule = ruleOf(duty.rule);
  const due = dueOf(duty, kase, around.calendars);
  const left = daysLeft(duty, due.dueAt, due.dueOn, around);
  return {
    rule: duty.rule,
    round: duty.round,
    title: rule.title,
    holder: duty.holder,
    kind: rule.kind,
    since: duty.since,
    ...due,
    ...(left === undefined ? {} : { workingDaysLeft: left }),
    overdue: around.now >= due.dueAt,
    article: articles[rule.article].citation,
    atDue: rule.atDue,
  };
}

/** The open deadlines of a case, next due first, each explained day by day. */
export const presentDeadlines = (kase: Case, around: Surroundings): DeadlineView[] =>
  openDuties(kase)
    .map((duty) => deadline(kase, duty, around))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));

/** What comes next. Once an applicant's time is over, the office that decides how to go on comes before. */
export function nextTask(deadlines: readonly DeadlineView[]): DeadlineView | undefined {
  const tasks = deadlines.filter(({ kind }) => kind === 'task');
  return tasks.find(({ holder, overdue }) => holder !== 'applicant' || !overdue) ?? tasks[0];
}

/** Who has the case in hand, since when and why; the first of the three facts of every case page. */
export function presentHolder(
  kase: Case,
  deadlines: readonly DeadlineView[],
  around: Surroundings,
): HolderView {
  const next = nextTask(deadlines) ?? deadlines[0];
  if (!next) return { side: 'none', office: '无', since: kase.endedAt ?? kase.openedAt, why: '本件已结束' };
  const side: Side | 'applicant' = sideOfHolder[next.holder];
  if (side === 'applicant')
    return { side, office: '申请人', since: next.since, why: `待申请人${next.title}` };
  const inCharge = inChargeAt(kase, next.holder === 'approver' ? 'approver' : `${side}Window`);
  const person = inCharge && around.staffNames.get(inCharge.staffId);
  return {
    side,
    office:
      next.holder === 'approver'
        ? (kase.handler?.department ?? `${around.home.regionName}审批部门`)
        : around[side].windowName,
    ...(person ? { person } : {}),
    since:
      next.holder === 'approver' ? (kase.handler?.since ?? kase.homeAcceptedAt ?? next.since) : next.since,
    why: `待${next.title}`,
  };
}

/** What the clock does if nobody acts, by the earliest rule that says so. */
export function presentByItself(
  deadlines: readonly DeadlineView[],
): { at: Instant; text: string } | undefined {
  const next = deadlines.find(({ overdue, atDue }) => !overdue && atDue !== '');
  return next && { at: next.dueAt, text: next.atDue };
}

const reached = (at: Instant | undefined): { at: Instant } | Record<string, never> =>
  at === undefined ? {} : { at };

/** The seven milestones, alike for both windows and the applicant. */
export function presentMilestones(kase: Case): MilestoneView[] {
  const parcel = kase.parcels.find(({ purpose }) => purpose === 'material');
  const sentAt = [kase.package?.sentAt, parcel?.collectedAt].filter((at) => at !== undefined).toSorted()[0];
  const decision = { granted: '准予', denied: '不予许可', notAccepted: '不予受理' } as const;
  return [
    { key: 'intake', label: '收件', ...reached(kase.intakeAcceptedAt) },
    { key: 'transfer', label: '材料流转', ...reached(sentAt) },
    { key: 'arrival', label: '属地收到', ...reached(kase.receivedAtHomeAt) },
    {
      key: 'acceptance',
      label: kase.outcome === 'notAccepted' ? '不予受理' : '受理',
      ...reached(kase.homeAcceptedAt ?? kase.rejectedAt),
    },
    { key: 'review', label: '审查', ...reached(kase.opinionRecordedAt) },
    { key: 'decision', label: kase.outcome ? decision[kase.outcome] : '决定', ...reached(kase.decidedAt) },
    { key: 'delivery', label: '送达', ...reached(kase.result?.deliveredAt) },
  ];
}

/** Working days between 收件 and 受理, shown apart from the limits. */
export const transferWorkingDays = (kase: Case, around: Surroundings): number | undefined =>
  kase.intakeAcceptedAt && kase.homeAcceptedOn
    ? workingDaysBetween(around.calendars.home, dayOf(kase.intakeAcceptedAt), kase.homeAcceptedOn)
    : undefined;
