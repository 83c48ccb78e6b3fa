import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, atHome, decided } = stateGroups;

/** While the case lives, the two windows can write to each other about it. */
const living = [
  'submitted',
  'formalReview',
  'returnedForSupplement',
  ...preHome,
  ...atHome,
  'homeRejected',
  ...decided,
  'resultDelivering',
] as const;

/** What the windows ask of each other: the standard of stage 1, and anything else about a case (C.1, 7, 7a; R-040). */
export const requests = phase({
  requestStandard: {
    title: '请求属地标准',
    article: 'rules-23',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'same' }],
    events: ['standardRequested'],
    refusals: ['request-already-open', 'standard-available'],
  },
  answerStandardRequest: {
    title: '答复收件标准',
    article: 'rules-23',
    actors: ['homeClerk', 'homeAdministration'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'same' }],
    events: ['standardProvided'],
    refusals: ['standard-without-lines', 'request-not-open'],
  },
  adoptGuide: {
    title: '按属地办事指南收件',
    article: 'rules-23',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'same' }],
    events: ['guideAdopted'],
    refusals: ['guide-not-published', 'standard-available', 'standard-without-lines'],
  },
  adoptReceivedStandard: {
    title: '沿用上次收到的标准',
    article: 'rules-23',
    actors: ['intakeClerk'],
    moves: [{ from: ['submitted', 'formalReview'], to: 'same' }],
    events: ['standardAdopted'],
    refusals: ['standard-not-received', 'standard-available'],
  },
  askOtherWindow: {
    title: '写给对方窗口',
    article: 'rules-13',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: living, to: 'same' }],
    events: ['windowAsked'],
    refusals: ['line-unknown', 'request-already-open'],
  },
  answerOtherWindow: {
    title: '答复对方窗口',
    article: 'rules-13',
    actors: ['intakeClerk', 'homeClerk', 'intakeAdministration', 'homeAdministration'],
    moves: [{ from: living, to: 'same' }],
    events: ['windowAnswered'],
    refusals: ['request-not-open'],
  },
  cancelRequest: {
    title: '不用答复了',
    article: 'rules-13',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: living, to: 'same' }],
    events: ['requestCancelled'],
    refusals: ['request-not-open'],
  },
});
