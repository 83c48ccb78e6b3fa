import { all, type Db, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { DueReminder, TakenStep } from './reminder-steps.ts';

/**
 * Duties of which somebody is to be reminded by now, oldest first (`case_duties_remind`). Their rows stay locked until the
 * transaction ends: another process leaves them out, and an act that ends one of them waits or has ended it already.
 */
export const lockDueReminders = (tx: Db, now: Instant, limit: number): Promise<DueReminder[]> =>
  all(
    tx,
    sql<DueReminder>`
      select d.case_id as "caseId", d.rule, d.round, d.holder, d.half_at as "halfAt", d.warn_at as "warnAt",
        d.due_at as "dueAt", c.business_number as "businessNumber", c.intake_window as "intakeWindow",
        c.home_window as "homeWindow", c.intake_region as "intakeRegion", c.home_region as "homeRegion",
        case when d.rule = 'draftKept' then c.opened_by when d.holder = 'approver' then p.handler_id else p.taken_by end as "staffId"
      from case_duties d join cases c on c.id = d.case_id
        left join case_parties p on p.case_id = d.case_id
          and p.side = case when d.holder in ('intakeWindow', 'applicant') then 'intake' else 'home' end
      where d.remind_at <= ${now}::timestamptz order by d.remind_at, d.case_id limit ${limit}
      for update of d skip locked`,
  );

/** Writes the steps down; answers those that nobody took before. */
export const insertSteps = (
  tx: Db,
  steps: readonly TakenStep[],
  at: Instant,
): Promise<Pick<TakenStep, 'caseId' | 'rule' | 'round' | 'step'>[]> =>
  all(
    tx,
    sql<Pick<TakenStep, 'caseId' | 'rule' | 'round' | 'step'>>`
      insert into duty_reminders (case_id, rule, round, step, holder, window_id, region_code, due_at, at)
      select s."caseId", s.rule, s.round, s.step, s.holder, s."windowId", s."regionCode", s."dueAt", ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s("caseId" uuid, rule text, round int, step text,
        holder text, "windowId" uuid, "regionCode" text, "dueAt" timestamptz)
      on conflict do nothing
      returning case_id as "caseId", rule, round, step`,
  );

/** Moves duties on to the next reminder that is still to come; null where none is. */
export const moveReminders = (
  tx: Db,
  moved: readonly (Pick<DueReminder, 'caseId' | 'rule' | 'round'> & { remindAt: Instant | null })[],
): Promise<number> =>
  run(
    tx,
    sql`update case_duties d set remind_at = m."remindAt"
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m("caseId" uuid, rule text, round int, "remindAt" timestamptz)
      where d.case_id = m."caseId" and d.rule = m.rule and d.round = m.round`,
  );
