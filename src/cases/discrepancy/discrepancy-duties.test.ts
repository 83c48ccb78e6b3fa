import { describe, expect, test } from 'vitest';
import { caseIn, passReview, type Story } from '../../../test/case-builder.ts';
import { factsOf, nationalCalendars } from '../../../test/case-facts.ts';
import { faultsOf } from '../../../test/case-invariants.ts';
import {
  confirmWith,
  photoOf,
  report,
  sendParcel,
  sendWithoutPhoto,
} from '../../../test/transfer-stories.ts';
import type { DutyId } from '../../regulation/duties.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';

const at = (day: string, time = '15:00'): Instant => `2021-${day}T${time}:00.000+08:00`;

/** Some worked examples lie before the day on which the programme began. */
const facts = {
  chooseProgramme: ((standard, intake, home, chosen) =>
    factsOf('').chooseProgramme(
      standard,
      intake,
      home,
      chosen,
      '2021-07-01T00:00:00.000+08:00',
    )) as ReturnType<typeof factsOf>['chooseProgramme'],
};

/** The days on which the open duties end. */
const dueDays = (kase: Case): Partial<Record<DutyId, string>> =>
  Object.fromEntries(openDuties(kase).map((duty) => [duty.rule, dueOf(duty, kase, nationalCalendars).dueOn]));

async function acceptedAt(moment: Instant): Promise<Story> {
  const story = await caseIn('formalReview', { start: `${moment.slice(0, 10)}T08:00:00.000+08:00`, facts });
  await passReview(story);
  await story.take('acceptIntake', undefined, { at: moment });
  return story;
}

const photoOnly = { purpose: 'review', lineIds: ['048-1-m-photo'] };

describe('paper on demand is due 2 working days after the acceptance, or after a later demand (R-086, OP-06)', () => {
  test.each([
    ['收件当天', at('07-05'), at('07-05', '16:00'), '2021-07-07'],
    ['收件后第一个工作日', at('07-05'), at('07-06', '23:59'), '2021-07-07'],
    ['更晚', at('07-05'), at('07-07', '00:00'), '2021-07-09'],
    ['隔着劳动节', at('04-20'), at('04-30'), '2021-05-07'],
  ])('%s提出', async (_when, accepted, demanded, due) => {
    const story = await acceptedAt(accepted);
    await story.take('sendPackage', undefined, { at: accepted });
    await story.take('demandPaper', photoOnly, { at: demanded });
    expect(dueDays(story.kase).paperDispatch).toBe(due);
  });

  test('two demands run side by side; one that was taken back runs no more', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('demandPaper', photoOnly, { at: at('07-06') });
    await story.take('demandPaper', { purpose: 'archive', lineIds: ['048-1-m-form'] }, { at: at('07-08') });
    const rounds = openDuties(story.kase).filter(({ rule }) => rule === 'paperDispatch');
    expect(rounds.map(({ round }) => round)).toEqual([1, 2]);
    await story.take('cancelPaperDemand');
    const left = openDuties(story.kase).find(({ rule }) => rule === 'paperDispatch');
    expect(left && dueOf(left, story.kase, nationalCalendars).dueOn).toBe('2021-07-12');
  });

  test('registered is not sent: the duty ends with the collection, and the arrival opens the one to confirm', async () => {
    const story = await acceptedAt(at('07-05'));
    await sendWithoutPhoto(story);
    await story.take('sendPackage');
    await story.take('confirmReceipt');
    await story.take('confirmReceipt');
    expect(story.kase.state).toBe('receivedAtHome');
    await story.take('demandPaper', photoOnly, { at: at('07-07') });
    await story.take('dispatchParcel');
    expect(dueDays(story.kase).paperDispatch).toBe('2021-07-09');
    await story.take('recordCarrierEvent');
    expect(dueDays(story.kase)).not.toHaveProperty('paperDispatch');
    await story.take('recordCarrierEvent', undefined, { at: at('07-09') });
    expect(dueDays(story.kase).paperReceipt).toBe('2021-07-12');
    await story.take('confirmReceipt');
    expect(story.kase.paperTasks.map(({ state }) => state)).toEqual(['received']);
    expect(dueDays(story.kase)).not.toHaveProperty('paperReceipt');
    expect(story.kase.state).toBe('receivedAtHome');
  });
});

