import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import type { CaseProgress } from '../../src/cases/core/public-progress.ts';
import { dueDays, linePassed, type People, packageSent, peopleOf, takenIn } from '../case-steps.ts';
import { reviewedWith, signed } from '../notice-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500113';

describe('一次性告知，10 月 8 日 23:59 补正，继续收件（R-063、R-065、R-075、R-077）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  const kase = () => people.intake.view(now.id);
  const progress = (): Promise<CaseProgress> =>
    system
      .visitor('192.0.2.31')
      .post('/api/public/case-status', { businessNumber: now.businessNumber, phoneLast4: '6021' });

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510104', homeRegion);
    now = await reviewedWith(people, homeRegion, [2]);
  });

  test('9 月 17 日告知，15 天：期限 10 月 8 日，印作“在21日内即2021年10月8日前”', async () => {
    expect((await kase()).actions.map(({ command, blocked }) => [command, blocked?.code])).toContainEqual([
      'acceptIntake',
      'material-deficient',
    ]);
    now = await people.intake.command(now, 'issue-one-time-notice', { days: 15, ...signed });
    const view = await kase();
    expect(view.stateLabel).toBe('已一次性告知，待补正');
    expect(dueDays(view)).toEqual({ supplementDue: '2021-10-08' });
    expect(view.holder).toMatchObject({ side: 'applicant' });
    expect(view.byItself).toEqual({ at: '2021-10-09T00:00:00.000+08:00', text: '视为放弃本次申请' });
    expect(view.notices).toMatchObject([
      { round: 1, days: 15, printedDays: 21, dueOn: '2021-10-08', status: 'valid' },
    ]);

    const printed = pdfText(await people.intake.bytes(view.notices[0]?.href ?? ''));
    expect(printed).toContain('西南五省政务服务“跨省通办”一次性告知书');
    expect(printed).toContain('收到您申请材料3件，经审查，具体情况如下：');
    expect(printed).toContain('1.社会保障卡申领登记表：原件1份，合格。');
    expect(printed).toContain(
      '3.电子照片（白底免冠，358×441像素）：复印件1份，不合格。补正意见：请换一份字迹清楚的。',
    );
    expect(printed).toContain('在21日内即2021年10月8日前送至本窗口，逾期未补正的，视为您放弃本次申请。');
    for (const holder of ['申请人联', '收件地留存联', '属地联'])
      expect(printed.split(holder)).toHaveLength(2);
  });

  test('申请人查询：看得到补什么、到哪天，没有个人信息', async () => {
    const shown = await progress();
    expect(shown.notice).toEqual({
      dueOn: '2021-10-08',
      lines: [{ name: '电子照片（白底免冠，358×441像素）', reason: '无法辨认', handedIn: false }],
      parcels: 0,
    });
    expect(shown.holder.side).toBe('applicant');
    expect(JSON.stringify(shown)).not.toContain('罗晓梅');
    expect(JSON.stringify(shown)).not.toContain('字迹清楚');
  });

  test('10 月 8 日 23:59 交来：按期，回到审查，只有这一项开着', async () => {
    system.at('2021-10-08T23:59:00.000+08:00');
    const [closed, , open] = (await kase()).lines;
    const scan = await people.intake.upload('照片.pdf', samplePdf('photo again'));
    now = await people.intake.command(now, 'attach-file', { lineId: open?.id, uploadIds: [scan.id] });
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: open?.id }],
    });
    await system.waitUntil('2021-10-09T00:06:00.000+08:00');
    const view = await kase();
    expect(view.state).toBe('formalReview');
    expect(view.closedLineIds).toContain(closed?.id);
    expect(dueDays(view)).toEqual({ supplementReview: '2021-10-08', formalReviewEnd: '2021-10-14' });
    const again = await people.intake.refusedCommand(now, 'mark-material', {
      lineId: closed?.id,
      verdict: 'deficient',
      reasonCode: 'unsigned',
      correction: '请在第二页签名。',
    });
    expect(again.code).toBe('line-already-passed');
    if (open) now = await linePassed(people, now, open);
  });

  test('收件，告知书的属地联随材料一起发出', async () => {
    now = await takenIn(people, now);
    expect((await kase()).notices[0]?.copies).toMatchObject({ home: 'open' });
    now = await packageSent(people, now);
    const view = await people.home.view(now.id);
    expect(view.notices[0]?.copies).toEqual({
      applicant: 'handedOver',
      intake: 'archived',
      home: 'sentElectronically',
    });
    expect(pdfText(await people.home.bytes(view.notices[0]?.href ?? ''))).toContain('一次性告知书');
    const proof = await people.intake.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`);
    expect(proof.intact).toBe(true);
  });
});
