import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

/** Opening and registering an application at the counter (C.1, rows 1–3a, 10). */
export const intake = phase({
  openCase: {
    title: '新建收件',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: 'nothing', to: 'draft' }],
    events: ['caseOpened'],
    refusals: [
      'region-not-in-directory',
      'same-region',
      'option-not-published',
      'mode-not-offered',
      'on-site-required',
      'home-window-missing',
      'home-region-unclear',
      'region-not-in-programme',
    ],
  },
  discardDraft: {
    title: '放弃草稿',
    article: 'rules-21-1',
    actors: ['creator', 'system'],
    moves: [{ from: ['draft'], to: 'discarded' }],
    events: ['draftDiscarded'],
    refusals: [],
  },
  submitCase: {
    title: '登记',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['draft'], to: 'submitted' }],
    events: ['caseSubmitted'],
    refusals: [
      'form-incomplete',
      'situation-not-chosen',
      'duplicate-needs-reason',
      'region-not-in-directory',
      'home-window-missing',
      'option-not-published',
      'draft-outdated',
      'number-range-exhausted',
      'way-not-offered',
      'address-missing',
    ],
  },
  declineIntake: {
    title: '不予收件',
    article: 'rules-13',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'notTaken' }],
    events: ['intakeDeclined'],
    refusals: ['decline-code-unknown', 'decline-fact-missing', 'explanation-missing'],
  },
  attachFile: {
    title: '添加扫描件',
    article: 'rules-21-1',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [
      {
        from: [
          'submitted',
          'formalReview',
          ...stateGroups.preHome,
          ...stateGroups.atHome,
          ...stateGroups.decided,
        ],
        to: 'same',
      },
    ],
    events: ['fileAttached'],
    refusals: ['case-volume-exceeded', 'file-not-found'],
  },
});
