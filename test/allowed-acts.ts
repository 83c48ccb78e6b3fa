import type { CommandName, EventType } from '../src/regulation/lifecycle/index.ts';
import type { CaseState } from '../src/regulation/states.ts';
import { allowedAtHome } from './allowed-at-home.ts';
import { allowedCustody } from './allowed-custody.ts';
import { allowedDecision } from './allowed-decision.ts';
import { allowedHomeSupplement } from './allowed-home-supplement.ts';
import { allowedNotices } from './allowed-notices.ts';
import { allowedRequests } from './allowed-requests.ts';
import { allowedTransfer } from './allowed-transfer.ts';
import { allowedWindows } from './allowed-windows.ts';
import { type ActOptions, passReview, type Story, type StoryOptions } from './case-builder.ts';

/** An act that the life cycle allows: exactly these facts are recorded, and the case is in this state after it. */
export type AllowedAct = {
  command: CommandName;
  when: string;
  from: CaseState | 'nothing';
  to: CaseState;
  events: EventType[];
  story?: StoryOptions;
  before?: (story: Story) => Promise<unknown>;
  input?: (story: Story) => unknown;
  how?: ActOptions;
};

const sendParcel = async (story: Story): Promise<void> => {
  await story.take('dispatchParcel');
  await story.take('recordCarrierEvent');
};
const arriveAtIntake = async (story: Story): Promise<void> => {
  await story.take('recordCarrierEvent');
  await story.take('recordCarrierEvent');
};
const notSubmitted = (story: Story): Promise<unknown> =>
  story.take('markMaterial', { lineId: '048-1-m-photo', verdict: 'notSubmitted' });