describe('a difference is answered in 1 working day, ended in 1 more, and the home clock waits (OP-73)', () => {
  async function received(): Promise<Story> {
    const story = await caseIn('receivedAtHome', { start: '2021-06-01T09:00:00.000+08:00', facts });
    story.kase = { ...story.kase, receivedAtHomeAt: at('06-07', '10:00') };
    return story;
  }

  test('reported Monday, answered Tuesday, ended Wednesday: three days of the five do not count', async () => {
    const story = await received();
    expect(dueDays(story.kase).homeAcceptance).toBe('2021-06-15');
    await story.take('reportDiscrepancy', undefined, { at: at('06-07', '11:00') });
    expect(dueDays(story.kase)).toMatchObject({ discrepancyAnswer: '2021-06-08' });
    expect(dueDays(story.kase)).not.toHaveProperty('homeAcceptance');
    await story.take('answerDiscrepancy', undefined, { at: at('06-08') });
    expect(dueDays(story.kase)).toMatchObject({ discrepancyResolution: '2021-06-09' });
    expect(dueDays(story.kase)).not.toHaveProperty('discrepancyAnswer');
    await story.take('resolveDiscrepancy', undefined, { at: at('06-09') });
    expect(dueDays(story.kase).homeAcceptance).toBe('2021-06-17');
    expect(dueDays(story.kase)).not.toHaveProperty('discrepancyResolution');
  });

  test('a replacement by post answers when it is collected; the home window has a day from its arrival', async () => {
    const story = await received();
    const photo = photoOf('homeClerk');
    await story.take(
      'reportDiscrepancy',
      {
        channel: 'postal',
        items: [{ lineId: '048-1-m-form', kind: 'damaged', photoIds: [photo.photoId] }],
      },
      { at: at('06-08'), facts: photo.facts },
    );
    const [found] = story.kase.discrepancies;
    await story.take('dispatchParcel', {
      ...story.usual('dispatchParcel'),
      packed: [{ lineId: '048-1-m-form', originals: 1, copies: 0 }],
      for: { discrepancyId: found?.id },
    });
    expect(dueDays(story.kase).discrepancyAnswer).toBe('2021-06-09');
    await story.take('recordCarrierEvent', undefined, { at: at('06-09', '09:00') });
    expect(dueDays(story.kase)).not.toHaveProperty('discrepancyAnswer');
    expect(dueDays(story.kase)).toHaveProperty('parcelSilence');
    await story.take('recordCarrierEvent', undefined, { at: at('06-10', '09:00') });
    expect(dueDays(story.kase)).toMatchObject({
      discrepancyResolution: '2021-06-11',
      paperReceipt: '2021-06-11',
    });
    // The damaged form lies at home all the while: the chain of the original shows no second journey.
    expect(story.kase.lines.find(({ id }) => id === '048-1-m-form')?.paper).toBe('home');
  });

  test('a difference found before the confirmation holds the deemed receipt back', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('sendPackage');
    await sendParcel(story);
    await story.take('recordCarrierEvent', undefined, { at: at('07-08') });
    expect(dueDays(story.kase).receiptConfirmation).toBe('2021-07-09');
    await report(story);
    expect(dueDays(story.kase)).not.toHaveProperty('receiptConfirmation');
    await story.take('resolveDiscrepancy', undefined, { at: at('07-09') });
    expect(dueDays(story.kase).receiptConfirmation).toBe('2021-07-12');
  });
});

