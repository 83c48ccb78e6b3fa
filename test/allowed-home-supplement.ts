import type { AllowedAct } from './allowed-acts.ts';
import type { Story } from './case-builder.ts';
import {
  byApprover,
  fromReview,
  handedInAtHome,
  overdue,
  relayParcel,
} from './refusals/home-supplement-stories.ts';

const points = [{ text: '补交户口簿首页和本人页的复印件' }];

/** The home supplement as it is carried out, with each of its ends (C.1, rows 22–24a). */
export const allowedHomeSupplement: AllowedAct[] = [
  ...(['homeClerk', 'approver'] as const).map(
    (as): AllowedAct => ({
      command: 'requestHomeSupplement',
      when: `受理以前，${as === 'homeClerk' ? '属地窗口' : '审批人员'}一次列出`,
      from: 'receivedAtHome',
      to: 'homeSupplement',
      events: ['homeSupplementRequested'],
      how: { as },
    }),
  ),
  {
    command: 'requestHomeSupplement',
    when: '审查中，由审批人员提出，不针对哪一项材料',
    from: 'substantiveReview',
    to: 'homeSupplement',
    events: ['homeSupplementRequested'],
    input: () => ({ points }),
    how: byApprover,
  },
  {
    command: 'requestHomeSupplement',
    when: '再次要求，审批人员写明理由',
    from: 'homeSupplement',
    to: 'homeSupplement',
    events: ['homeSupplementRequested'],
    before: async (story) => {
      await handedInAtHome(story);
      await story.take('confirmHomeSupplement');
    },
    how: byApprover,
  },
  {
    command: 'requestHomeSupplement',
    when: '前一次已撤回，不算再次要求',
    from: 'homeSupplement',
    to: 'homeSupplement',
    events: ['homeSupplementRequested'],
    before: (story) => story.take('takeBackHomeSupplement'),
    input: () => ({ points }),
  },
  {
    command: 'requestHomeSupplement',
    when: '第 5 个工作日 23:59 提出，仍算按时（C.12）',
    from: 'receivedAtHome',
    to: 'homeSupplement',
    events: ['homeSupplementRequested'],
    how: { at: '2021-09-28T23:59:59.999+08:00' },
  },
  {
    command: 'replaceHomeSupplement',
    when: '延长期限，改正写错的内容',
    from: 'homeSupplement',
    to: 'homeSupplement',
    events: ['homeSupplementReplaced'],
    input: (story: Story) => ({
      reason: '像素写错',
      dueOn: '2021-10-20',
      points: [{ id: story.kase.homeSupplements[0]?.points[0]?.id, text: '换一张白底免冠照片，413×626像素' }],
    }),
  },
  ...(['intakeClerk', 'homeClerk'] as const).map(
    (as): AllowedAct => ({
      command: 'handInHomeSupplement',
      when: `期限最后一天 23:59:59 交到${as === 'intakeClerk' ? '收件' : '属地'}窗口`,
      from: 'homeSupplement',
      to: 'homeSupplement',
      events: ['homeSupplementHandedIn'],
      how: { as, at: '2021-10-11T23:59:59.000+08:00' },
    }),
  ),
  {
    command: 'confirmHomeSupplement',
    when: '受理以前，全部到达',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['homeSupplementReceived'],
    before: handedInAtHome,
  },
  {
    command: 'confirmHomeSupplement',
    when: '转送的邮件已经拆开，寄递企业没有任何记录（C.12）',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['homeSupplementReceived'],
    before: relayParcel,
    input: (story: Story) => ({ waybills: [story.kase.parcels.at(-1)?.waybill] }),
  },
  {
    command: 'confirmHomeSupplement',
    when: '1 个工作日没有确认，系统确认',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['homeSupplementReceived'],
    before: handedInAtHome,
    how: { as: 'system' },
  },
  {
    command: 'confirmHomeSupplement',
    when: '审查中，全部到达',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['homeSupplementReceived'],
    before: async (story) => {
      await fromReview(story);
      await handedInAtHome(story);
    },
  },
  {
    command: 'continueWithoutSupplement',
    when: '受理以前逾期，按现有材料继续',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['homeSupplementEnded'],
    how: overdue,
  },
  {
    command: 'continueWithoutSupplement',
    when: '审查中逾期，回到审查',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['homeSupplementEnded'],
    before: fromReview,
    how: { ...overdue, ...byApprover },
  },
  {
    command: 'takeBackHomeSupplement',
    when: '受理以前撤回',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['homeSupplementTakenBack'],
  },
  {
    command: 'takeBackHomeSupplement',
    when: '审查中撤回',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['homeSupplementTakenBack'],
    before: fromReview,
    how: byApprover,
  },
  {
    command: 'abandonAtHome',
    when: '逾期，通知书写明了后果',
    from: 'homeSupplement',
    to: 'deemedAbandoned',
    events: ['caseDeemedAbandoned'],
    how: overdue,
  },
  {
    command: 'rejectAtHome',
    when: '逾期没有补正',
    from: 'homeSupplement',
    to: 'homeRejected',
    events: ['homeRejected'],
    how: overdue,
  },
];
