import { describe, expect, test } from 'vitest';
import { waybillOf } from '../../../test/case-acts.ts';
import { caseIn, type Story } from '../../../test/case-builder.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import { faultsOf } from '../../../test/case-invariants.ts';
import {
  afterWaiting,
  carrierSays,
  lost,
  posted,
  resultReturned,
  silent,
  unreachable,
} from '../../../test/custody-stories.ts';
import { original } from '../../../test/usual/custody-acts.ts';
import type { DutyId } from '../../regulation/duties.ts';
import type { OpenDuty } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const paperOf = ({ kase }: Story, id = original) => kase.lines.find((line) => line.id === id)?.paper;
const dutyOf = ({ kase }: Story, rule: DutyId): OpenDuty | undefined =>
  openDuties(kase).find((duty) => duty.rule === rule);
const dueOn = (story: Story, rule: DutyId): string | undefined => {
  const duty = dutyOf(story, rule);
  return duty && dueOf(duty, story.kase, nationalCalendars).dueOn;
};
const rules = ({ kase }: Story): string[] => openDuties(kase).map(({ rule }) => rule);

describe('a parcel that goes wrong (R-092)', () => {
  test('nothing since 07-01: the clock opens the incident at the end of 07-06', async () => {
    const story = await caseIn('intakeAccepted', { start: '2021-07-01T09:00:00.000+08:00' });
    await posted(story);
    expect(dueOn(story, 'parcelSilence')).toBe('2021-07-06');
    expect(dutyOf(story, 'parcelSilence')?.holder).toBe('intakeWindow');
    expect(
      await story.refusal('openIncident', {}, { as: 'system', at: '2021-07-05T23:59:00.000+08:00' }),
    ).toBe('silence-not-due');
    await story.take('openIncident', {}, { as: 'system', at: '2021-07-06T23:59:59.999+08:00' });
    expect(story.kase.incidents.map(({ kind }) => kind)).toEqual(['silent']);
    expect(rules(story)).toContain('incidentEnquiry');
    expect(rules(story)).not.toContain('parcelSilence');
    expect(dueOn(story, 'incidentEnquiry')).toBe('2021-07-13');
  });

  test('a sign of the carrier starts the five days anew', async () => {
    const story = await caseIn('intakeAccepted', { start: '2021-07-01T09:00:00.000+08:00' });
    await posted(story);
    await carrierSays(story, 'moved', '2021-07-04T09:00:00.000+08:00');
    expect(dueOn(story, 'parcelSilence')).toBe('2021-07-09');
  });

  test('returned: the paper lies at the sender, who sends it again; closing names the new parcel', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    await carrierSays(story, 'returned');
    expect([paperOf(story), story.kase.incidents[0]?.kind]).toEqual(['intake', 'returned']);
    expect(rules(story)).toContain('postalDispatch');
    const [first] = story.kase.parcels;
    await posted(story);
    await story.take('closeIncident', {
      waybill: first?.waybill,
      result: 'sentAgain',
      sentAs: story.kase.parcels.at(-1)?.waybill,
      proof: '收到退件，地址有误，已改正后寄出',
    });
    expect(story.kase.incidents[0]?.result).toBe('sentAgain');
    await story.take('confirmReceipt');
    await story.take('confirmReceipt', {
      channel: 'postal',
      waybill: story.kase.parcels.at(-1)?.waybill,
      lines: story.kase.lines.map(({ id }) => ({ lineId: id, result: 'matches' })),
    });
    expect([story.kase.state, paperOf(story)]).toEqual(['receivedAtHome', 'home']);
  });

  test('lost: nothing counts as received until the original is settled with the lead', async () => {
    const story = await caseIn('inTransit');
    await lost(story);
    expect([paperOf(story), dutyOf(story, 'incidentEnquiry')?.holder]).toEqual(['lost', 'intakeWindow']);
    expect(rules(story)).not.toContain('receiptConfirmation');
    await story.take('settleLostOriginal');
    expect(paperOf(story)).toBe('settled');
    expect(
      await story.refusal('closeIncident', { ...story.usual('closeIncident'), result: 'replaced' }),
    ).toBe('original-unaccounted');
    await story.take('settleLostOriginal', { ...story.usual('settleLostOriginal'), lineId: '048-1-m-form' });
    await story.take('closeIncident', { ...story.usual('closeIncident'), result: 'replaced' });
    expect(story.kase.incidents[0]?.result).toBe('replaced');
  });

  test('delivered after the incident was closed: it reopens for confirmation (C.12)', async () => {
    const story = await caseIn('inTransit');
    await silent(story);
    await story.take('closeIncident');
    expect(rules(story)).toContain('parcelSilence');
    await carrierSays(story, 'delivered');
    expect(story.kase.incidents.map(({ closedAt }) => closedAt)).toEqual([undefined]);
  });

  test('a lost parcel that turns up carries its paper on', async () => {
    const story = await caseIn('inTransit');
    await lost(story);
    await carrierSays(story, 'delivered');
    expect(paperOf(story)).toBe('onTheWay');
  });

  test('only the sending window opens and closes', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    const at = '2021-09-28T09:00:00.000+08:00';
    expect(await story.refusal('openIncident', undefined, { as: 'homeClerk', at })).toBe('not-authorised');
  });

  test('“not received” is said of a parcel that counts as delivered, and that nobody has confirmed', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    const missed = { waybill: story.kase.parcels.at(-1)?.waybill, kind: 'notReceived' };
    expect(await story.refusal('openIncident', missed, { as: 'intakeClerk' })).toBe('silence-not-due');
    await carrierSays(story, 'delivered');
    await story.take('openIncident', missed, { as: 'intakeClerk' });
    expect(story.kase.incidents.map(({ kind }) => kind)).toEqual(['notReceived']);
  });
});

