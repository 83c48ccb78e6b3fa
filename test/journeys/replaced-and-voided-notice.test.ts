import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { dueDays, linePassed, type People, packageSent, peopleOf, takenIn } from '../case-steps.ts';
import { confirmed, notified, signed } from '../notice-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500116';

describe('文书有错：作废，另出一份（R-079、OP-69、OP-70）', () => {
  let system: TestSystem;
  let people: People;
  const kase = (now: Receipt) => people.intake.view(now.id);
  const verification = (code: string) => system.visitor('192.0.2.32').ask(`/verify/${code}`);

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510108', homeRegion);
  });

  test('延长期限：旧告知书印上作废，新的写明替换哪一份，期限不会变短', async () => {
    let now = await notified(people, homeRegion, [2]);
    const [first] = (await kase(now)).documents;
    system.at('2021-09-27T09:00:00.000+08:00');
    const shorter = { days: 3, reason: '申请人希望早点交', ...signed };
    expect((await people.intake.refusedCommand(now, 'replace-one-time-notice', shorter)).code).toBe(
      'due-date-shortened',
    );
    now = await people.intake.command(now, 'replace-one-time-notice', {
      days: 30,
      reason: '申请人在外地，延长补正期限',
      ...signed,
    });
    const view = await kase(now);
    expect(view.documents.map(({ status }) => status)).toEqual(['void', 'valid']);
    expect(dueDays(view)).toEqual({ supplementDue: '2021-10-27' });
    const [old, anew] = await Promise.all(
      view.documents.map(async ({ href }) => pdfText(await people.intake.bytes(href))),
    );
    expect(old).toContain('作废');
    expect(anew?.replaceAll('已作废的', '')).not.toContain('作废');
    expect(anew).toContain(`本文书替换已作废的${now.businessNumber}-1`);
    const page = (await verification(first?.verificationCode ?? '')).bytes.toString('utf8');
    expect(page).toContain('这份文书已作废');
  });

  test('其实没有问题：作废告知书，回到审查，收件', async () => {
    system.at('2021-09-17T10:20:00.000+08:00');
    let now = await notified(people, homeRegion, [2]);
    now = await people.intake.command(now, 'void-one-time-notice', {
      reason: '复核后照片符合要求，无需补正',
    });
    const view = await kase(now);
    expect(view.state).toBe('formalReview');
    expect(view.documents[0]?.status).toBe('void');
    const [, , photo] = view.lines;
    if (photo) now = await linePassed(people, now, photo);
    now = await takenIn(people, now);
    expect((await kase(now)).stateLabel).toBe('已收件');
  });

  test('收件通知书写错：发出以后须属地窗口同意，收件时间不变', async () => {
    system.at('2021-09-17T10:20:00.000+08:00');
    let now = await notified(people, homeRegion, [2]);
    now = await people.intake.command(now, 'void-one-time-notice', { reason: '复核后无需补正' });
    const [, , photo] = (await kase(now)).lines;
    if (photo) now = await linePassed(people, now, photo);
    now = await packageSent(people, await takenIn(people, now));
    const before = await kase(now);
    system.at('2021-09-17T15:00:00.000+08:00');
    const correction = {
      reason: '申请联系人电话写错一位',
      contact: { name: '罗晓梅', phone: '13800006022' },
    };
    expect((await people.intake.refusedCommand(now, 'replace-intake-receipt', correction)).code).toBe(
      'home-consent-missing',
    );
    const confirmation = await confirmed(people.intake, `home.${homeRegion}`, now, 'replaceIntakeReceipt');
    now = await people.intake.command(now, 'replace-intake-receipt', { ...correction, confirmation });
    const after = await kase(now);
    expect(after.intakeAcceptedAt).toBe(before.intakeAcceptedAt);
    expect(dueDays(after)).toEqual(dueDays(before));
    const receipts = after.documents.filter(({ kind }) => kind === 'intakeReceipt');
    expect(receipts.map(({ status }) => status)).toEqual(['void', 'valid']);
    expect(pdfText(await people.intake.bytes(receipts[1]?.href ?? ''))).toContain('13800006022');
  });
});
