import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const afterAcceptance = ['homeAccepted', 'substantiveReview', 'suspended', 'homeSupplement'] as const;

/** The applicant's withdrawal, at once before 受理, by request after it (C.1, rows 35–35c). */
export const withdrawal = phase({
  withdrawCase: {
    title: '撤回申请',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [
      {
        from: [
          'submitted',
          'formalReview',
          'returnedForSupplement',
          ...stateGroups.preHome,
          'receivedAtHome',
          'homeSupplement',
        ],
        to: 'withdrawn',
      },
      { from: afterAcceptance, to: 'same' },
    ],
    events: ['caseWithdrawn', 'withdrawalRequested'],
    refusals: [
      'decision-made',
      'withdrawal-pending',
      'signature-missing',
      'identity-not-passed',
      'reason-missing',
      'form-field-missing',
    ],
  },
  confirmWithdrawal: {
    title: '确认撤回',
    article: 'rules-21-1',
    actors: ['homeClerk'],
    moves: [{ from: afterAcceptance, to: 'withdrawn' }],
    events: ['caseWithdrawn'],
    refusals: ['request-not-open'],
  },
  completeWithdrawal: {
    title: '逾期未答复，撤回生效',
    article: 'rules-21-1',
    actors: ['system'],
    moves: [{ from: afterAcceptance, to: 'withdrawn' }],
    events: ['caseWithdrawn'],
    refusals: ['request-not-open'],
  },
  cancelWithdrawal: {
    title: '收回撤回申请',
    article: 'rules-21-1',
    actors: ['intakeClerk'],
    moves: [{ from: afterAcceptance, to: 'same' }],
    events: ['withdrawalTakenBack'],
    refusals: ['request-not-open', 'identity-not-passed', 'signature-missing'],
  },
});
