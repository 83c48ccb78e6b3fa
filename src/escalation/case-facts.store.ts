import { all, type Db, first, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { LoggedEvent, Matter, NamedCase, TakenReminder } from './case-facts.ts';

const matterColumns = sql`d.case_id as "caseId", d.rule, d.round, d.holder, d.since, d.due_at as "dueAt",
  c.business_number as "businessNumber", c.programme_id as "programmeId", c.catalogue_id as "catalogueId",
  c.item_number as "itemNumber", c.intake_region as "intakeRegion", c.intake_window as "intakeWindow",
  c.home_region as "homeRegion", c.home_window as "homeWindow"`;

/** Open duties by case, rule and round. */
export const listMatters = (
  tx: Db,
  keys: readonly { caseId: string; rule: string; round: number }[],
): Promise<Matter[]> =>
  all(
    tx,
    sql<Matter>`
      select ${matterColumns} from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("caseId" uuid, rule text, round int)
        join case_duties d on d.case_id = k."caseId" and d.rule = k.rule and d.round = k.round
        join cases c on c.id = d.case_id`,
  );

/** Open requests to windows between regions that begin so, whose time has not run out: level 0 (C.5). */
export const listAsked = (
  db: Db,
  where: { windows: readonly string[]; prefixes: readonly string[] },
  now: Instant,
  limit: number,
): Promise<Matter[]> =>
  all(
    db,
    sql<Matter>`
      select ${matterColumns} from case_duties d join cases c on c.id = d.case_id
      where d.rule in ('homeAnswer', 'firstOpening') and d.due_at > ${now}::timestamptz
        and (c.intake_window = any(${[...where.windows]}::uuid[]) or c.home_window = any(${[...where.windows]}::uuid[])
          or c.intake_region like any(${where.prefixes.map((prefix) => `${prefix}%`)}::text[])
          or c.home_region like any(${where.prefixes.map((prefix) => `${prefix}%`)}::text[]))
      order by d.due_at, d.case_id limit ${limit}`,
  );

/** Windows of a region that have stated no opening times of their own. */
export const listWithoutOfficeHours = (
  db: Db,
  windowIds: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  all(
    db,
    sql<{ id: string; name: string }>`select id, name from windows
      where id = any(${[...windowIds]}::uuid[]) and office_hours is null and status <> 'closed'`,
  );

/** Which open duties of some cases are still there. */
export const listOpenDuties = (
  tx: Db,
  caseIds: readonly string[],
): Promise<{ caseId: string; rule: string; round: number }[]> =>
  all(
    tx,
    sql<{ caseId: string; rule: string; round: number }>`
      select case_id as "caseId", rule, round from case_duties where case_id = any(${[...caseIds]}::uuid[])`,
  );

const eventColumns = sql`e.case_id as "caseId", e.seq, e.type, e.state, e.command, e.actor,
  e.effective_at as "effectiveAt", e.recorded_at as "recordedAt", e.data`;

/** Events of cases by their number. */
export const listLogged = (
  tx: Db,
  keys: readonly { caseId: string; seq: number }[],
): Promise<LoggedEvent[]> =>
  all(
    tx,
    sql<LoggedEvent>`
      select ${eventColumns} from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("caseId" uuid, seq int)
        join case_events e on e.case_id = k."caseId" and e.seq = k.seq`,
  );

/** The log of one case, in order. */
export const listLog = (db: Db, caseId: string): Promise<LoggedEvent[]> =>
  all(
    db,
    sql<LoggedEvent>`select ${eventColumns} from case_events e where e.case_id = ${caseId} order by e.seq`,
  );

/** A registered case by its id. */
export const findCase = (db: Db, id: string): Promise<NamedCase | undefined> =>
  first(
    db,
    sql<NamedCase>`select id, business_number as "businessNumber", state, programme_id as "programmeId",
        catalogue_id as "catalogueId", item_number as "itemNumber", intake_region as "intakeRegion",
        intake_window as "intakeWindow", home_region as "homeRegion", home_window as "homeWindow"
      from cases where id = ${id} and business_number is not null`,
  );

/** Of which duties of a case somebody was reminded, and which were late, in order. */
export const listReminders = (db: Db, caseId: string): Promise<TakenReminder[]> =>
  all(
    db,
    sql<TakenReminder>`
      select rule, round, step, due_at as "dueAt", at, window_id as "windowId"
      from duty_reminders where case_id = ${caseId} order by at, rule, round`,
  );
