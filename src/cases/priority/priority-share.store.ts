import { all, type Db, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** Cases of a window that were registered in a period, and those of them that go before others. */
export type WindowShare = {
  windowId: string;
  intakeCases: number;
  intakePriority: number;
  homeCases: number;
  homePriority: number;
};

/** Counts by window, each from an index of its own (`cases_submitted`, `cases_submitted_home`, `case_parties_priority_state`). */
export const countShares = (
  db: Db,
  windowIds: readonly string[],
  from: Instant,
  until: Instant,
): Promise<WindowShare[]> =>
  all(
    db,
    sql<WindowShare>`
      select w.id as "windowId", i.cases as "intakeCases", coalesce(p.intake, 0) as "intakePriority",
        h.cases as "homeCases", coalesce(p.home, 0) as "homePriority"
      from unnest(${[...windowIds]}::uuid[]) as w(id)
        cross join lateral (select count(*) as cases from cases c where c.intake_window = w.id
          and c.submitted_at >= ${from}::timestamptz and c.submitted_at < ${until}::timestamptz) i
        cross join lateral (select count(*) as cases from cases c where c.home_window = w.id
          and c.submitted_at >= ${from}::timestamptz and c.submitted_at < ${until}::timestamptz) h
        cross join lateral (
          select count(*) filter (where m.side = 'intake') as intake, count(*) filter (where m.side = 'home') as home
          from case_parties m join cases c on c.id = m.case_id
          where m.window_id = w.id and m.priority
            and c.submitted_at >= ${from}::timestamptz and c.submitted_at < ${until}::timestamptz) p
      where i.cases > 0 or h.cases > 0`,
  );
