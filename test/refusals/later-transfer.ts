import { idOf, waybillOf } from '../case-acts.ts';
import { passReview, type Story } from '../case-builder.ts';
import { demandForArchive, demandPaperTask, report, sendParcel } from '../transfer-stories.ts';
import { but, type RefusedAct } from './refused-act.ts';

/** A case whose paper is not needed at home: its form, too, came as a file. */
async function acceptFiles(story: Story): Promise<void> {
  await passReview(story);
  for (const { id, media } of story.kase.lines) {
    const received = {
      originals: 1,
      copies: 0,
      medium: media.includes('electronic') ? 'electronic' : 'paper',
    };
    await story.take('markMaterial', { lineId: id, verdict: 'passed', received });
  }
  await story.take('acceptIntake', { ...story.usual('acceptIntake'), channels: ['electronic'] });
}

async function receiveBoth(story: Story): Promise<void> {
  await sendParcel(story);
  await story.take('confirmReceipt');
}

const sentTask = async (story: Story): Promise<void> => {
  await story.take('demandPaper');
  await story.take('dispatchParcel');
};

/** Channels, later packages and parcels, paper on demand and discrepancies (C.1, 13–17b). */
export const laterTransferRefusals: RefusedAct[] = [
  {
    command: 'switchChannel',
    refusal: 'reason-missing',
    when: '没有写原因（R-095）',
    from: 'intakeAccepted',
    input: but('switchChannel', { reason: ' ' }),
  },
  {
    command: 'switchChannel',
    refusal: 'original-examination-required',
    when: '原件要由属地审查，属地没有同意不寄',
    from: 'intakeAccepted',
    input: but('switchChannel', { from: 'postal', to: 'electronic' }),
  },
  {
    command: 'switchChannel',
    refusal: 'channel-already-arrived',
    when: '电子材料已经发出',
    from: 'inTransit',
    input: but('switchChannel', { from: 'electronic', to: 'postal' }),
  },
  {
    command: 'switchChannel',
    refusal: 'channel-not-allowed',
    when: '没有收过纸质材料，没有可寄的',
    from: 'formalReview',
    before: acceptFiles,
  },
  {
    command: 'dispatchParcel',
    refusal: 'original-not-in-custody',
    when: '其中一项已经寄出',
    from: 'intakeAccepted',
    async before(story) {
      const packed = [{ lineId: '048-1-m-id', originals: 1, copies: 0 }];
      await story.take('dispatchParcel', { ...story.usual('dispatchParcel'), packed });
    },
    input: but('dispatchParcel', { packed: [{ lineId: '048-1-m-id', originals: 1, copies: 0 }] }),
  },
  {
    command: 'cancelParcel',
    refusal: 'parcel-already-collected',
    when: '已经揽收',
    from: 'intakeAccepted',
    before: sendParcel,
    input: (story) => ({ waybill: story.kase.parcels[0]?.waybill, reason: '不寄了' }),
  },
  {
    command: 'cancelParcel',
    refusal: 'waybill-unknown',
    when: '本件没有这个运单号',
    from: 'intakeAccepted',
    input: but('cancelParcel', { waybill: waybillOf(77) }),
  },
  {
    command: 'cancelParcel',
    refusal: 'reason-missing',
    when: '没有写原因',
    from: 'intakeAccepted',
    before: (story) => story.take('dispatchParcel'),
    input: but('cancelParcel', { reason: '' }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'decision-made',
    when: '决定以后收到的存档材料不再登记差异',
    from: 'inTransit',
    async before(story) {
      await demandForArchive(story);
      await sendParcel(story);
    },
    input: (story) => ({
      channel: 'postal',
      waybill: story.kase.parcels.at(-1)?.waybill,
      lines: [{ lineId: '048-1-m-photo', result: 'missing' }],
    }),
  },
  {
    command: 'deemReceived',
    refusal: 'discrepancy-open',
    when: '都到了，有一项差异没有了结',
    from: 'inTransit',
    async before(story) {
      await receiveBoth(story);
      await report(story);
    },
  },
  {
    command: 'demandPaper',
    refusal: 'paper-already-sent',
    when: '要求与寄出正好错过（C.12）',
    from: 'inTransit',
    before: sendParcel,
  },
  {
    command: 'demandPaper',
    refusal: 'decision-made',
    when: '决定之后不能再为审查要求',
    from: 'decidedGranted',
    input: but('demandPaper', { purpose: 'review' }),
  },
  {
    command: 'demandPaper',
    refusal: 'line-unknown',
    when: '本件没有这一项',
    from: 'inTransit',
    input: but('demandPaper', { lineIds: ['048-1-m-nothing'] }),
  },
  {
    command: 'cancelPaperDemand',
    refusal: 'paper-already-sent',
    when: '收件窗口已经寄出',
    from: 'inTransit',
    before: sentTask,
  },
  {
    command: 'cancelPaperDemand',
    refusal: 'reason-missing',
    when: '没有写理由',
    from: 'inTransit',
    before: demandPaperTask,
    input: but('cancelPaperDemand', { reason: '' }),
  },
  {
    command: 'cancelPaperDemand',
    refusal: 'request-not-open',
    when: '没有要求过',
    from: 'inTransit',
  },
  {
    command: 'reportDiscrepancy',
    refusal: 'line-unknown',
    when: '没有写哪一项（R-091）',
    from: 'inTransit',
    input: but('reportDiscrepancy', { items: [{ lineId: '048-1-m-nothing', kind: 'missing' }] }),
  },
  {
    command: 'reportDiscrepancy',
    refusal: 'type-unknown',
    when: '没有这种差异（R-091）',
    from: 'inTransit',
    input: but('reportDiscrepancy', { items: [{ lineId: '048-1-m-form', kind: '不对' }] }),
  },
  {
    command: 'answerDiscrepancy',
    refusal: 'discrepancy-not-open',
    when: '已经了结',
    from: 'inTransit',
    async before(story) {
      await report(story);
      await story.take('resolveDiscrepancy');
    },
    input: (story) => ({ id: story.kase.discrepancies[0]?.id, answer: '已经补寄。' }),
  },
  {
    command: 'answerDiscrepancy',
    refusal: 'reason-missing',
    when: '没有写答复',
    from: 'inTransit',
    before: report,
    input: but('answerDiscrepancy', { answer: '' }),
  },
  {
    command: 'answerDiscrepancy',
    refusal: 'waybill-unknown',
    when: '补寄的邮件没有登记',
    from: 'inTransit',
    before: report,
    input: but('answerDiscrepancy', { waybill: waybillOf(77) }),
  },
  {
    command: 'resolveDiscrepancy',
    refusal: 'discrepancy-not-open',
    when: '没有登记过',
    from: 'inTransit',
    input: () => ({ id: idOf(4), result: 'pieceThere' }),
  },
  {
    command: 'resolveDiscrepancy',
    refusal: 'reason-missing',
    when: '不再要求，没有写理由',
    from: 'inTransit',
    before: report,
    input: but('resolveDiscrepancy', { result: 'waived' }),
  },
  {
    command: 'resolveDiscrepancy',
    refusal: 'hash-mismatch',
    when: '重新发送的扫描件与发出时不同（R-089）',
    from: 'inTransit',
    async before(story) {
      await report(story);
      const [found] = story.kase.discrepancies;
      await story.take('attachFile', { lineId: found?.lineId, uploadIds: [await story.upload()] });
      await story.take('sendPackage', { declaration: true, for: { discrepancyId: found?.id } });
    },
    how: () => ({ facts: { rehash: async () => new Map() } }),
  },
];
