import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, atHome } = stateGroups;

/** The one-time notice and what follows from it: supplement, abandonment, reinstatement (C.1, rows 8–8b, 11–12a). */
export const notice = phase({
  issueOneTimeNotice: {
    title: '出具一次性告知书',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['formalReview'], to: 'returnedForSupplement' }],
    events: ['oneTimeNoticeIssued'],
    refusals: [
      'standard-missing',
      'request-still-open',
      'lines-unmarked',
      'no-deficient-line',
      'days-out-of-range',
      'new-deficiency',
      'due-date-shortened',
      'form-field-missing',
      'seal-not-valid',
      'signature-missing',
    ],
  },
  replaceOneTimeNotice: {
    title: '更换一次性告知书',
    article: 'form-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['returnedForSupplement'], to: 'same' }],
    events: ['oneTimeNoticeVoided', 'oneTimeNoticeIssued'],
    refusals: [
      'supplement-due-passed',
      'new-deficiency',
      'due-date-shortened',
      'reason-missing',
      'seal-not-valid',
      'days-out-of-range',
      'no-deficient-line',
      'signature-missing',
      'form-field-missing',
    ],
  },
  voidOneTimeNotice: {
    title: '作废一次性告知书',
    article: 'form-1',
    actors: ['intakeClerk'],
    moves: [{ from: ['returnedForSupplement'], to: 'formalReview' }],
    events: ['oneTimeNoticeVoided'],
    refusals: ['reason-missing'],
  },
  registerInboundParcel: {
    title: '登记申请人寄来的邮件',
    article: 'rules-21-1',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: ['returnedForSupplement', ...preHome, ...atHome], to: 'same' }],
    events: ['inboundParcelRegistered'],
    refusals: ['waybill-invalid', 'waybill-used', 'supplement-due-passed', 'line-not-named'],
  },
  handInSupplement: {
    title: '收补正材料',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [
      { from: ['returnedForSupplement'], to: 'formalReview' },
      { from: ['returnedForSupplement'], to: 'same' },
    ],
    events: ['supplementHandedIn', 'supplementCompleted'],
    refusals: ['supplement-due-passed', 'line-not-named', 'collected-too-late', 'waybill-unknown'],
  },
  deemAbandoned: {
    title: '逾期未补正，视为放弃',
    article: 'form-1',
    actors: ['system'],
    moves: [{ from: ['returnedForSupplement'], to: 'deemedAbandoned' }],
    events: ['caseDeemedAbandoned'],
    refusals: ['due-not-passed', 'supplement-under-way', 'service-interrupted'],
  },
  reinstateCase: {
    title: '恢复办理',
    article: 'rules-21-1',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [
      { from: ['deemedAbandoned'], to: 'formalReview' },
      { from: ['deemedAbandoned'], to: 'returnedForSupplement' },
      { from: ['deemedAbandoned'], to: 'receivedAtHome' },
    ],
    events: ['caseReinstated'],
    refusals: [
      'proof-missing',
      'reason-missing',
      'collected-too-late',
      'reinstatement-too-late',
      'second-person-missing',
    ],
  },
});
