import { applicationOf } from '../case-acts.ts';
import { personIn } from '../case-builder.ts';
import { homeWindow, shippedStandard, uploadOf } from '../case-facts.ts';
import { but, type RefusedAct } from './refused-act.ts';

const closed = { window: async () => ({ ...homeWindow, isOpen: false }) };
const form = (change: Record<string, unknown>) => () => ({ form: { ...applicationOf(), ...change } });
const standardWith = (change: object) => async (optionId: string, homeRegion: string) => {
  const standard = shippedStandard(optionId, homeRegion);
  return standard && { ...standard, ...change };
};
const noRoute = (refusal: 'home-window-missing' | 'home-region-unclear' | 'region-not-active') => ({
  route: async () => ({ ok: false as const, refusal, sentence: '属地没有能接收的窗口。' }),
});

/** An off-list request of the window as it stands when somebody wants to open its case. */
const offList = (fault: 'consent-missing' | 'consent-expired') => ({
  findConsent: async () => ({
    request: {
      id: '8f14e45f-ceea-4e7a-9c3d-2b1a6d0c0001',
      version: 2,
      state: 'offListPending' as const,
      wording: '钓鱼证',
      applicantKind: 'person' as const,
      intake: { regionCode: '510107', windowId: '8f14e45f-ceea-4e7a-9c3d-2b1a6d0c0002' },
      homeRegion: '500110',
      recordedAt: '2021-09-01T10:00:00.000+08:00',
      recordedBy: '8f14e45f-ceea-4e7a-9c3d-2b1a6d0c0003',
      notThese: [],
      corrections: [],
      personal: null,
    },
    fault,
  }),
});
const byConsent = { optionId: undefined, offListRequestId: '8f14e45f-ceea-4e7a-9c3d-2b1a6d0c0001' };

