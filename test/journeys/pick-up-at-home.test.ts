import { beforeAll, describe, expect, test } from 'vitest';
import { cardGranted, dueDays, type People, peopleOf } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const granted = '2021-06-07T10:00:00.000+08:00';

describe('拉萨市城关区收、成都市锦江区办，结果在属地窗口领取', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem(granted);
    people = await peopleOf(system, '540102', '510104');
  });

  test('不用邮寄，等在属地窗口；收件窗口不能交付', async () => {
    let now = await cardGranted(people, '510104', granted, { delivery: { way: 'pickUpAtHome' } });
    now = await people.home.command(now, 'dispatch-result', { way: 'pickUpAtHome' });
    const kase = await people.home.view(now.id);
    expect(kase.result).toMatchObject({ place: 'home', arrivedAt: granted });
    expect(kase.holder.side).toBe('home');
    expect(dueDays(kase)).toMatchObject({ pickUpReminder: '2021-07-07', pickUpReturn: '2021-08-06' });
    const handover = { identityMethod: 'face', identityPassed: true, signature: 'fingerprint' };
    expect((await people.intake.refusedCommand(now, 'hand-over-result', handover)).code).toBe(
      'result-not-here',
    );

    const { task } = await system
      .visitor('192.0.2.20')
      .post<{ task: { kind: string; until: string } }>('/api/public/case-status', {
        businessNumber: now.businessNumber,
        phoneLast4: '6021',
      });
    expect(task).toMatchObject({ kind: 'pickUp', until: '2021-08-06' });

    now = await people.home.command(now, 'hand-over-result', handover);
    expect((await people.home.refusedCommand(now, 'hand-over-result', handover)).code).toBe(
      'already-delivered',
    );
    now = await people.home.command(now, 'complete-case');
    expect(now.state).toBe('completed');
    const { lines } = await people.home.view(now.id);
    // 身份证件 was only looked at and goes back; 登记表 stays in the archive; nobody asked for the photograph's paper back.
    expect(lines.map(({ paper }) => paper)).toEqual(['home', 'returned', 'home']);
  });
});
