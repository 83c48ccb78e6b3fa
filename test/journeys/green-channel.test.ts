import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CasePage } from '../../src/cases/core/case-view.ts';
import type { PriorityShares } from '../../src/cases/priority/priority-share.ts';
import { cardRegistered, type People, packageSent, peopleOf, reviewed, takenIn } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const intakeRegion = '510107';
const homeRegion = '500110';
const start = '2021-06-07T10:00:00.000+08:00';
const put = (body: object) => ({ method: 'PUT' as const, body });

describe('绿色通道：窗口开设，办件标为优先，排在最上面，期限不变（R-035）', () => {
  let system: TestSystem;
  let people: People;
  let admin: Person;
  let window: string;
  let cases: Receipt[];

  const services = (service: string): string => `/api/directory/windows/${window}/services/${service}`;
  const listOf = async (person: Person, queue: string): Promise<string[]> => {
    const ids: string[] = [];
    let after = '';
    do {
      const page = await person.get<CasePage>(`/api/cases?queue=${queue}&limit=1${after}`);
      ids.push(...page.cases.map(({ id }) => id));
      after = page.next === undefined ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    return ids;
  };
  const fresh = async ({ id }: Receipt): Promise<Receipt> => {
    const { version } = await people.home.view(id);
    return { ...cases[0], id, version } as Receipt;
  };
  const duesOf = async (id: string) =>
    (await people.home.view(id)).deadlines.map(({ rule, dueAt }) => `${rule} ${dueAt}`);

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, intakeRegion, homeRegion);
    admin = await system.as(`admin.${homeRegion}`);
    window = system.directory.findOpenWindow(homeRegion)?.id ?? '';
    cases = [];
    for (const hours of [10, 11, 13]) {
      system.at(`2021-06-07T${hours}:00:00.000+08:00`);
      const taken = await takenIn(people, await reviewed(people, await cardRegistered(people, homeRegion)));
      cases.push(await packageSent(people, taken));
    }
    return () => system.close();
  });

  test('窗口没有绿色通道：不给这个按钮，直接提交也不收', async () => {
    const last = await fresh(cases[2] as Receipt);
    const { actions } = await people.home.view(last.id);
    expect(actions.map(({ command }) => command)).not.toContain('markPriority');
    const refused = await people.home.refusedCommand(last, 'mark-priority', { reason: 'elderly' });
    expect(refused).toMatchObject({ status: 422, code: 'green-channel-not-offered' });
  });

  test('由本地区的管理部门开设，写明原因；专区、窗口查询和属地预览都看得到', async () => {
    const begin = { offered: true, reason: '大厅一楼已设绿色通道' };
    expect((await people.home.refused(services('greenChannel'), put(begin))).code).toBe('not-authorised');
    const elsewhere = await system.as(`admin.${intakeRegion}`);
    expect((await elsewhere.refused(services('greenChannel'), put(begin))).code).toBe('directory-not-yours');
    const silent = await admin.refused(services('greenChannel'), put({ ...begin, reason: ' ' }));
    expect(silent.errors?.[0]?.pointer).toBe('/reason');
    expect((await admin.refused(services('fastLane'), put(begin))).status).toBe(400);
    for (const service of ['greenChannel', 'oneWindow'])
      expect((await admin.ask(services(service), put(begin))).status).toBe(204);
    // A second time changes nothing.
    await admin.ask(services('greenChannel'), put(begin));
    const kept = await people.intake.get<{ marks: object[]; mayKeep: boolean }>(
      `/api/directory/windows/${window}/services`,
    );
    expect(kept).toMatchObject({
      mayKeep: false,
      marks: [{ service: 'oneWindow' }, { service: 'greenChannel' }],
    });
    const visitor = system.visitor();
    expect(await visitor.get(`/api/windows/${window}`)).toMatchObject({
      services: expect.arrayContaining(['oneWindow', 'greenChannel']),
    });
    const page = (await visitor.ask(`/windows?region=${homeRegion}`)).bytes.toString('utf8');
    expect(page).toContain('绿色通道');
    expect(page).toContain('一窗通办专窗');
    const preview = await people.intake.post<{ route: { services: string[] } }>('/api/intake-preview', {
      optionId: '048-1',
      homeRegion,
    });
    expect(preview.route.services).toContain('greenChannel');
  });

  test('没有原因、原因不在所列、选“其他”不写明：都不收，指出是哪一格', async () => {
    const last = await fresh(cases[2] as Receipt);
    const refused = (body: object) => people.home.refusedCommand(last, 'mark-priority', body);
    expect(await refused({})).toMatchObject({
      code: 'priority-reason-missing',
      errors: [{ pointer: '/reason' }],
    });
    expect(await refused({ reason: 'vip' })).toMatchObject({
      code: 'field-invalid',
      errors: [{ pointer: '/reason' }],
    });
    expect(await refused({ reason: 'other' })).toMatchObject({ errors: [{ pointer: '/words' }] });
    const stranger = await system.as('intake.520103');
    expect((await stranger.refusedCommand(last, 'mark-priority', { reason: 'elderly' })).status).toBe(404);
  });

  test('标为优先：排到两地窗口最上面，一件也不少，期限一天不变；谁、为什么标的都在记录里', async () => {
    const last = await fresh(cases[2] as Receipt);
    const [before, dues] = [await listOf(people.home, 'home'), await duesOf(last.id)];
    expect(before.at(-1)).toBe(last.id);
    await people.intake.command(last, 'mark-priority', { reason: 'other', words: '次日一早出国' });
    for (const [person, queue] of [
      [people.home, 'home'],
      [people.home, 'mine'],
      [people.intake, 'intake'],
    ] as const) {
      const ids = await listOf(person, queue);
      expect(ids[0]).toBe(last.id);
      expect(ids.filter((id) => id === last.id)).toHaveLength(1);
    }
    expect((await listOf(people.home, 'home')).toSorted()).toEqual(before.toSorted());
    expect(await duesOf(last.id)).toEqual(dues);
    const { cases: rows } = await people.home.get<CasePage>('/api/cases?queue=home&limit=2');
    expect(rows.map(({ priority }) => priority)).toEqual([true, undefined]);
    expect((await people.home.view(last.id)).priority).toMatchObject({
      reason: 'other',
      words: '次日一早出国',
      side: 'intake',
    });
    expect((await people.home.events(last.id)).at(-1)).toMatchObject({
      type: 'priorityMarked',
      title: '标为优先办理',
      detail: '其他（须写明）；次日一早出国',
    });
    const again = await people.home.refusedCommand(await fresh(last), 'mark-priority', { reason: 'elderly' });
    expect(again.code).toBe('priority-already-marked');
  });

  test('优先件占比：本窗口、本地区和上级看得到，别处看不到；日子写错不收', async () => {
    const share = await people.home.get<PriorityShares>('/api/priority-share');
    expect(share).toMatchObject({ home: { cases: 3, priority: 1, percent: 33.3 }, intake: { cases: 0 } });
    const province = await system.as('admin.500000');
    const whole = await province.get<PriorityShares>('/api/priority-share?from=2021-06-07&to=2021-06-07');
    expect(whole.windows).toMatchObject([{ windowId: window, home: { cases: 3, priority: 1 } }]);
    expect((await province.get<PriorityShares>('/api/priority-share?to=2021-06-06')).home.cases).toBe(0);
    const other = await system.as(`admin.${intakeRegion}`);
    expect((await other.refused(`/api/priority-share?region=${homeRegion}`)).code).toBe('not-authorised');
    expect((await other.get<PriorityShares>('/api/priority-share')).intake.priority).toBe(1);
    for (const asked of ['from=2021-02-30', 'from=2021-06-08&to=2021-06-07', 'from=2019-01-01&to=2021-06-07'])
      expect((await admin.refused(`/api/priority-share?${asked}`)).code).toBe('field-invalid');
    expect((await people.approver.refused('/api/priority-share')).code).toBe('not-authorised');
  });

  test('取消优先要写明原因，取消后排回原处，占比随之归零', async () => {
    const last = await fresh(cases[2] as Receipt);
    const silent = await people.home.refusedCommand(last, 'unmark-priority', {});
    expect(silent).toMatchObject({ code: 'reason-missing', errors: [{ pointer: '/reason' }] });
    await people.home.command(last, 'unmark-priority', { reason: '改签，不再赶时间' });
    expect((await listOf(people.home, 'home')).at(-1)).toBe(last.id);
    expect((await people.home.view(last.id)).priority).toBeUndefined();
    expect((await people.home.events(last.id)).at(-1)?.detail).toContain('改签，不再赶时间');
    const share = await people.home.get<PriorityShares>('/api/priority-share');
    expect(share.home).toEqual({ cases: 3, priority: 0, percent: 0 });
  });

  test('窗口关了绿色通道：以后不能再标', async () => {
    await admin.ask(services('greenChannel'), put({ offered: false, reason: '人手不足' }));
    const last = await fresh(cases[2] as Receipt);
    const refused = await people.home.refusedCommand(last, 'mark-priority', { reason: 'elderly' });
    expect(refused.code).toBe('green-channel-not-offered');
  });
});
