import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CaseProgress } from '../../src/cases/core/public-progress.ts';
import { cardReceived, dueDays, type People, peopleOf } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { lastSupplement, pointIds, relayed, scansHandedIn } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

/** July 2021 has no holidays: working days are Monday to Friday. */
describe('受理以前要求补正：交到收件窗口，转送属地，5 个工作日重新起算', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const progress = (): Promise<CaseProgress> =>
    system
      .visitor('192.0.2.31')
      .post('/api/public/case-status', { businessNumber: now.businessNumber, phoneLast4: '6021' });

  beforeAll(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
  });

  test('7 月 12 日属地收到，一次列出两点，期限 10 个工作日：7 月 26 日', async () => {
    const photo = (await people.home.view(now.id)).lines.at(-1);
    now = await people.home.command(now, 'request-home-supplement', {
      points: [
        { lineId: photo?.id, text: '换一张白底免冠照片，358×441像素' },
        { text: '补交户口簿首页和本人页的复印件' },
      ],
      announcesAbandonment: true,
    });
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('属地补正中');
    expect(dueDays(kase)).toEqual({
      homeSupplementDue: '2021-07-26',
      homeSupplementDecision: '2021-07-28',
    });
    expect(kase.holder).toMatchObject({ side: 'applicant' });
  });

  test('补正通知书逐点编号，写明期限、两处交件地点和逾期的后果', async () => {
    const kase = await people.intake.view(now.id);
    const notice = kase.documents.find(({ kind }) => kind === 'homeSupplementNotice');
    const printed = pdfText(await people.intake.bytes(notice?.href ?? ''));
    expect(printed).toContain('补正通知书');
    expect(printed).toContain('1.电子照片（白底免冠，358×441像素）：换一张白底免冠照片，358×441像素。');
    expect(printed).toContain('2.补交户口簿首页和本人页的复印件。');
    expect(printed).toContain('请于2021年7月26日24时前补正');
    for (const { windowName, phone } of [kase.intake, kase.home])
      expect(printed).toContain(`${windowName}（电话${phone}）`.replaceAll(' ', ''));
    expect(printed).toContain('视为放弃本次申请');
  });

  test('收件窗口得到通知；申请人在进度页看到要做什么、哪天以前', async () => {
    await system.settle();
    const { notices } = await people.intake.get<{ notices: { caseId: string; text: string }[] }>(
      '/api/notices?limit=99',
    );
    expect(notices.filter(({ caseId }) => caseId === now.id).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('属地要求补正'),
    );
    const shown = await progress();
    expect(shown.supplement).toEqual({ points: 2, missing: 2, dueOn: '2021-07-26', over: false });
    expect(shown.holder.side).toBe('applicant');
    expect(JSON.stringify(shown)).not.toContain('户口簿');
  });

  test('没有到齐不能确认，期限没过不能放弃、不能继续', async () => {
    const refused = async (command: string, body: object = {}): Promise<string> =>
      (await people.home.refusedCommand(now, command, body)).code;
    expect(await refused('confirm-home-supplement')).toBe('point-open');
    expect(await refused('abandon-at-home', { localRule: '本区规定第六条' })).toBe('supplement-not-due');
    expect(await refused('continue-without-supplement', { note: '可以继续' })).toBe('supplement-not-due');
    expect(await refused('accept-at-home')).toBe('illegal-transition');
  });

  test('7 月 20 日两点都交到收件窗口：期限已经守住，转送最迟 7 月 21 日', async () => {
    system.at('2021-07-20T10:00:00.000+08:00');
    now = await scansHandedIn(people.intake, now, await pointIds(people.intake, now.id));
    expect(dueDays(await people.intake.view(now.id))).toEqual({ relayElectronic: '2021-07-21' });
    const { points } = await lastSupplement(people.home, now.id);
    expect(points.map(({ standing }) => standing)).toEqual(['atIntake', 'atIntake']);
    expect((await progress()).supplement).toMatchObject({ missing: 0 });
    const early = await people.home.refusedCommand(now, 'confirm-home-supplement');
    expect(early.code).toBe('point-open');
  });

  test('7 月 21 日转送，属地逐点看得到扫描件', async () => {
    system.at('2021-07-21T16:00:00.000+08:00');
    now = await relayed(people.intake, now, await pointIds(people.intake, now.id));
    expect(dueDays(await people.home.view(now.id))).toEqual({ homeSupplementConfirmation: '2021-07-22' });
    const { points } = await lastSupplement(people.home, now.id);
    expect(points.map(({ standing, files }) => [standing, files.length])).toEqual([
      ['arrived', 1],
      ['arrived', 1],
    ]);
    for (const { files } of points) {
      const bytes = await people.home.bytes(files[0]?.href ?? '');
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  test('属地没有确认，7 月 22 日 24:00 系统确认；从到达的 7 月 21 日重新起算 5 个工作日', async () => {
    await system.waitUntil('2021-07-23T00:06:00.000+08:00');
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('属地已收到');
    expect(dueDays(kase)).toEqual({ homeAcceptance: '2021-07-28' });
    const confirmed = (await people.home.events(now.id)).findLast(
      ({ type }) => type === 'homeSupplementReceived',
    );
    expect(confirmed).toMatchObject({ side: 'system', effectiveAt: '2021-07-23T00:00:00.000+08:00' });
    now = { ...now, version: kase.version };
  });

  test('7 月 28 日受理', async () => {
    system.at('2021-07-28T23:59:59.000+08:00');
    now = await people.home.command(now, 'accept-at-home');
    expect((await people.home.view(now.id)).homeAcceptedOn).toBe('2021-07-28');
  });
});
