import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { GuideText } from './guide.ts';
import type { GuideReport } from './guide-report.ts';

/** A correction of a guide. */
export type GuideRevision = {
  readonly revision: number;
  readonly content: GuideText;
  readonly reason: string;
  readonly changedByName: string;
  readonly changedAt: Instant;
};

/** Corrections of a guide, the latest first. */
export const listRevisions = (
  db: Db,
  optionId: string,
  region: string,
  limit: number,
): Promise<GuideRevision[]> =>
  all(
    db,
    sql<GuideRevision>`
      select revision, content, reason, changed_by_name as "changedByName", changed_at as "changedAt"
      from office_guides where option_id = ${optionId} and region_code = ${region}
      order by revision desc limit ${limit}`,
  );

/** Adds a correction; answers 0 where the revision exists already. */
export const addRevision = (
  db: Db,
  guide: {
    optionId: string;
    region: string;
    revision: number;
    content: GuideText;
    reason: string;
    reportId: string | null;
    by: { id: string; name: string };
    at: Instant;
  },
): Promise<number> =>
  run(
    db,
    sql`
      insert into office_guides (option_id, region_code, revision, content, reason, report_id, changed_by,
        changed_by_name, changed_at)
      values (${guide.optionId}, ${guide.region}, ${guide.revision}, ${json(guide.content)}, ${guide.reason},
        ${guide.reportId}, ${guide.by.id}, ${guide.by.name}, ${guide.at})
      on conflict do nothing`,
  );

const columns = sql`id, code, option_id as "optionId", region_code as region, task_region as "taskRegion", section,
  description, guide_revision as "guideRevision", standard_version as "standardVersion", reported_by as "reportedBy",
  reported_by_name as "reportedByName", reported_at as "reportedAt", due_at as "dueAt", state, answer,
  answered_by_name as "answeredByName", answered_at as "answeredAt"`;

/** Adds a report. */
export const addReport = (db: Db, report: GuideReport): Promise<number> =>
  run(
    db,
    sql`
      insert into guide_reports (id, code, option_id, region_code, task_region, section, description, guide_revision,
        standard_version, reported_by, reported_by_name, reported_at, due_at, state)
      values (${report.id}, ${report.code}, ${report.optionId}, ${report.region}, ${report.taskRegion},
        ${report.section}, ${report.description}, ${report.guideRevision}, ${report.standardVersion},
        ${report.reportedBy}, ${report.reportedByName}, ${report.reportedAt}, ${report.dueAt}, 'open')`,
  );

/** Open reports of visitors about one guide, at most so many are read. */
export async function countOpenVisitorReports(
  db: Db,
  optionId: string,
  region: string,
  most: number,
): Promise<number> {
  const rows = await all(
    db,
    sql<{ id: string }>`
      select id from guide_reports
      where option_id = ${optionId} and region_code = ${region} and state = 'open' and reported_by is null
      limit ${most}`,
  );
  return rows.length;
}

/** A report, held until the transaction ends. */
export const lockReport = (db: Db, id: string): Promise<GuideReport | undefined> =>
  first(db, sql<GuideReport>`select ${columns} from guide_reports where id = ${id} for update`);

/** A report by the code that its reporter was given. */
export const findReportByCode = (db: Db, code: string): Promise<GuideReport | undefined> =>
  first(db, sql<GuideReport>`select ${columns} from guide_reports where code = ${code}`);

/** Writes the answer to a report. */
export const answerReport = (
  db: Db,
  id: string,
  end: { state: 'corrected' | 'confirmed'; answer: string; by: { id: string; name: string }; at: Instant },
): Promise<number> =>
  run(
    db,
    sql`update guide_reports set state = ${end.state}, answer = ${end.answer}, answered_by = ${end.by.id},
        answered_by_name = ${end.by.name}, answered_at = ${end.at} where id = ${id}`,
  );

/** Reports that regions have to answer, or have answered; those due first come first. Null: of all regions. */
export const listReports = (
  db: Db,
  query: { regions: readonly string[] | null; open: boolean; after?: string | undefined; limit: number },
): Promise<GuideReport[]> =>
  all(
    db,
    sql<GuideReport>`
      select ${columns} from guide_reports
      where (${query.regions === null}::boolean
          or task_region in (select jsonb_array_elements_text(${json(query.regions ?? [])})))
        and (state = 'open') = ${query.open}::boolean
        and (${query.after ?? null}::uuid is null or (due_at, id) > (
          select due_at, id from guide_reports where id = ${query.after ?? null}::uuid))
      order by due_at, id limit ${query.limit}`,
  );

/** How many reports a region had, and how they ended. */
export type GuideRate = {
  region: string;
  reports: number;
  corrected: number;
  confirmed: number;
  overdue: number;
};

/** Reports and corrections by the administration that answers; null: of all regions. */
export const listRates = (db: Db, regions: readonly string[] | null, now: Instant): Promise<GuideRate[]> =>
  all(
    db,
    sql<GuideRate>`
      select task_region as region, count(*)::integer as reports,
        (count(*) filter (where state = 'corrected'))::integer as corrected,
        (count(*) filter (where state = 'confirmed'))::integer as confirmed,
        (count(*) filter (where coalesce(answered_at, ${now}::timestamptz) > due_at))::integer as overdue
      from guide_reports
      where ${regions === null}::boolean
        or task_region in (select jsonb_array_elements_text(${json(regions ?? [])}))
      group by task_region order by task_region limit 500`,
  );
