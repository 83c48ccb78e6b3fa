import { dayOf } from '../../regulation/instant.ts';
import type { Pause } from '../../regulation/working-days.ts';
import type { Case } from '../core/case.ts';

/**
 * Days on which a piece needed for review was missing, from the report to the resolution, both included: neither
 * the confirmation of receipt nor the 5 working days for 受理 count them. While one is open its clock does not
 * run at all.
 */
export const discrepancyPauses = (kase: Pick<Case, 'discrepancies'>): Pause[] =>
  kase.discrepancies.flatMap(({ reportedAt, resolvedAt }) =>
    resolvedAt ? [{ from: dayOf(reportedAt), to: dayOf(resolvedAt), label: '材料差异未了结，不计' }] : [],
  );
