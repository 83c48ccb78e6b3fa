import type { FactSources } from '../src/cases/core/fact-sources.ts';
import { addDays } from '../src/regulation/shanghai-time.ts';
import type { AllowedAct } from './allowed-acts.ts';
import { deficiency, passReview, type Story } from './case-builder.ts';
import { homeWindow } from './case-facts.ts';

/** 重庆市渝北区, where the applicant is really insured. */
export const rightHome: Partial<FactSources> = {
  isListed: async () => true,
  route: async () => ({
    ok: true,
    rule: '由县级办理。',
    window: {
      ...homeWindow,
      id: '00000000-0000-4000-8000-500112000001',
      regionCode: '500112',
      regionName: '重庆市渝北区',
      name: '重庆市渝北区政务服务中心“跨省通办”窗口',
    },
  }),
};

/** Two materials are not in order, the others are. */
export async function twoDeficient(story: Story): Promise<void> {
  await passReview(story);
  for (const { id } of story.kase.lines.slice(0, 2)) {
    await story.take('markMaterial', { lineId: id, ...deficiency });
  }
}

/** The first line named was judged in order after its supplement. */
export async function supplemented(story: Story): Promise<void> {
  await story.take('handInSupplement');
  await story.take('markMaterial', { lineId: story.kase.lines[0]?.id, verdict: 'passed' });
}

const first = (story: Story): string => story.kase.lines[0]?.id ?? '';

/** The one-time notice and what follows from it, receipts replaced, home regions corrected. */
export const allowedNotices: AllowedAct[] = [
  {
    command: 'correctHomeRegion',
    when: '审查时发现属地选错',
    from: 'formalReview',
    to: 'submitted',
    events: ['homeRegionCorrected'],
    before: passReview,
    how: { facts: rightHome },
  },
  {
    command: 'correctHomeRegion',
    when: '窗口已留下原件：材料仍在原处，去向的链条不断',
    from: 'formalReview',
    to: 'submitted',
    events: ['homeRegionCorrected'],
    before: async (story) => {
      await passReview(story);
      await story.take('recordCustody');
    },
    how: { facts: rightHome },
  },
  {
    command: 'correctHomeRegion',
    when: '告知以后才发现，告知书一并作废',
    from: 'returnedForSupplement',
    to: 'submitted',
    events: ['oneTimeNoticeVoided', 'homeRegionCorrected'],
    before: (story) => story.take('handInSupplement'),
    how: { facts: rightHome },
  },
  {
    command: 'attachFile',
    when: '从放错的行取下扫描件',
    from: 'formalReview',
    to: 'formalReview',
    events: ['fileAttached'],
    before: passReview,
    input: (story) => ({ lineId: first(story), detachIds: story.kase.lines[0]?.fileIds }),
  },
  {
    command: 'reopenPassedLine',
    when: '负责人允许重新判定告知以前合格的材料',
    from: 'returnedForSupplement',
    to: 'formalReview',
    events: ['passedLineReopened'],
    before: supplemented,
    input: (story) => ({
      lineId: story.kase.lines[1]?.id,
      reason: '复核发现证件照片页与登记表不是同一人',
    }),
  },
  {
    command: 'issueOneTimeNotice',
    when: '一项不合格，不能当场补正',
    from: 'formalReview',
    to: 'returnedForSupplement',
    events: ['oneTimeNoticeIssued'],
    before: twoDeficient,
  },
  {
    command: 'replaceOneTimeNotice',
    when: '延长补正期限',
    from: 'returnedForSupplement',
    to: 'returnedForSupplement',
    events: ['oneTimeNoticeVoided', 'oneTimeNoticeIssued'],
  },
  {
    command: 'voidOneTimeNotice',
    when: '复核后没有问题',
    from: 'returnedForSupplement',
    to: 'formalReview',
    events: ['oneTimeNoticeVoided'],
  },
  {
    command: 'registerInboundParcel',
    when: '申请人来电告知运单号',
    from: 'returnedForSupplement',
    to: 'returnedForSupplement',
    events: ['inboundParcelRegistered'],
  },
  {
    command: 'registerInboundParcel',
    when: '属地要求补正，申请人寄到窗口',
    from: 'homeSupplement',
    to: 'homeSupplement',
    events: ['inboundParcelRegistered'],
  },
  {
    command: 'handInSupplement',
    when: '全部交齐，回到审查',
    from: 'returnedForSupplement',
    to: 'formalReview',
    events: ['supplementHandedIn', 'supplementCompleted'],
  },
  {
    command: 'handInSupplement',
    when: '两项里先交一项',
    from: 'formalReview',
    to: 'returnedForSupplement',
    events: ['supplementHandedIn'],
    async before(story) {
      await twoDeficient(story);
      await story.take('issueOneTimeNotice');
    },
    input: (story) => ({ way: 'counter', pieces: [{ lineId: first(story) }] }),
  },
  {
    command: 'deemAbandoned',
    when: '期限已过，什么也没有交来',
    from: 'returnedForSupplement',
    to: 'deemedAbandoned',
    events: ['caseDeemedAbandoned'],
    how: { at: '2021-10-09T00:05:00.000+08:00' },
  },
  {
    command: 'reinstateCase',
    when: '凭收寄回执恢复',
    from: 'deemedAbandoned',
    to: 'formalReview',
    events: ['caseReinstated'],
  },
  {
    command: 'reinstateCase',
    when: '最后一天系统中断',
    from: 'deemedAbandoned',
    to: 'returnedForSupplement',
    events: ['caseReinstated'],
    input: (story) => ({ ...story.usual('reinstateCase'), ground: 'interruption' }),
  },
  {
    command: 'reinstateCase',
    when: '属地补正逾期被视为放弃，属地窗口和负责人凭证恢复',
    from: 'homeSupplement',
    to: 'receivedAtHome',
    events: ['caseReinstated'],
    async before(story) {
      const due = story.kase.homeSupplements.at(-1)?.dueOn ?? '';
      await story.take('abandonAtHome', undefined, { at: `${addDays(due, 1)}T09:00:00.000+08:00` });
    },
    how: { as: 'homeClerk' },
  },
  {
    command: 'replaceIntakeReceipt',
    when: '还没有发出，不用属地同意',
    from: 'intakeAccepted',
    to: 'intakeAccepted',
    events: ['intakeReceiptVoided', 'intakeReceiptIssued'],
    input: () => ({ reason: '申请联系人电话写错一位' }),
  },
  {
    command: 'replaceIntakeReceipt',
    when: '已经发出，属地窗口同意',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['intakeReceiptVoided', 'intakeReceiptIssued'],
  },
];
