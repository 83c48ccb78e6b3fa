import type { AllowedAct } from './allowed-acts.ts';
import { secondHomeWindow } from './case-facts.ts';

/** What an administration does when a window closes, or somebody leaves; and the green channel of a window. */
export const allowedWindows: AllowedAct[] = [
  {
    command: 'moveToWindow',
    when: '收件窗口撤并，在审的一件移交同区另一窗口',
    from: 'formalReview',
    to: 'formalReview',
    events: ['movedToWindow'],
    before: (story) => story.take('takeCase'),
  },
  {
    command: 'moveToWindow',
    when: '属地窗口撤并，审查中的一件移交同区另一窗口',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['movedToWindow'],
    input: () => ({ windowId: secondHomeWindow.id, reason: '窗口撤并' }),
    how: { as: 'homeAdministration' },
  },
  {
    command: 'moveToWindow',
    when: '办结的也移交，以便查阅',
    from: 'completed',
    to: 'completed',
    events: ['movedToWindow'],
  },
  {
    command: 'moveToWindow',
    when: '草稿随窗口移交',
    from: 'draft',
    to: 'draft',
    events: ['movedToWindow'],
  },
  {
    command: 'handOverDraft',
    when: '填写的人停用，草稿交窗口负责人',
    from: 'draft',
    to: 'draft',
    events: ['draftHandedOver'],
  },
  {
    command: 'markPriority',
    when: '属地窗口开设绿色通道，收件窗口标明原因',
    from: 'formalReview',
    to: 'formalReview',
    events: ['priorityMarked'],
  },
  {
    command: 'markPriority',
    when: '属地窗口自己标，原因在所列之外，写明了',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['priorityMarked'],
    input: () => ({ reason: 'other', words: '次日一早出国，凭机票核对' }),
    how: { as: 'homeClerk' },
  },
  {
    command: 'unmarkPriority',
    when: '不再赶时间',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['priorityUnmarked'],
    before: (story) => story.take('markPriority'),
  },
];
