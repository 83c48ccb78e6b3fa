import { beforeAll, describe, expect, test } from 'vitest';
import { carrierDid, dueDays, newWaybill, type People, peopleOf } from '../case-steps.ts';
import { placeOf, resultPosted } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const posted = '2021-09-22T10:00:00.000+08:00';
const homeRegion = '500107';

/** A result that comes back is sent again; after two failures it can only be picked up. */
describe('成都市武侯区收、重庆市九龙坡区办：结果两次退回，改为窗口领取', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(posted);
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('退回后 2 个工作日内再寄，第二次退回后只能领取，领取时原件一起退还', async () => {
    const begun = await resultPosted(people, homeRegion, posted);
    const { parcel } = begun;
    let { now } = begun;
    expect(await placeOf(people.intake, now.id)).toBe('onTheWay');
    now = await carrierDid(people.home, now, parcel, 'returned', posted);
    const back = await people.home.view(now.id);
    expect(back.result).toMatchObject({ place: 'home', failed: true });
    expect(dueDays(back)).toMatchObject({ redelivery: '2021-09-24' });
    expect(await placeOf(people.intake, now.id)).toBe('home');

    now = await people.intake.command(now, 'choose-delivery', {
      way: 'mail',
      address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市锦江区示例路18号' },
    });
    const again = newWaybill();
    now = await people.home.command(now, 'redeliver-result', { way: 'mail', waybill: again, carrier: 'ems' });
    now = await carrierDid(people.home, now, again, 'collected', posted);
    now = await carrierDid(people.home, now, again, 'failed', posted);
    now = await carrierDid(people.home, now, again, 'returned', posted);
    expect((await people.home.view(now.id)).result).toMatchObject({ pickUpOnly: true });
    const third = { way: 'mail', waybill: newWaybill(), carrier: 'ems' };
    expect((await people.home.refusedCommand(now, 'redeliver-result', third)).code).toBe('pick-up-only');
    expect((await people.intake.refusedCommand(now, 'choose-delivery', { way: 'mail' })).code).toBe(
      'pick-up-only',
    );

    now = await people.home.command(now, 'redeliver-result', { way: 'pickUpAtHome' });
    now = await people.home.command(now, 'hand-over-result', {
      identityMethod: 'documentReader',
      identityPassed: true,
      signature: 'pad',
    });
    expect(await placeOf(people.intake, now.id)).toBe('returned');
    now = await people.home.command(now, 'complete-case');
    expect(now.state).toBe('completed');
  });

  test('送错了人又退回：送达不算数，登记事故，再次送达（C.12）', async () => {
    system.at(posted);
    const begun = await resultPosted(people, homeRegion, posted);
    const { parcel } = begun;
    let { now } = begun;
    now = await carrierDid(people.home, now, parcel, 'delivered', posted);
    expect((await people.home.view(now.id)).result).toHaveProperty('deliveredAt');
    now = await carrierDid(people.home, now, parcel, 'returned', posted);
    const kase = await people.home.view(now.id);
    expect(kase.result).not.toHaveProperty('deliveredAt');
    expect(kase.incidents).toMatchObject([{ kind: 'returned', side: 'home' }]);
    expect((await people.home.refusedCommand(now, 'complete-case')).code).toBe('result-not-delivered');
    const again = newWaybill();
    now = await people.home.command(now, 'redeliver-result', { way: 'mail', waybill: again, carrier: 'ems' });
    now = await carrierDid(people.home, now, again, 'delivered', posted);
    now = await people.home.command(now, 'complete-case');
    expect(now.state).toBe('completed');
  });
});
