import type { AllowedAct } from './allowed-acts.ts';
import { fullReasons, waybillOf } from './case-acts.ts';
import type { Teller } from './case-builder.ts';
import { comeBack } from './refusals/delivery.ts';

const toIntake = { way: 'pickUpAtIntake' as const };

const arriveAtIntake = async (story: Teller): Promise<void> => {
  await story.take('recordCarrierEvent');
  await story.take('recordCarrierEvent');
};
const withOpinion = (story: Teller): Promise<unknown> => story.take('recordOpinion');

/** What the home region does, and delivery, as they are carried out. */
export const allowedAtHome: AllowedAct[] = [
  {
    command: 'assignHandler',
    when: '交给主管部门',
    from: 'homeAccepted',
    to: 'homeAccepted',
    events: ['handlerAssigned'],
  },
  {
    command: 'returnAssignment',
    when: '部门退回，写明理由',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['assignmentReturned'],
  },
  {
    command: 'reassignCase',
    when: '承办人离岗',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['caseReassigned'],
  },
  {
    command: 'recordContact',
    when: '收到材料后联系申请人',
    from: 'receivedAtHome',
    to: 'receivedAtHome',
    events: ['applicantContacted'],
  },
  {
    command: 'recordContact',
    when: '办结以后仍可登记',
    from: 'completed',
    to: 'completed',
    events: ['applicantContacted'],
  },
  {
    command: 'acceptAtHome',
    when: '5 个工作日之内',
    from: 'receivedAtHome',
    to: 'homeAccepted',
    events: ['homeAccepted'],
  },
  {
    command: 'deemAcceptedAtHome',
    when: '第 5 个工作日 24:00',
    from: 'receivedAtHome',
    to: 'homeAccepted',
    events: ['homeAcceptanceDeemed'],
    how: { at: '2021-09-29T00:00:00.000+08:00' },
  },
  {
    command: 'rejectAtHome',
    when: '第 5 个工作日 23:59:59',
    from: 'receivedAtHome',
    to: 'homeRejected',
    events: ['homeRejected'],
    how: { at: '2021-09-28T23:59:59.999+08:00' },
  },
  {
    command: 'startReview',
    when: '已交办',
    from: 'homeAccepted',
    to: 'substantiveReview',
    events: ['substantiveReviewStarted'],
    before: (story) => story.take('assignHandler'),
  },
  {
    command: 'recordOpinion',
    when: '逐点写明',
    from: 'substantiveReview',
    to: 'substantiveReview',
    events: ['opinionRecorded'],
  },
  {
    command: 'grantApplication',
    when: '有意见、有章',
    from: 'substantiveReview',
    to: 'decidedGranted',
    events: ['applicationGranted'],
    before: withOpinion,
  },
  {
    command: 'denyApplication',
    when: '有理由、依据和救济途径',
    from: 'substantiveReview',
    to: 'decidedDenied',
    events: ['applicationDenied'],
    before: withOpinion,
    input: () => fullReasons,
  },
  {
    command: 'chooseDelivery',
    when: '发出之前',
    from: 'decidedDenied',
    to: 'decidedDenied',
    events: ['deliveryChosen'],
  },
  {
    command: 'chooseDelivery',
    when: '结果退回属地以后',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['deliveryChosen'],
    story: toIntake,
    before: comeBack,
  },
  {
    command: 'dispatchResult',
    when: '准予',
    from: 'decidedGranted',
    to: 'resultDelivering',
    events: ['resultDispatched'],
  },
  {
    command: 'dispatchResult',
    when: '不予受理的文书同样送达',
    from: 'homeRejected',
    to: 'resultDelivering',
    events: ['resultDispatched'],
  },
  {
    command: 'handOverResult',
    when: '收件窗口领取',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultHandedOver', 'resultDelivered'],
    story: toIntake,
    before: arriveAtIntake,
  },
  {
    command: 'handOverResult',
    when: '属地窗口领取',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultHandedOver', 'resultDelivered'],
    story: { way: 'pickUpAtHome' },
  },
  {
    command: 'sendBackUncollected',
    when: '放了 60 天没有人领',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultSentBack'],
    story: toIntake,
    before: arriveAtIntake,
    how: { at: '2021-11-22T00:00:00.000+08:00' },
  },
  {
    command: 'redeliverResult',
    when: '退回后再次邮寄',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultRedispatched'],
    story: toIntake,
    before: comeBack,
    input: () => ({ way: 'mail', waybill: waybillOf(60), carrier: 'ems' }),
  },
  {
    command: 'completeCase',
    when: '送达、原件退回、存档齐全',
    from: 'resultDelivering',
    to: 'completed',
    events: ['caseCompleted'],
    before: arriveAtIntake,
  },
];
