import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { decided } = stateGroups;

/** Bringing the result to the applicant and closing the case (C.1, rows 25, 31–33). */
export const delivery = phase({
  chooseDelivery: {
    title: '选择送达方式',
    article: 'rules-21-4',
    actors: ['intakeClerk'],
    moves: [
      {
        from: [
          'submitted',
          'formalReview',
          'returnedForSupplement',
          ...stateGroups.preHome,
          ...stateGroups.atHome,
          'homeRejected',
          ...decided,
          'resultDelivering',
        ],
        to: 'same',
      },
    ],
    events: ['deliveryChosen'],
    refusals: ['way-not-offered', 'address-missing', 'result-already-dispatched', 'pick-up-only'],
  },
  dispatchResult: {
    title: '发出结果',
    article: 'rules-21-4',
    actors: ['homeClerk'],
    moves: [{ from: ['homeRejected', ...decided], to: 'resultDelivering' }],
    events: ['resultDispatched'],
    refusals: ['way-not-chosen', 'address-missing', 'waybill-invalid', 'directory-address-invalid'],
  },
  handOverResult: {
    title: '交付结果',
    article: 'rules-21-4',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: ['resultDelivering', 'completed'], to: 'same' }],
    events: ['resultHandedOver', 'resultDelivered'],
    refusals: ['identity-not-passed', 'signature-missing', 'result-not-here', 'already-delivered'],
  },
  sendBackUncollected: {
    title: '退回未领取的结果',
    article: 'rules-21-4',
    actors: ['intakeClerk'],
    moves: [{ from: ['resultDelivering'], to: 'same' }],
    events: ['resultSentBack'],
    refusals: ['already-delivered', 'keeping-time-running', 'waybill-invalid', 'result-not-here'],
  },
  redeliverResult: {
    title: '再次送达',
    article: 'rules-21-4',
    actors: ['homeClerk'],
    moves: [{ from: ['resultDelivering'], to: 'same' }],
    events: ['resultRedispatched'],
    refusals: [
      'result-not-returned',
      'already-delivered',
      'waybill-invalid',
      'address-missing',
      'pick-up-only',
    ],
  },
  keepForCollection: {
    title: '留存待领',
    article: 'rules-21-4',
    actors: ['homeClerk'],
    moves: [{ from: ['resultDelivering'], to: 'same' }],
    events: ['resultKept'],
    refusals: ['contact-attempts-missing', 'keeping-too-early', 'already-delivered', 'result-not-returned'],
  },
  completeCase: {
    title: '办结',
    article: 'rules-21-4',
    actors: ['homeClerk'],
    moves: [{ from: ['resultDelivering'], to: 'completed' }],
    events: ['caseCompleted'],
    refusals: [
      'result-not-delivered',
      'original-open',
      'archive-paper-open',
      'discrepancy-open',
      'incident-open',
    ],
  },
});
