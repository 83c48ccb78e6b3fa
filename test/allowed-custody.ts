import type { AllowedAct } from './allowed-acts.ts';
import { waybillOf } from './case-acts.ts';
import {
  afterWaiting,
  carrierSays,
  lost,
  posted,
  resultReturned,
  silent,
  twiceReturned,
  unreachable,
} from './custody-stories.ts';
import { original } from './usual/custody-acts.ts';

/** Custody, incidents and results that cannot be delivered, as they are carried out. */
export const allowedCustody: AllowedAct[] = [
  {
    command: 'openIncident',
    when: '5 天没有进展，寄出窗口登记',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['incidentOpened'],
    before: posted,
    how: { as: 'intakeClerk', at: '2021-09-27T09:00:00.000+08:00' },
  },
  {
    command: 'openIncident',
    when: '到期没有人登记，由系统登记（R-092）',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['incidentOpened'],
    before: posted,
    input: () => ({}),
    how: { as: 'system', at: '2021-09-28T00:00:00.000+08:00' },
  },
  {
    command: 'closeIncident',
    when: '邮件找到了',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['incidentClosed'],
    before: silent,
  },
  {
    command: 'settleLostOriginal',
    when: '原件遗失，窗口负责人共同确认（OP-74）',
    from: 'intakeAccepted',
    to: 'inTransit',
    events: ['originalSettled'],
    before: lost,
  },
  {
    command: 'recordCustody',
    when: '一次性告知后申请人把原件留在窗口（OP-61）',
    from: 'returnedForSupplement',
    to: 'returnedForSupplement',
    events: ['custodyRecorded'],
  },
  {
    command: 'recordCustody',
    when: '办结以后退回的结果邮件里有原件',
    from: 'completed',
    to: 'completed',
    events: ['custodyRecorded'],
  },
  {
    command: 'returnOriginals',
    when: '决定以后当面退还',
    from: 'decidedGranted',
    to: 'decidedGranted',
    events: ['originalsReturned'],
    how: { as: 'homeClerk' },
  },
  {
    command: 'confirmOriginals',
    when: '申请人收到寄回的原件',
    from: 'decidedGranted',
    to: 'decidedGranted',
    events: ['originalsReceived'],
    before: (story) =>
      story.take(
        'returnOriginals',
        { lineIds: [original], way: 'post', receiver: '罗晓梅', waybill: waybillOf(71) },
        { as: 'homeClerk' },
      ),
    how: { as: 'homeClerk' },
  },
  {
    command: 'chooseDelivery',
    when: '投递失败以后改为窗口领取',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['deliveryChosen'],
    before: resultReturned,
    input: () => ({ way: 'pickUpAtHome' }),
  },
  {
    command: 'redeliverResult',
    when: '两次没有送到，只能到属地窗口领取（R-115）',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultRedispatched'],
    before: twiceReturned,
  },
  {
    command: 'redeliverResult',
    when: '结果在寄递中遗失，重新制作后再寄',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultRedispatched'],
    async before(story) {
      await carrierSays(story, 'collected');
      await carrierSays(story, 'lost');
    },
    input: () => ({ way: 'mail', waybill: waybillOf(72), carrier: 'ems' }),
  },
  {
    command: 'keepForCollection',
    when: '两次联系不上，又过了 30 天（OP-87）',
    from: 'resultDelivering',
    to: 'resultDelivering',
    events: ['resultKept'],
    before: unreachable,
    how: { at: afterWaiting },
  },
  {
    command: 'completeCase',
    when: '结果留存待领，也可以办结（OP-87）',
    from: 'resultDelivering',
    to: 'completed',
    events: ['caseCompleted'],
    async before(story) {
      await unreachable(story);
      await story.take('keepForCollection', undefined, { at: afterWaiting });
    },
  },
  {
    command: 'handOverResult',
    when: '办结以后来领留存的结果',
    from: 'resultDelivering',
    to: 'completed',
    events: ['resultHandedOver', 'resultDelivered'],
    async before(story) {
      await unreachable(story);
      await story.take('keepForCollection', undefined, { at: afterWaiting });
      await story.take('completeCase');
    },
  },
];
