import { type Database, plannedEachTime } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** An open request that a window has to answer, as stored. */
export type WaitingRow = {
  caseId: string;
  businessNumber: string;
  itemName: string;
  requestId: string;
  kind: 'standard' | 'question';
  side: 'intake' | 'home';
  askingRegion: string;
  since: Instant;
  dueAt: Instant;
  takenBy: string | null;
};

/** Requests that wait for an answer of these windows, the earliest due first (`case_duties_answers`). */
export const listWaiting = (
  database: Database,
  windows: readonly string[],
  limit: number,
): Promise<WaitingRow[]> =>
  plannedEachTime(database)<WaitingRow>({
    name: 'requests-waiting',
    text: `select d.case_id as "caseId", c.business_number as "businessNumber", c.snapshot->>'itemName' as "itemName",
        r->>'id' as "requestId", r->>'kind' as kind, p.side,
        case when p.side = 'home' then c.intake_region else c.home_region end as "askingRegion",
        d.since, d.due_at as "dueAt", p.taken_by as "takenBy"
      from case_duties d
        join case_parties p on p.case_id = d.case_id
          and p.side = case when d.holder = 'homeWindow' then 'home' else 'intake' end
        join cases c on c.id = d.case_id
        cross join lateral (select c.snapshot->'requests'->(d.round - 1) as r) one
      where d.rule = 'homeAnswer' and p.window_id = any($1::uuid[])
      order by d.due_at, d.case_id, d.round limit $2`,
    values: [[...windows], limit],
  });
