import { phase } from './row.ts';

/** The supplement that the home region asks for, and each of its ends (C.1, rows 22–24a). */
export const homeSupplement = phase({
  requestHomeSupplement: {
    title: '要求补正',
    article: 'licensing-32',
    actors: ['homeClerk', 'approver'],
    moves: [{ from: ['receivedAtHome', 'substantiveReview'], to: 'homeSupplement' }],
    events: ['homeSupplementRequested'],
    refusals: [
      'points-missing',
      'due-date-too-early',
      'second-supplement-needs-reason',
      'withdrawal-pending',
      'deemed-accepted',
      'seal-not-valid',
      'form-field-missing',
    ],
  },
  replaceHomeSupplement: {
    title: '更换补正通知书',
    article: 'licensing-32',
    actors: ['homeClerk', 'approver'],
    moves: [{ from: ['homeSupplement'], to: 'same' }],
    events: ['homeSupplementReplaced'],
    refusals: [
      'supplement-due-passed',
      'due-date-shortened',
      'reason-missing',
      'seal-not-valid',
      'form-field-missing',
    ],
  },
  handInHomeSupplement: {
    title: '收属地要求的补正材料',
    article: 'rules-21-3',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: ['homeSupplement'], to: 'same' }],
    events: ['homeSupplementHandedIn'],
    refusals: [
      'supplement-due-passed',
      'point-not-named',
      'collected-too-late',
      'waybill-unknown',
      'file-not-found',
      'case-volume-exceeded',
    ],
  },
  confirmHomeSupplement: {
    title: '确认补正材料到达',
    article: 'rules-21-3',
    actors: ['homeClerk', 'system'],
    moves: [
      { from: ['homeSupplement'], to: 'receivedAtHome' },
      { from: ['homeSupplement'], to: 'substantiveReview' },
    ],
    events: ['homeSupplementReceived'],
    refusals: ['point-open', 'hash-mismatch', 'discrepancy-open'],
  },
  continueWithoutSupplement: {
    title: '逾期未补正，继续办理',
    article: 'rules-21-3',
    actors: ['homeClerk', 'approver'],
    moves: [
      { from: ['homeSupplement'], to: 'receivedAtHome' },
      { from: ['homeSupplement'], to: 'substantiveReview' },
    ],
    events: ['homeSupplementEnded'],
    refusals: ['supplement-not-due', 'supplement-under-way', 'reason-missing'],
  },
  takeBackHomeSupplement: {
    title: '撤回补正要求',
    article: 'rules-21-3',
    actors: ['homeClerk', 'approver'],
    moves: [
      { from: ['homeSupplement'], to: 'receivedAtHome' },
      { from: ['homeSupplement'], to: 'substantiveReview' },
    ],
    events: ['homeSupplementTakenBack'],
    refusals: ['reason-missing'],
  },
  abandonAtHome: {
    title: '逾期未补正，按放弃处理',
    article: 'rules-21-3',
    actors: ['homeClerk'],
    moves: [{ from: ['homeSupplement'], to: 'deemedAbandoned' }],
    events: ['caseDeemedAbandoned'],
    refusals: [
      'supplement-not-due',
      'supplement-under-way',
      'abandonment-not-announced',
      'reason-missing',
      'seal-not-valid',
      'form-field-missing',
    ],
  },
});
