import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, dueDays, opinionGiven, type People, peopleOf, underReview } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-09-27T10:00:00.000+08:00';
const thursday = '2021-09-30T15:00:00.000+08:00';
const signed = {
  subject: 'applicant',
  identityMethod: 'visual',
  identityPassed: true,
  applicantSignature: { kind: 'paper' },
};
const withdrawal = { reason: '不再需要办理。', ...signed };

describe('受理以后撤回：属地 1 个工作日内确认，否则自行生效（OP-81）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510107', '500110');
  });
  beforeEach(async () => {
    system.at(start);
    now = await opinionGiven(people, await underReview(people, await cardReceived(people, '500110', start)));
    system.at(thursday);
    now = await people.intake.command(now, 'withdraw-case', withdrawal);
  });

  test('9 月 30 日提出：状态不变，10 月 8 日前确认；审批人员这时不能作决定', async () => {
    const kase = await people.approver.view(now.id);
    expect(kase.stateLabel).toBe('实质性审查中');
    expect(dueDays(kase)).toMatchObject({ withdrawalAnswer: '2021-10-08' });
    expect(kase.withdrawal).toMatchObject({ state: 'open', at: thursday });
    const grant = kase.actions.find(({ command }) => command === 'grantApplication');
    expect(grant?.blocked?.code).toBe('withdrawal-pending');
    expect((await people.approver.refusedCommand(now, 'grant-application', {})).code).toBe(
      'withdrawal-pending',
    );
    expect((await people.intake.refusedCommand(now, 'withdraw-case', withdrawal)).code).toBe(
      'withdrawal-pending',
    );
  });

  test('属地窗口确认：随即撤回', async () => {
    expect((await people.approver.refusedCommand(now, 'confirm-withdrawal', {})).code).toBe('not-authorised');
    now = await people.home.command(now, 'confirm-withdrawal', {});
    expect(now.stateLabel).toBe('已撤回');
    expect(await people.intake.view(now.id)).toMatchObject({ withdrawal: { state: 'confirmed' } });
    expect((await people.home.refusedCommand(now, 'confirm-withdrawal', {})).code).toBe('illegal-transition');
  });

  test('没有人答复：10 月 8 日 24 时自行生效，记为系统办理', async () => {
    await system.waitUntil('2021-10-09T00:04:00.000+08:00');
    expect((await people.home.view(now.id)).stateLabel).toBe('实质性审查中');
    await system.waitUntil('2021-10-09T00:06:00.000+08:00');
    expect((await people.home.view(now.id)).stateLabel).toBe('已撤回');
    const last = (await people.home.events(now.id)).at(-1);
    expect(last).toMatchObject({
      title: '申请已撤回',
      side: 'system',
      effectiveAt: '2021-10-09T00:00:00.000+08:00',
    });
    expect(last?.detail).toContain('自行生效');
  });

  test('申请人收回撤回申请：照常作决定，到期也不会撤回', async () => {
    expect(
      (
        await people.intake.refusedCommand(now, 'cancel-withdrawal', {
          ...signed,
          applicantSignature: undefined,
        })
      ).code,
    ).toBe('signature-missing');
    now = await people.intake.command(now, 'cancel-withdrawal', signed);
    await system.waitUntil('2021-10-09T00:10:00.000+08:00');
    expect((await people.home.view(now.id)).stateLabel).toBe('实质性审查中');
    now = await people.approver.command(now, 'grant-application', {});
    expect(now.stateLabel).toBe('准予');
  });

  test('收件窗口、属地窗口、审批人员都收到通知', async () => {
    await system.settle();
    const told = async (person: People['intake']): Promise<string[]> => {
      const { notices } = await person.get<{ notices: { caseId: string; text: string }[] }>(
        '/api/notices?limit=99',
      );
      return notices.filter(({ caseId }) => caseId === now.id).map(({ text }) => text);
    };
    for (const person of [people.home, people.approver])
      expect(await told(person)).toContainEqual(expect.stringContaining('申请人提出撤回'));
    now = await people.home.command(now, 'confirm-withdrawal', {});
    await system.settle();
    for (const person of [people.home, people.intake])
      expect(await told(person)).toContainEqual(expect.stringContaining('申请已撤回'));
  });
});
