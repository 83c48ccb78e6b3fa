import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardReceived,
  cardRegistered,
  type People,
  type Person,
  peopleOf,
  underReview,
} from '../case-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';

const start = '2021-07-12T09:00:00.000+08:00';
type Colleagues = { posts: { post: string; name: string; staff: { id: string; name: string }[] }[] };

describe('谁接手谁办，同事病了有人接着办（R-052、R-175）', () => {
  let system: TestSystem;
  let people: People;
  let colleague: Person;
  let intakeLead: Person;
  let homeLead: Person;

  const me = (person: Person) => person.get<{ id: string; name: string }>('/api/session');
  const colleaguesOf = async (person: Person, now: Receipt): Promise<Colleagues['posts']> =>
    (await person.get<Colleagues>(`/api/cases/${now.id}/colleagues`)).posts;

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    // Both clerks of the hall in 武侯区 work at the same window.
    colleague = await system.as('home.510107');
    intakeLead = await system.as('lead.510107');
    homeLead = await system.as('lead.500110');
    return () => system.close();
  });

  test('同窗口两个人：先接手的算，后来的知道是谁在办', async () => {
    let now = await cardRegistered(people, '500110');
    const { name } = await me(people.intake);
    now = await people.intake.command(now, 'take-case');
    const refused = await colleague.refusedCommand(now, 'take-case');
    expect(refused.code).toBe('already-taken');
    expect(refused.detail).toContain(name);
    expect((await people.intake.refusedCommand(now, 'take-case')).detail).toContain('您已经接手');
    expect((await colleague.view(now.id)).takenBy.intake).toMatchObject({ person: name, own: false });
    const own = await people.intake.view(now.id);
    expect(own.takenBy.intake).toMatchObject({ own: true });
    expect(own.holder).toMatchObject({ side: 'intake', person: name });
  });

  test('负责人可以自己接过来，也可以改派给同窗口的人，不能派给别的窗口', async () => {
    let now = await people.intake.command(await cardRegistered(people, '500110'), 'take-case');
    now = await intakeLead.command(now, 'take-case');
    const posts = await colleaguesOf(intakeLead, now);
    expect(posts.map(({ post }) => post)).toEqual(['intakeWindow']);
    const ids = posts[0]?.staff.map(({ id }) => id) ?? [];
    expect(ids).toContain((await me(colleague)).id);
    expect(ids).not.toContain((await me(people.home)).id);
    const elsewhere = { successor: (await me(people.home)).id };
    expect((await intakeLead.refusedCommand(now, 'reassign-case', elsewhere)).code).toBe('handler-suspended');
    // Neither a clerk nor the lead of the other side decides who has it here.
    const successor = (await me(colleague)).id;
    expect((await people.intake.refusedCommand(now, 'reassign-case', { successor })).code).toBe(
      'not-authorised',
    );
    expect(
      (await homeLead.refusedCommand(now, 'reassign-case', { successor, post: 'intakeWindow' })).code,
    ).toBe('not-authorised');
    now = await intakeLead.command(now, 'reassign-case', { successor });
    expect((await colleague.view(now.id)).takenBy.intake).toMatchObject({ own: true });
  });

  test('属地两岗分开：窗口人员接手窗口的事，审批人员接手部门的事，收件地看不到是谁审', async () => {
    let now = await cardReceived(people, '500110', start);
    now = await people.home.command(now, 'take-case');
    now = await people.home.command(now, 'accept-at-home');
    const approver2 = await system.as('approver2.500110');
    expect((await people.approver.refusedCommand(now, 'take-case')).code).toBe('not-assigned');
    const { departments } = await people.home.get<{ departments: { name: string }[] }>(
      `/api/cases/${now.id}/assignees`,
    );
    now = await people.home.command(now, 'assign-handler', { department: departments[0]?.name });
    now = await people.approver.command(now, 'take-case');
    expect((await approver2.refusedCommand(now, 'take-case')).code).toBe('already-taken');
    const kase = await people.home.view(now.id);
    expect(kase.handler?.person).toBe((await me(people.approver)).name);
    expect(kase.takenBy.home?.person).toBe((await me(people.home)).name);
    const taken = (await people.intake.events(now.id)).filter(({ type }) => type === 'caseTaken');
    expect(taken.map(({ redacted }) => redacted)).toEqual([true, true]);
  });

  test('审批人员病了：名下的办件交给接手的人，原来的登录立即失效', async () => {
    let now = await underReview(people, await cardReceived(people, '500110', start));
    now = await people.home.command(now, 'take-case');
    const admin = await system.as('admin.500110');
    const [approver, approver2] = [await me(people.approver), await me(await system.as('approver2.500110'))];
    const without = await admin.refused(`/api/staff/${approver.id}/suspend`, {
      method: 'POST',
      body: { reason: '病假' },
    });
    expect(without.code).toBe('successor-missing');
    // A clerk of the window cannot take over what only an approver may do.
    const wrong = await admin.refused(`/api/staff/${approver.id}/suspend`, {
      method: 'POST',
      body: { reason: '病假', successorId: (await me(people.home)).id },
    });
    expect(wrong.code).toBe('handler-suspended');
    await admin.post(`/api/staff/${approver.id}/suspend`, { reason: '病假', successorId: approver2.id });
    expect((await people.approver.ask('/api/session')).status).toBe(401);
    const kase = await people.home.view(now.id);
    expect(kase.handler?.person).toBe(approver2.name);
    expect(kase.takenBy.home?.person).toBe((await me(people.home)).name);
  });

  test('收件窗口的人病了：接手的办件也交给接手的人', async () => {
    let now = await cardRegistered(people, '500110');
    now = await people.intake.command(now, 'take-case');
    const admin = await system.as('admin.510107');
    const [ill, successor] = [await me(people.intake), await me(colleague)];
    await admin.post(`/api/staff/${ill.id}/suspend`, { reason: '病假', successorId: successor.id });
    const kase = await colleague.view(now.id);
    expect(kase.takenBy.intake).toMatchObject({ person: successor.name, own: true });
    const last = (await colleague.events(now.id)).at(-1);
    expect(last).toMatchObject({ type: 'caseReassigned', capacity: '收件地管理部门' });
  });
});
