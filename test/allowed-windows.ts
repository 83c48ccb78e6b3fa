import type { AllowedAct } from './allowed-acts.ts';
import { secondHomeWindow } from './case-facts.ts';

/** What an administration does when a window closes, or somebody leaves, as it is carried out. */
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
];
