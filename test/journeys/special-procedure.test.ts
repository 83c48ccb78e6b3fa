import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, dueDays, opinionGiven, type People, peopleOf, underReview } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const monday = '2021-06-07T10:00:00.000+08:00';

describe('武侯区收、綦江区办：照片要鉴定，计时暂停（R-104）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const titles = async (person: People['intake']): Promise<string[]> => {
    const { notices } = await person.get<{ notices: { caseId: string; text: string }[] }>(
      '/api/notices?limit=99',
    );
    return notices.filter(({ caseId }) => caseId === now.id).map(({ text }) => text);
  };

  beforeAll(async () => {
    system = await sharedSystem(monday);
    people = await peopleOf(system, '510107', '500110');
    now = await underReview(people, await cardReceived(people, '500110', monday));
  });

  test('6 月 7 日受理，承诺 10 个工作日：6 月 22 日', async () => {
    const kase = await people.approver.view(now.id);
    expect(dueDays(kase)).toMatchObject({ promisedLimit: '2021-06-22' });
    expect(kase.pausedLimits).toEqual([]);
  });

  test('6 月 9 日转入鉴定，预计到 6 月 16 日：出具特别程序告知书，两个日期都看得到', async () => {
    system.at('2021-06-09T11:00:00.000+08:00');
    const body = {
      type: 'appraisal',
      startOn: '2021-06-09',
      expectedEndOn: '2021-06-16',
      reason: '照片与身份证照片差别较大，需要作人像鉴定。',
    };
    for (const [change, code] of [
      [{ type: 'homeSupplement' }, 'procedure-type-not-allowed'],
      [{ startOn: '2021-06-04' }, 'start-before-acceptance'],
      [{ expectedEndOn: '2021-06-08' }, 'end-before-start'],
    ] as const) {
      const refused = await people.approver.refusedCommand(now, 'suspend-review', { ...body, ...change });
      expect(refused.code).toBe(code);
    }
    now = await people.approver.command(now, 'suspend-review', body);
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('特别程序（计时暂停）');
    expect(dueDays(kase)).not.toHaveProperty('promisedLimit');
    expect(dueDays(kase)).toMatchObject({ suspensionEnd: '2021-06-23' });
    expect(kase.pausedLimits).toEqual([
      {
        rule: 'promisedLimit',
        title: '承诺期限',
        withoutPauses: '2021-06-22',
        withPauses: '2021-06-29',
        expected: true,
      },
    ]);
    const notice = kase.documents.find(({ kind }) => kind === 'procedureNotice');
    const printed = pdfText(await people.intake.bytes(notice?.href ?? '')).replaceAll(/\s/g, '');
    for (const words of ['特别程序告知书', '鉴定', '2021年6月9日', '2021年6月16日', '不计算在办理期限内'])
      expect(printed).toContain(words);
    await system.settle();
    expect(await titles(people.intake)).toContainEqual(expect.stringContaining('转入特别程序'));
  });

  test('暂停期间不能作决定', async () => {
    const refused = await people.approver.refusedCommand(now, 'grant-application', {});
    expect(refused.code).toBe('illegal-transition');
    expect(refused.detail).toContain('特别程序');
  });

  test('6 月 17 日登记 16 日结束：从 6 月 17 日起继续计，到 6 月 29 日', async () => {
    system.at('2021-06-17T09:30:00.000+08:00');
    const early = await people.approver.refusedCommand(now, 'resume-review', {
      endOn: '2021-06-18',
      result: '是本人。',
    });
    expect(early.code).toBe('field-invalid');
    now = await people.approver.command(now, 'resume-review', {
      endOn: '2021-06-16',
      result: '鉴定意见：照片为申请人本人。',
    });
    const kase = await people.approver.view(now.id);
    expect(dueDays(kase)).toMatchObject({ promisedLimit: '2021-06-29' });
    expect(kase.pausedLimits[0]).toMatchObject({
      withoutPauses: '2021-06-22',
      withPauses: '2021-06-29',
      expected: false,
    });
    const why = kase.deadlines.find(({ rule }) => rule === 'promisedLimit')?.why ?? [];
    expect(why).toContainEqual(
      expect.objectContaining({ from: '2021-06-09', to: '2021-06-16', label: '鉴定，不计', counted: false }),
    );
  });

  test('随后准予，审查内容不能再改', async () => {
    now = await opinionGiven(people, now);
    now = await people.approver.command(now, 'grant-application', {});
    const again = await people.approver.refusedCommand(now, 'record-opinion', { points: [] });
    expect(again.code).toBe('illegal-transition');
  });

  test('另一件过了预计结束 5 个工作日还没有结束：6 月 23 日 24 时提醒审批人员和属地窗口', async () => {
    system.at(monday);
    now = await underReview(people, await cardReceived(people, '500110', monday));
    system.at('2021-06-09T11:00:00.000+08:00');
    now = await people.approver.command(now, 'suspend-review', {
      type: 'expertReview',
      startOn: '2021-06-09',
      expectedEndOn: '2021-06-16',
      reason: '需要专家评审。',
    });
    const alert = expect.stringContaining('已逾期：结束特别程序') as string;
    const homeLead = await system.as('lead.500110');
    await system.waitUntil('2021-06-23T23:59:00.000+08:00');
    expect(await titles(people.approver)).not.toContainEqual(alert);
    await system.waitUntil('2021-06-24T00:01:00.000+08:00');
    expect(await titles(people.approver)).toContainEqual(alert);
    expect(await titles(homeLead)).toContainEqual(alert);
    // Nothing is forced: the procedure goes on, and the limit with it.
    const kase = await people.approver.view(now.id);
    expect(kase.stateLabel).toBe('特别程序（计时暂停）');
    expect(kase.pausedLimits[0]?.withPauses).toBe('2021-07-07');
  });
});
