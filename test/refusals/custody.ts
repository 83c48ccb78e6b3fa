import { waybillOf } from '../case-acts.ts';
import {
  afterWaiting,
  carrierSays,
  lost,
  posted,
  resultReturned,
  silent,
  tried,
  twiceReturned,
  unreachable,
} from '../custody-stories.ts';
import { original } from '../usual/custody-acts.ts';
import { but, type RefusedAct } from './refused-act.ts';

const later = () => ({ as: 'intakeClerk' as const, at: '2021-09-28T09:00:00.000+08:00' });
const atHomeDesk = () => ({ as: 'homeClerk' as const });
const unknown = { waybill: waybillOf(88) };

/** Lost parcels, custody of originals, and results that cannot be delivered (C.1, 18, 18a, 18c, 32–33). */
export const custodyRefusals: RefusedAct[] = [
  {
    command: 'openIncident',
    refusal: 'waybill-unknown',
    when: '运单号不是本件的',
    from: 'intakeAccepted',
    before: posted,
    input: but('openIncident', unknown),
    how: later,
  },
  {
    command: 'openIncident',
    refusal: 'silence-not-due',
    when: '第 4 天还有一天',
    from: 'intakeAccepted',
    before: posted,
    how: () => ({ as: 'intakeClerk', at: '2021-09-26T23:59:59.999+08:00' }),
  },
  {
    command: 'openIncident',
    refusal: 'silence-not-due',
    when: '系统查看时邮件刚有新动态',
    from: 'intakeAccepted',
    before: posted,
    input: () => ({}),
    how: () => ({ as: 'system', at: '2021-09-26T00:00:00.000+08:00' }),
  },
  {
    command: 'openIncident',
    refusal: 'incident-already-open',
    when: '已经在查询',
    from: 'intakeAccepted',
    before: silent,
    how: later,
  },
  {
    command: 'closeIncident',
    refusal: 'incident-not-open',
    when: '邮件没有出事',
    from: 'intakeAccepted',
    before: posted,
  },
  {
    command: 'closeIncident',
    refusal: 'waybill-unknown',
    when: '重新寄出的邮件没有登记',
    from: 'intakeAccepted',
    before: silent,
    input: but('closeIncident', { result: 'sentAgain', sentAs: waybillOf(88) }),
  },
  {
    command: 'closeIncident',
    refusal: 'proof-missing',
    when: '没有写查询结果',
    from: 'intakeAccepted',
    before: silent,
    input: but('closeIncident', { proof: '' }),
  },
  {
    command: 'closeIncident',
    refusal: 'original-unaccounted',
    when: '邮件里的身份证原件还没有下落',
    from: 'intakeAccepted',
    before: lost,
    input: but('closeIncident', { result: 'otherChannel' }),
  },
  {
    command: 'settleLostOriginal',
    refusal: 'enquiry-running',
    when: '寄递企业还没有答复',
    from: 'intakeAccepted',
    before: silent,
  },
  {
    command: 'settleLostOriginal',
    refusal: 'line-unknown',
    when: '原件没有遗失',
    from: 'intakeAccepted',
    before: posted,
  },
  {
    command: 'settleLostOriginal',
    refusal: 'proof-missing',
    when: '没有补办的证件，也没有申请人的说明',
    from: 'intakeAccepted',
    before: lost,
    input: but('settleLostOriginal', { proof: '' }),
  },
  {
    command: 'settleLostOriginal',
    refusal: 'second-person-missing',
    when: '窗口负责人没有确认',
    from: 'intakeAccepted',
    before: lost,
    input: but('settleLostOriginal', { confirmation: 'nobody' }),
  },
  {
    command: 'recordCustody',
    refusal: 'receiver-missing',
    when: '没有写谁交来的（R-093）',
    from: 'formalReview',
    input: but('recordCustody', { giver: '' }),
  },
  {
    command: 'recordCustody',
    refusal: 'signature-missing',
    when: '申请人没有签名',
    from: 'formalReview',
    input: but('recordCustody', { signature: undefined }),
  },
  {
    command: 'recordCustody',
    refusal: 'line-unknown',
    when: '本件没有这项材料',
    from: 'formalReview',
    input: but('recordCustody', { lineIds: ['048-1-m-none'] }),
  },
  {
    command: 'recordCustody',
    refusal: 'waybill-unknown',
    when: '退回的邮件不是本件的',
    from: 'intakeAccepted',
    before: posted,
    input: but('recordCustody', { from: 'carrier', ...unknown }),
  },
  {
    command: 'returnOriginals',
    refusal: 'original-not-in-custody',
    when: '原件在属地，收件窗口不能退',
    from: 'decidedGranted',
    how: () => ({ as: 'intakeClerk' }),
  },
  {
    command: 'returnOriginals',
    refusal: 'receiver-missing',
    when: '没有写交给谁（R-093）',
    from: 'decidedGranted',
    input: but('returnOriginals', { receiver: '' }),
    how: atHomeDesk,
  },
  {
    command: 'returnOriginals',
    refusal: 'signature-missing',
    when: '接收人没有签名',
    from: 'decidedGranted',
    input: but('returnOriginals', { signature: undefined }),
    how: atHomeDesk,
  },
  {
    command: 'returnOriginals',
    refusal: 'original-still-needed',
    when: '审查还要看原件',
    from: 'receivedAtHome',
    how: atHomeDesk,
  },
  {
    command: 'returnOriginals',
    refusal: 'waybill-invalid',
    when: '寄回没有运单号',
    from: 'decidedGranted',
    input: but('returnOriginals', { way: 'post' }),
    how: atHomeDesk,
  },
  {
    command: 'confirmOriginals',
    refusal: 'line-unknown',
    when: '原件没有寄回',
    from: 'decidedGranted',
    how: atHomeDesk,
  },
  {
    command: 'confirmOriginals',
    refusal: 'signature-missing',
    when: '申请人没有签收',
    from: 'homeRejected',
    async before(story) {
      const { waybill } = story.usual('dispatchResult') as { waybill: string };
      await story.take(
        'returnOriginals',
        { lineIds: [original], way: 'post', receiver: '罗晓梅', waybill },
        atHomeDesk(),
      );
    },
    input: but('confirmOriginals', { signature: undefined }),
    how: atHomeDesk,
  },
  {
    command: 'chooseDelivery',
    refusal: 'pick-up-only',
    when: '两次投递都没有送到（R-115）',
    from: 'resultDelivering',
    before: twiceReturned,
  },
  {
    command: 'redeliverResult',
    refusal: 'pick-up-only',
    when: '两次投递都没有送到，不再邮寄（R-115）',
    from: 'resultDelivering',
    before: twiceReturned,
    input: () => ({ way: 'mail', waybill: waybillOf(77), carrier: 'ems' }),
  },
  {
    command: 'keepForCollection',
    refusal: 'result-not-returned',
    when: '结果还在路上',
    from: 'resultDelivering',
  },
  {
    command: 'keepForCollection',
    refusal: 'contact-attempts-missing',
    when: '只联系过一次',
    from: 'resultDelivering',
    async before(story) {
      await resultReturned(story);
      await tried(story);
    },
    how: () => ({ at: afterWaiting }),
  },
  {
    command: 'keepForCollection',
    refusal: 'keeping-too-early',
    when: '最后一次联系后的第 30 天还没有过完',
    from: 'resultDelivering',
    before: unreachable,
    how: () => ({ at: '2021-11-07T23:59:59.999+08:00' }),
  },
  {
    command: 'keepForCollection',
    refusal: 'already-delivered',
    when: '结果已经送达',
    from: 'resultDelivering',
    async before(story) {
      await carrierSays(story, 'collected');
      await carrierSays(story, 'delivered');
    },
  },
  {
    command: 'completeCase',
    refusal: 'discrepancy-open',
    when: '还有材料差异没有了结',
    from: 'resultDelivering',
    async before(story) {
      await carrierSays(story, 'collected');
      await carrierSays(story, 'delivered');
      story.kase = {
        ...story.kase,
        discrepancies: [
          {
            id: 'd1',
            lineId: original,
            kind: 'missing',
            channel: 'postal',
            applicantMustAct: false,
            reportedAt: story.now,
            state: 'open',
            photoIds: [],
          },
        ],
      };
    },
  },
  {
    command: 'completeCase',
    refusal: 'incident-open',
    when: '寄原件的邮件还在查询',
    from: 'resultDelivering',
    async before(story) {
      await carrierSays(story, 'collected');
      await carrierSays(story, 'delivered');
      const waybill = story.kase.parcels[0]?.waybill ?? '';
      story.kase = {
        ...story.kase,
        incidents: [{ id: 'i1', waybill, kind: 'silent', openedAt: story.now }],
      };
    },
  },
];
