import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from './case.ts';
import type { FactSources } from './fact-sources.ts';

/** Due time of a rule of the register whose period began at a moment, for the mark of lateness and for the history. */
export const ruleDueAt = async (
  sources: Pick<FactSources, 'due'>,
  kase: Case,
  rule: DutyId,
  since: Instant,
): Promise<Instant> =>
  (await sources.due(kase, { rule, round: 1, holder: ruleOf(rule).holder, since })).dueAt;
