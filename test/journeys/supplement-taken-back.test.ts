import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, dueDays, type People, peopleOf } from '../case-steps.ts';
import { lastSupplement } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('补正通知书写错了更换，后来发现不用补就撤回', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
    now = await people.home.command(now, 'request-home-supplement', {
      points: [{ text: '补交户口薄复印件' }],
    });
  });

  const notices = async () =>
    (await people.intake.view(now.id)).documents.filter(({ kind }) => kind === 'homeSupplementNotice');

  test('更换：改正错字、延长期限；期限不能提前，不能增加内容', async () => {
    const [point] = (await lastSupplement(people.home, now.id)).points;
    const body = { reason: '写错一个字', points: [{ id: point?.id, text: '补交户口簿复印件' }] };
    const shorter = { ...body, dueOn: '2021-07-23' };
    expect((await people.home.refusedCommand(now, 'replace-home-supplement', shorter)).code).toBe(
      'due-date-shortened',
    );
    const more = { ...body, points: [{ id: 'x', text: '再补交就业登记证明' }] };
    expect((await people.home.refusedCommand(now, 'replace-home-supplement', more)).code).toBe(
      'field-invalid',
    );
    now = await people.home.command(now, 'replace-home-supplement', { ...body, dueOn: '2021-08-02' });
    expect(await lastSupplement(people.home, now.id)).toMatchObject({
      dueOn: '2021-08-02',
      points: [{ text: '补交户口簿复印件' }],
    });
    expect((await notices()).map(({ status }) => status)).toEqual(['void', 'valid']);
  });

  test('撤回：两份通知书都作废，5 个工作日照旧到 7 月 19 日', async () => {
    system.at('2021-07-15T09:00:00.000+08:00');
    expect((await people.home.refusedCommand(now, 'take-back-home-supplement', {})).code).toBe(
      'reason-missing',
    );
    now = await people.home.command(now, 'take-back-home-supplement', { reason: '材料已在系统里查到' });
    const kase = await people.home.view(now.id);
    expect(kase.stateLabel).toBe('属地已收到');
    expect(dueDays(kase)).toMatchObject({ homeAcceptance: '2021-07-19' });
    const issued = await notices();
    expect(issued.map(({ status }) => status)).toEqual(['void', 'void']);
    for (const { verificationCode } of issued) {
      const found = await system
        .visitor('192.0.2.51')
        .get<{ status: string }>(`/api/public/verification/${verificationCode}`);
      expect(found.status).toBe('void');
    }
  });

  test('撤回的不算数：属地窗口可以再要求一次', async () => {
    now = await people.home.command(now, 'request-home-supplement', {
      points: [{ text: '补交就业登记证明' }],
    });
    expect(now.state).toBe('homeSupplement');
  });
});
