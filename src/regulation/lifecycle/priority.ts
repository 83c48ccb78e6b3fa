import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

/** While something is left to be handled sooner; after that a mark would change nothing. */
const running = [
  'submitted',
  'formalReview',
  'returnedForSupplement',
  ...stateGroups.preHome,
  ...stateGroups.atHome,
  'homeRejected',
  ...stateGroups.decided,
  'resultDelivering',
] as const;

/** The green channel: a case goes before others, and its deadlines stay what they are. */
export const priority = phase({
  markPriority: {
    title: '标为优先办理',
    article: 'sichuan-chongqing-3',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: running, to: 'same' }],
    events: ['priorityMarked'],
    refusals: [
      'green-channel-not-offered',
      'priority-already-marked',
      'priority-reason-missing',
      'reason-missing',
    ],
  },
  unmarkPriority: {
    title: '取消优先办理',
    article: 'sichuan-chongqing-3',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: running, to: 'same' }],
    events: ['priorityUnmarked'],
    refusals: ['priority-not-marked', 'reason-missing'],
  },
});