describe('the custody chain of an original (R-093)', () => {
  test('sent 07-07, received 07-09, back with the result 07-20: every holder with its time', async () => {
    const story = await caseIn('intakeAccepted', { start: '2021-07-07T09:00:00.000+08:00' });
    await posted(story);
    await story.take('sendPackage');
    story.now = '2021-07-09T09:00:00.000+08:00';
    await story.take('confirmReceipt');
    await story.take('confirmReceipt');
    await story.take('acceptAtHome');
    await story.take('assignHandler');
    await story.take('startReview');
    await story.take('recordOpinion');
    await story.take('grantApplication');
    story.now = '2021-07-18T09:00:00.000+08:00';
    await story.take('dispatchResult');
    await carrierSays(story, 'collected');
    expect(await story.refusal('completeCase')).toBe('result-not-delivered');
    await carrierSays(story, 'delivered', '2021-07-20T09:00:00.000+08:00');
    const chain = story.kase.custody.filter(({ lineId }) => lineId === original);
    expect(chain.map(({ place, at }) => `${place} ${at.slice(5, 10)}`)).toEqual([
      'intake 07-07',
      'onTheWay 07-07',
      'home 07-09',
      'onTheWay 07-18',
      'returned 07-20',
    ]);
    expect(chain[1]?.waybill).toBe(story.kase.parcels[0]?.waybill);
    await story.take('completeCase');
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('an original that did not go with the result is a task of its window, and blocks the end', async () => {
    const story = await caseIn('resultDelivering', { way: 'pickUpAtHome' });
    await story.take('handOverResult');
    await story.take('recordCustody', undefined, { as: 'intakeClerk' });
    expect([paperOf(story), await story.refusal('completeCase')]).toEqual(['intake', 'original-open']);
    expect(dutyOf(story, 'originalsBack')?.holder).toBe('intakeWindow');
    expect(rules(story)).not.toContain('completion');
    await story.take('returnOriginals', undefined, { as: 'intakeClerk' });
    expect(rules(story)).toContain('completion');
    await story.take('completeCase');
  });

  test('paper left after a notice is in custody on request only, and goes back at any time (OP-61)', async () => {
    const story = await caseIn('returnedForSupplement');
    expect(paperOf(story)).toBeUndefined();
    await story.take('recordCustody');
    expect(paperOf(story)).toBe('intake');
    await story.take('returnOriginals');
    expect(paperOf(story)).toBe('returned');
  });

  test('a confirmed parcel of a running case is checked against its list, not just taken in', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    const body = {
      lineIds: [original],
      from: 'carrier',
      to: 'home',
      giver: 'EMS 张师傅',
      waybill: story.kase.parcels.at(-1)?.waybill,
    };
    expect(await story.refusal('recordCustody', body, { as: 'homeClerk' })).toBe('waybill-unknown');
  });

  test('originals sent back by post count once they are delivered or signed for', async () => {
    const story = await caseIn('decidedGranted');
    const waybill = waybillOf(70);
    const body = { lineIds: [original], way: 'post', receiver: '罗晓梅', waybill };
    await story.take('returnOriginals', body, { as: 'homeClerk' });
    expect([paperOf(story), dutyOf(story, 'originalsBack')?.holder]).toEqual(['onTheWay', 'homeWindow']);
    await carrierSays(story, 'collected');
    await carrierSays(story, 'delivered');
    expect(paperOf(story)).toBe('returned');
  });
});

describe('a result that does not arrive (R-114, R-115)', () => {
  test('returned: again within 2 working days; after two failures only pick-up', async () => {
    const story = await caseIn('resultDelivering');
    await resultReturned(story);
    expect([story.kase.result?.place, paperOf(story)]).toEqual(['home', 'home']);
    expect(dueOn(story, 'redelivery')).toBe('2021-09-24');
    await twiceReturnedAfterFirst(story);
    expect(await story.refusal('redeliverResult', { way: 'mail', waybill: waybillOf(79) })).toBe(
      'pick-up-only',
    );
    await story.take('redeliverResult', { way: 'pickUpAtHome' });
    await story.take('handOverResult');
    expect(paperOf(story)).toBe('returned');
    await story.take('completeCase');
  });

  test('at the intake window: reminder after 30 days, back after 60', async () => {
    const story = await caseIn('resultDelivering', { way: 'pickUpAtIntake' });
    await carrierSays(story, 'collected');
    await carrierSays(story, 'delivered');
    expect(paperOf(story)).toBe('intake');
    expect([dueOn(story, 'pickUpReminder'), dueOn(story, 'pickUpReturn')]).toEqual([
      '2021-10-22',
      '2021-11-21',
    ]);
    await story.take('sendBackUncollected', undefined, { at: '2021-11-22T09:00:00.000+08:00' });
    expect(paperOf(story)).toBe('onTheWay');
    await carrierSays(story, 'collected');
    await carrierSays(story, 'delivered');
    expect([paperOf(story), story.kase.result?.place]).toEqual(['home', 'home']);
    expect(rules(story)).toContain('redelivery');
  });

  test('kept for collection: the case ends, the result and its original can still be fetched (OP-87)', async () => {
    const story = await caseIn('resultDelivering');
    await unreachable(story);
    await story.take('keepForCollection', undefined, { at: afterWaiting });
    await story.take('completeCase');
    expect(openDuties(story.kase)).toEqual([]);
    expect(story.kase.result?.deliveredAt).toBeUndefined();
    await story.take('handOverResult');
    expect([paperOf(story), story.kase.state]).toEqual(['returned', 'completed']);
    expect(await story.refusal('handOverResult')).toBe('already-delivered');
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('given to the wrong person and returned: delivered is taken back, an incident opens (C.12)', async () => {
    const story = await caseIn('resultDelivering');
    await carrierSays(story, 'collected');
    await carrierSays(story, 'delivered');
    await carrierSays(story, 'returned');
    expect(story.kase.result?.deliveredAt).toBeUndefined();
    expect([paperOf(story), story.kase.incidents[0]?.kind]).toEqual(['home', 'returned']);
    expect(await story.refusal('completeCase')).toBe('result-not-delivered');
  });

  test('the same after the end: the state stays, the home window has a task and keeps the result (C.12)', async () => {
    const story = await caseIn('completed');
    const result = story.kase.parcels.at(-1);
    expect(result?.purpose).toBe('result');
    await carrierSays(story, 'returned');
    expect([story.kase.state, story.kase.result?.place]).toEqual(['completed', 'home']);
    expect(dutyOf(story, 'incidentEnquiry')?.holder).toBe('homeWindow');
    await story.take('handOverResult');
    expect(story.kase.result?.deliveredAt).toBeDefined();
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('lost on its way back from the intake window: made anew and sent again', async () => {
    const story = await caseIn('resultDelivering', { way: 'pickUpAtIntake' });
    await carrierSays(story, 'collected');
    await carrierSays(story, 'delivered');
    await story.take('sendBackUncollected', undefined, { at: '2021-11-22T09:00:00.000+08:00' });
    await carrierSays(story, 'collected');
    await carrierSays(story, 'lost');
    expect([rules(story).includes('redelivery'), paperOf(story)]).toEqual([true, 'lost']);
    expect(dutyOf(story, 'incidentEnquiry')?.holder).toBe('intakeWindow');
    await story.take('redeliverResult', { way: 'pickUpAtHome' });
    await story.take('handOverResult');
    expect(await story.refusal('completeCase')).toBe('incident-open');
    await story.take('settleLostOriginal');
    await story.take('closeIncident', { ...story.usual('closeIncident'), result: 'replaced' });
    await story.take('completeCase');
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('an attempt to deliver that failed opens the redelivery; a later delivery closes it', async () => {
    const story = await caseIn('resultDelivering');
    await carrierSays(story, 'collected');
    await carrierSays(story, 'failed');
    expect(rules(story)).toContain('redelivery');
    await carrierSays(story, 'delivered');
    expect(rules(story)).toContain('completion');
  });
});

async function twiceReturnedAfterFirst(story: Story): Promise<void> {
  await story.take('redeliverResult', { way: 'mail', waybill: waybillOf(78), carrier: 'ems' });
  await resultReturned(story);
}

describe('after the end (OP-82)', () => {
  test('withdrawn with paper at the window: back within 2 working days, nothing else', async () => {
    const story = await caseIn('intakeAccepted');
    await story.take('withdrawCase');
    expect([rules(story), dueOn(story, 'originalsBack')]).toEqual([['originalsBack'], '2021-09-24']);
    await story.take('returnOriginals', {
      ...story.usual('returnOriginals'),
      lineIds: ['048-1-m-form', original],
    });
    expect(openDuties(story.kase)).toEqual([]);
  });

  test('withdrawn with the parcel under way: recalled, taken into custody at home, sent back (C.12)', async () => {
    const story = await caseIn('inTransit');
    await posted(story);
    await story.take('withdrawCase');
    expect(rules(story)).toEqual(['parcelRecall']);
    await carrierSays(story, 'delivered');
    expect([rules(story), dutyOf(story, 'originalsBack')?.holder]).toEqual([['originalsBack'], 'homeWindow']);
    const lineIds = story.kase.lines.map(({ id }) => id);
    await story.take(
      'recordCustody',
      {
        lineIds,
        from: 'carrier',
        to: 'home',
        giver: 'EMS 张师傅',
        waybill: story.kase.parcels.at(-1)?.waybill,
      },
      { as: 'homeClerk' },
    );
    expect(paperOf(story)).toBe('home');
    await story.take(
      'returnOriginals',
      {
        lineIds: ['048-1-m-form', original],
        way: 'post',
        receiver: '罗晓梅',
        waybill: waybillOf(73),
      },
      { as: 'homeClerk' },
    );
    await story.take(
      'confirmOriginals',
      { lineIds: ['048-1-m-form', original], signature: 'paper' },
      { as: 'homeClerk' },
    );
    expect(openDuties(story.kase)).toEqual([]);
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('given up: what was left at the window goes back; scans are kept 180 days', async () => {
    const story = await caseIn('returnedForSupplement');
    await story.take('recordCustody');
    await story.take('deemAbandoned', undefined, { at: '2021-10-09T00:00:00.000+08:00' });
    expect(rules(story).toSorted()).toEqual(['abandonedMaterials', 'originalsBack']);
  });
});