describe('late and odd news of parcels (C.12)', () => {
  test('an earlier collection told after 未揽收 cures the mark', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('dispatchParcel');
    const [parcel] = story.kase.parcels;
    const event = { waybill: parcel?.waybill, kind: 'collected', proof: '揽收交接单 7' };
    await story.take(
      'recordCarrierEvent',
      { ...event, occurredAt: at('07-09') },
      { at: at('07-09', '16:00') },
    );
    await story.take('recordCarrierEvent', { ...event, occurredAt: at('07-07') });
    expect(story.kase.parcels[0]?.collectedAt).toBe(at('07-07'));
    expect(await story.refusal('recordCarrierEvent', { ...event, occurredAt: at('07-08') })).toBe(
      'already-taken',
    );
  });

  test('a parcel opened without any scan: dispatched by proof, in transit at the same time', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('dispatchParcel');
    await story.take('confirmReceipt', confirmWith(story, '', 'matches'));
    expect(story.kase).toMatchObject({ state: 'inTransit', received: ['postal'] });
    expect(story.kase.parcels[0]?.collectedAt).toBeUndefined();
    expect(dueDays(story.kase)).not.toHaveProperty('postalDispatch');
  });

  test('delivered, and nothing there: discrepancy and incident, no deemed receipt; told anew it counts', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('sendPackage');
    await sendParcel(story);
    await story.take('recordCarrierEvent');
    const [parcel] = story.kase.parcels;
    const items = parcel?.packed.map(({ lineId }) => ({ lineId, kind: 'notReceived' }));
    expect(
      await story.refusal('reportDiscrepancy', {
        channel: 'postal',
        waybill: parcel?.waybill,
        items: items?.slice(1),
      }),
    ).toBe('field-invalid');
    await story.take('reportDiscrepancy', { channel: 'postal', waybill: parcel?.waybill, items });
    expect(story.kase.incidents).toMatchObject([{ waybill: parcel?.waybill, kind: 'notReceived' }]);
    expect(await story.refusal('deemReceived', {}, { as: 'system' })).toBe('discrepancy-open');
    expect(dueDays(story.kase)).toHaveProperty('incidentEnquiry');
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('events told in the wrong order are put in their place; a lost parcel that turns up is on its way again', async () => {
    const story = await acceptedAt(at('07-05'));
    await sendParcel(story);
    const waybill = story.kase.parcels[0]?.waybill;
    const tell = (kind: string, time: Instant) =>
      story.take('recordCarrierEvent', { waybill, kind, occurredAt: time, proof: '客服答复', place: '重庆' });
    story.now = at('07-20');
    await tell('delivered', at('07-12'));
    await tell('moved', at('07-09'));
    expect(story.kase.parcels[0]).toMatchObject({ deliveredAt: at('07-12'), movedAt: at('07-09') });
    await tell('returned', at('07-10'));
    expect(story.kase.parcels[0]).not.toHaveProperty('returnedAt');
    await tell('lost', at('07-13'));
    expect(story.kase.lines[0]?.paper).toBe('lost');
    await tell('moved', at('07-14'));
    expect(story.kase.lines[0]?.paper).toBe('onTheWay');
    expect(story.kase.parcels[0]).not.toHaveProperty('lostAt');
  });

  test('a cancelled parcel frees its paper, takes no news any more, and the case still has its duty', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('sendPackage');
    await story.take('dispatchParcel');
    expect(story.kase.copies?.home).toBe('sentBoth');
    await story.take('cancelParcel');
    expect(story.kase.lines.map(({ paper }) => paper)).toEqual(['intake', 'intake', 'intake']);
    expect(story.kase.copies?.home).toBe('sentElectronically');
    expect(dueDays(story.kase).postalDispatch).toBe('2021-07-07');
    const waybill = story.kase.parcels[0]?.waybill;
    expect(await story.refusal('recordCarrierEvent', { ...story.usual('recordCarrierEvent'), waybill })).toBe(
      'waybill-unknown',
    );
    await sendParcel(story);
    expect(dueDays(story.kase)).not.toHaveProperty('postalDispatch');
  });
});

describe('what an opened parcel does not hold', () => {
  test('a missing form stays open until it is found, packed anew, and confirmed', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('sendPackage');
    await story.take('confirmReceipt');
    await sendParcel(story);
    await story.take('confirmReceipt', confirmWith(story, '048-1-m-form', 'missing'));
    expect(story.kase).toMatchObject({ state: 'inTransit', received: ['electronic'] });
    const [found] = story.kase.discrepancies;
    await story.take('answerDiscrepancy', { id: found?.id, answer: '还在柜里，没有装进去', foundHere: true });
    expect(dueDays(story.kase)).not.toHaveProperty('postalDispatch');
    await story.take('dispatchParcel', {
      ...story.usual('dispatchParcel'),
      packed: [{ lineId: '048-1-m-form', originals: 1, copies: 0 }],
      for: { discrepancyId: found?.id },
    });
    await story.take('recordCarrierEvent');
    await story.take('confirmReceipt');
    expect(story.kase).toMatchObject({ state: 'inTransit', received: ['electronic', 'postal'] });
    await story.take('resolveDiscrepancy');
    expect(story.kase.state).toBe('receivedAtHome');
    expect(
      story.kase.custody.filter(({ lineId }) => lineId === '048-1-m-form').map(({ place }) => place),
    ).toEqual(['intake', 'onTheWay', 'intake', 'onTheWay', 'home']);
  });

  test('what the home window does without is not waited for', async () => {
    const story = await acceptedAt(at('07-05'));
    await story.take('sendPackage');
    await story.take('confirmReceipt');
    await sendParcel(story);
    await story.take('confirmReceipt', confirmWith(story, '048-1-m-form', 'missing'));
    const id = story.kase.discrepancies[0]?.id;
    await story.take('resolveDiscrepancy', { id, result: 'waived', reason: '扫描件已经够用' });
    expect(story.kase).toMatchObject({ state: 'receivedAtHome', received: ['electronic', 'postal'] });
  });
});
