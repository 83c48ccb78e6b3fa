import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, dueDays, type People, peopleOf } from '../case-steps.ts';
import { lastSupplement, pointIds, scansHandedIn } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('再次要求补正：由审批人员写明理由，单独计数（R-100）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
    now = await people.home.command(now, 'request-home-supplement', {
      points: [{ text: '补交户口簿复印件' }],
    });
    system.at('2021-07-14T09:00:00.000+08:00');
    now = await scansHandedIn(people.home, now, await pointIds(people.home, now.id));
    now = await people.home.command(now, 'confirm-home-supplement');
  });

  const points = [{ text: '补交就业登记证明' }];

  test('属地窗口再次要求，或没有理由：都不行', async () => {
    const byClerk = await people.home.refusedCommand(now, 'request-home-supplement', {
      points,
      reason: '上次没有看出来',
    });
    expect(byClerk.code).toBe('second-supplement-needs-reason');
    expect(byClerk.detail).toContain('审批人员');
    const silent = await people.approver.refusedCommand(now, 'request-home-supplement', { points });
    expect(silent.code).toBe('second-supplement-needs-reason');
  });

  test('审批人员写明理由：第 2 次，期限另算，记在办件记录里', async () => {
    system.at('2021-07-16T09:00:00.000+08:00');
    now = await people.approver.command(now, 'request-home-supplement', {
      points,
      reason: '户口簿显示已迁出，须证明现就业地',
    });
    expect(await lastSupplement(people.home, now.id)).toMatchObject({ round: 2, dueOn: '2021-07-30' });
    const event = (await people.home.events(now.id)).at(-1);
    expect(event?.detail).toContain('第 2 次');
    expect(event?.detail).toContain('须证明现就业地');
  });

  test('补齐以后，从第二次到达的那天重新起算', async () => {
    system.at('2021-07-21T09:00:00.000+08:00');
    now = await scansHandedIn(people.home, now, await pointIds(people.home, now.id));
    now = await people.home.command(now, 'confirm-home-supplement');
    expect(dueDays(await people.home.view(now.id))).toEqual({ homeAcceptance: '2021-07-28' });
  });
});
