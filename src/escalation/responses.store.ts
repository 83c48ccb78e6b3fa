import { all, type Db, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { WindowFigures, WindowResponse } from './response.ts';

/** Writes responses down; the first reply to a request stays. */
export const insertResponses = (tx: Db, responses: readonly WindowResponse[]): Promise<number> =>
  run(
    tx,
    sql`insert into window_responses (kind, subject_id, ref, window_id, region_code, asking_region, asked_at, due_at,
        answered_at, minutes, on_time, replied)
      select r.kind, r."subjectId", r.ref, r."windowId", r."regionCode", r."askingRegion", r."askedAt", r."dueAt",
        r."answeredAt", r.minutes, r."onTime", r.replied
      from jsonb_to_recordset(${JSON.stringify(responses)}::jsonb) as r(kind text, "subjectId" uuid, ref text,
        "windowId" uuid, "regionCode" text, "askingRegion" text, "askedAt" timestamptz, "dueAt" timestamptz,
        "answeredAt" timestamptz, minutes int, "onTime" boolean, replied boolean)
      on conflict do nothing`,
  );

/** What began a request of a case: the event that asked, and between whom. */
export type Asked = {
  caseId: string;
  ref: string;
  from: 'intake' | 'home';
  hours: number | null;
  /** Unknown of what is no case. */
  programmeId: string | undefined;
  optionId: string | undefined;
  askedAt: Instant;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
};

/** The asking events of some requests, by case and id of the request. */
export const listAskedBy = (tx: Db, keys: readonly { caseId: string; ref: string }[]): Promise<Asked[]> =>
  all(
    tx,
    sql<Asked>`
      select k."caseId", k.ref, coalesce(e.data->>'from', 'intake') as from, (e.data->>'hours')::float8 as hours,
        e.effective_at as "askedAt", c.intake_region as "intakeRegion", c.intake_window as "intakeWindow",
        c.home_region as "homeRegion", c.home_window as "homeWindow", c.programme_id as "programmeId",
        c.option_id as "optionId"
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("caseId" uuid, ref text)
        join case_events e on e.case_id = k."caseId" and e.type in ('standardRequested', 'windowAsked')
          and e.data->>'id' = k.ref and coalesce(e.data->>'kind', '') <> 'note'
        join cases c on c.id = e.case_id`,
  );

/** When the first package of some cases was sent. */
export const listFirstPackages = (tx: Db, caseIds: readonly string[]): Promise<Asked[]> =>
  all(
    tx,
    sql<Asked>`
      select distinct on (e.case_id) e.case_id as "caseId", 'firstOpening' as ref, 'intake' as from,
        null::float8 as hours, e.effective_at as "askedAt", c.intake_region as "intakeRegion",
        c.intake_window as "intakeWindow", c.home_region as "homeRegion", c.home_window as "homeWindow",
        c.programme_id as "programmeId", c.option_id as "optionId"
      from case_events e join cases c on c.id = e.case_id
      where e.case_id = any(${[...caseIds]}::uuid[]) and e.type = 'packageSent'
      order by e.case_id, e.seq`,
  );

/** Figures of every window that was asked since a moment; regions by the beginning of their codes. */
export const listFigures = (
  db: Db,
  { since, from, to }: { since: Instant; from: string; to: string },
): Promise<WindowFigures[]> =>
  all(
    db,
    sql<WindowFigures>`
      select window_id as "windowId", region_code as "regionCode",
        percentile_cont(0.5) within group (order by minutes)::float8 as median,
        avg(case when on_time then 1 else 0 end)::float8 as "onTimeShare", count(*) as sample
      from window_responses
      where answered_at >= ${since}::timestamptz and asking_region like ${`${from}%`} and region_code like ${`${to}%`}
      group by window_id, region_code`,
  );
