import type { Story } from '../case-builder.ts';
import { passReview } from '../case-builder.ts';
import { homeWindow } from '../case-facts.ts';
import { but, erased, type RefusedAct } from './refused-act.ts';

const first = (story: Story): string => story.kase.lines[0]?.id ?? '';
const mark = (change: Record<string, unknown>) => (story: Story) => ({
  ...story.usual('markMaterial'),
  ...change,
});

/** The review passes, but every material was handed in as a file. */
async function allElectronic(story: Story): Promise<void> {
  await passReview(story);
  for (const { id } of story.kase.lines) {
    const received = { originals: 1, copies: 0, medium: 'electronic' };
    await story.take('markMaterial', { lineId: id, verdict: 'passed', received });
  }
}

const acceptance: Omit<RefusedAct, 'command' | 'from'>[] = [
  {
    refusal: 'lines-unmarked',
    when: '还有一项没有判定',
    before: async (story) => void (await story.take('recordIdentityCheck')),
  },
  {
    refusal: 'material-deficient',
    when: '必交材料未提交',
    async before(story) {
      await passReview(story);
      await story.take('markMaterial', { lineId: first(story), verdict: 'notSubmitted' });
    },
  },
  {
    refusal: 'identity-not-passed',
    when: '最后一次身份核验没有通过',
    async before(story) {
      await passReview(story);
      await story.take('recordIdentityCheck', { method: 'face', subject: 'applicant', passed: false });
    },
  },
  {
    refusal: 'signature-missing',
    when: '申请人没有签名',
    before: passReview,
    input: but('acceptIntake', { applicantSignature: undefined }),
  },
  {
    refusal: 'signature-missing',
    when: '经办人没有签名',
    before: passReview,
    input: but('acceptIntake', { handlerSigned: false }),
  },
  {
    refusal: 'signature-missing',
    when: '签名板上没有笔画',
    before: passReview,
    input: but('acceptIntake', { applicantSignature: { kind: 'pad', width: 400, height: 200, strokes: [] } }),
  },
  {
    refusal: 'seal-not-valid',
    when: '收件地没有可用的专用章',
    before: passReview,
    how: () => ({ facts: { seal: async () => undefined } }),
  },
  {
    refusal: 'directory-address-invalid',
    when: '要邮寄，属地地址却标记有误',
    before: passReview,
    how: () => ({
      facts: {
        postalAddress: async () => ({
          addressee: homeWindow.name,
          phone: homeWindow.phone,
          address: '重庆市綦江区政务路1号',
          postcode: '401420',
          version: 2,
          valid: false,
        }),
      },
    }),
  },
  {
    refusal: 'channel-not-allowed',
    when: '要看的原件不邮寄',
    before: passReview,
    input: but('acceptIntake', { channels: ['electronic'] }),
  },
  {
    refusal: 'channel-not-allowed',
    when: '没有纸质材料却要邮寄',
    before: allElectronic,
    input: but('acceptIntake', { channels: ['electronic', 'postal'] }),
  },
  {
    refusal: 'channel-not-allowed',
    when: '电子材料只邮寄',
    async before(story) {
      await passReview(story);
      const received = { originals: 0, copies: 1, medium: 'electronic' };
      await story.take('markMaterial', { lineId: '048-1-m-photo', verdict: 'passed', received });
    },
    input: but('acceptIntake', { channels: ['postal'] }),
  },
  {
    refusal: 'form-field-missing',
    when: '申请人的内容已依法删除，通知书填不出来',
    async before(story) {
      await passReview(story);
      await erased(story);
    },
  },
];

/** The formal review and taking in (C.1, 4–9). */
export const reviewRefusals: RefusedAct[] = [
  {
    command: 'recordIdentityCheck',
    refusal: 'method-unknown',
    when: '用没有规定的方式核验',
    from: 'submitted',
    input: but('recordIdentityCheck', { method: 'horoscope' }),
  },
  {
    command: 'recordIdentityCheck',
    refusal: 'authorisation-missing',
    when: '没有登记代理人却核验代理人',
    from: 'formalReview',
    input: but('recordIdentityCheck', { subject: 'agent' }),
  },
  {
    command: 'markMaterial',
    refusal: 'reason-code-unknown',
    when: '以实质性的理由判不合格',
    from: 'formalReview',
    input: mark({ verdict: 'deficient', reasonCode: 'notDeserving', correction: '请证明确有需要。' }),
  },
  {
    command: 'markMaterial',
    refusal: 'correction-text-missing',
    when: '没有写清要换成什么样',
    from: 'formalReview',
    input: mark({ verdict: 'deficient', reasonCode: 'illegible', correction: '重交' }),
  },
  {
    command: 'markMaterial',
    refusal: 'count-out-of-range',
    when: '合格却一份也没有',
    from: 'formalReview',
    input: mark({ received: { originals: 0, copies: 0, medium: 'paper' } }),
  },
  {
    command: 'markMaterial',
    refusal: 'count-out-of-range',
    when: '收了 100 份',
    from: 'formalReview',
    input: mark({ received: { originals: 100, copies: 0, medium: 'paper' } }),
  },
  {
    command: 'correctOnSpot',
    refusal: 'line-not-deficient',
    when: '材料已经判为合格',
    from: 'formalReview',
    before: passReview,
  },
  {
    command: 'correctOnSpot',
    refusal: 'count-out-of-range',
    when: '补正后一份也没有',
    from: 'formalReview',
    before: (story) => story.take('markMaterial', { lineId: first(story), verdict: 'notSubmitted' }),
    input: but('correctOnSpot', { received: { originals: 0, copies: 0, medium: 'paper' } }),
  },
  ...acceptance.map((act): RefusedAct => ({ command: 'acceptIntake', from: 'formalReview', ...act })),
];
