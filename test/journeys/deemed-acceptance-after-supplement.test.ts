import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { fullReasons } from '../case-acts.ts';
import { cardReceived, dueDays, type People, peopleOf } from '../case-steps.ts';
import { pointIds, relayed, scansHandedIn } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('补正到齐以后属地没有决定：依法视为受理，受理日期是到达那天（OP-76）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
  });

  test('第 5 个工作日 7 月 19 日 23:59:59 要求补正：按时', async () => {
    system.at('2021-07-19T23:59:59.000+08:00');
    now = await people.home.command(now, 'request-home-supplement', {
      points: [{ text: '补交户口簿复印件' }],
    });
    await system.waitUntil('2021-07-20T00:06:00.000+08:00');
    expect((await people.home.view(now.id)).state).toBe('homeSupplement');
  });

  test('7 月 22 日到齐，29 日 24:00 仍没有决定：视为 22 日受理', async () => {
    system.at('2021-07-22T09:00:00.000+08:00');
    now = await scansHandedIn(people.intake, now, await pointIds(people.intake, now.id));
    now = await relayed(people.intake, now, await pointIds(people.intake, now.id));
    now = await people.home.command(now, 'confirm-home-supplement');
    expect(dueDays(await people.home.view(now.id))).toEqual({ homeAcceptance: '2021-07-29' });
    await system.waitUntil('2021-07-29T23:59:59.000+08:00');
    expect((await people.home.view(now.id)).state).toBe('receivedAtHome');
    system.at('2021-07-30T00:00:01.000+08:00');
    const late = await people.home.refusedCommand(now, 'reject-at-home', fullReasons);
    expect(late.code).toBe('deemed-accepted');
    const more = await people.home.refusedCommand(now, 'request-home-supplement', {
      points: [{ text: '补交就业登记证明' }],
    });
    expect(more.code).toBe('deemed-accepted');
    await system.waitUntil('2021-07-30T00:06:00.000+08:00');
    const kase = await people.home.view(now.id);
    expect(kase).toMatchObject({ state: 'homeAccepted', homeAcceptedOn: '2021-07-22' });
    expect(kase.flags).toContain('acceptanceDeemed');
    expect(dueDays(kase)).toMatchObject({ promisedLimit: '2021-08-05' });
  });
});
