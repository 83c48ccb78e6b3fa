import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { cardReceived, type People, peopleOf } from '../case-steps.ts';
import { lastSupplement, pointIds, scansHandedIn } from '../supplement-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const body = { points: [{ text: '补交户口簿复印件' }], announcesAbandonment: true };

/** C.12: commands on one case are taken one after another; the loser is told what happened instead. */
describe('补正与受理同时发生', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeEach(async () => {
    system = await sharedSystem('2021-07-12T09:00:00.000+08:00');
    system.at('2021-07-12T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    now = await cardReceived(people, '500110', '2021-07-12T09:00:00.000+08:00');
  });

  const send = (person: People['home'], command: string, sent: object, key = randomUUID()) =>
    person.ask<{ code?: string }>(`/api/cases/${now.id}/${command}`, {
      method: 'POST',
      headers: { 'idempotency-key': key, 'if-match': `"${now.version}"` },
      body: sent,
    });

  test('一人要求补正、一人受理：先存的算，另一人看到最新情况', async () => {
    const answers = await Promise.all([
      send(people.home, 'request-home-supplement', body),
      send(people.approver, 'accept-at-home', {}),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    const { state, homeSupplements } = await people.home.view(now.id);
    expect(homeSupplements).toHaveLength(state === 'homeSupplement' ? 1 : 0);
    expect(['homeSupplement', 'homeAccepted']).toContain(state);
  });

  test('同一请求按了两次：一份补正通知书', async () => {
    const key = randomUUID();
    await send(people.home, 'request-home-supplement', body, key);
    const again = await send(people.home, 'request-home-supplement', body, key);
    expect(again.status).toBe(200);
    const kase = await people.home.view(now.id);
    expect(kase.homeSupplements).toHaveLength(1);
    expect(kase.documents.filter(({ kind }) => kind === 'homeSupplementNotice')).toHaveLength(1);
  });

  test('期限当天 23:59:59 交来，过后有人想按逾期处理：已按期交来，不能', async () => {
    now = await people.home.command(now, 'request-home-supplement', body);
    system.at('2021-07-26T23:59:59.000+08:00');
    now = await scansHandedIn(people.home, now, await pointIds(people.home, now.id));
    system.at('2021-07-27T00:00:00.000+08:00');
    const refused = await people.home.refusedCommand(now, 'abandon-at-home', { localRule: '规定第六条' });
    expect(refused.code).toBe('supplement-under-way');
    now = await people.home.command(now, 'confirm-home-supplement');
    expect(now.state).toBe('receivedAtHome');
  });

  test('期限过后一秒交来的：不收，哪怕还没有人按逾期处理', async () => {
    now = await people.home.command(now, 'request-home-supplement', body);
    const points = await pointIds(people.home, now.id);
    system.at('2021-07-27T00:00:00.000+08:00');
    const pieces = points.map((pointId) => ({ pointId, copies: 1 }));
    const late = await people.intake.refusedCommand(now, 'hand-in-home-supplement', {
      way: 'counter',
      pieces,
    });
    expect(late.code).toBe('supplement-due-passed');
    expect((await lastSupplement(people.home, now.id)).points.map(({ standing }) => standing)).toEqual([
      'missing',
    ]);
  });
});
