import { beforeAll, describe, expect, test } from 'vitest';
import type { EscalationRow, EscalationView } from '../../src/escalation/escalation-view.ts';
import {
  applicationFor,
  cardTakenIn,
  type People,
  packageSent,
  peopleOf,
  registered,
} from '../case-steps.ts';
import { asked as offListAsked } from '../off-list-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';
import { checklist } from '../usual/request-acts.ts';

const morning = '2021-09-22T09:00:00.000+08:00';

describe('各个通办范围的协调层级（R-157），和窗口响应（R-154）', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await openSystem(morning);
    return () => system.close();
  });

  const act = (person: Person, id: string, name: string, body: object = {}) =>
    person.post<EscalationView>(`/api/escalations/${id}/${name}`, body);
  const code = async (person: Person, id: string, name: string, body: object = {}) =>
    (await person.refused(`/api/escalations/${id}/${name}`, { method: 'POST', body })).code;
  const ofCase = async (person: Person, caseId: string): Promise<EscalationView> => {
    const { escalations } = await person.get<{ escalations: EscalationView[] }>(
      `/api/cases/${caseId}/escalations`,
    );
    const [one] = escalations;
    if (!one) throw new Error('nothing was escalated');
    return one;
  };
  const standardAsked = async (
    people: People,
    { catalogueId, itemNumber, homeRegion }: { catalogueId: string; itemNumber: number; homeRegion: string },
  ) => {
    const { optionId: _option, ...form } = await applicationFor(
      people.intake,
      `item-${catalogueId}-${itemNumber}`,
      homeRegion,
      { programme: catalogueId },
    );
    const now = await registered(people, { ...form, catalogueId, itemNumber });
    return people.intake.command(now, 'request-standard', { question: '要不要原件？' });
  };

  test('重庆第三批：属地没答复，2 级到重庆市，不到西南五省协调小组', async () => {
    system.at(morning);
    const people = await peopleOf(system, '500107', '500110');
    const { items } = await people.intake.get<{ items: { number: number; hasStandard: boolean }[] }>(
      '/api/catalogues/chongqing-3/items',
    );
    const itemNumber = items.find(({ hasStandard }) => !hasStandard)?.number ?? 0;
    const now = await standardAsked(people, { catalogueId: 'chongqing-3', itemNumber, homeRegion: '500110' });
    await system.waitUntil('2021-09-22T10:59:00.000+08:00');
    await expect(ofCase(people.intake, now.id)).rejects.toThrow('nothing');
    await system.waitUntil('2021-09-22T11:00:00.000+08:00');
    const { id, secondName } = await ofCase(people.intake, now.id);
    expect(secondName).toBe('重庆市政府职转办、市政府办公厅');
    const district = await system.as('admin.500110');
    const city = await system.as('admin.500000');
    const group = await system.as('coordinator');
    expect((await group.refused(`/api/escalations/${id}`)).code).toBe('not-found');
    // The city sees it, and may not skip level 1: there is no coordination group here.
    expect(await code(city, id, 'raise', { text: '直接上报' })).toBe('level-one-first');
    // Words do not answer a request: the administration can answer it in the case.
    expect(await code(district, id, 'answer', { text: '已督促。' })).toBe('reply-where-asked');
    await act(district, id, 'declare-unable', { text: '部门之间意见不一致。' });
    const { escalations } = await city.get<{ escalations: EscalationRow[] }>('/api/escalations');
    expect(escalations.find((row) => row.id === id)).toMatchObject({ level: 2, state: 'level2' });
    const instructed = await act(city, id, 'instruct', {
      regions: ['500110'],
      what: '今天给出收件标准。',
      dueOn: '2021-09-23',
    });
    expect(instructed.tasks).toHaveLength(1);
    const request = (await people.home.view(now.id)).requests.find(({ open }) => open)?.id;
    await people.home.command(now, 'answer-standard-request', { id: request, standard: checklist });
    await system.settle();
    expect(await ofCase(people.intake, now.id)).toMatchObject({ state: 'answered' });
    expect(await act(people.intake, id, 'confirm')).toMatchObject({
      state: 'closed',
      outcomeLabel: '已响应',
    });
  });

  test('川渝通办：2 级是两地省级，哪一方都可以调度', async () => {
    system.at(morning);
    const people = await peopleOf(system, '510107', '500110');
    const { items } = await people.intake.get<{ items: { number: number; hasStandard: boolean }[] }>(
      '/api/catalogues/sichuan-chongqing/items',
    );
    const itemNumber = items.find(({ hasStandard }) => !hasStandard)?.number ?? 0;
    const now = await standardAsked(people, {
      catalogueId: 'sichuan-chongqing',
      itemNumber,
      homeRegion: '500110',
    });
    await system.waitUntil('2021-09-22T11:00:00.000+08:00');
    await system.waitUntil('2021-09-24T00:00:00.000+08:00');
    const one = await ofCase(people.intake, now.id);
    expect(one).toMatchObject({ level: 2, state: 'level2', secondName: '两地省级主管机构', copies: [] });
    expect((await (await system.as('coordinator')).refused(`/api/escalations/${one.id}`)).code).toBe(
      'not-found',
    );
    const task = { regions: ['500110'], what: '请今天答复。', dueOn: '2021-09-27' };
    await act(await system.as('admin.510000'), one.id, 'instruct', task);
    expect(await act(await system.as('admin.500000'), one.id, 'instruct', task)).toMatchObject({
      state: 'level2',
    });
    // The instruction's date passes without an answer.
    await system.waitUntil('2021-09-28T00:00:00.000+08:00');
    expect(await ofCase(people.intake, now.id)).toMatchObject({ state: 'reported' });
  });

  test('收件窗口不等了、自己撤回请求：协调随之了结，写明原因', async () => {
    system.at(morning);
    const people = await peopleOf(system, '510107', '500110');
    const now = await cardTakenIn(people, '500110');
    const question = await people.intake.command(now, 'ask-other-window', {
      text: '材料齐了吗？',
      needsAnswer: true,
    });
    await system.waitUntil('2021-09-22T11:00:00.000+08:00');
    expect((await ofCase(people.intake, now.id)).rule).toBe('homeAnswer');
    const id = (await people.intake.view(now.id)).requests.find(({ open }) => open)?.id;
    await people.intake.command(question, 'cancel-request', { id });
    await system.settle();
    expect(await ofCase(people.intake, now.id)).toMatchObject({
      state: 'closed',
      outcomeLabel: '请求已撤销或已由提请一方了结',
    });
  });

  test('清单外没有答复：进协调；2 级 2 个工作日仍没有答复，按无答复了结，协调也了结', async () => {
    system.at(morning);
    const clerk = await system.as('intake.511002');
    const request = await offListAsked(clerk, { wording: '古树名木移植', homeRegion: '500112' });
    await system.waitUntil('2021-09-22T11:00:00.000+08:00');
    const admin = await system.as('admin.500112');
    const find = async (list = 'open'): Promise<EscalationRow | undefined> =>
      (
        await admin.get<{ escalations: EscalationRow[] }>(`/api/escalations?list=${list}&limit=99`)
      ).escalations.find(({ offListId }) => offListId === request.id);
    const opened = await find();
    expect(opened).toMatchObject({ level: 1, matter: '清单外事项未答复', subject: '古树名木移植' });
    expect(await code(admin, opened?.id ?? '', 'answer', { text: '知道了' })).toBe('reply-where-asked');
    await act(admin, opened?.id ?? '', 'declare-unable', { text: '林业部门没有意见。' });
    await system.waitUntil('2021-09-23T12:00:00.000+08:00');
    expect((await find())?.level).toBe(2);
    // Level 2 opened on Wednesday at 11:00: Thursday and Friday are waited for.
    await system.waitUntil('2021-09-25T00:04:00.000+08:00');
    expect(await find('closed')).toBeUndefined();
    await system.waitUntil('2021-09-25T00:06:00.000+08:00');
    expect(await find('closed')).toMatchObject({ state: 'closed' });
    const { state } = await clerk.get<{ state: string }>(`/api/off-list-requests/${request.id}`);
    expect(state).toBe('offListDeclined');
  });

  test('窗口响应：从请求到首次实质回复的办公时间；不足 5 件不排名；按方向看', async () => {
    type League = {
      windows: {
        regionCode: string;
        place: number | null;
        median: number;
        onTimeShare: number;
        sample: number;
      }[];
    };
    const people = await peopleOf(system, '510104', '520302');
    const league = async (query = '') =>
      (await system.visitor().get<League>(`/api/response-league${query}`)).windows.find(
        ({ regionCode }) => regionCode === '520302',
      );
    const places: unknown[] = [];
    for (const [index, minutes] of [30, 60, 90, 120, 240].entries()) {
      const sentAt = `2021-10-${18 + index}T09:00:00.000+08:00`;
      system.at(sentAt);
      const now = await packageSent(people, await cardTakenIn(people, '520302'));
      const answer = new Date(Date.parse(sentAt) + minutes * 60_000).toISOString();
      system.at(answer);
      await people.home.command(now, 'record-first-opening');
      await system.settle();
      places.push((await league())?.place);
    }
    expect(places).toEqual([null, null, null, null, expect.any(Number)]);
    // 240 minutes from 09:00 hold an hour of lunch: 180.
    expect(await league()).toMatchObject({
      place: expect.any(Number),
      median: 90,
      sample: 5,
      onTimeShare: 0.8,
    });
    expect(await league('?from=510000&to=520000')).toMatchObject({ sample: 5 });
    expect(await league('?from=500000')).toBeUndefined();
    expect((await system.visitor().refused('/api/response-league?from=5')).code).toBe('field-invalid');
  });
});