/** Opening and registering (C.1, 1–3a, 10). */
export const intakeRefusals: RefusedAct[] = [
  {
    command: 'openCase',
    refusal: 'region-not-in-directory',
    when: '属地不在联络清单',
    from: 'nothing',
    input: but('openCase', { homeRegion: '500000' }),
    how: () => ({ facts: { isListed: async () => false } }),
  },
  {
    command: 'openCase',
    refusal: 'same-region',
    when: '收件地和属地同在四川省，非跨区域',
    from: 'nothing',
    input: but('openCase', { homeRegion: '510104' }),
    how: () => ({ facts: { isListed: async () => true } }),
  },
  {
    command: 'openCase',
    refusal: 'region-not-in-programme',
    when: '属地在北京，不在五省之内',
    from: 'nothing',
    input: but('openCase', { homeRegion: '110101' }),
    how: () => ({ facts: { isListed: async () => true } }),
  },
  {
    command: 'openCase',
    refusal: 'consent-missing',
    when: '清单外的事，属地还没有同意',
    from: 'nothing',
    input: but('openCase', byConsent),
    how: () => ({ facts: offList('consent-missing') }),
  },
  {
    command: 'openCase',
    refusal: 'consent-expired',
    when: '属地的同意已过 30 天',
    from: 'nothing',
    input: but('openCase', byConsent),
    how: () => ({ facts: offList('consent-expired') }),
  },
  {
    command: 'submitCase',
    refusal: 'consent-expired',
    when: '凭同意开的草稿，到期没有登记',
    from: 'draft',
    before: async (story) => {
      const offer = { requestId: byConsent.offListRequestId, validUntil: story.kase.openedAt };
      story.kase = { ...story.kase, offList: offer };
    },
  },
  {
    command: 'openCase',
    refusal: 'option-not-published',
    when: '办理项没有发布的收件标准',
    from: 'nothing',
    input: but('openCase', { optionId: '999-1' }),
  },
  {
    command: 'openCase',
    refusal: 'mode-not-offered',
    when: '办理项不提供异地代收代办',
    from: 'nothing',
    how: () => ({ facts: { findStandard: standardWith({ modes: ['online'] }) } }),
  },
  {
    command: 'openCase',
    refusal: 'on-site-required',
    when: '必须到现场办理的事不能网上申请',
    from: 'nothing',
    input: but('openCase', { mode: 'online' }),
    how: () => ({ facts: { findStandard: standardWith({ onSiteRequired: true }) } }),
  },
  {
    command: 'openCase',
    refusal: 'not-system-handled',
    when: '涉及国家秘密的办理项不通过系统办理',
    from: 'nothing',
    how: () => ({ facts: { findStandard: standardWith({ guidanceOnly: true }) } }),
  },
  {
    command: 'openCase',
    refusal: 'home-window-missing',
    when: '属地没有窗口',
    from: 'nothing',
    how: () => ({ facts: noRoute('home-window-missing') }),
  },
  {
    command: 'openCase',
    refusal: 'region-not-active',
    when: '属地还没有开通',
    from: 'nothing',
    how: () => ({ facts: noRoute('region-not-active') }),
  },
  {
    command: 'submitCase',
    refusal: 'region-not-active',
    when: '开了草稿以后，属地停用了',
    from: 'draft',
    how: () => ({ facts: { window: async () => ({ ...homeWindow, notActive: true }) } }),
  },
  {
    command: 'openCase',
    refusal: 'home-region-unclear',
    when: '还不知道由属地哪一级办理',
    from: 'nothing',
    how: () => ({ facts: noRoute('home-region-unclear') }),
  },
  {
    command: 'submitCase',
    refusal: 'form-incomplete',
    when: '申请表缺联系人',
    from: 'draft',
    input: form({ contact: undefined }),
  },
  {
    command: 'submitCase',
    refusal: 'form-incomplete',
    when: '公民身份号码的校验位不对',
    from: 'draft',
    input: form({ applicant: { ...applicationOf().applicant, identityNumber: '110105194912310021' } }),
  },
  {
    command: 'submitCase',
    refusal: 'form-incomplete',
    when: '再办的理由里有改变书写方向的字符',
    from: 'draft',
    input: form({ duplicateReason: '补办\u202E' }),
  },
  {
    command: 'submitCase',
    refusal: 'situation-not-chosen',
    when: '有一个情形没有回答',
    from: 'draft',
    input: form({ situations: { '048-1-s-self': true } }),
  },
  {
    command: 'submitCase',
    refusal: 'situation-not-chosen',
    when: '本人办理和委托代理都答了是',
    from: 'draft',
    input: form({ situations: { '048-1-s-self': true, '048-1-s-agent': true, '048-1-s-foreign': false } }),
  },
  {
    command: 'submitCase',
    refusal: 'duplicate-needs-reason',
    when: '同一人的同一件事正在办，没有写理由',
    from: 'draft',
    how: () => ({ facts: { findDuplicate: async () => '51010720210922000017' } }),
  },
  {
    command: 'submitCase',
    refusal: 'region-not-in-directory',
    when: '写草稿期间属地从联络清单移出',
    from: 'draft',
    how: () => ({ facts: { ...closed, isListed: async () => false } }),
  },
  {
    command: 'submitCase',
    refusal: 'home-window-missing',
    when: '写草稿期间属地窗口停用',
    from: 'draft',
    how: () => ({ facts: closed }),
  },
  {
    command: 'submitCase',
    refusal: 'option-not-published',
    when: '写草稿期间标准撤下',
    from: 'draft',
    how: () => ({ facts: { findStandard: async () => undefined } }),
  },
  {
    command: 'submitCase',
    refusal: 'draft-outdated',
    when: '写草稿期间标准换了版本',
    from: 'draft',
    how: () => ({ facts: { findStandard: standardWith({ version: '2021-2' }) } }),
  },
  {
    command: 'submitCase',
    refusal: 'number-range-exhausted',
    when: '当天 99999 个编号都给出去了',
    from: 'draft',
    how: () => ({ facts: { takeBusinessNumber: async () => undefined } }),
  },
  {
    command: 'submitCase',
    refusal: 'way-not-offered',
    when: '办理项不提供邮寄送达',
    from: 'draft',
    how: (story) => ({
      facts: {
        pinnedStandard: async () => ({
          ...(shippedStandard(story.kase.optionId, '500110') as NonNullable<
            ReturnType<typeof shippedStandard>
          >),
          deliveryWays: ['pickUpAtIntake'],
        }),
      },
    }),
  },
  {
    command: 'submitCase',
    refusal: 'address-missing',
    when: '邮寄送达没有地址',
    from: 'draft',
    input: form({ delivery: { way: 'mail' } }),
  },
  {
    command: 'declineIntake',
    refusal: 'decline-code-unknown',
    when: '以“材料太多”为由不收',
    from: 'submitted',
    input: but('declineIntake', { code: 'tooMuch' }),
  },
  {
    command: 'declineIntake',
    refusal: 'decline-fact-missing',
    when: '没有核验未通过的记录',
    from: 'submitted',
  },
  {
    command: 'declineIntake',
    refusal: 'decline-fact-missing',
    when: '先未通过，后来通过了',
    from: 'formalReview',
    async before(story) {
      await story.take('recordIdentityCheck', { method: 'visual', subject: 'applicant', passed: false });
      await story.take('recordIdentityCheck');
    },
  },
  {
    command: 'declineIntake',
    refusal: 'explanation-missing',
    when: '没有对申请人解释',
    from: 'formalReview',
    before: (story) =>
      story.take('recordIdentityCheck', { method: 'visual', subject: 'applicant', passed: false }),
    input: but('declineIntake', { explanation: '不收' }),
  },
  {
    command: 'attachFile',
    refusal: 'file-not-found',
    when: '页面是别人上传的',
    from: 'formalReview',
    how: () => ({ facts: { files: async (ids) => ids.map((id) => uploadOf(id, personIn('homeClerk'))) } }),
  },
  {
    command: 'attachFile',
    refusal: 'file-not-found',
    when: '页面已经归到另一件',
    from: 'formalReview',
    how: () => ({
      facts: {
        files: async (ids) =>
          ids.map((id) => ({ ...uploadOf(id, personIn('intakeClerk')), caseId: `${id}-another` })),
      },
    }),
  },
  {
    command: 'attachFile',
    refusal: 'case-volume-exceeded',
    when: '本件文件超过 200 MB',
    from: 'formalReview',
    how: () => ({ facts: { caseVolume: async () => 200 * 1024 * 1024 - 39_999 } }),
  },
];
