import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

/** Who goes on when a window closes or a person leaves: cases to another window, drafts to another hand. */
export const windowMove = phase({
  moveToWindow: {
    title: '移交其他窗口',
    article: 'rules-13',
    actors: ['intakeAdministration', 'homeAdministration'],
    moves: [
      {
        from: [
          'draft',
          'submitted',
          'formalReview',
          'returnedForSupplement',
          ...stateGroups.preHome,
          ...stateGroups.atHome,
          'homeRejected',
          ...stateGroups.decided,
          'resultDelivering',
          ...stateGroups.terminal,
        ],
        to: 'same',
      },
    ],
    events: ['movedToWindow'],
    refusals: ['window-of-other-region', 'window-not-open', 'window-same', 'reason-missing'],
  },
  handOverDraft: {
    title: '草稿交给同窗口的人',
    article: 'rules-21-1',
    actors: ['intakeAdministration'],
    moves: [{ from: ['draft'], to: 'same' }],
    events: ['draftHandedOver'],
    refusals: ['handler-suspended'],
  },
});
