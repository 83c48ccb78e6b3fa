import { all, type Db, sql } from '../../platform/database.ts';
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
