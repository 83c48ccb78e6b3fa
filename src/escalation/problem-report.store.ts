import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Participant, ProblemReport, ProblemStep } from './problem-report.ts';

const columns = sql`r.id, r.kind, r.region_code as "regionCode", r.window_id as "windowId", r.category, r.text,
  r.case_id as "caseId", r.business_number as "businessNumber", r.reported_by as "reportedBy",
  r.reported_by_name as "reportedByName", r.reported_at as "reportedAt", r.due_at as "dueAt",
  r.overdue_at as "overdueAt", r.state, r.shared_with as "sharedWith", r.solution, r.solved_on as "solvedOn",
  r.closed_at as "closedAt"`;

/** Writes a new problem. */
export const insertReport = (tx: Db, r: ProblemReport): Promise<number> =>
  run(
    tx,
    sql`insert into problem_reports (id, kind, region_code, window_id, category, text, case_id, business_number,
        reported_by, reported_by_name, reported_at, due_at, state)
      values (${r.id}::uuid, ${r.kind}, ${r.regionCode}, ${r.windowId}::uuid, ${r.category}, ${r.text},
        ${r.caseId}::uuid, ${r.businessNumber}, ${r.reportedBy}::uuid, ${r.reportedByName},
        ${r.reportedAt}::timestamptz, ${r.dueAt}::timestamptz, ${r.state})`,
  );

/** Names the departments of a problem with their coordinators. */
export const insertParticipants = (
  tx: Db,
  reportId: string,
  participants: readonly Participant[],
): Promise<number> =>
  run(
    tx,
    sql`insert into problem_participants (report_id, department, coordinator_id, coordinator_name)
      select ${reportId}::uuid, p.department, p."coordinatorId", p."coordinatorName"
      from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb) as p(department text, "coordinatorId" uuid,
        "coordinatorName" text)`,
  );

/** Adds an entry to a history. */
export const insertStep = (tx: Db, reportId: string, s: Omit<ProblemStep, 'seq'>): Promise<number> =>
  run(
    tx,
    sql`insert into problem_steps (report_id, seq, type, at, actor, text, data)
      select ${reportId}::uuid, coalesce(max(seq), 0) + 1, ${s.type}, ${s.at}::timestamptz,
        ${JSON.stringify(s.actor)}::jsonb, ${s.text}, ${JSON.stringify(s.data)}::jsonb
      from problem_steps where report_id = ${reportId}::uuid`,
  );

/** Writes how a problem stands. */
export const updateReport = (tx: Db, r: ProblemReport): Promise<number> =>
  run(
    tx,
    sql`update problem_reports set state = ${r.state}, shared_with = ${r.sharedWith}, solution = ${r.solution},
        solved_on = ${r.solvedOn}::date, closed_at = ${r.closedAt}::timestamptz, overdue_at = ${r.overdueAt}::timestamptz
      where id = ${r.id}`,
  );

/** A department confirms; or all confirmations fall with a new solution. */
export const setConfirmed = (
  tx: Db,
  reportId: string,
  department: string | undefined,
  at: Instant | null,
): Promise<number> =>
  run(
    tx,
    sql`update problem_participants set confirmed_at = ${at}::timestamptz
      where report_id = ${reportId} and ${department === undefined ? sql`true` : sql`department = ${department}`}`,
  );

/** A problem, locked. */
export const lockReport = (tx: Db, id: string): Promise<ProblemReport | undefined> =>
  first(tx, sql<ProblemReport>`select ${columns} from problem_reports r where r.id = ${id} for update`);

/** Departments of some problems. */
export const listParticipants = (
  db: Db,
  reportIds: readonly string[],
): Promise<(Participant & { reportId: string })[]> =>
  all(
    db,
    sql<Participant & { reportId: string }>`
      select report_id as "reportId", department, coordinator_id as "coordinatorId",
        coordinator_name as "coordinatorName", confirmed_at as "confirmedAt"
      from problem_participants where report_id = any(${[...reportIds]}::uuid[]) order by report_id, department`,
  );

/** Histories of some problems. */
export const listSteps = (
  db: Db,
  reportIds: readonly string[],
): Promise<(ProblemStep & { reportId: string })[]> =>
  all(
    db,
    sql<ProblemStep & { reportId: string }>`
      select report_id as "reportId", seq, type, at, actor, text, data
      from problem_steps where report_id = any(${[...reportIds]}::uuid[]) order by report_id, seq`,
  );

/** Problems of some windows, of regions, shared with them, or with a coordinator among them; the latest first. */
export const listReports = (
  db: Db,
  of: {
    windows: readonly string[];
    regions: readonly string[];
    staffId: string;
    kind: ProblemReport['kind'];
  },
  after: { at: Instant; id: string } | undefined,
  limit: number,
): Promise<ProblemReport[]> =>
  all(
    db,
    sql<ProblemReport>`
      select ${columns} from problem_reports r
      where r.kind = ${of.kind}
        and (r.window_id = any(${[...of.windows]}::uuid[]) or r.region_code = any(${[...of.regions]}::text[])
          or r.shared_with = any(${[...of.regions]}::text[]) or r.reported_by = ${of.staffId}::uuid
          or r.id in (select report_id from problem_participants where coordinator_id = ${of.staffId}::uuid))
        and ${after ? sql`(r.reported_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by r.reported_at desc, r.id desc limit ${limit}`,
  );

/** Problems whose answer is overdue and of which nobody was told, locked. */
export const lockOverdueReports = (tx: Db, now: Instant, limit: number): Promise<ProblemReport[]> =>
  all(
    tx,
    sql<ProblemReport>`select ${columns} from problem_reports r
      where r.state = 'open' and r.overdue_at is null and r.due_at <= ${now}::timestamptz
      order by r.due_at, r.id limit ${limit} for update skip locked`,
  );
