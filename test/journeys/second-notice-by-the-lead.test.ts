import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { linePassed, type People, peopleOf } from '../case-steps.ts';
import { found, notified, signed } from '../notice-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500117';

describe('二次告知：只有窗口负责人写明理由才行（R-064）', () => {
  let system: TestSystem;
  let people: People;
  let lead: Person;
  let now: Receipt;
  const kase = () => people.intake.view(now.id);

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510112', homeRegion);
    lead = await system.as('lead.510112');
  });

  test('第一次告知只说了照片；补来以后，登记表不能再说不合格', async () => {
    now = await notified(people, homeRegion, [2]);
    const [form, , photo] = (await kase()).lines;
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: photo?.id }],
    });
    if (photo) now = await linePassed(people, now, photo);
    const again = await people.intake.refusedCommand(now, 'mark-material', {
      lineId: form?.id,
      verdict: 'deficient',
      reasonCode: 'unsigned',
      correction: '请在第二页签名。',
    });
    expect(again.code).toBe('line-already-passed');
  });

  test('窗口人员不能打开，负责人理由不足 10 个字也不行', async () => {
    const [form] = (await kase()).lines;
    const reason = '登记表缺少第二页，属地审查需要完整表格';
    expect(
      (await people.intake.refusedCommand(now, 'reopen-passed-line', { lineId: form?.id, reason })).code,
    ).toBe('not-authorised');
    expect(
      (await lead.refusedCommand(now, 'reopen-passed-line', { lineId: form?.id, reason: '缺第二页' })).code,
    ).toBe('reason-missing');
    now = await lead.command(now, 'reopen-passed-line', { lineId: form?.id, reason });
  });

  test('再次告知，记为二次告知，期限不早于第一次', async () => {
    const [form] = (await kase()).lines;
    now = await found(people, now, form?.id ?? '', '请补交登记表第二页。');
    const shorter = { days: 3, ...signed };
    expect((await people.intake.refusedCommand(now, 'issue-one-time-notice', shorter)).code).toBe(
      'due-date-shortened',
    );
    now = await people.intake.command(now, 'issue-one-time-notice', { days: 20, ...signed });
    const view = await kase();
    expect(view.notices).toMatchObject([
      { round: 1, dueOn: '2021-10-08' },
      { round: 2, dueOn: '2021-10-08', lineIds: [form?.id] },
    ]);
    expect((await people.intake.events(now.id)).at(-1)?.detail).toContain('二次告知');
  });
});
