import { supplemented, twoDeficient } from '../allowed-notices.ts';
import { waybillOf } from '../case-acts.ts';
import { deficiency, passReview, type Story } from '../case-builder.ts';
import { secondPersons, uploadOf } from '../case-facts.ts';
import { but, erased, type RefusedAct } from './refused-act.ts';

const line = (story: Story, index: number): string => story.kase.lines[index]?.id ?? '';
const noSeal = () => ({ facts: { seal: async () => undefined } });
const afterDue = () => ({ at: '2021-10-09T00:00:00.000+08:00' });
const inGrace = { as: 'system' as const, at: '2021-10-09T00:05:00.000+08:00' };

/** The facts of a case that nothing in its story explains: for guards behind other guards. */
const changed =
  (change: (story: Story) => Partial<Story['kase']>) =>
  async (story: Story): Promise<void> => {
    story.kase = { ...story.kase, ...change(story) };
  };

const issue: Omit<RefusedAct, 'command' | 'from'>[] = [
  { refusal: 'lines-unmarked', when: '还有材料没有判定' },
  { refusal: 'no-deficient-line', when: '材料都合格', before: passReview },
  {
    refusal: 'days-out-of-range',
    when: '给 91 天',
    before: twoDeficient,
    input: but('issueOneTimeNotice', { days: 91 }),
  },
  {
    refusal: 'days-out-of-range',
    when: '给 0 天',
    before: twoDeficient,
    input: but('issueOneTimeNotice', { days: 0 }),
  },
  {
    refusal: 'new-deficiency',
    when: '第二次告知列了第一次没有列的材料',
    async before(story) {
      await passReview(story);
      await story.take('markMaterial', { lineId: line(story, 0), ...deficiency });
      await story.take('issueOneTimeNotice');
      await supplemented(story);
      const lines = story.kase.lines.map((each, at) =>
        at === 1 ? { ...each, verdict: 'deficient' as const } : each,
      );
      story.kase = { ...story.kase, lines };
    },
  },
  {
    refusal: 'due-date-shortened',
    when: '第二次告知的期限早于第一次',
    async before(story) {
      await twoDeficient(story);
      await story.take('issueOneTimeNotice', { ...story.usual('issueOneTimeNotice'), days: 60 });
      await story.take('handInSupplement');
      for (const at of [0, 1]) await story.take('markMaterial', { lineId: line(story, at), ...deficiency });
    },
  },
  {
    refusal: 'signature-missing',
    when: '申请人没有签名，也没有写明拒签',
    before: twoDeficient,
    input: but('issueOneTimeNotice', { applicantSignature: undefined }),
  },
  {
    refusal: 'signature-missing',
    when: '拒签却没有第二名窗口人员见证',
    before: twoDeficient,
    input: but('issueOneTimeNotice', { applicantSignature: { kind: 'refused', reason: '对期限有异议' } }),
  },
  {
    refusal: 'signature-missing',
    when: '拒签有见证却没有写原因',
    before: twoDeficient,
    input: but('issueOneTimeNotice', {
      applicantSignature: { kind: 'impossible' },
      confirmation: secondPersons.intakeClerk.token,
    }),
  },
  { refusal: 'seal-not-valid', when: '收件地没有可用的章', before: twoDeficient, how: noSeal },
  {
    refusal: 'form-field-missing',
    when: '申请人的内容已依法删除',
    async before(story) {
      await twoDeficient(story);
      await erased(story);
    },
  },
];

const replace: Omit<RefusedAct, 'command' | 'from'>[] = [
  { refusal: 'supplement-due-passed', when: '期限已过', how: afterDue },
  { refusal: 'reason-missing', when: '没有写理由', input: but('replaceOneTimeNotice', { reason: '改' }) },
  {
    refusal: 'no-deficient-line',
    when: '一项也不留',
    input: but('replaceOneTimeNotice', { lineIds: [] }),
  },
  {
    refusal: 'new-deficiency',
    when: '加一项原来没有列的',
    input: (story) => ({
      ...story.usual('replaceOneTimeNotice'),
      lineIds: [line(story, 0), line(story, 1)],
    }),
  },
  {
    refusal: 'days-out-of-range',
    when: '给 100 天',
    input: but('replaceOneTimeNotice', { days: 100 }),
  },
  { refusal: 'due-date-shortened', when: '改短', input: but('replaceOneTimeNotice', { days: 3 }) },
  {
    refusal: 'signature-missing',
    when: '没有签名',
    input: but('replaceOneTimeNotice', { handlerSigned: false }),
  },
  { refusal: 'seal-not-valid', when: '没有可用的章', how: noSeal },
  { refusal: 'form-field-missing', when: '申请人的内容已依法删除', before: erased },
];

