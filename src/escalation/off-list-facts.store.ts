import { all, type Db, first, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** An off-list request whose home window was asked and has not answered in time. */
export type OverdueConsent = {
  id: string;
  wording: string;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
  askedAt: Instant;
  dueAt: Instant;
};

const columns = sql`r.id, r.wording, r.intake_region as "intakeRegion", r.intake_window as "intakeWindow",
  r.home_region as "homeRegion", r.home_window as "homeWindow", (r.snapshot->>'askedAt')::timestamptz as "askedAt",
  (r.snapshot->>'answerDueAt')::timestamptz as "dueAt"`;

/** Requests that became overdue and are not yet in the ladder, the longest first (`off_list_overdue`). */
export const listNewlyOverdue = (tx: Db, now: Instant, limit: number): Promise<OverdueConsent[]> =>
  all(
    tx,
    sql<OverdueConsent>`
      select ${columns} from off_list_requests r
      where r.state = 'offListPending' and r.answer_due_at <= ${now}::timestamptz and r.home_window is not null
        and not exists (select from escalations e where e.off_list_id = r.id)
      order by r.answer_due_at limit ${limit}`,
  );

/** What was asked of a home window, and who answered it last, by name. */
export const findConsent = (
  tx: Db,
  id: string,
): Promise<(OverdueConsent & { by: string | null }) | undefined> =>
  first(
    tx,
    sql<OverdueConsent & { by: string | null }>`
      select ${columns}, (
          select e.actor->>'name' from off_list_events e
          where e.request_id = r.id and e.type in ('offListConsentGiven', 'offListConsentRefused')
          order by e.seq desc limit 1) as by
      from off_list_requests r where r.id = ${id} and r.home_window is not null`,
  );
