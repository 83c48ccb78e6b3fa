import { idOf, waybillOf } from '../case-acts.ts';
import type { Story } from '../case-builder.ts';
import {
  byApprover,
  fromReview,
  handedInAtHome,
  handedInAtIntake,
  overdue,
  relayed,
} from './home-supplement-stories.ts';
import { but, erased, type RefusedAct } from './refused-act.ts';

const noSeal = () => ({ facts: { seal: async () => undefined } });
const late = () => overdue;

const pieces = (story: Story, more: object) =>
  story.kase.homeSupplements.at(-1)?.points.map(({ id }) => ({ pointId: id, ...more }));

/** No document without a seal or without the applicant's name. */
const documents = (
  command: 'requestHomeSupplement' | 'replaceHomeSupplement' | 'abandonAtHome',
  from: RefusedAct['from'],
  at: { at?: string } = {},
): RefusedAct[] => [
  {
    command,
    refusal: 'seal-not-valid',
    when: '属地没有可用的专用章',
    from,
    how: () => ({ ...noSeal(), ...at }),
  },
  {
    command,
    refusal: 'form-field-missing',
    when: '申请人的内容已依法删除，文书填不出来',
    from,
    before: erased,
    how: () => at,
  },
];

/** What each end of a passed due date asks. */
const tooEarly = (command: 'continueWithoutSupplement' | 'abandonAtHome' | 'rejectAtHome'): RefusedAct[] => [
  {
    command,
    refusal: 'supplement-not-due',
    when: '期限最后一天 23:59:59',
    from: 'homeSupplement',
    how: () => ({ at: '2021-10-11T23:59:59.999+08:00' }),
  },
  {
    command,
    refusal: 'supplement-under-way',
    when: '补正材料已按期交到收件窗口，还没有转到（C.12）',
    from: 'homeSupplement',
    before: handedInAtIntake,
    how: late,
  },
  {
    command,
    refusal: 'supplement-under-way',
    when: '申请人按期寄出，还在途中（C.12）',
    from: 'homeSupplement',
    before: (story) =>
      story.take(
        'registerInboundParcel',
        {
          waybill: waybillOf(71),
          carrier: 'ems',
          lineIds: story.kase.homeSupplements.at(-1)?.points.map(({ id }) => id),
          collectedAt: '2021-10-11T18:00:00+08:00',
        },
        { as: 'homeClerk', at: '2021-10-11T19:00:00.000+08:00' },
      ),
    how: late,
  },
];

const notAnnounced: RefusedAct['before'] = async (story) => {
  await story.take('takeBackHomeSupplement');
  await story.take('requestHomeSupplement', { points: [{ text: '补交户口簿复印件' }] });
};

