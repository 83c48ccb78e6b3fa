import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Consultation, ConsultationCounts, HelpKind } from './consultation.ts';
import { helpKindCodes } from './consultation.ts';

/** Whose consultations: of windows, or of a region and those below it by the beginning of their codes. */
export type ConsultationScope = { windowId: string } | { prefix: string };

/** What of them is looked at; null leaves a filter out. */
export type ConsultationFilter = {
  from: Instant | null;
  /** The end itself is not in. */
  until: Instant | null;
  /** `none`: answered and nothing else given. */
  help: HelpKind | 'none' | null;
  homeRegion: string | null;
};

/** Writes an consultation. */
export const insertConsultation = (tx: Db, e: Omit<Consultation, 'case'>): Promise<number> =>
  run(
    tx,
    sql`insert into consultations (id, window_id, region_code, asking_region, home_region, subject, item, answer, help,
        recorded_at, recorded_by, recorded_by_name)
      values (${e.id}::uuid, ${e.windowId}::uuid, ${e.regionCode}, ${e.askingRegion}, ${e.homeRegion}, ${e.subject},
        ${e.item === null ? null : json(e.item)}, ${e.answer}, ${[...e.help]}::text[], ${e.recordedAt}::timestamptz,
        ${e.recordedBy}::uuid, ${e.recordedByName})`,
  );

/** Links a case to an consultation, once; false where one is linked already. */
export const insertLink = async (
  tx: Db,
  link: {
    consultationId: string;
    caseId: string;
    businessNumber: string;
    at: Instant;
    by: { id: string; name: string };
  },
): Promise<boolean> =>
  (await run(
    tx,
    sql`insert into consultation_cases (consultation_id, case_id, business_number, linked_at, linked_by, linked_by_name)
      values (${link.consultationId}::uuid, ${link.caseId}::uuid, ${link.businessNumber}, ${link.at}::timestamptz,
        ${link.by.id}::uuid, ${link.by.name})
      on conflict (consultation_id) do nothing`,
  )) > 0;

const columns = sql`e.id, e.window_id as "windowId", e.region_code as "regionCode", e.asking_region as "askingRegion",
  e.home_region as "homeRegion", e.subject, e.item, e.answer, e.help, e.recorded_at as "recordedAt",
  e.recorded_by as "recordedBy", e.recorded_by_name as "recordedByName",
  case when c.case_id is not null then jsonb_build_object('id', c.case_id, 'businessNumber', c.business_number) end as "case"`;

/** The same expression as in the index of the level. */
const inScope = (scope: ConsultationScope) => {
  if ('windowId' in scope) return sql`e.window_id = ${scope.windowId}::uuid`;
  if (scope.prefix.length === 2) return sql`left(e.region_code, 2) = ${scope.prefix}`;
  if (scope.prefix.length === 4) return sql`left(e.region_code, 4) = ${scope.prefix}`;
  return sql`e.region_code = ${scope.prefix}`;
};

const fitting = ({ from, until, help, homeRegion }: ConsultationFilter) => sql`
  (${from}::timestamptz is null or e.recorded_at >= ${from}::timestamptz)
  and (${until}::timestamptz is null or e.recorded_at < ${until}::timestamptz)
  and (${help}::text is null or ${help}::text = any(e.help) or (${help}::text = 'none' and e.help = '{}'))
  and (${homeRegion}::text is null or e.home_region = ${homeRegion}::text)`;

/** The next consultations of one scope, the latest first. */
export const listConsultations = (
  db: Db,
  scope: ConsultationScope,
  filter: ConsultationFilter,
  after: { at: string; id: string } | undefined,
  limit: number,
): Promise<Consultation[]> =>
  all(
    db,
    sql<Consultation>`
      select ${columns} from consultations e left join consultation_cases c on c.consultation_id = e.id
      where ${inScope(scope)} and ${fitting(filter)}
        and ${after ? sql`(e.recorded_at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by e.recorded_at desc, e.id desc limit ${limit}`,
  );

/** One consultation. */
export const findConsultation = (db: Db, id: string): Promise<Consultation | undefined> =>
  first(
    db,
    sql<Consultation>`
      select ${columns} from consultations e left join consultation_cases c on c.consultation_id = e.id where e.id = ${id}::uuid`,
  );

/** Figures of the consultations of one scope. */
export async function countConsultations(
  db: Db,
  scope: ConsultationScope,
  filter: ConsultationFilter,
): Promise<ConsultationCounts> {
  const kinds = sql.join(
    helpKindCodes.map((kind) => sql`count(*) filter (where ${kind}::text = any(e.help)) as ${sql.ref(kind)}`),
  );
  const row = await first(
    db,
    sql<{ total: number; answeredOnly: number; linked: number } & Record<HelpKind, number>>`
      select count(*) as total, count(*) filter (where e.help = '{}') as "answeredOnly",
        count(c.case_id) as linked, ${kinds}
      from consultations e left join consultation_cases c on c.consultation_id = e.id
      where ${inScope(scope)} and ${fitting(filter)}`,
  );
  if (!row) throw new Error('a count without a row');
  const { total, answeredOnly, linked } = row;
  return {
    total,
    answeredOnly,
    linked,
    help: Object.fromEntries(helpKindCodes.map((kind) => [kind, row[kind]])) as Record<HelpKind, number>,
  };
}

/** Who helped with a case, the first of them first. */
export const listHelpers = (
  db: Db,
  caseId: string,
): Promise<{ name: string; windowId: string; help: HelpKind[]; at: Instant }[]> =>
  all(
    db,
    sql<{ name: string; windowId: string; help: HelpKind[]; at: Instant }>`
      select e.recorded_by_name as name, e.window_id as "windowId", e.help, e.recorded_at as at
      from consultation_cases c join consultations e on e.id = c.consultation_id
      where c.case_id = ${caseId}::uuid order by c.linked_at, e.id limit 50`,
  );
