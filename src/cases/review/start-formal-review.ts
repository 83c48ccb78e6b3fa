import { object } from '../../platform/schema.ts';
import { command, type Nothing, noFacts } from '../core/command.ts';

/** Begins the check of completeness and legal form against the home region's standard (C.1, 4). */
export const startFormalReview = command<'startFormalReview', Nothing, undefined>({
  name: 'startFormalReview',
  input: object({}),
  summary: '开始形式审查',
  example: {},
  facts: noFacts,
  decide: () => ({ events: [{ type: 'formalReviewStarted', data: {} }] }),
});