/** The home supplement (C.1, 22–24a). */
export const homeSupplementRefusals: RefusedAct[] = [
  {
    command: 'requestHomeSupplement',
    refusal: 'points-missing',
    when: '一点也没有列',
    from: 'receivedAtHome',
    input: () => ({ points: [] }),
  },
  {
    command: 'requestHomeSupplement',
    refusal: 'points-missing',
    when: '有一点没有写清补什么',
    from: 'receivedAtHome',
    input: () => ({ points: [{ text: '补交户口簿复印件' }, { text: '补' }] }),
  },
  ...(
    [
      ['2021-09-22', '期限定在当天'],
      ['2021-12-22', '期限超过 90 天'],
      ['2021-09-31', '没有这一天'],
    ] as const
  ).map(
    ([dueOn, when]): RefusedAct => ({
      command: 'requestHomeSupplement',
      refusal: 'due-date-too-early',
      when,
      from: 'receivedAtHome',
      input: but('requestHomeSupplement', { dueOn }),
    }),
  ),
  ...(
    [
      ['属地窗口再次要求补正', {}, {}],
      ['审批人员再次要求补正，没有写理由', { reason: '' }, byApprover],
    ] as const
  ).map(
    ([when, change, how]): RefusedAct => ({
      command: 'requestHomeSupplement',
      refusal: 'second-supplement-needs-reason',
      when,
      from: 'homeSupplement',
      before: async (story) => {
        await handedInAtHome(story);
        await story.take('confirmHomeSupplement');
      },
      input: but('requestHomeSupplement', change),
      how: () => how,
    }),
  ),
  {
    command: 'requestHomeSupplement',
    refusal: 'withdrawal-pending',
    when: '申请人已提出撤回',
    from: 'substantiveReview',
    before: (story) => story.take('withdrawCase'),
    how: () => byApprover,
  },
  {
    command: 'requestHomeSupplement',
    refusal: 'deemed-accepted',
    when: '第 5 个工作日 24:00 之后，依法已视为受理',
    from: 'receivedAtHome',
    how: () => ({ at: '2021-09-29T00:00:00.000+08:00' }),
  },
  ...documents('requestHomeSupplement', 'receivedAtHome'),
  {
    command: 'replaceHomeSupplement',
    refusal: 'supplement-due-passed',
    when: '期限已过',
    from: 'homeSupplement',
    how: late,
  },
  {
    command: 'replaceHomeSupplement',
    refusal: 'due-date-shortened',
    when: '新的期限比已告知的早一天',
    from: 'homeSupplement',
    input: but('replaceHomeSupplement', { dueOn: '2021-10-09' }),
  },
  {
    command: 'replaceHomeSupplement',
    refusal: 'reason-missing',
    when: '没有写更换的理由',
    from: 'homeSupplement',
    input: () => ({ dueOn: '2021-10-20' }),
  },
  ...documents('replaceHomeSupplement', 'homeSupplement'),
  {
    command: 'handInHomeSupplement',
    refusal: 'supplement-due-passed',
    when: '期限当天 24:00 以后当面交',
    from: 'homeSupplement',
    how: late,
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'point-not-named',
    when: '通知书里没有的一点',
    from: 'homeSupplement',
    input: () => ({ way: 'counter', pieces: [{ pointId: idOf(999), copies: 1 }] }),
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'point-not-named',
    when: '已经到达属地的一点又交到收件窗口',
    from: 'homeSupplement',
    before: handedInAtHome,
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'collected-too-late',
    when: '邮件在期限过后才揽收',
    from: 'homeSupplement',
    before: async (story) => {
      await story.take(
        'registerInboundParcel',
        {
          waybill: waybillOf(72),
          carrier: 'ems',
          lineIds: story.kase.homeSupplements.at(-1)?.points.map(({ id }) => id),
        },
        { as: 'homeClerk' },
      );
      await story.take(
        'recordCarrierEvent',
        { waybill: waybillOf(72), kind: 'collected', occurredAt: overdue.at, proof: '面单' },
        { as: 'homeClerk', at: '2021-10-12T10:00:00.000+08:00' },
      );
    },
    how: () => ({ as: 'homeClerk' }),
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'waybill-unknown',
    when: '没有登记过的运单号',
    from: 'homeSupplement',
    input: (story) => ({ way: 'post', waybill: waybillOf(73), pieces: pieces(story, { copies: 1 }) }),
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'file-not-found',
    when: '扫描件是别人上传的',
    from: 'homeSupplement',
    input: (story) => ({ way: 'counter', pieces: pieces(story, { uploadIds: [idOf(701)] }) }),
    how: () => ({ as: 'homeClerk' }),
  },
  {
    command: 'handInHomeSupplement',
    refusal: 'case-volume-exceeded',
    when: '本件的文件合计超过 200 MB',
    from: 'homeSupplement',
    input: (story) => ({ way: 'counter', pieces: pieces(story, { uploadIds: [idOf(701)] }) }),
    how: () => ({ facts: { caseVolume: async () => 200 * 1024 * 1024 } }),
  },
  {
    command: 'confirmHomeSupplement',
    refusal: 'point-open',
    when: '还在收件窗口',
    from: 'homeSupplement',
    before: handedInAtIntake,
  },
  {
    command: 'confirmHomeSupplement',
    refusal: 'hash-mismatch',
    when: '转送的文件被改动过',
    from: 'homeSupplement',
    before: relayed,
    how: () => ({ facts: { rehash: async (ids) => new Map(ids.map((id) => [id, '00'])) } }),
  },
  {
    command: 'confirmHomeSupplement',
    refusal: 'discrepancy-open',
    when: '还有材料差异没有了结',
    from: 'homeSupplement',
    before: async (story) => {
      await handedInAtHome(story);
      await story.take('reportDiscrepancy');
    },
  },
  ...tooEarly('continueWithoutSupplement'),
  {
    command: 'continueWithoutSupplement',
    refusal: 'reason-missing',
    when: '没有写为什么可以继续',
    from: 'homeSupplement',
    input: () => ({}),
    how: late,
  },
  {
    command: 'takeBackHomeSupplement',
    refusal: 'reason-missing',
    when: '没有写撤回的理由',
    from: 'homeSupplement',
    input: () => ({}),
  },
  ...tooEarly('abandonAtHome'),
  {
    command: 'abandonAtHome',
    refusal: 'abandonment-not-announced',
    when: '通知书没有写明逾期视为放弃',
    from: 'homeSupplement',
    before: notAnnounced,
    how: late,
  },
  {
    command: 'abandonAtHome',
    refusal: 'abandonment-not-announced',
    when: '已经受理',
    from: 'substantiveReview',
    before: fromReview,
    how: late,
  },
  {
    command: 'abandonAtHome',
    refusal: 'reason-missing',
    when: '没有写本地程序的条款',
    from: 'homeSupplement',
    input: () => ({}),
    how: late,
  },
  ...documents('abandonAtHome', 'homeSupplement', overdue),
  ...tooEarly('rejectAtHome'),
  {
    command: 'rejectAtHome',
    refusal: 'deemed-accepted',
    when: '逾期后又过了停止计时的两个工作日和剩下的受理期限',
    from: 'homeSupplement',
    how: () => ({ at: '2021-10-21T00:00:00.000+08:00' }),
  },
];
