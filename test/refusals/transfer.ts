import { waybillOf } from '../case-acts.ts';
import { passReview, personIn, type Story } from '../case-builder.ts';
import { uploadOf } from '../case-facts.ts';
import { but, type RefusedAct } from './refused-act.ts';

const wrongAddress = {
  postalAddress: async () => ({
    addressee: '',
    phone: '',
    address: '',
    postcode: '',
    version: 2,
    valid: false,
  }),
};

/** Scanned pages are missing: the review passed without attaching any. */
async function acceptWithoutScans(story: Story): Promise<void> {
  await story.take('recordIdentityCheck');
  for (const { id } of story.kase.lines) await story.take('markMaterial', { lineId: id, verdict: 'passed' });
  await story.take('acceptIntake');
}

/** Paper alone travels, so that no electronic package is announced. */
async function acceptByPost(story: Story): Promise<void> {
  await passReview(story);
  await story.take('acceptIntake', { ...story.usual('acceptIntake'), channels: ['postal'] });
}

async function sendAll(story: Story): Promise<void> {
  await story.take('dispatchParcel');
  await story.take('recordCarrierEvent');
}

const byPost = (story: Story, lines: unknown[]) => ({
  channel: 'postal',
  waybill: story.kase.parcels[0]?.waybill,
  lines,
});

/** Moving the materials (C.1, 13–18b). */
export const transferRefusals: RefusedAct[] = [
  {
    command: 'sendPackage',
    refusal: 'scan-incomplete',
    when: '收下的材料没有扫描件',
    from: 'formalReview',
    before: acceptWithoutScans,
  },
  {
    command: 'sendPackage',
    refusal: 'declaration-missing',
    when: '没有确认扫描件与原件一致',
    from: 'intakeAccepted',
    input: () => ({}),
  },
  {
    command: 'sendPackage',
    refusal: 'channel-not-chosen',
    when: '收件时只选了邮寄',
    from: 'formalReview',
    before: acceptByPost,
  },
  {
    command: 'sendPackage',
    refusal: 'channel-already-arrived',
    when: '电子材料已经发过，字节没有变',
    from: 'inTransit',
  },
  {
    command: 'sendPackage',
    refusal: 'overdue-reason-missing',
    when: '过了 1 个工作日才发，没有写原因',
    from: 'intakeAccepted',
    input: () => ({ declaration: true }),
    how: () => ({ at: '2021-09-24T00:00:00.000+08:00' }),
  },
  {
    command: 'dispatchParcel',
    refusal: 'packing-list-empty',
    when: '装箱单上没有材料',
    from: 'intakeAccepted',
    input: but('dispatchParcel', { packed: [] }),
  },
  {
    command: 'dispatchParcel',
    refusal: 'waybill-invalid',
    when: '运单号的校验数字不对',
    from: 'intakeAccepted',
    input: but('dispatchParcel', { waybill: 'EA473124820CN' }),
  },
  {
    command: 'dispatchParcel',
    refusal: 'directory-address-invalid',
    when: '属地地址标记有误',
    from: 'intakeAccepted',
    how: () => ({ facts: wrongAddress }),
  },
  {
    command: 'dispatchParcel',
    refusal: 'no-paper-to-send',
    when: '纸质材料都寄出了',
    from: 'intakeAccepted',
    before: sendAll,
    input: () => ({
      waybill: waybillOf(50),
      carrier: 'ems',
      packed: [{ lineId: '048-1-m-id', originals: 1, copies: 0 }],
    }),
  },
  {
    command: 'recordCarrierEvent',
    refusal: 'waybill-unknown',
    when: '本件没有这个运单号',
    from: 'intakeAccepted',
    before: sendAll,
    input: but('recordCarrierEvent', { waybill: waybillOf(77) }),
  },
  {
    command: 'recordCarrierEvent',
    refusal: 'event-in-future',
    when: '投递时间晚于现在',
    from: 'intakeAccepted',
    before: sendAll,
    input: but('recordCarrierEvent', { occurredAt: '2021-12-01T09:00:00.000+08:00' }),
  },
  {
    command: 'recordCarrierEvent',
    refusal: 'proof-missing',
    when: '没有签收凭证',
    from: 'intakeAccepted',
    before: sendAll,
    input: but('recordCarrierEvent', { proof: undefined }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'hash-mismatch',
    when: '一页的字节与发出时不同',
    from: 'inTransit',
    how: () => ({
      facts: {
        rehash: async (ids) =>
          new Map(ids.map((id) => [id, uploadOf(`${id}?`, personIn('intakeClerk')).sha256])),
      },
    }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'hash-mismatch',
    when: '一页不见了',
    from: 'inTransit',
    how: () => ({ facts: { rehash: async () => new Map() } }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'manifest-mismatch',
    when: '清单摘要与发出的不同',
    from: 'inTransit',
    input: but('confirmReceipt', { manifestDigest: 'f'.repeat(64) }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'parcel-of-other-window',
    when: '邮件不是寄给本件的',
    from: 'inTransit',
    before: sendAll,
    input: () => ({ channel: 'postal', waybill: waybillOf(88), lines: [] }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'nothing-expected',
    when: '还没有寄出，没有在途的邮件',
    from: 'inTransit',
    input: () => ({ channel: 'postal', waybill: waybillOf(1), lines: [] }),
  },
  {
    command: 'confirmReceipt',
    refusal: 'nothing-expected',
    when: '同一个邮件再确认一次，另一个还在途',
    from: 'intakeAccepted',
    async before(story) {
      for (const line of ['048-1-m-form', '048-1-m-id']) {
        const packed = [{ lineId: line, originals: 1, copies: 0 }];
        await story.take('dispatchParcel', { ...story.usual('dispatchParcel'), packed });
      }
      await story.take('confirmReceipt');
    },
    input: (story) => byPost(story, [{ lineId: '048-1-m-form', result: 'matches' }]),
  },
  {
    command: 'confirmReceipt',
    refusal: 'lines-unmarked',
    when: '有一项没有逐项确认',
    from: 'intakeAccepted',
    before: sendAll,
    input: (story) => byPost(story, [{ lineId: '048-1-m-form', result: 'matches' }]),
  },
  {
    command: 'deemReceived',
    refusal: 'channel-open',
    when: '邮件还在路上',
    from: 'inTransit',
    before: sendAll,
  },
  {
    command: 'deemReceived',
    refusal: 'channel-open',
    when: '两个邮件只到了一个，要存档的还在路上',
    from: 'inTransit',
    async before(story) {
      for (const line of ['048-1-m-id', '048-1-m-form']) {
        const packed = [{ lineId: line, originals: 1, copies: 0 }];
        await story.take('dispatchParcel', { ...story.usual('dispatchParcel'), packed });
      }
      await story.take('recordCarrierEvent');
      await story.take('recordCarrierEvent');
      await story.take('recordCarrierEvent');
    },
  },
];
