import type { Instant } from '../regulation/instant.ts';

/** Which reminder: at half of the time, two office hours before the end, or when the time is over. */
export type ReminderStep = 'half' | 'warn' | 'overdue';

/** An open duty of which somebody has to be reminded, with the parties of its case. */
export type DueReminder = {
  caseId: string;
  rule: string;
  round: number;
  holder: 'intakeWindow' | 'homeWindow' | 'approver' | 'applicant';
  halfAt: Instant | null;
  warnAt: Instant | null;
  dueAt: Instant;
  businessNumber: string | null;
  intakeWindow: string;
  homeWindow: string;
  intakeRegion: string;
  homeRegion: string;
  /** Whoever of the holder's side has the case in hand by name. */
  staffId: string | null;
};

/** One step that was taken of a duty. */
export type TakenStep = Pick<DueReminder, 'caseId' | 'rule' | 'round' | 'holder' | 'dueAt'> & {
  step: ReminderStep;
  windowId: string;
  regionCode: string;
};
