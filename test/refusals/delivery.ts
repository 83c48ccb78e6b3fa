import { waybillOf } from '../case-acts.ts';
import type { Story } from '../case-builder.ts';
import { but, erased, type RefusedAct } from './refused-act.ts';

const toIntake = { way: 'pickUpAtIntake' as const };
const atHome = { way: 'pickUpAtHome' as const };
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

/** The result lies at the intake window. */
async function arrive(story: Story): Promise<void> {
  await story.take('recordCarrierEvent');
  await story.take('recordCarrierEvent');
}

/** Nobody came for 60 days; the result lies at the home window again. */
export async function comeBack(story: Story): Promise<void> {
  await arrive(story);
  await story.take('sendBackUncollected', undefined, { at: '2021-12-01T09:00:00.000+08:00' });
  await story.take('recordCarrierEvent');
  await story.take('recordCarrierEvent');
}

const handOver = async (story: Story): Promise<void> => {
  await arrive(story);
  await story.take('handOverResult');
};

/** Delivery and end (C.1, 25, 31–33). */
export const deliveryRefusals: RefusedAct[] = [
  {
    command: 'chooseDelivery',
    refusal: 'way-not-offered',
    when: '办理项不提供这种送达方式',
    from: 'submitted',
    async before(story) {
      story.kase = { ...story.kase, delivery: { way: 'pickUpAtIntake', offered: ['pickUpAtIntake'] } };
    },
  },
  {
    command: 'chooseDelivery',
    refusal: 'address-missing',
    when: '改为邮寄，没有地址',
    from: 'submitted',
    story: toIntake,
    before: erased,
    input: () => ({ way: 'mail' }),
  },
  {
    command: 'chooseDelivery',
    refusal: 'result-already-dispatched',
    when: '结果已经寄出',
    from: 'resultDelivering',
  },
  {
    command: 'dispatchResult',
    refusal: 'way-not-chosen',
    when: '申请人选的是邮寄',
    from: 'decidedGranted',
    input: () => atHome,
  },
  {
    command: 'dispatchResult',
    refusal: 'address-missing',
    when: '地址已依法删除',
    from: 'decidedGranted',
    before: erased,
  },
  {
    command: 'dispatchResult',
    refusal: 'waybill-invalid',
    when: '没有运单号',
    from: 'decidedGranted',
    input: () => ({ way: 'mail' }),
  },
  {
    command: 'dispatchResult',
    refusal: 'waybill-invalid',
    when: '运单号是寄材料用过的',
    from: 'decidedGranted',
    input: (story) => ({ way: 'mail', waybill: story.kase.parcels[0]?.waybill }),
  },
  {
    command: 'dispatchResult',
    refusal: 'directory-address-invalid',
    when: '收件窗口的地址标记有误',
    from: 'decidedGranted',
    story: toIntake,
    how: () => ({ facts: wrongAddress }),
  },
  {
    command: 'handOverResult',
    refusal: 'result-not-here',
    when: '结果还在路上',
    from: 'resultDelivering',
    story: toIntake,
  },
  {
    command: 'handOverResult',
    refusal: 'result-not-here',
    when: '结果在收件窗口，属地窗口不能交付',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
    how: () => ({ as: 'homeClerk' }),
  },
  {
    command: 'handOverResult',
    refusal: 'identity-not-passed',
    when: '领取人没有核验身份',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
    input: but('handOverResult', { identityPassed: false }),
  },
  {
    command: 'handOverResult',
    refusal: 'signature-missing',
    when: '领取人没有签名',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
    input: but('handOverResult', { signature: undefined }),
  },
  {
    command: 'handOverResult',
    refusal: 'already-delivered',
    when: '结果已经领走',
    from: 'resultDelivering',
    story: toIntake,
    before: handOver,
  },
  {
    command: 'sendBackUncollected',
    refusal: 'already-delivered',
    when: '结果已经领走',
    from: 'resultDelivering',
    story: toIntake,
    before: handOver,
  },
  {
    command: 'sendBackUncollected',
    refusal: 'keeping-time-running',
    when: '第 60 天还没有过完',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
    how: () => ({ at: '2021-11-21T23:59:59.999+08:00' }),
  },
  {
    command: 'sendBackUncollected',
    refusal: 'waybill-invalid',
    when: '运单号不对',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
    input: () => ({ waybill: '12' }),
    how: () => ({ at: '2021-12-01T09:00:00.000+08:00' }),
  },
  {
    command: 'sendBackUncollected',
    refusal: 'result-not-here',
    when: '结果邮寄给申请人，不在窗口',
    from: 'resultDelivering',
    how: () => ({ at: '2021-12-01T09:00:00.000+08:00' }),
  },
  {
    command: 'redeliverResult',
    refusal: 'result-not-returned',
    when: '结果还在收件窗口',
    from: 'resultDelivering',
    story: toIntake,
    before: arrive,
  },
  {
    command: 'redeliverResult',
    refusal: 'already-delivered',
    when: '结果已经领走',
    from: 'resultDelivering',
    story: toIntake,
    before: handOver,
  },
  {
    command: 'redeliverResult',
    refusal: 'waybill-invalid',
    when: '再次邮寄没有运单号',
    from: 'resultDelivering',
    story: toIntake,
    before: comeBack,
    input: () => ({ way: 'mail' }),
  },
  {
    command: 'redeliverResult',
    refusal: 'address-missing',
    when: '再次邮寄没有地址',
    from: 'resultDelivering',
    story: toIntake,
    async before(story) {
      await comeBack(story);
      await erased(story);
    },
    input: () => ({ way: 'mail', waybill: waybillOf(60), carrier: 'ems' }),
  },
  {
    command: 'completeCase',
    refusal: 'result-not-delivered',
    when: '结果还没有送达',
    from: 'resultDelivering',
  },
  {
    command: 'completeCase',
    refusal: 'original-open',
    when: '申请人的原件还在属地',
    from: 'resultDelivering',
    async before(story) {
      await arrive(story);
      story.kase = {
        ...story.kase,
        lines: story.kase.lines.map((line) =>
          line.paper === 'returned' ? { ...line, paper: 'home' } : line,
        ),
      };
    },
  },
  {
    command: 'completeCase',
    refusal: 'archive-paper-open',
    when: '要存档的纸质材料没有到属地',
    from: 'resultDelivering',
    async before(story) {
      await arrive(story);
      story.kase = {
        ...story.kase,
        lines: story.kase.lines.map((line) => (line.archivePaper ? { ...line, paper: 'onTheWay' } : line)),
      };
    },
  },
];
