import type { ArticleId } from './articles.ts';
import type { CommandName } from './lifecycle/index.ts';

/** Whose desk a duty lies on; `applicant` while only the applicant can go on. */
export type DutyHolder = 'intakeWindow' | 'homeWindow' | 'approver' | 'applicant';

/** Whose desk that is, in words. */
export const holderNames: Record<DutyHolder, string> = {
  intakeWindow: '收件窗口',
  homeWindow: '属地窗口',
  approver: '审批人员',
  applicant: '申请人',
};

/**
 * How long a duty may take. Working days and office hours run in the calendar of the party that must act
 * (OP-10); `sameDay` ends at 24:00 of the trigger's day; `option` is a limit of the handling option; `given` is the
 * number of days the duty itself carries, moved to a working day of `rollTo` where the last day is off (OP-05).
 */
export type DutyLength =
  | { workingDays: number }
  | { officeHours: number }
  | { calendarDays: number }
  | { sameDay: true }
  | { option: 'promisedDays' | 'statutoryDays' }
  | { given: 'calendarDays' | 'workingDays'; rollTo?: 'intake' | 'home' };

/** Whether every day counts, not only working days: what is left of it is told in days. */
export const countsEveryDay = (length: DutyLength): boolean =>
  'calendarDays' in length || ('given' in length && length.given === 'calendarDays');

/** One rule of the deadline register (lifecycle.md C.9). */
export type DutyRule = {
  /** The act that ends it, in a clerk's words. */
  title: string;
  /** Whether a person has to do something, or only a limit runs (shown beside the deadline, not in lists). */
  kind: 'task' | 'limit';
  holder: DutyHolder;
  calendar: 'intake' | 'home';
  length: DutyLength;
  article: ArticleId;
  /** Command that the clock issues when nobody acted in time. */
  fires?: CommandName;
  /** What happens by itself at the due time, told to everybody who sees the case. */
  atDue: string;
  /**
   * Days before the end, at most two, on whose morning somebody is reminded instead of at half of the time and two
   * hours before: of what lies with the applicant, whom the intake window tells, and of drafts.
   */
  remindDays?: readonly [first: number, second?: number];
  /**
   * What is missed when it is overdue, in a few words: level 1 of the ladder opens then (C.5, R-155). The register's
   * “level 1”, and paper that was not collected, which the sender's administration looks after.
   */
  escalates?: string;
  /** A parcel is under way: the holder only watches it, and has nothing to do before the due time. */
  watches?: 'carrier';
};