/** Registers the applicant's parcel, collected at a time. */
const parcel = (collectedAt: string) => async (story: Story) => {
  await story.take('registerInboundParcel');
  story.kase = { ...story.kase, parcels: story.kase.parcels.map((each) => ({ ...each, collectedAt })) };
};

const byPost = (story: Story) => ({
  ...story.usual('handInSupplement'),
  way: 'post',
  waybill: story.kase.parcels[0]?.waybill ?? waybillOf(77),
});

const reinstate: Omit<RefusedAct, 'command' | 'from'>[] = [
  { refusal: 'reason-missing', when: '没有写理由', input: but('reinstateCase', { reason: '' }) },
  { refusal: 'proof-missing', when: '没有凭证', input: but('reinstateCase', { proof: '' }) },
  {
    refusal: 'proof-missing',
    when: '凭证只说明了一部分材料',
    input: but('reinstateCase', { lineIds: [] }),
  },
  {
    refusal: 'proof-missing',
    when: '凭证的扫描件是别人上传的',
    input: but('reinstateCase', { proofFileIds: ['00000000-0000-4000-8000-000000000777'] }),
    how: () => ({ facts: { files: async (ids) => ids.map((id) => uploadOf(id, 'somebody else')) } }),
  },
  {
    refusal: 'collected-too-late',
    when: '期限后一秒才揽收',
    input: but('reinstateCase', { occurredAt: '2021-10-09T00:00:01.000+08:00' }),
  },
  {
    refusal: 'reinstatement-too-late',
    when: '过了 180 天',
    how: () => ({ at: '2022-04-08T00:05:00.000+08:00' }),
  },
  {
    refusal: 'second-person-missing',
    when: '负责人没有确认',
    input: but('reinstateCase', { confirmation: secondPersons.intakeClerk.token }),
  },
];

