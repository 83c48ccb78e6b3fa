import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CasePage, CaseRow } from '../../src/cases/core/case-view.ts';
import {
  assigned,
  cardReceived,
  cardRegistered,
  cardTakenIn,
  type People,
  packageSent,
  peopleOf,
} from '../case-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

const intakeRegion = '510104';
const homeRegion = '500101';
const start = '2021-09-22T09:00:00.000+08:00';

/** A Wednesday at the hall of 成都市锦江区, with 重庆市万州区 as home. */
describe('大厅的一天：我的工作台、本窗口、待我办、等别人、已逾期', () => {
  let system: TestSystem;
  let people: People;
  let started: Receipt;
  let sent: Receipt;
  let arrived: Receipt;

  const list = async (person: Person, queue: string, more = ''): Promise<CaseRow[]> =>
    (await person.get<CasePage>(`/api/cases?queue=${queue}&limit=100${more}`)).cases;
  const rowOf = async (person: Person, queue: string, { id }: Receipt): Promise<CaseRow | undefined> =>
    (await list(person, queue)).find((row) => row.id === id);
  const counts = async (person: Person): Promise<Record<string, number>> =>
    (await person.get<{ counts: Record<string, number> }>('/api/cases/counts')).counts;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, intakeRegion, homeRegion);
    started = await cardRegistered(people, homeRegion);
    sent = await packageSent(people, await cardTakenIn(people, homeRegion));
    arrived = await cardReceived(people, homeRegion, start);
  });

  test('上午：该我办的在“待我办”，急的在前；轮到对方的在“等别人”，看得见在等谁', async () => {
    const mine = await list(people.intake, 'mine');
    const dues = mine.map(({ dueAt = '9' }) => dueAt);
    expect(dues).toEqual(dues.toSorted());
    expect(await rowOf(people.intake, 'mine', started)).toMatchObject({ next: '完成形式审查', mine: true });
    expect(await rowOf(people.intake, 'mine', arrived)).toBeUndefined();
    expect(await rowOf(people.intake, 'waiting', arrived)).toMatchObject({
      mine: false,
      holder: 'homeWindow',
      overdue: false,
    });
    expect(await rowOf(people.home, 'mine', arrived)).toMatchObject({ mine: true, side: 'home' });
  });

  test('标签上的数就是列表里的件数', async () => {
    const figures = await counts(people.intake);
    for (const queue of ['mine', 'taken', 'overdue', 'waiting', 'intake', 'home']) {
      expect([queue, figures[queue]]).toEqual([queue, (await list(people.intake, queue)).length]);
    }
    expect((await people.intake.refused('/api/cases/counts', { method: 'POST', body: {} })).status).toBe(404);
  });

  test('属地按方式、事项、期限、状态筛选（R-097）', async () => {
    const ids = async (more: string) => (await list(people.home, 'home', more)).map(({ id }) => id);
    expect(await ids('&mode=proxyIntake')).toContain(arrived.id);
    expect(await ids('&mode=online')).toEqual([]);
    expect(await ids('&item=48')).toContain(arrived.id);
    expect(await ids('&item=1')).toEqual([]);
    expect(await ids('&state=receivedAtHome')).toContain(arrived.id);
    expect(await ids('&state=completed')).not.toContain(arrived.id);
    expect(await ids('&dueBy=2021-09-22')).toContain(sent.id);
    expect(await ids('&dueBy=2021-09-21')).toEqual([]);
    for (const wrong of ['mode=all', 'item=x', 'state=forgotten', 'dueBy=2021-02-30', 'queue=everything']) {
      expect((await people.home.refused(`/api/cases?queue=home&${wrong}`)).status, wrong).toBe(400);
    }
  });

  test('窗口的事不挡审批，审批的事也不挡窗口：受理之后两边的“待我办”里都有', async () => {
    const now = await people.home.command(arrived, 'accept-at-home');
    expect(await rowOf(people.home, 'mine', now)).toMatchObject({ mine: true, next: '交办审批部门' });
    expect(await rowOf(people.approver, 'mine', now)).toMatchObject({ mine: true, next: '作出审批决定' });
    const given = await assigned(people, now);
    expect(await rowOf(people.home, 'mine', given)).toBeUndefined();
    expect(await rowOf(people.home, 'waiting', given)).toMatchObject({ holder: 'approver' });
    expect(await rowOf(people.approver, 'taken', given)).toMatchObject({ next: '作出审批决定' });
    const other = await system.as(`approver2.${homeRegion}`);
    expect(await rowOf(other, 'mine', given)).toBeUndefined();
  });

  test('接手的件在“我手上的”，同事那里没有；仍在窗口的“待我办”里', async () => {
    const now = await people.intake.command(started, 'take-case');
    expect(await rowOf(people.intake, 'taken', now)).toMatchObject({ next: '完成形式审查' });
    const lead = await system.as(`lead.${intakeRegion}`);
    expect(await rowOf(lead, 'taken', now)).toBeUndefined();
    expect(await rowOf(lead, 'mine', now)).toMatchObject({ mine: true });
    started = await lead.command(now, 'take-case');
    expect(await rowOf(people.intake, 'taken', started)).toBeUndefined();
    expect(await rowOf(lead, 'taken', started)).toMatchObject({ mine: true });
  });

  test('第二天早上：没办完的进了“已逾期”，红的在最前', async () => {
    system.at('2021-09-24T09:00:00.000+08:00');
    const late = await list(people.home, 'overdue');
    expect(late.every(({ overdue, mine }) => overdue && mine)).toBe(true);
    expect(late.map(({ id }) => id)).toContain(sent.id);
    expect((await list(people.home, 'mine'))[0]).toMatchObject({ overdue: true });
    system.at(start);
  });

  test('管理部门和审计人员没有这些列表', async () => {
    for (const username of [`admin.${intakeRegion}`, 'auditor']) {
      const person = await system.as(username);
      expect((await person.refused('/api/cases?queue=mine')).code).toBe('not-authorised');
      expect((await person.refused('/api/cases/counts')).code).toBe('not-authorised');
    }
  });
});
