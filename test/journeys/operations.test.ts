import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { run, sql } from '../../src/platform/database.ts';
import type { ParkedEntry, SubscriberState } from '../../src/platform/subscribers.service.ts';
import { cardRegistered, cardTakenIn, type People, peopleOf, reviewed, takenIn } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';
import { tamper } from '../tamper.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const later = '2021-06-07T11:30:00.000+08:00';

describe('运行状况：通知表写不进一件的通知，别的照常；查清以后重办', () => {
  let system: TestSystem;
  let people: People;
  let admin: Person;
  let stuck: Receipt;
  let fine: Receipt;

  const notices = async (): Promise<SubscriberState | undefined> =>
    (await admin.get<{ subscribers: SubscriberState[] }>('/api/subscribers')).subscribers.find(
      ({ name }) => name === 'notices',
    );
  const parked = async (): Promise<ParkedEntry[]> =>
    (await admin.get<{ entries: ParkedEntry[] }>('/api/subscribers/notices/parked')).entries;
  const told = async (): Promise<(string | null)[]> =>
    (await people.home.get<{ notices: { caseId: string | null }[] }>('/api/notices')).notices.map(
      ({ caseId }) => caseId,
    );

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    admin = await system.as('sysadmin');
    await system.settle();
    // A fault that only one case meets.
    stuck = await cardRegistered(people, '500110');
    await tamper(system.database, [], (tx) =>
      run(tx, sql`alter table notices add constraint no_room check (case_id <> ${sql.lit(stuck.id)})`),
    );
    await takenIn(people, await reviewed(people, stuck));
    fine = await cardTakenIn(people, '500110');
    await system.settle();
  });

  afterAll(() => system.close());

  test('系统管理员看到失败、暂存和原因，没有落后；属地窗口收到另一件的通知', async () => {
    expect(await notices()).toMatchObject({ title: '站内通知', lagEvents: 0, lagSeconds: 0, dead: 0 });
    const entries = await parked();
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ caseId }) => caseId))).toEqual(new Set([stuck.id]));
    expect(entries[0]?.error).toContain('no_room');
    expect(await told()).toContain(fine.id);
    expect(await told()).not.toContain(stuck.id);
  });

  test('系统自己重试，次数和下次时间都看得到', async () => {
    const [before] = await parked();
    await system.waitUntil(later);
    const [after] = await parked();
    expect(after?.failures).toBe((before?.failures ?? 0) + 1);
    expect(after?.nextTryAt).toSatisfy((at: string) => at > later);
  });

  test('审计人员看得到，但不能重办；窗口人员看不到', async () => {
    const auditor = await system.as('auditor');
    expect((await auditor.ask('/api/subscribers')).status).toBe(200);
    const redo = { method: 'POST' as const };
    expect(await auditor.refused('/api/subscribers/notices/resend', redo)).toMatchObject({
      code: 'not-authorised',
    });
    expect(await people.intake.refused('/api/subscribers')).toMatchObject({ code: 'not-authorised' });
  });

  test('查清原因后重办：通知补发，按先后，一条不重；谁重办的记在审计日志里', async () => {
    await tamper(system.database, [], (tx) => run(tx, sql`alter table notices drop constraint no_room`));
    const count = (await parked()).length;
    expect(await admin.post('/api/subscribers/notices/resend', undefined)).toEqual({ count });
    await system.settle();
    expect(await notices()).toMatchObject({ parked: 0, dead: 0 });
    expect((await told()).filter((caseId) => caseId === stuck.id)).toHaveLength(
      (await told()).filter((caseId) => caseId === fine.id).length,
    );
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{ entries: { actorName: string; detail: object }[] }>(
      '/api/audit?action=parkedResent',
    );
    expect(entries).toMatchObject([{ actorName: '何志诚', detail: { count } }]);
  });

  test('任何一个事件都能证明在封签的批次里', async () => {
    const state = await notices();
    const proof = await admin.get<{ entry: { caseId: string }; batch: { toNo: number } }>(
      `/api/feed/${state?.feedNo ?? 0}/proof`,
    );
    expect(proof.batch.toNo).toBeGreaterThanOrEqual(state?.feedNo ?? 0);
    const auditor = await system.as('auditor');
    expect(await auditor.get('/api/feed/verification')).toMatchObject({ sound: true });
  });
});
