import type { Grant } from '../../src/platform/actor.ts';
import type { CaseState } from '../../src/regulation/states.ts';
import type { Story } from '../case-builder.ts';
import { homeWindow, intakeWindow, secondPersons } from '../case-facts.ts';
import { reviewWithoutPhoto } from '../transfer-stories.ts';
import { but, erased, type RefusedAct, reviewer } from './refused-act.ts';

const ask = (story: Story): Promise<unknown> => story.take('withdrawCase');
const noSeal = () => ({ facts: { seal: async () => undefined } });

/** Somebody who holds only these grants. */
const withGrants = (grants: readonly Grant[]) => () => ({
  facts: {
    findStaff: async (id: string) => ({ id, name: '周敏', regionCode: '500110', active: true, grants }),
  },
});

const suspending = (
  refusal: RefusedAct['refusal'],
  when: string,
  change: Record<string, unknown>,
): RefusedAct => ({
  command: 'suspendReview',
  refusal,
  when,
  from: 'substantiveReview',
  input: but('suspendReview', change),
});

/** Special procedures (C.1, 27 and 28; R-104). */
const suspensions: RefusedAct[] = [
  suspending('procedure-type-not-allowed', '补正不是特别程序（OP-79）', { type: 'homeSupplement' }),
  suspending('procedure-type-not-allowed', '法律没有规定的程序', { type: 'internalMeeting' }),
  suspending('start-before-acceptance', '早于受理日期', { startOn: '2021-09-21' }),
  suspending('end-before-start', '预计结束早于开始', { expectedEndOn: '2021-09-21' }),
  suspending('reason-missing', '没有写原因', { reason: ' ' }),
  {
    command: 'suspendReview',
    refusal: 'suspensions-overlap',
    when: '前一次特别程序当天才结束',
    from: 'suspended',
    before: (story) => story.take('resumeReview'),
  },
  {
    command: 'suspendReview',
    refusal: 'withdrawal-pending',
    when: '申请人已提出撤回',
    from: 'substantiveReview',
    before: ask,
  },
  {
    command: 'suspendReview',
    refusal: 'formal-reviewer-cannot-approve',
    when: '做过形式审查的人',
    from: 'substantiveReview',
    how: reviewer,
  },
  {
    command: 'suspendReview',
    refusal: 'seal-not-valid',
    when: '没有可用的专用章',
    from: 'substantiveReview',
    how: noSeal,
  },
  {
    command: 'suspendReview',
    refusal: 'form-field-missing',
    when: '内容已依法删除',
    from: 'substantiveReview',
    before: erased,
  },
  {
    command: 'resumeReview',
    refusal: 'end-before-start',
    when: '结束早于开始',
    from: 'suspended',
    input: but('resumeReview', { endOn: '2021-09-21' }),
  },
  {
    command: 'resumeReview',
    refusal: 'reason-missing',
    when: '没有写结果',
    from: 'suspended',
    input: but('resumeReview', { result: undefined }),
  },
];

const correcting = (
  refusal: RefusedAct['refusal'],
  when: string,
  from: CaseState,
  more: Partial<RefusedAct>,
): RefusedAct => ({ command: 'correctDecisionRecord', refusal, when, from, ...more });

/** Correcting the record of a decision (C.1, 30a; R-106). */
const corrections: RefusedAct[] = [
  correcting('result-cannot-change', '把准予改成不予许可', 'decidedGranted', {
    input: but('correctDecisionRecord', { field: 'outcome', after: '不予许可' }),
  }),
  correcting('result-cannot-change', '给准予的决定补写不予许可的理由', 'completed', {
    input: but('correctDecisionRecord', { field: 'reasons', after: '申请人不符合条件。' }),
  }),
  correcting('result-cannot-change', '给不予许可的决定补写证照编号', 'decidedDenied', {
    input: but('correctDecisionRecord', { field: 'resultNumber', after: '渝A00178' }),
  }),
  correcting('reason-missing', '没有写更正的原因', 'decidedGranted', {
    input: but('correctDecisionRecord', { reason: undefined }),
  }),
  correcting('second-approver-missing', '没有另一人确认', 'decidedGranted', {
    input: but('correctDecisionRecord', { confirmation: undefined }),
  }),
  correcting('second-approver-missing', '确认的人不是审批人员', 'decidedGranted', {
    input: but('correctDecisionRecord', { confirmation: secondPersons.homeLead.token }),
  }),
  correcting('second-approver-missing', '自己确认自己', 'decidedGranted', {
    how: () => ({ by: secondPersons.approver.id }),
  }),
  correcting('seal-not-valid', '没有可用的专用章', 'decidedGranted', { how: noSeal }),
  correcting('form-field-missing', '内容已依法删除', 'decidedGranted', { before: erased }),
];

