import type { Case } from '../core/case.ts';
import type { Context } from '../core/command.ts';
import { reviewedFormally } from './start-review.ts';

/** Why no decision can be made now: the formal reviewer may not decide, and no decision goes without an opinion. */
export function decisionBlocked(
  kase: Case,
  actor: Context['actor'],
): 'formal-reviewer-cannot-approve' | 'opinion-missing' | undefined {
  if (reviewedFormally(kase, actor)) return 'formal-reviewer-cannot-approve';
  return kase.opinionRecordedAt ? undefined : 'opinion-missing';
}
