import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CasePage, LateDutyView } from '../../src/cases/core/case-view.ts';
import { cardTakenIn, type People, peopleOf } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const intakeRegion = '510106';
const homeRegion = '500103';

/** 收件 on Wednesday: the electronic materials are due on Thursday, 23 September at 24:00. */
describe('提醒和逾期（R-094）：周四 24:00 到期，窗口 17:00 下班', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const told = async (person: Person): Promise<string[]> =>
    (await person.get<{ notices: { caseId: string; text: string }[] }>('/api/notices?limit=99')).notices
      .filter(({ caseId, text }) => caseId === now.id && text.includes('发送电子材料'))
      .map(({ text }) => text.slice(0, text.indexOf('：')));
  const late = async (person: Person): Promise<LateDutyView[]> =>
    (await person.get<{ duties: LateDutyView[] }>('/api/cases/late')).duties.filter(
      ({ caseId }) => caseId === now.id,
    );

  beforeAll(async () => {
    system = await openSystem('2021-09-22T09:00:00.000+08:00');
    people = await peopleOf(system, intakeRegion, homeRegion);
    now = await cardTakenIn(people, homeRegion);
    return () => system.close();
  });

  test('时间过半提醒一次，周四 15:00 再提醒一次；只告诉该办的窗口', async () => {
    await system.waitUntil('2021-09-23T12:00:00.000+08:00');
    expect(await told(people.intake)).toEqual(['期限过半']);
    await system.waitUntil('2021-09-23T14:59:00.000+08:00');
    expect(await told(people.intake)).toEqual(['期限过半']);
    await system.waitUntil('2021-09-23T15:00:00.000+08:00');
    expect(await told(people.intake)).toEqual(['快到期', '期限过半']);
    expect(await told(people.home)).toEqual([]);
  });

  test('列表上看得见还剩多少，到期后变红、进“已逾期”', async () => {
    const row = async (queue: string) =>
      (await people.intake.get<CasePage>(`/api/cases?queue=${queue}&limit=100`)).cases.find(
        ({ id }) => id === now.id,
      );
    expect(await row('mine')).toMatchObject({ overdue: false, workingDaysLeft: 0, next: '发送电子材料' });
    expect(await row('overdue')).toBeUndefined();
    await system.waitUntil('2021-09-24T00:00:00.000+08:00');
    expect(await row('mine')).toMatchObject({ overdue: true, workingDaysLeft: -1 });
    expect(await row('overdue')).toMatchObject({ overdue: true });
  });

  test('到期时告诉窗口，也告诉窗口负责人和管理部门；各一次', async () => {
    await system.waitUntil('2021-09-24T09:00:00.000+08:00');
    expect(await told(people.intake)).toEqual(['已逾期', '快到期', '期限过半']);
    // The lead works at the window too, and is told as its lead.
    const lead = await told(await system.as(`lead.${intakeRegion}`));
    expect(lead.filter((text) => text === '已逾期')).toHaveLength(2);
    expect(await told(await system.as(`admin.${intakeRegion}`))).toEqual(['已逾期']);
  });

  test('办完之后不再提醒，但逾期的记号留在“逾期记录”里', async () => {
    expect(await late(people.intake)).toMatchObject([
      { title: '发送电子材料', open: true, dueOn: '2021-09-23' },
    ]);
    now = await people.intake.command(now, 'send-package', {
      declaration: true,
      overdueReason: '扫描仪坏了一天',
    });
    expect(await late(people.intake)).toMatchObject([{ title: '发送电子材料', open: false }]);
    expect(await late(people.home)).toEqual([]);
    await system.waitUntil('2021-09-30T09:00:00.000+08:00');
    expect(await told(people.intake)).toHaveLength(3);
  });

  test('逾期记录只给窗口和审批人员看，翻页不重不漏', async () => {
    const auditor = await system.as('auditor');
    expect((await auditor.refused('/api/cases/late')).code).toBe('not-authorised');
    const whole = (await people.intake.get<{ duties: LateDutyView[] }>('/api/cases/late?limit=100')).duties;
    const paged: LateDutyView[] = [];
    let after = '';
    do {
      const page = await people.intake.get<{ duties: LateDutyView[]; next?: string }>(
        `/api/cases/late?limit=1${after}`,
      );
      paged.push(...page.duties);
      after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
    } while (after !== '');
    expect(paged).toEqual(whole);
    expect((await people.intake.refused('/api/cases/late?after=x')).code).toBe('field-invalid');
  });
});
