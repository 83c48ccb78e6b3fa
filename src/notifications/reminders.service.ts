import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { NewNotice } from './notice.store.ts';
import { createNoticeWriter } from './notice-writing.service.ts';
import * as store from './reminder.store.ts';
import type { DueReminder, ReminderStep, TakenStep } from './reminder-steps.ts';
import { reminderText, stepDue } from './reminder-words.ts';

/** Reminders of deadlines: each once a duty, round and step, however many processes there are. */
export type Reminders = {
  /** Reminds of what is due by now; answers how many duties were looked at. */
  run(): Promise<number>;
  start(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

const atOnce = 200;

const keyOf = ({
  caseId,
  rule,
  round,
  step,
}: Pick<TakenStep, 'caseId' | 'rule' | 'round' | 'step'>): string => `${caseId} ${rule} ${round} ${step}`;

const placeOf = (duty: DueReminder): { windowId: string; regionCode: string } =>
  duty.holder === 'intakeWindow' || duty.holder === 'applicant'
    ? { windowId: duty.intakeWindow, regionCode: duty.intakeRegion }
    : { windowId: duty.homeWindow, regionCode: duty.homeRegion };

/**
 * Who is told: whoever has the case in hand by name, else the window or the approvers of the region; when it is over
 * also the lead of the window and the administration of the region (C.8).
 */
function noticesOf(duty: DueReminder, step: ReminderStep): NewNotice[] {
  const { windowId, regionCode } = placeOf(duty);
  const common = {
    windowId: null,
    regionCode: null,
    staffId: null,
    caseId: duty.caseId,
    businessNumber: duty.businessNumber,
    kind: step === 'overdue' ? 'dutyOverdue' : 'dutyReminder',
    text: reminderText(step, duty),
    feedNo: null,
  };
  const holder: NewNotice =
    duty.staffId !== null
      ? { ...common, role: 'staff', staffId: duty.staffId }
      : duty.holder === 'approver'
        ? { ...common, role: 'approver', regionCode }
        : { ...common, role: 'window', windowId };
  return step === 'overdue'
    ? [holder, { ...common, role: 'lead', windowId }, { ...common, role: 'administration', regionCode }]
    : [holder];
}

/**
 * Told of duties that were marked overdue now, each once, in the transaction that marks them; the ladder opens its level 1
 * by it (C.5).
 */
export type OnOverdue = (
  tx: Db,
  duties: readonly { caseId: string; rule: string; round: number }[],
) => Promise<void>;

/** Told of duties of applicants whose reminder is due, in the transaction that takes the step. */
export type RemindApplicants = (
  tx: Db,
  due: readonly { caseId: string; rule: string; round: number; dueAt: string; step: string }[],
) => Promise<void>;

/** Builds the reminders. */
export function createReminders({
  database,
  clock,
  onOverdue = async () => undefined,
  remindApplicants = async () => undefined,
}: {
  database: Database;
  clock: Clock;
  onOverdue?: OnOverdue;
  remindApplicants?: RemindApplicants;
}): Reminders {
  const write = createNoticeWriter();
  const run = (): Promise<number> =>
    database.transaction(async (tx) => {
      const now = clock.now();
      const duties = (await store.lockDueReminders(tx, now, atOnce)).map((duty) => ({
        duty,
        ...stepDue(duty, now),
      }));
      if (duties.length === 0) return 0;
      const due = duties.flatMap(({ duty, step }) => (step ? [{ duty, step, ...placeOf(duty) }] : []));
      const taken = new Set(
        (
          await store.insertSteps(
            tx,
            due.map(({ duty: { caseId, rule, round, holder, dueAt }, ...at }) => ({
              caseId,
              rule,
              round,
              holder,
              dueAt,
              ...at,
            })),
            now,
          )
        ).map(keyOf),
      );
      const fresh = due.filter(({ duty, step }) => taken.has(keyOf({ ...duty, step })));
      const notices = fresh.flatMap(({ duty, step }) => noticesOf(duty, step));
      if (notices.length > 0) await write(tx, notices, now);
      const overdue = fresh.filter(({ step }) => step === 'overdue').map(({ duty }) => duty);
      if (overdue.length > 0) await onOverdue(tx, overdue);
      const forApplicants = fresh.filter(
        ({ duty, step }) => duty.holder === 'applicant' && step !== 'overdue',
      );
      await remindApplicants(
        tx,
        forApplicants.map(({ duty, step }) => ({ ...duty, step })),
      );
      await store.moveReminders(
        tx,
        duties.map(({ duty: { caseId, rule, round }, remindAt }) => ({ caseId, rule, round, remindAt })),
      );
      return duties.length;
    });

  return {
    run,
    start(everyMs, onError) {
      let running: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => {
        running = (async () => {
          while ((await run()) === atOnce);
        })().catch(onError);
      }, everyMs);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
