import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  applicationFor,
  cardGranted,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  peopleOf,
} from '../case-steps.ts';
import { placeOf } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const granted = '2021-06-07T10:00:00.000+08:00';
const homeRegion = '520102';

/** 到收件窗口领取（R-114）: the result travels to the window where the application was handed in. */
describe('昆明市五华区收、贵阳市南明区办，结果到收件窗口领取', () => {
  let system: TestSystem;
  let people: People;

  const told = (now: Receipt, purpose: 'decision' | 'pickUp'): Promise<Receipt> => {
    const person = purpose === 'decision' ? people.home : people.intake;
    return person.command(now, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '请到窗口领取',
      purpose,
    });
  };

  /** Granted on 7 June, result registered at once and at the intake window on 8 June. */
  async function waitingAtIntake(): Promise<Receipt> {
    system.at(granted);
    const way = { way: 'pickUpAtIntake' };
    let now = await told(await cardGranted(people, homeRegion, granted, { delivery: way }), 'decision');
    const parcel = newWaybill();
    now = await people.home.command(now, 'dispatch-result', { ...way, waybill: parcel, carrier: 'ems' });
    now = await carrierDid(people.home, now, parcel, 'collected', granted);
    system.at('2021-06-08T11:00:00.000+08:00');
    return carrierDid(people.home, now, parcel, 'delivered', '2021-06-08T10:00:00+08:00');
  }

  beforeAll(async () => {
    system = await sharedSystem(granted);
    people = await peopleOf(system, '530102', homeRegion);
  });

  test('核验身份、签名，才交给本人', async () => {
    let now = await waitingAtIntake();
    const kase = await people.intake.view(now.id);
    expect(kase.result).toMatchObject({ place: 'intake', arrivedAt: '2021-06-08T10:00:00.000+08:00' });
    expect(kase.holder.side).toBe('intake');
    expect(await placeOf(people.intake, now.id)).toBe('intake');
    expect(dueDays(kase)).toEqual({ pickUpReminder: '2021-07-08', pickUpReturn: '2021-08-07' });

    expect((await people.intake.refusedCommand(now, 'hand-over-result', { signature: 'pad' })).code).toBe(
      'identity-not-passed',
    );
    const failed = { identityMethod: 'documentReader', identityPassed: false, signature: 'pad' };
    expect((await people.intake.refusedCommand(now, 'hand-over-result', failed)).code).toBe(
      'identity-not-passed',
    );
    const unsigned = { identityMethod: 'documentReader', identityPassed: true };
    expect((await people.intake.refusedCommand(now, 'hand-over-result', unsigned)).code).toBe(
      'signature-missing',
    );
    expect(
      (await people.home.refusedCommand(now, 'hand-over-result', { ...unsigned, signature: 'pad' })).code,
    ).toBe('result-not-here');

    now = await people.intake.command(now, 'hand-over-result', { ...unsigned, signature: 'pad' });
    expect(dueDays(await people.home.view(now.id))).toEqual({ completion: '2021-06-09' });
    now = await people.home.command(now, 'complete-case');
    expect(now.state).toBe('completed');
  });

  test('30 天提醒，60 天退回属地，再次送达后本人在属地窗口领取', async () => {
    let now = await waitingAtIntake();
    system.at('2021-07-08T09:00:00.000+08:00');
    now = await told(now, 'pickUp');
    expect(dueDays(await people.intake.view(now.id))).toEqual({ pickUpReturn: '2021-08-07' });

    const back = newWaybill();
    system.at('2021-08-07T23:59:59.000+08:00');
    const early = await people.intake.refusedCommand(now, 'send-back-uncollected', {
      waybill: back,
      carrier: 'ems',
    });
    expect(early.code).toBe('keeping-time-running');
    system.at('2021-08-09T09:00:00.000+08:00');
    expect((await people.home.refusedCommand(now, 'send-back-uncollected', { waybill: back })).code).toBe(
      'not-authorised',
    );
    now = await people.intake.command(now, 'send-back-uncollected', { waybill: back, carrier: 'ems' });
    expect((await people.home.refusedCommand(now, 'redeliver-result', { way: 'pickUpAtHome' })).code).toBe(
      'result-not-returned',
    );

    // 随结果的原件一起走：待领时在收件窗口，退回时在路上，到了属地在属地窗口。
    expect(await placeOf(people.intake, now.id)).toBe('onTheWay');
    now = await carrierDid(people.intake, now, back, 'delivered', '2021-08-09T09:00:00+08:00');
    expect(await placeOf(people.intake, now.id)).toBe('home');
    await system.settle();
    expect(dueDays(await people.home.view(now.id))).toEqual({ redelivery: '2021-08-11' });
    now = await people.home.command(now, 'redeliver-result', { way: 'pickUpAtHome' });
    expect((await people.home.view(now.id)).result).toMatchObject({ place: 'home', way: 'pickUpAtHome' });
    now = await people.home.command(now, 'hand-over-result', {
      identityMethod: 'visual',
      identityPassed: true,
      signature: 'paper',
    });
    expect(await placeOf(people.intake, now.id)).toBe('returned');
    now = await people.home.command(now, 'complete-case');
    expect(now.stateLabel).toBe('已办结');
    const types = (await people.home.events(now.id)).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['resultSentBack', 'resultRedispatched', 'resultHandedOver']),
    );
  });

  test('退回后改为邮寄到家，也行', async () => {
    let now = await waitingAtIntake();
    system.at('2021-08-09T09:00:00.000+08:00');
    const [back, again] = [newWaybill(), newWaybill()];
    now = await people.intake.command(now, 'send-back-uncollected', { waybill: back, carrier: 'ems' });
    now = await carrierDid(people.intake, now, back, 'delivered', '2021-08-09T09:00:00+08:00');
    const unaddressed = { way: 'mail', waybill: again, carrier: 'ems' };
    expect((await people.home.refusedCommand(now, 'redeliver-result', unaddressed)).code).toBe(
      'address-missing',
    );
    now = await people.home.command(now, 'redeliver-result', {
      way: 'pickUpAtIntake',
      waybill: again,
      carrier: 'ems',
    });
    now = await carrierDid(people.home, now, again, 'delivered', '2021-08-09T09:00:00+08:00');
    expect(dueDays(await people.intake.view(now.id))).toEqual({
      pickUpReminder: '2021-09-08',
      pickUpReturn: '2021-10-08',
    });
  });

  test('送达方式由申请人选，发出前可以改，只能选办理项提供的（R-112）', async () => {
    system.at(granted);
    const form = await applicationFor(people.intake, '048-1', homeRegion, { delivery: { way: 'mail' } });
    const homeless = await people.intake.refused('/api/cases', {
      method: 'POST',
      body: { ...form, submit: true },
      headers: { 'idempotency-key': 'no-address-for-mail' },
    });
    expect(homeless.code).toBe('address-missing');

    let now = await cardGranted(people, homeRegion, granted);
    expect((await people.home.view(now.id)).delivery).toMatchObject({
      way: 'mail',
      offered: ['mail', 'pickUpAtIntake', 'pickUpAtHome'],
    });
    now = await people.intake.command(now, 'choose-delivery', { way: 'pickUpAtHome' });
    expect(
      (await people.home.refusedCommand(now, 'dispatch-result', { way: 'mail', waybill: newWaybill() })).code,
    ).toBe('way-not-chosen');
    now = await people.home.command(now, 'dispatch-result', { way: 'pickUpAtHome' });
    expect((await people.intake.refusedCommand(now, 'choose-delivery', { way: 'mail' })).code).toBe(
      'result-already-dispatched',
    );
  });
});
