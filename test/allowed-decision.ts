import type { CaseState } from '../src/regulation/states.ts';
import type { AllowedAct } from './allowed-acts.ts';
import type { Story } from './case-builder.ts';

const ask = (story: Story): Promise<unknown> => story.take('withdrawCase');

const beforeAcceptance: CaseState[] = [
  'submitted',
  'formalReview',
  'returnedForSupplement',
  'intakeAccepted',
  'inTransit',
  'receivedAtHome',
  'homeSupplement',
];
const afterAcceptance: CaseState[] = ['homeAccepted', 'substantiveReview', 'suspended'];

const reviewSupplement = async (story: Story): Promise<void> => {
  await story.take('requestHomeSupplement', undefined, { as: 'approver' });
};

/** Special procedures, the corrected decision, withdrawal, and whose hands a case is in. */
export const allowedDecision: AllowedAct[] = [
  {
    command: 'suspendReview',
    when: '需要鉴定',
    from: 'substantiveReview',
    to: 'suspended',
    events: ['reviewSuspended'],
  },
  {
    command: 'suspendReview',
    when: '前一次特别程序结束以后再公示',
    from: 'suspended',
    to: 'suspended',
    events: ['reviewSuspended'],
    before: (story) => story.take('resumeReview'),
    input: () => ({
      type: 'publicNotice',
      startOn: '2021-09-23',
      expectedEndOn: '2021-09-29',
      reason: '拟准予的决定需要公示。',
    }),
    how: { at: '2021-09-23T09:00:00.000+08:00' },
  },
  {
    command: 'resumeReview',
    when: '鉴定结束',
    from: 'suspended',
    to: 'substantiveReview',
    events: ['reviewResumed'],
  },
  ...(['decidedGranted', 'decidedDenied', 'resultDelivering', 'completed'] as const).map(
    (state): AllowedAct => ({
      command: 'correctDecisionRecord',
      when: '更正笔误，另一名审批人员确认',
      from: state,
      to: state,
      events: ['decisionRecordCorrected'],
    }),
  ),
  ...beforeAcceptance.map(
    (state): AllowedAct => ({
      command: 'withdrawCase',
      when: '受理以前撤回',
      from: state,
      to: 'withdrawn',
      events: ['caseWithdrawn'],
    }),
  ),
  ...afterAcceptance.map(
    (state): AllowedAct => ({
      command: 'withdrawCase',
      when: '受理以后提出撤回',
      from: state,
      to: state,
      events: ['withdrawalRequested'],
    }),
  ),
  {
    command: 'withdrawCase',
    when: '受理以后的补正中提出撤回',
    from: 'substantiveReview',
    to: 'homeSupplement',
    events: ['withdrawalRequested'],
    before: reviewSupplement,
  },
  {
    command: 'withdrawCase',
    when: '收回以后再次提出',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['withdrawalRequested'],
    async before(story) {
      await ask(story);
      await story.take('cancelWithdrawal');
    },
  },
  ...afterAcceptance.flatMap((state): AllowedAct[] => [
    {
      command: 'confirmWithdrawal',
      when: '属地确认',
      from: state,
      to: 'withdrawn',
      events: ['caseWithdrawn'],
      before: ask,
    },
    {
      command: 'completeWithdrawal',
      when: '1 个工作日没有答复',
      from: state,
      to: 'withdrawn',
      events: ['caseWithdrawn'],
      before: ask,
    },
    {
      command: 'cancelWithdrawal',
      when: '申请人收回',
      from: state,
      to: state,
      events: ['withdrawalTakenBack'],
      before: ask,
    },
  ]),
  {
    command: 'takeCase',
    when: '收件窗口人员接手',
    from: 'formalReview',
    to: 'formalReview',
    events: ['caseTaken'],
  },
  {
    command: 'takeCase',
    when: '属地窗口人员接手',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['caseTaken'],
  },
  {
    command: 'takeCase',
    when: '部门的审批人员接手',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['caseTaken'],
    how: { as: 'approver' },
  },
  {
    command: 'takeCase',
    when: '同事已接手，负责人接过来',
    from: 'formalReview',
    to: 'formalReview',
    events: ['caseTaken'],
    before: (story) => story.take('takeCase'),
    how: { as: 'intakeClerk', also: ['intakeLead'], by: '00000000-0000-4000-8000-000000000777' },
  },
  {
    command: 'reassignCase',
    when: '收件窗口的同事病了',
    from: 'formalReview',
    to: 'formalReview',
    events: ['caseReassigned'],
    before: (story) => story.take('takeCase'),
  },
  {
    command: 'reassignCase',
    when: '属地窗口改派窗口人员，交办不变',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['caseReassigned'],
    input: (story) => ({ ...story.usual('reassignCase'), post: 'homeWindow' }),
  },
];
