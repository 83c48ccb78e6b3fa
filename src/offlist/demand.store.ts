import { all, type Db, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { DemandGroup, DemandRecord, DemandRoute } from './demand.ts';

/** What is looked at: regions by the beginnings of their codes, and a stretch of time. */
export type DemandScope = { prefixes: readonly string[]; from: Instant; until: Instant };

const inScope = ({ prefixes, from, until }: DemandScope) => sql`
  r.recorded_at >= ${from}::timestamptz and r.recorded_at < ${until}::timestamptz
  and exists (select from unnest(${prefixes}::text[]) as p(own) where r.intake_region like p.own || '%')`;

/** A group with its figures and the cases that its consents opened. */
export type GroupFigures = Omit<DemandGroup, 'granted'> & { caseIds: string[] };

/** Groups with their figures, the most asked for first. */
export const listGroupFigures = (db: Db, scope: DemandScope, limit: number): Promise<GroupFigures[]> =>
  all(
    db,
    sql<GroupFigures>`
      select r.group_id as "groupId", g.name,
        count(*)::int as requests,
        (count(*) filter (where r.duplicate_of is null))::int as counted,
        to_jsonb(coalesce(array_agg(distinct left(r.intake_region, 2) || '0000')
          filter (where r.duplicate_of is null), '{}')) as provinces,
        (count(distinct r.intake_region) filter (where r.duplicate_of is null))::int as regions,
        (count(*) filter (where r.state = 'offListExplained'))::int as explained,
        (count(*) filter (where r.state in ('offListOpen', 'offListPending')))::int as pending,
        (count(*) filter (where r.snapshot ? 'standard'))::int as consented,
        (count(*) filter (where r.snapshot ->> 'declinedFor' = 'refused'))::int as refused,
        (count(*) filter (where r.snapshot ->> 'declinedFor' = 'unanswered'))::int as unanswered,
        (count(*) filter (where r.state = 'offListWithdrawn'))::int as withdrawn,
        (count(r.case_id))::int as cases,
        to_jsonb(coalesce(array_agg(r.case_id) filter (where r.case_id is not null), '{}')) as "caseIds",
        to_jsonb((array_agg(distinct r.wording))[1:5]) as wordings
      from off_list_requests r join off_list_groups g on g.id = r.group_id
      where ${inScope(scope)}
      group by r.group_id, g.name
      order by counted desc, requests desc, r.group_id
      limit ${limit}::int`,
  );

/** How often each matter was asked for between two provinces, the most first. */
export const listRoutes = (db: Db, scope: DemandScope, limit: number): Promise<DemandRoute[]> =>
  all(
    db,
    sql<DemandRoute>`
      select r.group_id as "groupId", g.name, left(r.intake_region, 2) || '0000' as "intakeProvince",
        left(r.home_region, 2) || '0000' as "homeProvince", count(*)::int as requests
      from off_list_requests r join off_list_groups g on g.id = r.group_id
      where ${inScope(scope)}
      group by 1, 2, 3, 4 order by requests desc, 1, 3, 4 limit ${limit}::int`,
  );

/** Records of a group within the scope, latest first (off_list_group). */
export const listRecordsOfGroup = (
  db: Db,
  groupId: string,
  prefixes: readonly string[],
  limit: number,
): Promise<DemandRecord[]> =>
  all(
    db,
    sql<DemandRecord>`
      select r.id, r.wording, r.state, r.intake_region as "intakeRegion", r.home_region as "homeRegion",
        r.recorded_at as "recordedAt", r.duplicate_of is not null as duplicate
      from off_list_requests r
      where r.group_id = ${groupId}
        and exists (select from unnest(${prefixes}::text[]) as p(own) where r.intake_region like p.own || '%')
      order by r.recorded_at desc, r.id limit ${limit}::int`,
  );

/** Moves records of a group to another; answers the wordings of those that were moved, by record. */
export const moveRecords = (
  tx: Db,
  moving: { from: string; to: string; ids: readonly string[]; prefixes: readonly string[] },
): Promise<{ id: string; wording: string }[]> =>
  all(
    tx,
    sql<{ id: string; wording: string }>`
      update off_list_requests r set group_id = ${moving.to}
      where r.group_id = ${moving.from} and r.id = any(${moving.ids}::uuid[])
        and exists (select from unnest(${moving.prefixes}::text[]) as p(own) where r.intake_region like p.own || '%')
      returning r.id, r.wording`,
  );
