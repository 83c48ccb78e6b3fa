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
  paperOf,
  peopleOf,
  postalReceipt,
  underReview,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, noticesOf, parcelSent } from '../transfer-steps.ts';

/** 2021-07-05 is a Monday. */
describe('属地审查中要求补寄照片原件：收件窗口按期寄出，计时不停', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  let paper: string;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
  });

  test('收件，表格和身份证寄往属地，照片留在窗口；属地受理，开始审查', async () => {
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    const sent = await parcelSent(people, now, '2021-07-05T09:00:00+08:00', [card.form, card.identity]);
    now = await people.home.command(
      sent.now,
      'confirm-receipt',
      await electronicReceipt(people.home, now.id),
    );
    now = await people.home.command(
      now,
      'confirm-receipt',
      await postalReceipt(people.home, now.id, sent.waybill),
    );
    now = await underReview(people, now);
    expect((await people.home.view(now.id)).stateLabel).toBe('实质性审查中');
  });

  test('7 月 7 日要求照片：2 个工作日，7 月 9 日前；承诺期限不变', async () => {
    const before = dueDays(await people.home.view(now.id));
    system.at('2021-07-07T10:00:00.000+08:00');
    expect(
      (await people.home.refusedCommand(now, 'demand-paper', { purpose: 'review', lineIds: [card.form] }))
        .detail,
    ).toContain('已经在本窗口');
    now = await people.home.command(now, 'demand-paper', { purpose: 'review', lineIds: [card.photo] });
    const kase = await people.intake.view(now.id);
    expect(dueDays(kase)).toEqual({ ...before, paperDispatch: '2021-07-09' });
    expect(kase.paperTasks).toMatchObject([
      { purposeLabel: '审查', recall: false, stateLabel: '等收件窗口寄出' },
    ]);
    await system.waitUntil('2021-07-07T10:00:02.000+08:00');
    expect((await noticesOf(people.intake, now.id)).join()).toContain('属地要求寄送纸质材料');
    expect((await people.intake.refusedCommand(now, 'demand-paper', {})).status).toBeGreaterThanOrEqual(400);
  });

  test('有审查要用的材料没到，不能作决定', async () => {
    const { lines, generalPoints } = await people.approver.view(now.id);
    const points = [...lines.flatMap((line) => line.points), ...generalPoints];
    now = await people.approver.command(now, 'record-opinion', {
      points: points.map(({ id }) => ({ pointId: id, favourable: true, text: '符合' })),
    });
    expect((await people.approver.refusedCommand(now, 'grant-application')).code).toBe(
      'paper-for-review-open',
    );
  });

  test('收件窗口寄出，装箱单只有照片；揽收后期限完成', async () => {
    const [task] = (await people.intake.view(now.id)).paperTasks;
    paper = newWaybill();
    const body = { waybill: paper, carrier: 'ems', for: { taskId: task?.id } };
    const packed = paperOf(await people.intake.view(now.id));
    now = await people.intake.command(now, 'dispatch-parcel', { ...body, packed });
    const kase = await people.intake.view(now.id);
    const list = kase.documents.findLast(({ kind }) => kind === 'packingList');
    const printed = pdfText(await people.intake.bytes(list?.href ?? ''));
    expect(printed).toContain('电子照片');
    expect(printed).not.toContain('登记表');
    expect(dueDays(kase)).toHaveProperty('paperDispatch');
    expect(
      (await people.home.refusedCommand(now, 'cancel-paper-demand', { id: task?.id, reason: '不要了' }))
        .detail,
    ).toContain(paper);
    now = await carrierDid(people.intake, now, paper, 'collected', '2021-07-07T10:00:00+08:00');
    expect(dueDays(await people.intake.view(now.id))).not.toHaveProperty('paperDispatch');
  });

  test('邮件到了，属地逐项确认，任务了结，可以作决定', async () => {
    system.at('2021-07-09T09:00:00.000+08:00');
    now = await carrierDid(people.intake, now, paper, 'delivered', '2021-07-09T08:30:00+08:00');
    expect(dueDays(await people.home.view(now.id)).paperReceipt).toBe('2021-07-12');
    now = await people.home.command(now, 'confirm-receipt', await postalReceipt(people.home, now.id, paper));
    const kase = await people.home.view(now.id);
    expect(kase.paperTasks).toMatchObject([{ state: 'received', stateLabel: '已收到' }]);
    expect(kase.stateLabel).toBe('实质性审查中');
    now = await people.approver.command(now, 'grant-application', { resultNumber: '渝A01' });
    expect(now.state).toBe('decidedGranted');
  });
});
