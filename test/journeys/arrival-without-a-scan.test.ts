import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardTakenIn,
  carrierDid,
  dueDays,
  electronicReceipt,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
  postalReceipt,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('邮件一路没有扫描：到达就是寄出的证明；“已投递”却没有收到的，另作查询（C.12）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const parcel = newWaybill();

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
  });

  test('只登记了运单，期限过了也没有揽收：逾期；属地拆开了邮件', async () => {
    now = await parcelRegistered(people, await cardTakenIn(people, '500110'), parcel);
    system.at('2021-07-08T09:00:00.000+08:00');
    expect(
      (await people.intake.view(now.id)).deadlines.find(({ rule }) => rule === 'postalDispatch')?.overdue,
    ).toBe(true);
    now = await people.home.command(now, 'confirm-receipt', await postalReceipt(people.home, now.id, parcel));
    const kase = await people.home.view(now.id);
    expect([kase.stateLabel, kase.received]).toEqual(['材料流转中', ['postal']]);
    expect(kase.parcels[0]).not.toHaveProperty('collectedAt');
    expect(dueDays(kase)).not.toHaveProperty('postalDispatch');
  });

  test('寄递企业后来补报 7 月 7 日揽收：按那一天算寄出', async () => {
    now = await carrierDid(people.intake, now, parcel, 'collected', '2021-07-07T18:00:00+08:00');
    expect((await people.intake.view(now.id)).parcels[0]?.collectedAt).toBe('2021-07-07T18:00:00.000+08:00');
    const again = {
      waybill: parcel,
      kind: 'collected',
      occurredAt: '2021-07-07T18:00:00+08:00',
      proof: '交接单 0001',
    };
    expect((await people.intake.refusedCommand(now, 'record-carrier-event', again)).code).toBe(
      'already-taken',
    );
    system.at('2021-07-08T10:00:00.000+08:00');
    now = await people.intake.command(now, 'send-package', { declaration: true, overdueReason: '系统维护' });
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    expect(now.stateLabel).toBe('属地已收到');
  });

  test('另一件：显示已投递，属地没有收到——登记差异和寄递事故，不视为收到', async () => {
    system.at('2021-07-12T09:00:00.000+08:00');
    let other = await packageSent(people, await cardTakenIn(people, '500110'));
    other = await people.home.command(
      other,
      'confirm-receipt',
      await electronicReceipt(people.home, other.id),
    );
    const lost = newWaybill();
    other = await parcelRegistered(people, other, lost);
    other = await carrierDid(people.intake, other, lost, 'collected', '2021-07-12T09:00:00+08:00');
    system.at('2021-07-14T09:00:00.000+08:00');
    other = await carrierDid(people.intake, other, lost, 'delivered', '2021-07-13T17:00:00+08:00');
    const items = (await people.home.view(other.id)).parcels[0]?.packed.map(({ lineId }) => ({
      lineId,
      kind: 'notReceived',
    }));
    other = await people.home.command(other, 'report-discrepancy', {
      channel: 'postal',
      waybill: lost,
      items,
    });
    const kase = await people.intake.view(other.id);
    expect(kase.incidents).toMatchObject([{ waybill: lost, kind: 'notReceived' }]);
    expect(dueDays(kase)).toHaveProperty('incidentEnquiry');
    await system.waitUntil('2021-07-16T00:06:00.000+08:00');
    expect((await people.home.view(other.id)).stateLabel).toBe('材料流转中');
  });
});
