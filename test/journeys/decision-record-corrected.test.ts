import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { demoPassword } from '../../src/identity/demo-staff.ts';
import { cardGranted, type People, type Person, peopleOf } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const granted = '2021-07-05T10:00:00.000+08:00';

describe('更正决定记录里的笔误，两名审批人员办理（R-106）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const confirmedBy = async (username: string, by: Person = people.approver): Promise<string> => {
    const { token } = await by.post<{ token: string }>('/api/confirmations', {
      username,
      password: demoPassword,
      caseId: now.id,
      version: now.version,
      command: 'correctDecisionRecord',
    });
    return token;
  };
  const fix = (confirmation?: string, more: object = {}) => ({
    field: 'resultNumber',
    after: '渝A00187',
    reason: '登记时两位数字颠倒。',
    ...(confirmation === undefined ? {} : { confirmation }),
    ...more,
  });
  const refusedWith = async (body: object): Promise<string> =>
    (await people.approver.refusedCommand(now, 'correct-decision-record', body)).code;

  beforeAll(async () => {
    system = await sharedSystem(granted);
    people = await peopleOf(system, '510107', '500110');
    now = await cardGranted(people, '500110', granted);
  });

  test('没有另一名审批人员确认，不能更正', async () => {
    expect(await refusedWith(fix())).toBe('second-approver-missing');
    expect(await refusedWith(fix('x'.repeat(43)))).toBe('second-approver-missing');
    expect(await refusedWith(fix(await confirmedBy('lead.500110')))).toBe('second-approver-missing');
    expect(await refusedWith(fix(await confirmedBy('approver.500103')))).toBe('second-approver-missing');
  });

  test('自己不能确认自己；密码错了不给凭据，也不会退出登录', async () => {
    const { username } = await people.approver.get<{ username: string }>('/api/session');
    const ask = (body: object) =>
      people.approver.refused('/api/confirmations', {
        method: 'POST',
        body: {
          password: demoPassword,
          caseId: now.id,
          version: now.version,
          command: 'correctDecisionRecord',
          ...body,
        },
      });
    expect((await ask({ username })).code).toBe('confirmation-own');
    const wrong = await ask({ username: 'approver2.500110', password: 'wrong-on-purpose' });
    expect([wrong.code, wrong.status]).toEqual(['confirmation-failed', 422]);
    expect(await people.approver.get('/api/session')).toMatchObject({ username });
  });

  test('别人要来的确认不能拿来用', async () => {
    const other = await system.as('approver2.500110');
    const token = await confirmedBy('approver.500110', other);
    expect(await refusedWith(fix(token))).toBe('second-approver-missing');
  });

  test('准予不能改成不予许可', async () => {
    const token = await confirmedBy('approver2.500110');
    expect(await refusedWith(fix(token, { field: 'outcome', after: '不予许可' }))).toBe(
      'result-cannot-change',
    );
    expect(await refusedWith(fix(token, { field: 'reasons', after: '不符合条件。' }))).toBe(
      'result-cannot-change',
    );
  });

  test('更正以后两种记录、两个人、原因都在，出具更正书，两地都看得到', async () => {
    const second = await system.as('approver2.500110');
    const { name } = await second.get<{ name: string }>('/api/session');
    now = await people.approver.command(
      now,
      'correct-decision-record',
      fix(await confirmedBy('approver2.500110')),
    );
    expect(now.stateLabel).toBe('准予');
    const kase = await people.intake.view(now.id);
    expect(kase.decision).toMatchObject({ resultNumber: '渝A00187' });
    expect(kase.decisionCorrections).toMatchObject([
      {
        label: '证照或批文编号',
        before: 'A00178',
        after: '渝A00187',
        reason: '登记时两位数字颠倒。',
        confirmedBy: name,
      },
    ]);
    const document = kase.documents.find(({ kind }) => kind === 'decisionCorrection');
    const printed = pdfText(await people.intake.bytes(document?.href ?? '')).replaceAll(/\s/g, '');
    for (const words of ['决定更正书', 'A00178', '渝A00187', name, '原决定的结果不变'])
      expect(printed).toContain(words);
    const last = (await people.intake.events(now.id)).at(-1);
    expect(last?.detail).toContain('原为“A00178”，更正为“渝A00187”');
  });

  test('同一份确认只用一次', async () => {
    const token = await confirmedBy('approver2.500110');
    const { version } = now;
    now = await people.approver.command(now, 'correct-decision-record', fix(token, { after: '渝A00188' }));
    expect(now.version).toBeGreaterThan(version);
    expect(await refusedWith(fix(token, { after: '渝A00189' }))).toBe('second-approver-missing');
  });

  test('申请人要重新告知，两个窗口都收到通知', async () => {
    const kase = await people.home.view(now.id);
    expect(kase.deadlines.map(({ rule }) => rule)).toContain('decisionTold');
    await system.settle();
    for (const person of [people.intake, people.home]) {
      const { notices } = await person.get<{ notices: { caseId: string; text: string }[] }>(
        '/api/notices?limit=99',
      );
      expect(notices.filter(({ caseId }) => caseId === now.id).map(({ text }) => text)).toContainEqual(
        expect.stringContaining('决定记录已更正'),
      );
    }
  });

  test('每次确认都有审计：谁、为谁、哪一步', async () => {
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{
      entries: { action: string; caseId: string | null; detail: object }[];
    }>(`/api/audit?action=actConfirmed&case=${now.id}`);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries[0]).toMatchObject({ caseId: now.id, detail: { command: 'correctDecisionRecord' } });
  });
});
