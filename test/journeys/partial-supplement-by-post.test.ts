import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { carrierDid, dueDays, newWaybill, type People, peopleOf } from '../case-steps.ts';
import { notified } from '../notice-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500114';

describe('一部分当面交，一部分邮寄（R-066、OP-53）', () => {
  let system: TestSystem;
  let people: People;
  const kase = (now: Receipt) => people.intake.view(now.id);

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510105', homeRegion);
  });

  const lineIds = async (now: Receipt) => (await kase(now)).lines.map(({ id }) => id);

  test('按期揽收、期限后才到：等它，到了就审', async () => {
    system.at('2021-09-17T10:20:00.000+08:00');
    let now = await notified(people, homeRegion, [0, 1]);
    const [form, identity] = await lineIds(now);
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: form }],
      extras: ['居住证复印件'],
    });
    expect((await kase(now)).state).toBe('returnedForSupplement');
    expect((await kase(now)).extras).toEqual(['居住证复印件']);

    system.at('2021-10-08T16:30:00.000+08:00');
    const parcel = newWaybill();
    now = await people.intake.command(now, 'register-inbound-parcel', {
      waybill: parcel,
      carrier: 'ems',
      lineIds: [identity],
    });
    now = await carrierDid(people.intake, now, parcel, 'collected', '2021-10-08T16:00:00+08:00');

    await system.waitUntil('2021-10-09T00:06:00.000+08:00');
    expect((await kase(now)).state).toBe('returnedForSupplement');
    expect((await kase(now)).supplement?.parcels).toMatchObject([{ waybill: parcel, status: 'underWay' }]);

    system.at('2021-10-12T10:00:00.000+08:00');
    now = await carrierDid(people.intake, now, parcel, 'delivered', '2021-10-12T09:30:00+08:00');
    expect(dueDays(await kase(now))).toMatchObject({ inboundParcel: '2021-10-13' });
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'post',
      waybill: parcel,
      pieces: [{ lineId: identity }],
    });
    const view = await kase(now);
    expect(view.state).toBe('formalReview');
    expect(view.lines[1]?.handedInAt).toBe('2021-10-08T16:00:00.000+08:00');
    expect(dueDays(view)).toMatchObject({ supplementReview: '2021-10-13' });
  });

  test('期限后才揽收：不算，视为放弃照样在 0 时', async () => {
    system.at('2021-09-17T10:20:00.000+08:00');
    const now = await notified(people, homeRegion, [2]);
    const [, , photo] = await lineIds(now);
    system.at('2021-10-09T00:03:00.000+08:00');
    const late = await people.intake.refusedCommand(now, 'register-inbound-parcel', {
      waybill: newWaybill(),
      carrier: 'ems',
      lineIds: [photo],
    });
    expect(late.code).toBe('supplement-due-passed');
    await system.waitUntil('2021-10-09T00:06:00.000+08:00');
    expect((await kase(now)).state).toBe('deemedAbandoned');
  });

  test('邮件里仍少一项，期限已过：拆开之时视为放弃（C.12）', async () => {
    system.at('2021-09-17T10:20:00.000+08:00');
    let now = await notified(people, homeRegion, [0, 1, 2]);
    const ids = await lineIds(now);
    const parcel = newWaybill();
    system.at('2021-10-08T16:30:00.000+08:00');
    now = await people.intake.command(now, 'register-inbound-parcel', {
      waybill: parcel,
      carrier: 'ems',
      lineIds: ids,
      collectedAt: '2021-10-08T16:00:00+08:00',
    });
    await system.waitUntil('2021-10-12T10:00:00.000+08:00');
    expect((await kase(now)).state).toBe('returnedForSupplement');
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'post',
      waybill: parcel,
      pieces: ids.slice(0, 2).map((lineId) => ({ lineId })),
    });
    expect((await kase(now)).state).toBe('returnedForSupplement');
    await system.waitUntil('2021-10-12T10:05:00.000+08:00');
    const view = await kase(now);
    expect(view.state).toBe('deemedAbandoned');
    expect(view.endedAt).toBe('2021-10-12T10:00:00.000+08:00');
  });
});
