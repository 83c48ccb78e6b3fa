import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardTakenIn, electronicReceipt, type People, packageSent, peopleOf } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, differingReceipt, onlyDifference, parcelSent } from '../transfer-steps.ts';

describe('邮件里缺照片：收件窗口说明，属地写明理由不再要求，材料就到齐', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  let parcel: string;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    ({ now, waybill: parcel } = await parcelSent(people, now, '2021-07-05T09:00:00+08:00'));
  });

  test('缺少不用照片；同一处差异不重复登记；没有了结不视为收到', async () => {
    const missing = await differingReceipt(people.home, now.id, parcel, card.photo, { result: 'missing' });
    now = await people.home.command(now, 'confirm-receipt', missing);
    expect(now.state).toBe('inTransit');
    const again = { channel: 'postal', items: [{ lineId: card.photo, kind: 'missing' }] };
    expect((await people.home.refusedCommand(now, 'report-discrepancy', again)).code).toBe('already-taken');
    await system.waitUntil('2021-07-09T00:06:00.000+08:00');
    expect((await people.home.view(now.id)).stateLabel).toBe('材料流转中');
  });

  test('收件窗口答复要写原委', async () => {
    const { id } = onlyDifference(await people.intake.view(now.id));
    expect((await people.intake.refusedCommand(now, 'answer-discrepancy', { id })).code).toBe(
      'reason-missing',
    );
    const answer = '申请人只带来一张照片，已随登记表粘贴。';
    now = await people.intake.command(now, 'answer-discrepancy', { id, answer });
    expect(onlyDifference(await people.home.view(now.id))).toMatchObject({ answer, state: 'answered' });
  });

  test('不再要求须写理由；了结后属地已收到，照片不再等', async () => {
    const { id } = onlyDifference(await people.home.view(now.id));
    const waive = { id, result: 'waived' };
    expect((await people.home.refusedCommand(now, 'resolve-discrepancy', waive)).code).toBe('reason-missing');
    const asked = { id, result: 'askedFromApplicant' };
    expect((await people.home.refusedCommand(now, 'resolve-discrepancy', asked)).code).toBe('field-invalid');
    now = await people.home.command(now, 'resolve-discrepancy', { ...waive, reason: '登记表上已贴照片' });
    const kase = await people.home.view(now.id);
    expect([kase.stateLabel, kase.received]).toEqual(['属地已收到', ['electronic', 'postal']]);
    expect(onlyDifference(kase).stateLabel).toBe('不再要求，了结');
  });
});
