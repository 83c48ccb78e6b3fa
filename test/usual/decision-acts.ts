import { dayOf } from '../../src/regulation/instant.ts';
import { addDays } from '../../src/regulation/shanghai-time.ts';
import type { UsualInputs } from '../case-acts.ts';
import { secondPersons } from '../case-facts.ts';

/** Special procedures, the corrected decision, and taking a case in hand. */
export const decisionActs = {
  takeCase: () => ({}),
  suspendReview: (_kase, { now }) => ({
    type: 'appraisal',
    startOn: dayOf(now),
    expectedEndOn: addDays(dayOf(now), 9),
    reason: '照片与身份证照片差别较大，需要作人像鉴定。',
  }),
  resumeReview: (_kase, { now }) => ({ endOn: dayOf(now), result: '鉴定意见：照片为申请人本人。' }),
  correctDecisionRecord: (kase) => ({
    field: kase.outcome === 'denied' ? 'legalBasis' : 'resultNumber',
    after: kase.outcome === 'denied' ? '《中华人民共和国社会保险法》第五十八条' : '渝A00187',
    reason: '登记时两位数字颠倒。',
    confirmation: secondPersons.approver.token,
  }),
} satisfies UsualInputs;
