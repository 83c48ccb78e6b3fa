import type { AllowedAct } from './allowed-acts.ts';
import { passReview, type Story } from './case-builder.ts';
import {
  confirmWith,
  decideWithoutPhoto,
  demandForArchive,
  demandPaperTask,
  photoOf,
  report,
  sendParcel,
} from './transfer-stories.ts';

const photo = photoOf('homeClerk');

const carrier = (kind: string) => (story: Story) => ({
  waybill: story.kase.parcels.at(-1)?.waybill,
  kind,
  occurredAt: story.now,
  proof: '寄递客服 11183 答复',
});

/** Channels, later packages and parcels, paper on demand and discrepancies (C.1, 13–17b). */
export const allowedTransfer: AllowedAct[] = [
  {
    command: 'switchChannel',
    when: '支撑系统中断，只走邮寄',
    from: 'intakeAccepted',
    to: 'intakeAccepted',
    events: ['channelSwitched'],
  },
  {
    command: 'cancelParcel',
    when: '还没有揽收',
    from: 'intakeAccepted',
    to: 'intakeAccepted',
    events: ['parcelCancelled'],
    before: (story) => story.take('dispatchParcel'),
  },
  {
    command: 'recordCarrierEvent',
    when: '没有揽收记录，直接登记投递',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['parcelDelivered'],
    before: (story) => story.take('dispatchParcel'),
    input: carrier('delivered'),
  },
  {
    command: 'recordCarrierEvent',
    when: '没有投成',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelDeliveryFailed'],
    before: sendParcel,
    input: carrier('failed'),
  },
  {
    command: 'recordCarrierEvent',
    when: '退回收件窗口',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelReturned'],
    before: sendParcel,
    input: carrier('returned'),
  },
  {
    command: 'recordCarrierEvent',
    when: '寄递企业认定丢失',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelLost'],
    before: sendParcel,
    input: carrier('lost'),
  },
  {
    command: 'confirmReceipt',
    when: '一项破损，附照片',
    from: 'inTransit',
    to: 'inTransit',
    events: ['channelReceived', 'discrepancyReported'],
    before: sendParcel,
    input: (story) => confirmWith(story, '048-1-m-form', 'damaged', { photoIds: [photo.photoId] }),
    how: { facts: photo.facts },
  },
  {
    command: 'demandPaper',
    when: '审查要看原件',
    from: 'inTransit',
    to: 'inTransit',
    events: ['paperDemanded'],
  },
  {
    command: 'demandPaper',
    when: '决定之后为存档要求',
    from: 'inTransit',
    to: 'decidedGranted',
    events: ['paperDemanded'],
    before: decideWithoutPhoto,
  },
  {
    command: 'dispatchParcel',
    when: '决定之后寄存档的纸质材料',
    from: 'inTransit',
    to: 'decidedGranted',
    events: ['parcelDispatched'],
    before: demandForArchive,
  },
  {
    command: 'confirmReceipt',
    when: '决定之后收到存档的纸质材料',
    from: 'inTransit',
    to: 'decidedGranted',
    events: ['channelReceived'],
    async before(story) {
      await demandForArchive(story);
      await sendParcel(story);
    },
  },
  {
    command: 'cancelPaperDemand',
    when: '不再需要',
    from: 'intakeAccepted',
    to: 'intakeAccepted',
    events: ['paperDemandCancelled'],
    before: demandPaperTask,
  },
  {
    command: 'dispatchParcel',
    when: '按要求寄出',
    from: 'inTransit',
    to: 'inTransit',
    events: ['parcelDispatched'],
    before: demandPaperTask,
  },
  {
    command: 'reportDiscrepancy',
    when: '受理之后才发现',
    from: 'homeAccepted',
    to: 'homeAccepted',
    events: ['discrepancyReported'],
  },
  {
    command: 'reportDiscrepancy',
    when: '确认之前发现',
    from: 'inTransit',
    to: 'inTransit',
    events: ['discrepancyReported'],
  },
  {
    command: 'answerDiscrepancy',
    when: '说明原委',
    from: 'inTransit',
    to: 'inTransit',
    events: ['discrepancyAnswered'],
    before: report,
  },
  {
    command: 'sendPackage',
    when: '重新扫描，替换有差异的一项',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['packageSent'],
    async before(story) {
      await report(story);
      const lineId = story.kase.discrepancies[0]?.lineId;
      await story.take('attachFile', { lineId, uploadIds: [await story.upload()] }, { as: 'intakeClerk' });
    },
    input: (story) => ({ declaration: true, for: { discrepancyId: story.kase.discrepancies[0]?.id } }),
  },
  {
    command: 'resolveDiscrepancy',
    when: '写明理由，不再要求',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['discrepancyResolved'],
    before: report,
    input: (story) => ({
      ...story.usual('resolveDiscrepancy'),
      result: 'waived',
      reason: '其他材料已经证明',
    }),
  },
  {
    command: 'resolveDiscrepancy',
    when: '最后一处差异了结',
    from: 'formalReview',
    to: 'receivedAtHome',
    events: ['discrepancyResolved', 'materialsReceived'],
    async before(story) {
      await passReview(story);
      await story.take('acceptIntake');
      await sendParcel(story);
      await story.take('sendPackage');
      await story.take('confirmReceipt');
      await story.take('recordCarrierEvent');
      const photoIds = [photo.photoId];
      const damaged = confirmWith(story, '048-1-m-form', 'damaged', { photoIds });
      await story.take('confirmReceipt', damaged, { facts: photo.facts });
    },
  },
];
