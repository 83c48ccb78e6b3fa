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
  peopleOf,
  postalReceipt,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import {
  card,
  differingReceipt,
  noticesOf,
  onlyDifference,
  parcelSent,
  pictureOf,
} from '../transfer-steps.ts';

/** 2021-07-05 is a Monday. */
describe('拆开邮件，登记表破损：附照片登记，收件窗口补寄，属地了结，材料到齐', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  let parcel: string;
  const replacement = newWaybill();

  const lastEvents = async (): Promise<string[]> =>
    (await people.home.events(now.id)).slice(-2).map(({ type }) => type);

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    ({ now, waybill: parcel } = await parcelSent(people, now, '2021-07-05T09:00:00+08:00'));
  });

  test('纸质材料破损要附照片，照片要是自己刚上传的', async () => {
    system.at('2021-07-07T09:00:00.000+08:00');
    const damaged = { result: 'damaged', note: '登记表右下角撕裂，签名看不全' };
    const bare = await differingReceipt(people.home, now.id, parcel, card.form, damaged);
    expect((await people.home.refusedCommand(now, 'confirm-receipt', bare)).code).toBe('field-invalid');
    const photoIds = [await pictureOf(people.intake, '别人的照片')];
    const foreign = await differingReceipt(people.home, now.id, parcel, card.form, { ...damaged, photoIds });
    expect((await people.home.refusedCommand(now, 'confirm-receipt', foreign)).code).toBe('field-invalid');
    const own = { ...damaged, photoIds: [await pictureOf(people.home, '破损的登记表')] };
    const whole = await differingReceipt(people.home, now.id, parcel, card.form, own);
    now = await people.home.command(now, 'confirm-receipt', whole);
    expect(await lastEvents()).toEqual(['channelReceived', 'discrepancyReported']);
    expect(now.state).toBe('inTransit');
  });

  test('两地窗口都得到通知；收件窗口 1 个工作日内答复；没有收到的期限在跑', async () => {
    const kase = await people.intake.view(now.id);
    expect(dueDays(kase)).toMatchObject({ discrepancyAnswer: '2021-07-08' });
    expect(dueDays(kase)).not.toHaveProperty('receiptConfirmation');
    expect(onlyDifference(kase)).toMatchObject({
      lineName: '社会保障卡申领登记表',
      kindLabel: '破损',
      note: '登记表右下角撕裂，签名看不全',
      stateLabel: '等收件窗口答复',
    });
    const [photo] = onlyDifference(kase).photos;
    expect((await people.intake.bytes(photo?.href ?? '')).subarray(0, 4).toString()).toBe('%PDF');
    await system.waitUntil('2021-07-07T09:00:02.000+08:00');
    for (const person of [people.intake, people.home]) {
      expect((await noticesOf(person, now.id)).join()).toContain('材料有差异');
    }
    expect(
      (await people.intake.refusedCommand(now, 'confirm-receipt', { channel: 'postal', lines: [] })).code,
    ).toBe('not-authorised');
  });

  test('收件窗口请申请人重填，补寄一份；揽收就算答复', async () => {
    const { id } = onlyDifference(await people.intake.view(now.id));
    now = await people.intake.command(now, 'dispatch-parcel', {
      waybill: replacement,
      carrier: 'ems',
      packed: [{ lineId: card.form, originals: 1, copies: 0 }],
      for: { discrepancyId: id },
    });
    expect(dueDays(await people.intake.view(now.id)).discrepancyAnswer).toBe('2021-07-08');
    now = await carrierDid(people.intake, now, replacement, 'collected', '2021-07-07T09:00:00+08:00');
    const kase = await people.intake.view(now.id);
    expect(onlyDifference(kase)).toMatchObject({ state: 'answered', replacement: { waybill: replacement } });
    expect(dueDays(kase)).toHaveProperty('parcelSilence');
  });

  test('补寄的到了，属地确认并了结：最后一处差异了结，材料就到齐了', async () => {
    system.at('2021-07-08T10:00:00.000+08:00');
    now = await carrierDid(people.intake, now, replacement, 'delivered', '2021-07-08T09:40:00+08:00');
    expect(dueDays(await people.home.view(now.id)).discrepancyResolution).toBe('2021-07-09');
    now = await people.home.command(
      now,
      'confirm-receipt',
      await postalReceipt(people.home, now.id, replacement),
    );
    expect(now.state).toBe('inTransit');
    const { id } = onlyDifference(await people.home.view(now.id));
    now = await people.home.command(now, 'resolve-discrepancy', { id, result: 'pieceThere' });
    expect(await lastEvents()).toEqual(['discrepancyResolved', 'materialsReceived']);
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('属地已收到');
    expect(onlyDifference(kase).stateLabel).toBe('材料已到，了结');
    expect(
      (await people.home.refusedCommand(now, 'resolve-discrepancy', { id, result: 'pieceThere' })).code,
    ).toBe('discrepancy-not-open');
    const words = (await people.home.events(now.id)).map(({ title }) => title);
    expect(words).toEqual(expect.arrayContaining(['发现材料差异', '了结材料差异', '材料全部到达']));
  });
});
