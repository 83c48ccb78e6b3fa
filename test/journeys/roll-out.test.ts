import { beforeAll, describe, expect, test } from 'vitest';
import { rollOutPointIds } from '../../src/regulation/roll-out.ts';
import type { RollOutPage, RollOutView } from '../../src/settings/roll-out-view.ts';
import type { TextVersionView } from '../../src/settings/text-version-view.ts';
import {
  applicationFor,
  cardRegistered,
  cardTakenIn,
  opening,
  type People,
  peopleOf,
} from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

describe('地区一个一个开通（R-250）；规程和文书样式有版本（R-219）', () => {
  let system: TestSystem;
  let province: Person;
  let county: Person;
  beforeAll(async () => {
    system = await openSystem('2021-10-11T09:00:00.000+08:00');
    province = await system.as('admin.500000');
    county = await system.as('admin.500112');
    return () => system.close();
  });

  const act = <Body = RollOutView>(person: Person, path: string, body: object = {}) =>
    person.post<Body>(`/api/roll-out/${path}`, body);
  const refused = async (person: Person, path: string, method: 'POST' | 'PUT' = 'POST', body: object = {}) =>
    (await person.refused(`/api/roll-out/${path}`, { method, body })).code;
  const point = (person: Person, region: string, name: string, done: boolean, note?: string) =>
    person.put<RollOutView>(`/api/roll-out/${region}/points/${name}`, { done, ...(note ? { note } : {}) });

  test('清单还差一项的地区不能收发办件；补齐、开通以后就能', async () => {
    const people: People = await peopleOf(system, '510107', '500112');
    const form = await applicationFor(people.intake, '048-1', '500112');
    expect(await act(province, '500112/deactivate', { reason: '设备更新' })).toMatchObject({ active: false });
    expect(await point(county, '500112', 'devices', false, '读卡器换新')).toMatchObject({ open: 1 });
    const closed = await people.intake.refused('/api/cases', opening(form));
    expect(closed).toMatchObject({ code: 'region-not-active' });
    expect(closed.detail).toContain('重庆市渝北区还没有开通');
    // Nor can it take in.
    const there = await system.as('intake.500112');
    const back = await applicationFor(there, '048-1', '510107');
    expect((await there.refused('/api/cases', opening(back))).code).toBe('region-not-active');

    expect(await refused(province, '500112/activate')).toBe('roll-out-open');
    await point(county, '500112', 'devices', true, '10 月 11 日验收');
    expect(await refused(county, '500112/activate')).toBe('not-authorised');
    expect(await act(province, '500112/activate')).toMatchObject({ active: true, open: 0 });
    const { businessNumber } = await cardRegistered(people, '500112');
    expect(businessNumber).toBeDefined();
    expect(await refused(province, '500112/deactivate', 'POST', { reason: '有件在办' })).toBe(
      'region-in-use',
    );
    expect(await refused(county, '500112/points/devices', 'PUT', { done: false })).toBe('region-in-use');
    const { history } = await county.get<
      RollOutView & { history: { what: string; byName: string; note: string }[] }
    >('/api/roll-out/500112');
    expect(history.map(({ what }) => what)).toEqual([
      'activated',
      'pointDone',
      'pointReopened',
      'deactivated',
    ]);
    expect(history[3]).toMatchObject({ note: '设备更新' });
  });

  test('省里看自己的地区和阶段，登记阶段；别省的不在眼前', async () => {
    const { regions, active, all } = await province.get<RollOutPage>('/api/roll-out?limit=100');
    expect(regions.every(({ regionCode }) => regionCode.startsWith('50'))).toBe(true);
    expect(active).toBe(all);
    expect(regions[0]?.points.map(({ id }) => id)).toEqual(rollOutPointIds);
    expect(await province.put('/api/roll-out/500113/stage', { stage: 2 })).toMatchObject({
      stage: 2,
      stageText: expect.stringContaining('第二阶段'),
    });
    expect(await refused(province, '510107/activate')).toBe('not-found');
    expect((await province.refused('/api/roll-out/510107')).code).toBe('not-found');
    expect((await (await system.as('intake.510107')).refused('/api/roll-out')).code).toBe('not-authorised');
    expect(await refused(province, '500113/stage', 'PUT', { stage: 4 })).toBe('field-invalid');
    expect(await refused(province, '500113/deactivate', 'POST', { reason: ' ' })).toBe('field-invalid');
    const page = await province.get<RollOutPage>('/api/roll-out?limit=2');
    const next = await province.get<RollOutPage>(`/api/roll-out?limit=2&after=${page.next}`);
    expect(next.regions[0]?.regionCode.localeCompare(page.regions[1]?.regionCode ?? '')).toBe(1);
    expect((await province.get<RollOutPage>('/api/roll-out?only=open')).regions).toEqual([]);
  });

  test('件上写着收件那天有效的规程版本；新版本由两个人登记，重叠的不收', async () => {
    const people = await peopleOf(system, '510107', '500113');
    const group = await system.as('coordinator');
    const other = await system.as('coordinator2');
    const second = {
      kind: 'rules',
      subject: 'southwest-5',
      title: '西南五省政务服务“跨省通办”工作规程',
      reference: '西南通协〔2021〕9号',
      trial: false,
      validFrom: '2021-10-20',
    };
    const add = (person: Person, change: object = {}) =>
      person.post<TextVersionView>('/api/text-versions', { ...second, ...change });
    const code = async (person: Person, change: object = {}) =>
      (await person.refused('/api/text-versions', { method: 'POST', body: { ...second, ...change } })).code;
    const [first] = (await group.get<{ versions: TextVersionView[] }>('/api/text-versions')).versions;
    expect(first).toMatchObject({ number: 1, trial: true, validFrom: '2021-05-21', inForce: true });
    for (const validFrom of ['2021-05-21', '2021-05-20'])
      expect(await code(group, { validFrom })).toBe('version-overlaps');
    expect(await code(group, { validFrom: '2021-10-11' })).toBe('setting-day-past');
    expect(await code(group, { subject: 'no-such' })).toBe('setting-scope-unknown');
    expect(await code(province)).toBe('not-authorised');
    expect(await code(group, { kind: 'form', subject: 'intakeReceipt' })).toBe('template-version-missing');

    system.at('2021-10-19T09:00:00.000+08:00');
    const form = { programme: 'southwest-5' };
    const before = await cardTakenIn(people, '500113', form);
    const proposed = await add(group);
    const approve = `/api/text-versions/${proposed.id}/approve`;
    expect((await group.refused(approve, { method: 'POST', body: {} })).code).toBe('own-proposal');
    await other.post(approve, {});
    system.at('2021-10-21T09:00:00.000+08:00');
    const after = await cardTakenIn(people, '500113', form);
    const rulesOf = async (id: string) => (await people.intake.view(id)).programme.rules;
    expect(await rulesOf(before.id)).toContain('第 1 版（试行），西南通协〔2021〕5号');
    expect(await rulesOf(after.id)).toContain('第 2 版，西南通协〔2021〕9号');
    expect(await code(group, { validFrom: '2021-10-19' })).toBe('version-overlaps');
  });
});
