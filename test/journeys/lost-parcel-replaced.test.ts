import { beforeAll, describe, expect, test } from 'vitest';
import {
  carrierDid,
  dueDays,
  electronicReceipt,
  newWaybill,
  type People,
  parcelRegistered,
  peopleOf,
  postalReceipt,
} from '../case-steps.ts';
import { onTheWay, placeOf } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const sent = '2021-07-01T10:00:00.000+08:00';
const homeRegion = '500106';

/** A parcel of which nothing is heard is looked for, comes back, and is sent again. */
describe('成都市青羊区收、重庆市沙坪坝区办：材料邮件没有消息，退回后重新寄出', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(sent);
    people = await peopleOf(system, '510105', homeRegion);
  });

  test('7月1日以后没有进展：7月6日过完系统登记事故，收件窗口查询', async () => {
    const { now } = await onTheWay(people, homeRegion, sent);
    const watched = await people.intake.view(now.id);
    expect(dueDays(watched)).toMatchObject({ parcelSilence: '2021-07-06' });

    await system.waitUntil('2021-07-06T23:50:00.000+08:00');
    expect((await people.intake.view(now.id)).incidents).toEqual([]);
    await system.waitUntil('2021-07-07T00:10:00.000+08:00');
    const missing = await people.intake.view(now.id);
    expect(missing.incidents).toMatchObject([
      { kind: 'silent', side: 'intake', openedAt: '2021-07-07T00:00:00.000+08:00' },
    ]);
    expect(dueDays(missing)).toMatchObject({ incidentEnquiry: '2021-07-14' });
    // 属地的期限没有开始：材料没有到。
    expect(dueDays(missing)).not.toHaveProperty('receiptConfirmation');
    const told = await people.intake.get<{ notices: { text: string }[] }>('/api/notices');
    expect(told.notices.some(({ text }) => text.startsWith('邮件失去联系'))).toBe(true);
  });

  test('邮件退回：原件回到收件窗口，重新寄出，属地照单收下', async () => {
    system.at(sent);
    const begun = await onTheWay(people, homeRegion, sent);
    const { parcel } = begun;
    let { now } = begun;
    system.at('2021-07-08T09:00:00.000+08:00');
    now = await people.intake.command(now, 'open-incident', {
      waybill: parcel,
      kind: 'silent',
      note: '已向 EMS 客服查询，受理号 0708-3',
    });
    now = await carrierDid(people.intake, now, parcel, 'returned', '2021-07-08T09:00:00+08:00');
    expect(await placeOf(people.intake, now.id)).toBe('intake');

    const again = newWaybill();
    const close = { waybill: parcel, result: 'sentAgain', sentAs: again, proof: '地址写错，退件已收到' };
    expect((await people.intake.refusedCommand(now, 'close-incident', close)).code).toBe('waybill-unknown');
    now = await parcelRegistered(people, now, again);
    now = await carrierDid(people.intake, now, again, 'collected', '2021-07-08T09:00:00+08:00');
    expect((await people.home.refusedCommand(now, 'close-incident', close)).code).toBe('not-authorised');
    now = await people.intake.command(now, 'close-incident', close);

    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    now = await people.home.command(now, 'confirm-receipt', await postalReceipt(people.home, now.id, again));
    expect(now.state).toBe('receivedAtHome');
    const { incidents, custody } = await people.home.view(now.id);
    expect(incidents).toMatchObject([{ resultLabel: '已重新寄出' }]);
    expect(custody.every(({ place }) => place === 'home')).toBe(true);
  });

  test('找到以后又投递：事故重新打开，等窗口确认（C.12）', async () => {
    system.at(sent);
    const begun = await onTheWay(people, homeRegion, sent);
    const { parcel } = begun;
    let { now } = begun;
    system.at('2021-07-07T09:00:00.000+08:00');
    now = await people.intake.command(now, 'open-incident', { waybill: parcel, kind: 'silent' });
    const found = { waybill: parcel, result: 'found', proof: 'EMS 回复：在重庆处理中心' };
    now = await people.intake.command(now, 'close-incident', found);
    now = await carrierDid(people.intake, now, parcel, 'delivered', '2021-07-07T09:00:00+08:00');
    expect((await people.intake.view(now.id)).incidents[0]).not.toHaveProperty('closedAt');
    now = await people.intake.command(now, 'close-incident', found);
    expect((await people.intake.view(now.id)).incidents[0]).toHaveProperty('closedAt');
  });
});