/** What stops a decision beside the missing opinion (C.1, 29 and 30; R-105). */
const openThings = (command: 'grantApplication' | 'denyApplication'): RefusedAct[] => [
  {
    command,
    refusal: 'withdrawal-pending',
    when: '申请人先提出了撤回（C.12）',
    from: 'substantiveReview',
    async before(story) {
      await story.take('recordOpinion');
      await ask(story);
    },
  },
  {
    command,
    refusal: 'discrepancy-open',
    when: '材料差异没有了结',
    from: 'substantiveReview',
    async before(story) {
      await story.take('recordOpinion');
      await story.take('reportDiscrepancy');
    },
  },
  {
    command,
    refusal: 'paper-for-review-open',
    when: '审查要用的纸质材料没有到',
    from: 'inTransit',
    async before(story) {
      await reviewWithoutPhoto(story);
      await story.take('demandPaper', { purpose: 'review', lineIds: ['048-1-m-photo'] });
    },
  },
];

const agentOnly = but('withdrawCase', { subject: 'agent' });

/** The applicant's withdrawal (C.1, 35–35c; R-071). */
const withdrawals: RefusedAct[] = [
  {
    command: 'withdrawCase',
    refusal: 'identity-not-passed',
    when: '来人没有核验身份',
    from: 'inTransit',
    input: but('withdrawCase', { identityMethod: undefined }),
  },
  {
    command: 'withdrawCase',
    refusal: 'identity-not-passed',
    when: '来人不是申请人，核验没有通过',
    from: 'inTransit',
    input: but('withdrawCase', { identityPassed: false }),
  },
  {
    command: 'withdrawCase',
    refusal: 'identity-not-passed',
    when: '自称代理人，本件没有代理人',
    from: 'inTransit',
    input: agentOnly,
  },
  {
    command: 'withdrawCase',
    refusal: 'reason-missing',
    when: '没有写撤回理由',
    from: 'submitted',
    input: but('withdrawCase', { reason: '' }),
  },
  {
    command: 'withdrawCase',
    refusal: 'signature-missing',
    when: '没有签名',
    from: 'submitted',
    input: but('withdrawCase', { applicantSignature: undefined }),
  },
  {
    command: 'withdrawCase',
    refusal: 'withdrawal-pending',
    when: '已经提出过，还没有结果',
    from: 'substantiveReview',
    before: ask,
  },
  {
    command: 'withdrawCase',
    refusal: 'form-field-missing',
    when: '内容已依法删除',
    from: 'inTransit',
    before: erased,
  },
  {
    command: 'confirmWithdrawal',
    refusal: 'request-not-open',
    when: '没有人提出撤回',
    from: 'substantiveReview',
  },
  {
    command: 'completeWithdrawal',
    refusal: 'request-not-open',
    when: '申请人已经收回',
    from: 'homeAccepted',
    async before(story) {
      await ask(story);
      await story.take('cancelWithdrawal');
    },
  },
  ...(['decidedGranted', 'decidedDenied', 'homeRejected', 'completed'] as const).map(
    (from): RefusedAct => ({
      command: 'withdrawCase',
      refusal: 'decision-made',
      when: '先作了决定（C.12）',
      from,
    }),
  ),
  {
    command: 'cancelWithdrawal',
    refusal: 'request-not-open',
    when: '没有人提出撤回',
    from: 'suspended',
  },
  {
    command: 'cancelWithdrawal',
    refusal: 'signature-missing',
    when: '没有签名',
    from: 'homeAccepted',
    before: ask,
    input: but('cancelWithdrawal', { applicantSignature: undefined }),
  },
  {
    command: 'cancelWithdrawal',
    refusal: 'identity-not-passed',
    when: '来人没有核验身份',
    from: 'homeAccepted',
    before: ask,
    input: but('cancelWithdrawal', { identityPassed: false }),
  },
];

/** Whose hands a case is in (C.12; ). */
const hands: RefusedAct[] = [
  {
    command: 'takeCase',
    refusal: 'not-assigned',
    when: '审批人员接手还没有交办的办件',
    from: 'homeAccepted',
    how: () => ({ as: 'approver' }),
  },
  {
    command: 'takeCase',
    refusal: 'formal-reviewer-cannot-approve',
    when: '做过形式审查的人接手审批',
    from: 'substantiveReview',
    how: (story) => ({ as: 'approver', ...reviewer(story) }),
  },
  {
    command: 'reassignCase',
    refusal: 'not-assigned',
    when: '没有交办，无从改派审批人员',
    from: 'receivedAtHome',
    input: (story) => ({ ...story.usual('reassignCase'), post: 'approver' }),
  },
  {
    command: 'reassignCase',
    refusal: 'handler-suspended',
    when: '接手的人不在收件窗口',
    from: 'formalReview',
    how: withGrants([{ role: 'windowClerk', regionCode: homeWindow.regionCode, windowId: homeWindow.id }]),
  },
  {
    command: 'reassignCase',
    refusal: 'handler-suspended',
    when: '接手的人不是属地的审批人员',
    from: 'substantiveReview',
    how: withGrants([
      { role: 'windowClerk', regionCode: intakeWindow.regionCode, windowId: intakeWindow.id },
    ]),
  },
];

/** Decision, withdrawal, special procedures, and who has a case in hand. */
export const decisionRefusals: RefusedAct[] = [
  ...suspensions,
  ...corrections,
  ...openThings('grantApplication'),
  ...openThings('denyApplication'),
  ...withdrawals,
  ...hands,
];
