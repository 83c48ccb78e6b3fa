import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, atHome, decided } = stateGroups;

/** The formal review at the intake window and taking in the application (C.1, rows 4–9). */
export const review = phase({
  startFormalReview: {
    title: '开始形式审查',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted'], to: 'formalReview' }],
    events: ['formalReviewStarted'],
    refusals: [],
  },
  recordIdentityCheck: {
    title: '登记身份核验',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'same' }],
    events: ['identityCheckRecorded'],
    refusals: ['authorisation-missing', 'method-unknown'],
  },
  markMaterial: {
    title: '判定材料',
    article: 'rules-23',
    actors: ['intakeClerk'],
    moves: [{ from: ['formalReview'], to: 'same' }],
    events: ['materialMarked'],
    refusals: [
      'standard-missing',
      'reason-code-unknown',
      'correction-text-missing',
      'count-out-of-range',
      'line-already-passed',
    ],
  },
  correctOnSpot: {
    title: '当场补正',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['formalReview'], to: 'same' }],
    events: ['materialCorrectedOnSpot'],
    refusals: ['line-not-deficient', 'count-out-of-range', 'notice-already-issued'],
  },
  reopenPassedLine: {
    title: '重新判定已合格的材料',
    article: 'rules-21-1',
    actors: ['intakeLead'],
    moves: [{ from: ['formalReview'], to: 'same' }],
    events: ['passedLineReopened'],
    refusals: ['reason-missing', 'line-unknown'],
  },
  acceptIntake: {
    title: '收件',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['formalReview'], to: 'intakeAccepted' }],
    events: ['intakeAccepted', 'intakeReceiptIssued', 'transferTasksOpened'],
    refusals: [
      'standard-missing',
      'request-still-open',
      'lines-unmarked',
      'material-deficient',
      'identity-not-passed',
      'signature-missing',
      'seal-not-valid',
      'directory-address-invalid',
      'channel-not-allowed',
      'form-field-missing',
    ],
  },
  replaceIntakeReceipt: {
    title: '重新出具收件通知书',
    article: 'form-2',
    actors: ['intakeClerk'],
    moves: [{ from: [...preHome, ...atHome, 'homeRejected', ...decided, 'resultDelivering'], to: 'same' }],
    events: ['intakeReceiptVoided', 'intakeReceiptIssued'],
    refusals: ['reason-missing', 'home-consent-missing', 'seal-not-valid', 'form-field-missing'],
  },
});
