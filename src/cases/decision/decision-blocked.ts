import type { Case } from '../core/case.ts';
import type { Context } from '../core/command.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { openPaperTasks } from '../discrepancy/paper-tasks.ts';
import { withdrawalPending } from '../withdrawal/open-withdrawal.ts';
import { reviewedFormally } from './start-review.ts';

/**
 * Why no decision can be made now: the formal reviewer may not decide, a wish to withdraw, a difference or paper for
 * the review is open, or there is no opinion (C.1, 29 and 30; R-105).
 */
export function decisionBlocked(
  kase: Case,
  actor: Context['actor'],
):
  | 'formal-reviewer-cannot-approve'
  | 'withdrawal-pending'
  | 'discrepancy-open'
  | 'paper-for-review-open'
  | 'opinion-missing'
  | undefined {
  if (reviewedFormally(kase, actor)) return 'formal-reviewer-cannot-approve';
  const pending = withdrawalPending(kase);
  if (pending) return pending;
  if (openDiscrepancies(kase).length > 0) return 'discrepancy-open';
  if (openPaperTasks(kase, 'review').length > 0) return 'paper-for-review-open';
  return kase.opinionRecordedAt ? undefined : 'opinion-missing';
}
