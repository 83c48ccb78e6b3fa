import { all, type Db, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** What a window has to do today. */
export type WindowWork = { windowId: string; overdue: number; today: number; calls: number };

/** Work of windows that is over time, and what ends by a moment; calls that are owed. Windows without any are left out. */
export const listWindowWork = (
  db: Db,
  windows: readonly string[],
  now: Instant,
  endOfToday: Instant,
): Promise<WindowWork[]> =>
  all(
    db,
    sql<WindowWork>`
      with own as (
        select window_id, count(*) filter (where window_sort_at <= ${now}::timestamptz) as overdue,
          count(*) filter (where window_sort_at > ${now}::timestamptz) as today
        from case_parties
        where window_id = any(${[...windows]}::uuid[]) and window_sort_at <= ${endOfToday}::timestamptz
        group by window_id
      ), calls as (
        select window_id, count(*) as calls from phone_tasks
        where window_id = any(${[...windows]}::uuid[]) and closed_at is null group by window_id
      )
      select coalesce(own.window_id, calls.window_id) as "windowId", coalesce(overdue, 0)::int as overdue,
        coalesce(today, 0)::int as today, coalesce(calls, 0)::int as calls
      from own full join calls on calls.window_id = own.window_id`,
  );
