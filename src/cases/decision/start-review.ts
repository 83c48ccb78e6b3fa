import { object } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { type Context, command, type Nothing, noFacts, refuse } from '../core/command.ts';

/** Who took part in the formal review may not decide on the case. */
export const reviewedFormally = (kase: Case, actor: Context['actor']): boolean =>
  actor.id !== null && kase.formalReviewers.includes(actor.id);

/** Whether the case is given to somebody else. */
const heldByOther = (kase: Case, actor: Context['actor']): boolean =>
  typeof kase.handler?.staffId === 'string' && kase.handler.staffId !== actor.id;

const blockedFor = (
  kase: Case,
  actor: Context['actor'],
): 'not-assigned' | 'formal-reviewer-cannot-approve' | undefined => {
  if (reviewedFormally(kase, actor)) return 'formal-reviewer-cannot-approve';
  return kase.handler ? undefined : 'not-assigned';
};

/** Begins the substantive review (C.1, 26); an approver to whom the case was given, or one of the department. */
export const startReview = command<'startReview', Nothing, undefined>({
  name: 'startReview',
  input: object({}),
  summary: '开始实质性审查',
  example: {},
  facts: noFacts,
  blocked: (kase, { actor }) => blockedFor(kase, actor),
  decide(kase, _input, _facts, { actor }) {
    const blocked = blockedFor(kase, actor);
    if (blocked) return refuse(blocked);
    if (heldByOther(kase, actor)) return refuse('already-taken', { detail: '这一件已交办给其他审批人员。' });
    return { events: [{ type: 'substantiveReviewStarted', data: {} }] };
  },
});
