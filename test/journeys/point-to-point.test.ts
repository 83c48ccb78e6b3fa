import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { applicationFor, opening, registered } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const start = '2021-07-01T10:00:00.000+08:00';
const matter = '林木采伐许可';

describe('点对点通办：綦江区与桐梓县之间，别处没有（R-018、R-019）', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await openSystem(start);
    return () => system.close();
  });

  const hits = async (person: Person, region: string) =>
    (
      await person.get<{ items: { catalogueId: string; number: number; name: string; limits: string[] }[] }>(
        `/api/items/search?q=${encodeURIComponent(matter)}&region=${region}&limit=9`,
      )
    ).items.filter(({ name }) => name === matter);

  test('对方确认以前看不到；确认以后两地窗口双向都能收，第三地不能；办件数可作提名的依据', async () => {
    const [qijiang, tongzi] = [await system.as('admin.500110'), await system.as('admin.520322')];
    const [atTongzi, atWuhou] = [await system.as('intake.520322'), await system.as('intake.510107')];
    const atQijiang = await system.as('intake.500110');
    const { id } = await qijiang.post<{ id: string }>('/api/list-extensions', {
      name: '綦江—桐梓点对点通办',
      regions: ['500110', '520322'],
      items: [{ name: matter, department: '林业部门' }],
      effectiveFrom: '2021-07-01',
    });
    const { notices } = await tongzi.get<{ notices: { text: string }[] }>('/api/notices?limit=5');
    expect(notices.map(({ text }) => text).join()).toContain('提出点对点通办“綦江—桐梓点对点通办”，请确认');
    expect(await hits(atTongzi, '520322')).toEqual([]);
    const { extensions } = await tongzi.get<{ extensions: object[] }>('/api/list-extensions?state=proposed');
    expect(extensions).toMatchObject([
      {
        id,
        mayConfirm: true,
        mayWithdraw: false,
        items: [{ name: matter, from: '林业部门' }],
        regions: [
          { name: '重庆市綦江区', mine: false },
          { name: '贵州省遵义市桐梓县', mine: true, confirmedAt: null },
        ],
      },
    ]);
    const { programmeId } = await tongzi.post<{ programmeId: string }>(
      `/api/list-extensions/${id}/confirm`,
      undefined,
    );
    const limits = ['点对点通办：仅限重庆市綦江区、贵州省遵义市桐梓县之间'];
    expect(await hits(atTongzi, '520322')).toMatchObject([{ catalogueId: programmeId, number: 1, limits }]);
    expect(await hits(atQijiang, '500110')).toHaveLength(1);
    expect(await hits(atWuhou, '510107')).toEqual([]);

    const optionId = `item-${programmeId}-1`;
    const form = await applicationFor(atTongzi, optionId, '500110');
    const kase = await registered({ intake: atTongzi }, form);
    expect((await atTongzi.get<CaseView>(`/api/cases/${kase.id}`)).programme.id).toBe(programmeId);
    const back = await applicationFor(atQijiang, optionId, '520322');
    await registered({ intake: atQijiang }, back);
    expect((await atWuhou.refused('/api/cases', opening(form))).code).toBe('region-not-in-programme');

    const guizhou = await system.as('admin.520000');
    const { sources } = await guizhou.get<{ sources: object[] }>('/api/item-proposal-sources');
    expect(sources).toMatchObject([
      { name: matter, item: { programmeId, number: 1 }, figures: { cases: 2, granted: 0 } },
    ]);
    const coordinator = await system.as('coordinator');
    expect(
      (await coordinator.refused(`/api/list-programmes/${programmeId}`, { method: 'DELETE' })).code,
    ).toBe('programme-in-use');
    const proposal = await guizhou.post<{ id: string }>('/api/item-proposals', {
      item: { programmeId, number: 1 },
      reason: '两地林农都说方便',
    });
    const draft = await coordinator.post<{ id: string }>('/api/list-programmes/southwest-5/editions', {
      label: '2022-1',
      effectiveFrom: '2022-01-01',
      from: 'southwest-5.2021-1',
    });
    const row = { editionId: draft.id, department: '林草部门' };
    await coordinator.post(`/api/item-proposals/${proposal.id}/take`, row);
    const { items } = await coordinator.get<{ items: object[] }>(`/api/editions/${draft.id}/items?after=148`);
    expect(items).toMatchObject([{ number: 149, name: matter, source: '黔建议纳入第二批' }]);
  });

  test('试点范围以外的窗口看到“暂未开通”，不能收件，看得到原因（R-021）', async () => {
    const [sichuan, coordinator] = [await system.as('admin.510000'), await system.as('coordinator')];
    const { items } = await coordinator.get<{ items: { number: number; name: string }[] }>(
      '/api/catalogues/national/items',
    );
    const number = items.find(({ name }) => name === '新生儿入户')?.number;
    const body = { regions: ['510000', '500000'], validFrom: '2021-07-01', reason: '川渝试点' };
    const pilot = await sichuan.post<{ id: string; regions: object[] }>(
      `/api/list-programmes/national/items/${number}/pilots`,
      body,
    );
    expect(pilot.regions).toEqual([
      { code: '510000', name: '四川省' },
      { code: '500000', name: '重庆市' },
    ]);
    await coordinator.ask(`/api/item-pilots/${pilot.id}/approve`, { method: 'POST' });
    const [inside, outside] = [await system.as('intake.510107'), await system.as('intake.520102')];
    const find = async (region: string) =>
      (
        await outside.get<{ items: object[] }>(
          `/api/items/search?q=${encodeURIComponent('新生儿入户')}&region=${region}&limit=1`,
        )
      ).items;
    const limits = ['试点：仅限川渝（2021-07-01 起）'];
    expect(await find('520102')).toMatchObject([{ number, notOpen: true, limits }]);
    expect(await find('510107')).toMatchObject([{ notOpen: false, homeRegions: ['510000', '500000'] }]);
    const form = await applicationFor(outside, `item-national-${number}`, '500110');
    expect(await outside.refused('/api/cases', opening(form))).toMatchObject({
      code: 'region-not-in-programme',
      detail: expect.stringContaining('试点'),
    });
    expect(await registered({ intake: inside }, form)).toMatchObject({ version: expect.any(Number) });
  });
});