/** Every command of the life cycle as it is carried out; each event and each next state of its row at least once. */
export const allowedActs: AllowedAct[] = [
  { command: 'openCase', when: '属地在清单内', from: 'nothing', to: 'draft', events: ['caseOpened'] },
  { command: 'discardDraft', when: '创建人放弃', from: 'draft', to: 'discarded', events: ['draftDiscarded'] },
  {
    command: 'discardDraft',
    when: '30 天没有改动',
    from: 'draft',
    to: 'discarded',
    events: ['draftDiscarded'],
    how: { as: 'system' },
  },
  { command: 'submitCase', when: '填写完整', from: 'draft', to: 'submitted', events: ['caseSubmitted'] },
  {
    command: 'submitCase',
    when: '同一人的同一件事正在办，写明了理由',
    from: 'draft',
    to: 'submitted',
    events: ['caseSubmitted'],
    input: (story) => {
      const { form } = story.usual('submitCase') as { form: object };
      return { form: { ...form, duplicateReason: '前一件已撤回，系统尚未更新' } };
    },
    how: { facts: { findDuplicate: async () => '51010720210922000017' } },
  },
  {
    command: 'declineIntake',
    when: '身份核验没有通过',
    from: 'formalReview',
    to: 'notTaken',
    events: ['intakeDeclined'],
    before: (story) =>
      story.take('recordIdentityCheck', { method: 'face', subject: 'applicant', passed: false }),
  },
  {
    command: 'declineIntake',
    when: '属地移出了联络清单',
    from: 'submitted',
    to: 'notTaken',
    events: ['intakeDeclined'],
    input: () => ({ code: 'regionNotInDirectory', explanation: '属地已移出联络清单，请到当地办理。' }),
    how: {
      facts: {
        window: async (id) => ({
          id,
          name: '窗口',
          regionCode: '500110',
          regionName: '重庆市綦江区',
          phone: '023-48000001',
          isOpen: false,
        }),
      },
    },
  },
  {
    command: 'attachFile',
    when: '审查时',
    from: 'formalReview',
    to: 'formalReview',
    events: ['fileAttached'],
  },
  { command: 'attachFile', when: '登记后', from: 'submitted', to: 'submitted', events: ['fileAttached'] },
  {
    command: 'startFormalReview',
    when: '登记之后',
    from: 'submitted',
    to: 'formalReview',
    events: ['formalReviewStarted'],
  },
  {
    command: 'recordIdentityCheck',
    when: '审查之前就可以核验',
    from: 'submitted',
    to: 'submitted',
    events: ['identityCheckRecorded'],
  },
  {
    command: 'markMaterial',
    when: '不合格，写清换成什么样',
    from: 'formalReview',
    to: 'formalReview',
    events: ['materialMarked'],
    input: (story) => ({
      lineId: story.kase.lines[0]?.id,
      verdict: 'deficient',
      reasonCode: 'unsigned',
      correction: '请申请人在第二页签名。',
    }),
  },
  {
    command: 'correctOnSpot',
    when: '未提交的当场补交',
    from: 'formalReview',
    to: 'formalReview',
    events: ['materialCorrectedOnSpot'],
    before: notSubmitted,
  },
  {
    command: 'acceptIntake',
    when: '齐全、合规、签了名',
    from: 'formalReview',
    to: 'intakeAccepted',
    events: ['intakeAccepted', 'intakeReceiptIssued', 'transferTasksOpened'],
    before: passReview,
  },
  {
    command: 'sendPackage',
    when: '当天发出',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['packageSent'],
  },
  {
    command: 'sendPackage',
    when: '逾期发出，写明原因',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['packageSent'],
    how: { at: '2021-09-24T00:00:00.000+08:00' },
  },
  {
    command: 'dispatchParcel',
    when: '登记寄出，还没有揽收',
    from: 'intakeAccepted',
    to: 'intakeAccepted',
    events: ['parcelDispatched'],
  },
  {
    command: 'recordCarrierEvent',
    when: '材料的第一次揽收',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['parcelCollected'],
    before: (story) => story.take('dispatchParcel'),
  },
  {
    command: 'recordCarrierEvent',
    when: '在途',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelMoved'],
    before: sendParcel,
    input: (story) => ({
      waybill: story.kase.parcels[0]?.waybill,
      kind: 'moved',
      occurredAt: story.now,
      place: '重庆处理中心',
    }),
  },
  {
    command: 'recordCarrierEvent',
    when: '材料投递到属地',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelDelivered'],
    before: sendParcel,
  },
  {
    command: 'recordCarrierEvent',
    when: '结果投递给申请人，即送达',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['parcelDelivered', 'resultDelivered'],
    before: (story) => story.take('recordCarrierEvent'),
  },
  {
    command: 'recordCarrierEvent',
    when: '送达以后再登记一次投递，送达不变',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['parcelDelivered'],
    before: arriveAtIntake,
  },
  {
    command: 'confirmReceipt',
    when: '电子材料先到，邮件还在路上',
    from: 'inTransit',
    to: 'inTransit',
    events: ['channelReceived'],
    before: sendParcel,
  },
  {
    command: 'confirmReceipt',
    when: '最后一个渠道',
    from: 'inTransit',
    to: 'receivedAtHome',
    events: ['channelReceived', 'materialsReceived'],
    async before(story) {
      await sendParcel(story);
      await story.take('confirmReceipt');
    },
  },
  {
    command: 'confirmReceipt',
    when: '只寄了邮件，承运人没有一条记录',
    from: 'formalReview',
    to: 'receivedAtHome',
    events: ['channelReceived', 'materialsReceived'],
    async before(story) {
      await passReview(story);
      await story.take('acceptIntake', { ...story.usual('acceptIntake'), channels: ['postal'] });
      await story.take('dispatchParcel');
    },
  },
  {
    command: 'deemReceived',
    when: '都到了，1 个工作日没有确认',
    from: 'inTransit',
    to: 'receivedAtHome',
    events: ['receiptDeemed'],
    async before(story) {
      await sendParcel(story);
      await story.take('recordCarrierEvent');
    },
  },
  {
    command: 'recordFirstOpening',
    when: '属地第一次打开',
    from: 'inTransit',
    to: 'inTransit',
    events: ['caseFirstOpened'],
  },
  ...allowedNotices,
  ...allowedAtHome,
  ...allowedDecision,
  ...allowedWindows,
  ...allowedCustody,
  ...allowedHomeSupplement,
  ...allowedTransfer,
  ...allowedRequests,
];
