import { all, type Db, first, sql } from '../../platform/database.ts';
import { type CaseState, caseStates } from '../../regulation/states.ts';

/** How a case stands, for records that led to it. */
export type CaseOutcome = {
  caseId: string;
  businessNumber: string | null;
  stateLabel: string;
  granted: boolean;
};

/** How some cases stand. */
export async function listOutcomes(db: Db, ids: readonly string[]): Promise<CaseOutcome[]> {
  const rows = await all(
    db,
    sql<{ caseId: string; businessNumber: string | null; state: CaseState; outcome: string | null }>`
      select id as "caseId", business_number as "businessNumber", state, snapshot ->> 'outcome' as outcome
      from cases where id = any(${ids}::uuid[])`,
  );
  return rows.map(({ state, outcome, ...row }) => ({
    ...row,
    stateLabel: caseStates[state],
    granted: outcome === 'granted',
  }));
}

/** Cases submitted, and granted, under a programme for some options, with a part in regions whose codes begin alike. */
export async function countHandled(
  db: Db,
  { programmeId, optionIds, prefix }: { programmeId: string; optionIds: readonly string[]; prefix: string },
): Promise<{ cases: number; granted: number }> {
  const row = await first(
    db,
    sql<{ cases: number; granted: number }>`
      select count(*)::int as cases, (count(*) filter (where snapshot ->> 'outcome' = 'granted'))::int as granted
      from cases
      where programme_id = ${programmeId} and option_id = any(${[...optionIds]}::text[]) and submitted_at is not null
        and (intake_region like ${`${prefix}%`} or home_region like ${`${prefix}%`})`,
  );
  return row ?? { cases: 0, granted: 0 };
}
