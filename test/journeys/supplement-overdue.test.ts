import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { fullReasons } from '../case-acts.ts';
import { cardReceived, dueDays, type People, peopleOf } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { lastSupplement, pointIds, scansHandedIn } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const overdue = '2021-07-27T09:00:00.000+08:00';
const localRule = '綦江区政务服务事项补正办理规定第六条';

/** 7 月 12 日要求补正，26 日 24:00 期限过。三种结局由属地按本地程序选。 */
describe('受理以前要求的补正逾期', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const asked = async (announcesAbandonment: boolean): Promise<Receipt> =>
    people.home.command(now, 'request-home-supplement', {
      points: [{ text: '补交户口簿首页和本人页的复印件' }, { text: '补交就业登记证明' }],
      announcesAbandonment,
    });

  beforeEach(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    system.at('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
  });

  test('通知书写明了的：视为放弃，出具通知书，原件退回', async () => {
    now = await asked(true);
    system.at(overdue);
    expect((await people.home.view(now.id)).holder).toMatchObject({ side: 'home' });
    now = await people.home.command(now, 'abandon-at-home', { localRule });
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('视为放弃');
    const document = kase.documents.find(({ kind }) => kind === 'abandonmentNotice');
    const printed = pdfText(await people.intake.bytes(document?.href ?? ''));
    expect(printed).toContain('视为放弃申请通知书');
    expect(printed).toContain('2.补交就业登记证明。');
    expect(printed).toContain(`根据${localRule}，本次申请视为放弃`);
    expect(kase.deadlines.map(({ rule }) => rule)).not.toContain('homeSupplementDecision');
    const shown = await system.visitor('192.0.2.41').post<{ stateLabel: string }>('/api/public/case-status', {
      businessNumber: now.businessNumber,
      phoneLast4: '6021',
    });
    expect(shown.stateLabel).toBe('视为放弃');
  });

  test('没有写明的：不能视为放弃', async () => {
    now = await asked(false);
    system.at(overdue);
    const refused = await people.home.refusedCommand(now, 'abandon-at-home', { localRule });
    expect(refused.code).toBe('abandonment-not-announced');
  });

  test('不予受理：须有理由、依据和救济途径；补正就此了结', async () => {
    now = await asked(true);
    expect((await people.home.refusedCommand(now, 'reject-at-home', fullReasons)).code).toBe(
      'supplement-not-due',
    );
    system.at(overdue);
    expect((await people.home.refusedCommand(now, 'reject-at-home', {})).code).toBe('reason-missing');
    now = await people.home.command(now, 'reject-at-home', fullReasons);
    expect((await people.home.view(now.id)).outcome).toBe('notAccepted');
    expect((await lastSupplement(people.home, now.id)).state).toBe('ended');
  });

  test('按现有材料继续：只停到 7 月 28 日，5 个工作日接着数', async () => {
    now = await asked(true);
    system.at('2021-07-30T09:00:00.000+08:00');
    expect((await people.home.refusedCommand(now, 'continue-without-supplement', {})).code).toBe(
      'reason-missing',
    );
    now = await people.home.command(now, 'continue-without-supplement', { note: '证明可由本区系统调取' });
    expect(now.state).toBe('receivedAtHome');
    // 29 and 30 July, 2, 3 and 4 August.
    expect(dueDays(await people.home.view(now.id))).toEqual({ homeAcceptance: '2021-08-04' });
  });

  test('一点已按期交到收件窗口，另一点没有：等转送到了再决定', async () => {
    now = await asked(true);
    const [first] = await pointIds(people.intake, now.id);
    system.at('2021-07-26T23:59:59.000+08:00');
    now = await scansHandedIn(people.intake, now, first ? [first] : []);
    system.at(overdue);
    const refused = await people.home.refusedCommand(now, 'abandon-at-home', { localRule });
    expect(refused).toMatchObject({ code: 'supplement-under-way' });
    now = await people.intake.command(now, 'send-package', {
      declaration: true,
      for: { supplementId: (await lastSupplement(people.intake, now.id)).id, pointIds: [first] },
    });
    now = await people.home.command(now, 'abandon-at-home', { localRule });
    expect(now.state).toBe('deemedAbandoned');
  });
});