/** The one-time notice and what follows from it (C.1, 8–8b, 11–12a), and the line the lead reopens. */
export const noticeRefusals: RefusedAct[] = [
  ...issue.map((act): RefusedAct => ({ command: 'issueOneTimeNotice', from: 'formalReview', ...act })),
  ...replace.map(
    (act): RefusedAct => ({ command: 'replaceOneTimeNotice', from: 'returnedForSupplement', ...act }),
  ),
  {
    command: 'voidOneTimeNotice',
    refusal: 'reason-missing',
    when: '没有写理由',
    from: 'returnedForSupplement',
    input: () => ({}),
  },
  {
    command: 'registerInboundParcel',
    refusal: 'waybill-invalid',
    when: '运单号少一位',
    from: 'returnedForSupplement',
    input: but('registerInboundParcel', { waybill: 'EA0000' }),
  },
  {
    command: 'registerInboundParcel',
    refusal: 'waybill-used',
    when: '同一运单号登记第二次',
    from: 'returnedForSupplement',
    before: (story) => story.take('registerInboundParcel'),
    input: (story) => ({
      ...story.usual('registerInboundParcel'),
      waybill: story.kase.parcels[0]?.waybill,
    }),
  },
  {
    command: 'registerInboundParcel',
    refusal: 'supplement-due-passed',
    when: '期限后才揽收',
    from: 'returnedForSupplement',
    how: afterDue,
  },
  {
    command: 'registerInboundParcel',
    refusal: 'line-not-named',
    when: '告知书没有列的材料',
    from: 'returnedForSupplement',
    input: (story) => ({ ...story.usual('registerInboundParcel'), lineIds: [line(story, 1)] }),
  },
  {
    command: 'registerInboundParcel',
    refusal: 'line-not-named',
    when: '现在没有要补正的',
    from: 'receivedAtHome',
  },
  {
    command: 'handInSupplement',
    refusal: 'supplement-due-passed',
    when: '次日 0 时，系统还没有写视为放弃',
    from: 'returnedForSupplement',
    how: afterDue,
  },
  {
    command: 'handInSupplement',
    refusal: 'line-not-named',
    when: '交来告知书没有列的材料',
    from: 'returnedForSupplement',
    input: (story) => ({ way: 'counter', pieces: [{ lineId: line(story, 2) }] }),
  },
  {
    command: 'handInSupplement',
    refusal: 'waybill-unknown',
    when: '邮件没有登记',
    from: 'returnedForSupplement',
    input: byPost,
  },
  {
    command: 'handInSupplement',
    refusal: 'collected-too-late',
    when: '邮件在期限后揽收',
    from: 'returnedForSupplement',
    before: parcel('2021-10-09T00:00:00.000+08:00'),
    input: byPost,
    how: () => ({ at: '2021-10-11T10:00:00.000+08:00' }),
  },
  {
    command: 'deemAbandoned',
    refusal: 'due-not-passed',
    when: '期限最后一天 23 时 59 分',
    from: 'returnedForSupplement',
    how: () => ({ as: 'system', at: '2021-10-08T23:59:59.999+08:00' }),
  },
  {
    command: 'deemAbandoned',
    refusal: 'supplement-under-way',
    when: '邮件已按期揽收，还没有到',
    from: 'returnedForSupplement',
    before: parcel('2021-10-08T17:00:00.000+08:00'),
    how: () => inGrace,
  },
  {
    command: 'deemAbandoned',
    refusal: 'service-interrupted',
    when: '最后一天系统中断超过 60 分钟',
    from: 'returnedForSupplement',
    how: () => ({
      ...inGrace,
      facts: {
        due: async () => ({
          dueAt: '2021-10-10T00:00:00.000+08:00',
          dueOn: '2021-10-09',
          provisional: false,
          why: [],
        }),
      },
    }),
  },
  ...reinstate.map((act): RefusedAct => ({ command: 'reinstateCase', from: 'deemedAbandoned', ...act })),
  {
    command: 'reopenPassedLine',
    refusal: 'reason-missing',
    when: '理由只有 9 个字',
    from: 'returnedForSupplement',
    before: supplemented,
    input: but('reopenPassedLine', { reason: '这里写了九个字呢吧' }),
  },
  {
    command: 'reopenPassedLine',
    refusal: 'line-unknown',
    when: '没有这一项材料',
    from: 'returnedForSupplement',
    before: supplemented,
    input: but('reopenPassedLine', { lineId: 'no-such-line' }),
  },
  {
    command: 'reopenPassedLine',
    refusal: 'line-unknown',
    when: '还没有告知过，可以直接重判',
    from: 'formalReview',
    before: passReview,
  },
  {
    command: 'markMaterial',
    refusal: 'line-already-passed',
    when: '一次性告知时合格的材料，补正以后又说不合格',
    from: 'returnedForSupplement',
    before: supplemented,
    input: (story) => ({ lineId: line(story, 1), ...deficiency }),
  },
  {
    command: 'correctOnSpot',
    refusal: 'notice-already-issued',
    when: '告知以后补来的不算当场补正',
    from: 'returnedForSupplement',
    async before(story) {
      await story.take('handInSupplement');
      await story.take('markMaterial', { lineId: line(story, 0), ...deficiency });
    },
  },
  {
    command: 'replaceIntakeReceipt',
    refusal: 'reason-missing',
    when: '没有写错在哪里',
    from: 'intakeAccepted',
    input: () => ({ reason: '错' }),
  },
  {
    command: 'replaceIntakeReceipt',
    refusal: 'home-consent-missing',
    when: '已经发出，属地没有同意',
    from: 'inTransit',
    input: but('replaceIntakeReceipt', { confirmation: undefined }),
  },
  {
    command: 'replaceIntakeReceipt',
    refusal: 'seal-not-valid',
    when: '没有可用的章',
    from: 'intakeAccepted',
    how: noSeal,
  },
  {
    command: 'replaceIntakeReceipt',
    refusal: 'form-field-missing',
    when: '申请人的内容已依法删除',
    from: 'intakeAccepted',
    before: erased,
  },
  {
    command: 'attachFile',
    refusal: 'file-already-sent',
    when: '扫描件已随电子材料发出',
    from: 'inTransit',
    input: (story) => ({ lineId: line(story, 0), detachIds: story.kase.lines[0]?.fileIds }),
  },
  {
    command: 'correctHomeRegion',
    refusal: 'home-region-fixed',
    when: '已经收件',
    from: 'formalReview',
    before: changed(({ now }) => ({ intakeAcceptedAt: now })),
  },
];
