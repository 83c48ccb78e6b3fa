import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardTakenIn,
  carrierDid,
  dueDays,
  electronicReceipt,
  newWaybill,
  opinionGiven,
  type People,
  packageSent,
  paperOf,
  peopleOf,
  postalReceipt,
  underReview,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, parcelSent } from '../transfer-steps.ts';

describe('决定以后为存档要求照片：不影响决定和送达，只影响办结', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const result = newWaybill();

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    const sent = await parcelSent(people, now, '2021-07-05T09:00:00+08:00', [card.form, card.identity]);
    now = await people.home.command(
      sent.now,
      'confirm-receipt',
      await electronicReceipt(people.home, now.id),
    );
    const opened = await postalReceipt(people.home, now.id, sent.waybill);
    now = await people.home.command(now, 'confirm-receipt', opened);
    now = await opinionGiven(people, await underReview(people, now));
    now = await people.approver.command(now, 'grant-application', { resultNumber: '渝A02' });
  });

  test('决定之后只能为存档要求', async () => {
    const body = { purpose: 'review', lineIds: [card.photo] };
    expect((await people.home.refusedCommand(now, 'demand-paper', body)).code).toBe('decision-made');
    now = await people.home.command(now, 'demand-paper', { ...body, purpose: 'archive' });
    expect(dueDays(await people.intake.view(now.id)).paperDispatch).toBe('2021-07-07');
  });

  test('结果照常寄出、送达；存档材料没到不能办结', async () => {
    const sending = { way: 'mail', waybill: result, carrier: 'ems' };
    now = await people.home.command(now, 'dispatch-result', sending);
    now = await carrierDid(people.home, now, result, 'collected', '2021-07-05T09:00:00+08:00');
    system.at('2021-07-06T15:00:00.000+08:00');
    now = await carrierDid(people.home, now, result, 'delivered', '2021-07-06T14:00:00+08:00');
    expect((await people.home.refusedCommand(now, 'complete-case')).code).toBe('archive-paper-open');
  });

  test('收件窗口补寄，属地确认；这时不再登记差异；办结', async () => {
    const kase = await people.intake.view(now.id);
    const paper = newWaybill();
    now = await people.intake.command(now, 'dispatch-parcel', {
      waybill: paper,
      carrier: 'ems',
      packed: paperOf(kase),
      for: { taskId: kase.paperTasks[0]?.id },
    });
    now = await carrierDid(people.intake, now, paper, 'collected', '2021-07-06T15:00:00+08:00');
    const missing = { channel: 'postal', waybill: paper, lines: [{ lineId: card.photo, result: 'missing' }] };
    expect((await people.home.refusedCommand(now, 'confirm-receipt', missing)).code).toBe('decision-made');
    now = await people.home.command(now, 'confirm-receipt', await postalReceipt(people.home, now.id, paper));
    expect(now.state).toBe('resultDelivering');
    now = await people.home.command(now, 'complete-case');
    expect(now.stateLabel).toBe('已办结');
  });
});
