import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import {
  cardRegistered,
  dueDays,
  electronicReceipt,
  identityPassed,
  linePassed,
  newWaybill,
  type People,
  packageSent,
  paperOf,
  parcelRegistered,
  peopleOf,
  takenIn,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, noticesOf } from '../transfer-steps.ts';

describe('身份证只给窗口看：核验后当场退还，不寄、不上装箱单；属地要看再请申请人拿来', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
  });

  test('存档的登记表不能当场退还；身份证可以', async () => {
    now = await cardRegistered(people, '500110');
    const received = { originals: 1, copies: 0, medium: 'paper', handedBack: true };
    const refused = await people.intake.refusedCommand(now, 'mark-material', {
      lineId: card.form,
      verdict: 'passed',
      received,
    });
    expect(refused.errors?.[0]).toMatchObject({ pointer: '/received/handedBack' });
    const scan = await people.intake.upload('身份证.pdf', samplePdf('identity'));
    now = await people.intake.command(now, 'attach-file', { lineId: card.identity, uploadIds: [scan.id] });
    now = await people.intake.command(now, 'mark-material', {
      lineId: card.identity,
      verdict: 'passed',
      received,
    });
    for (const line of (await people.intake.view(now.id)).lines) {
      if (line.id !== card.identity) now = await linePassed(people, now, line);
    }
    now = await identityPassed(people, now);
  });

  test('退还了原件的，扫描件要发电子；收件通知书写电子件 1 份', async () => {
    const byPost = { channels: ['postal'], applicantSignature: { kind: 'paper' }, handlerSigned: true };
    expect((await people.intake.refusedCommand(now, 'accept-intake', byPost)).code).toBe(
      'channel-not-allowed',
    );
    const onlyScans = { ...byPost, channels: ['electronic'] };
    // The form is filed at home: leaving the post out stays refused.
    expect((await people.intake.refusedCommand(now, 'accept-intake', onlyScans)).code).toBe(
      'channel-not-allowed',
    );
    now = await takenIn(people, now);
    const kase = await people.intake.view(now.id);
    expect(kase.channels).toEqual(['electronic', 'postal']);
    const receipt = kase.documents.find(({ kind }) => kind === 'intakeReceipt');
    const printed = pdfText(await people.intake.bytes(receipt?.href ?? ''));
    expect(printed).toContain('1.社会保障卡申领登记表：原件1份。');
    expect(printed).toContain('2.申请人有效身份证件：电子件1份。');
    expect(kase.lines.find(({ id }) => id === card.identity)).not.toHaveProperty('paper');
  });

  test('装箱单没有身份证；别的都到了，属地就收到', async () => {
    now = await packageSent(people, now);
    const waybill = newWaybill();
    expect(paperOf(await people.intake.view(now.id)).map(({ lineId }) => lineId)).toEqual([
      card.form,
      card.photo,
    ]);
    now = await parcelRegistered(people, now, waybill);
    const list = (await people.intake.view(now.id)).documents.findLast(({ kind }) => kind === 'packingList');
    const printed = pdfText(await people.intake.bytes(list?.href ?? ''));
    expect(printed).toContain('登记表');
    expect(printed).not.toContain('身份证件');
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    const lines = [card.form, card.photo].map((lineId) => ({ lineId, result: 'matches' }));
    now = await people.home.command(now, 'confirm-receipt', { channel: 'postal', waybill, lines });
    expect(now.stateLabel).toBe('属地已收到');
  });

  test('属地要看身份证原件：收件窗口请申请人拿来，收下，寄出（R-086）', async () => {
    const demand = { purpose: 'review', lineIds: [card.identity] };
    now = await people.home.command(now, 'demand-paper', demand);
    const asked = await people.intake.view(now.id);
    expect(asked.paperTasks).toMatchObject([{ recall: true }]);
    expect(dueDays(asked).paperDispatch).toBe('2021-07-07');
    await system.waitUntil('2021-07-05T09:00:02.000+08:00');
    expect((await noticesOf(people.intake, now.id)).join()).toContain('原件在申请人处');
    const body = {
      waybill: newWaybill(),
      carrier: 'ems',
      packed: [{ lineId: card.identity, originals: 1, copies: 0 }],
      for: { taskId: asked.paperTasks[0]?.id },
    };
    expect((await people.intake.refusedCommand(now, 'dispatch-parcel', body)).code).toBe(
      'original-not-in-custody',
    );
    now = await people.intake.command(now, 'record-custody', {
      lineIds: [card.identity],
      from: 'applicant',
      to: 'intake',
      giver: '罗晓梅',
      signature: 'paper',
    });
    now = await people.intake.command(now, 'dispatch-parcel', body);
    expect((await people.intake.view(now.id)).parcels.at(-1)?.purpose).toBe('paperDemand');
  });
});
