import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemMatrix } from '../../src/catalogue/difference-matrix.ts';
import type { ResolvedStandard, StandardContent } from '../../src/catalogue/standard.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

type Proposal = {
  id: string;
  kind: string;
  state: string;
  revision: number;
  faults: string[];
  version: string | null;
  effectiveFrom: string;
};
type Overview = {
  standard: { version: string; unified: boolean; score: number };
  versions: { version: string; content: StandardContent }[];
  stages: { region: string; stage: number; source: string | null; version: string | null }[];
};

const extra = {
  id: '024-1-m-yn-contract',
  name: '终止劳动合同证明',
  required: true,
  when: null,
  originals: 0,
  copies: 1,
  source: 'applicant',
  substitutes: [],
  key: false,
  examineOriginal: false,
  archivePaper: true,
  media: ['paper'],
  note: '',
};
const yunnanAsks = {
  id: '024-1-d-yn-1',
  region: '530000',
  change: 'add-material',
  detail: '云南另收终止劳动合同证明',
  material: extra,
  provenance: { kind: 'constructed', where: null },
};
const option = '/api/standards/024-1';

describe('一个事项五省五样：先看差异，再统一，统一以后只能报偏离', () => {
  let system: TestSystem;
  let yunnan: Person;
  let tibet: Person;
  let sichuan: Person;
  let coordinator: Person;
  let clerk: Person;
  const matrix = () => clerk.get<ItemMatrix>('/api/items/southwest-5/24/difference-matrix');
  const overview = () => clerk.get<Overview>(option);
  const standardIn = (region: string) =>
    clerk.get<ResolvedStandard>(`/api/options/024-1/standard?homeRegion=${region}`);
  const put = async (person: Person, body: object): Promise<Proposal> => {
    const draft = await person.post<Proposal>(`${option}/proposals`, body);
    return person.post<Proposal>(`/api/standard-proposals/${draft.id}/submit`, {});
  };
  const approve = (person: Person, { id }: Proposal) =>
    person.post<Proposal>(`/api/standard-proposals/${id}/decision`, { approved: true, note: '' });

  beforeAll(async () => {
    system = await openSystem('2021-09-22T09:00:00.000+08:00');
    yunnan = await system.as('admin.530000');
    tibet = await system.as('admin.540000');
    sichuan = await system.as('admin.510000');
    coordinator = await system.as('coordinator');
    clerk = await system.as('intake.510107');
  });
  afterAll(() => system.close());

  test('西藏撤下自己的不同，云南加一项材料：第二天起对照表正好一处不同', async () => {
    const before = await matrix();
    expect(before.options[0]).toMatchObject({ differences: 1, against: { kind: 'common' } });
    const aligned = await put(tibet, {
      region: '540000',
      differences: [],
      effectiveFrom: '2021-09-23',
      note: '按各省相同的时限办理',
    });
    expect(aligned).toMatchObject({ kind: 'provincial', state: 'proposed', faults: [] });
    expect(
      (
        await tibet.refused(`/api/standard-proposals/${aligned.id}/decision`, {
          method: 'POST',
          body: { approved: true, note: '' },
        })
      ).code,
    ).toBe('own-proposal');
    expect(
      (
        await sichuan.refused(`/api/standard-proposals/${aligned.id}/decision`, {
          method: 'POST',
          body: { approved: true, note: '' },
        })
      ).code,
    ).toBe('not-authorised');
    expect(await approve(coordinator, aligned)).toMatchObject({ state: 'published', version: '2021-1.2' });
    system.at('2021-09-23T09:00:00.000+08:00');
    expect((await matrix()).options[0]).toMatchObject({ differences: 0, score: 100 });

    const asks = await put(yunnan, {
      region: '530000',
      differences: [yunnanAsks],
      effectiveFrom: '2021-09-24',
      note: '省内档案要求',
    });
    expect(asks.kind).toBe('provincial');
    await approve(coordinator, asks);
    expect((await matrix()).options[0]).toMatchObject({ differences: 0 });
    const running = await clerk.post<{ id: string }>(
      '/api/cases',
      { optionId: '024-1', homeRegion: '530102', mode: 'proxyIntake' },
      { 'idempotency-key': randomUUID() },
    );
    system.at('2021-09-24T09:00:00.000+08:00');
    const now = await matrix();
    expect(now.options[0]).toMatchObject({ differences: 1, differingRows: 1 });
    expect(now.options[0]?.rows.find(({ name }) => name === extra.name)?.cells['530000']).toEqual({
      text: '复印件 1 份；只收纸质',
      difference: '多 1 项',
    });
    expect((await standardIn('530102')).materials.map(({ name }) => name)).toContain(extra.name);
    const { standard } = await clerk.view(running.id);
    expect(standard).toMatchObject({ version: '2021-1.2' });
    expect((await standardIn('500110')).materials.map(({ name }) => name)).not.toContain(extra.name);
    const { stages } = await overview();
    expect(stages.find(({ region }) => region === '530000')?.stage).toBe(2);
  });

  test('协调小组统一以后，五个省要的材料一样；已发布的版本还在', async () => {
    const { versions } = await overview();
    const content = versions[0]?.content;
    if (!content) throw new Error('no version');
    const whole = { content, effectiveFrom: '2021-09-27', note: '五省会商' };
    const kept = await sichuan.post<Proposal>(`${option}/proposals`, whole);
    expect(kept.faults).toEqual([
      '统一标准里不能再有各省不同的材料、表单、时限、收费和送达，请先删去这些差异。',
    ]);
    expect(
      (await sichuan.refused(`/api/standard-proposals/${kept.id}/submit`, { method: 'POST', body: {} })).code,
    ).toBe('standard-incomplete');
    const changed = await sichuan.ask<Proposal>(`/api/standard-proposals/${kept.id}`, {
      method: 'PUT',
      body: { ...whole, content: { ...content, regionalDifferences: [] }, revision: kept.revision },
    });
    expect(changed.body).toMatchObject({ revision: 2, faults: [] });
    const proposed = await sichuan.post<Proposal>(`/api/standard-proposals/${kept.id}/submit`, {});
    expect((await matrix()).options[0]?.against).toMatchObject({ kind: 'draft' });
    await approve(coordinator, proposed);
    system.at('2021-09-27T09:00:00.000+08:00');
    expect((await matrix()).options[0]).toMatchObject({
      differences: 0,
      score: 100,
      against: { kind: 'unified' },
    });
    const lists = await Promise.all(
      ['500110', '510107', '520102', '530102', '540102'].map(async (region) => {
        const { materials, stage } = await standardIn(region);
        return JSON.stringify([stage, materials]);
      }),
    );
    expect(new Set(lists).size).toBe(1);
    expect((await overview()).versions.map(({ version }) => version)).toEqual([
      '2021-1.4',
      '2021-1.3',
      '2021-1.2',
      '2021-1.1',
    ]);
  });

  test('云南再要加，只存为偏离申请，审定前不生效；本省自己不能审定', async () => {
    const asks = await put(yunnan, {
      region: '530000',
      differences: [yunnanAsks],
      effectiveFrom: '2021-10-08',
      note: '省内档案要求',
    });
    expect(asks).toMatchObject({ kind: 'deviation', state: 'proposed' });
    system.at('2021-10-08T09:00:00.000+08:00');
    expect((await standardIn('530102')).materials.map(({ name }) => name)).not.toContain(extra.name);
    expect((await matrix()).options[0]).toMatchObject({ differences: 0 });
    const rejected = await coordinator.post<Proposal>(`/api/standard-proposals/${asks.id}/decision`, {
      approved: false,
      note: '共享数据可以核对，不再收',
    });
    expect(rejected.state).toBe('rejected');
    expect(
      (
        await coordinator.refused(`/api/standard-proposals/${asks.id}/decision`, {
          method: 'POST',
          body: { approved: true, note: '' },
        })
      ).code,
    ).toBe('proposal-closed');
  });

  test('承诺超过法定、没有办理方式、现场又全程网办：列出来，不收', async () => {
    const { versions } = await overview();
    const content = versions[0]?.content;
    const body = {
      content: { ...content, modes: [], statutoryDays: 3, promisedDays: 5, reviewPoints: [] },
      effectiveFrom: '2021-11-01',
      note: '试写',
    };
    const draft = await coordinator.post<Proposal>(`${option}/proposals`, body);
    expect(draft.faults).toEqual(['缺少形式审查要点。', '缺少办理方式。', '承诺期限长于法定时限。']);
    expect(
      (await coordinator.refused(`/api/standard-proposals/${draft.id}/submit`, { method: 'POST', body: {} }))
        .code,
    ).toBe('standard-incomplete');
    const onSite = await coordinator.post<Proposal>(`${option}/proposals`, {
      ...body,
      content: { ...content, modes: ['online', 'proxyIntake'], onSiteRequired: true },
    });
    expect(onSite.faults).toEqual(['必须到现场办理的，不能全程网办。']);
    const wrong = [
      [coordinator, { ...body, effectiveFrom: '2021-09-01' }, 'field-invalid'],
      [coordinator, { ...body, note: '' }, 'field-invalid'],
      [coordinator, { effectiveFrom: '2021-11-01', note: '空' }, 'field-invalid'],
      [
        yunnan,
        { region: '520000', differences: [], effectiveFrom: '2021-11-01', note: '越权' },
        'not-authorised',
      ],
      [clerk, body, 'not-authorised'],
    ] as const;
    for (const [person, each, code] of wrong)
      expect((await person.refused(`${option}/proposals`, { method: 'POST', body: each })).code).toBe(code);
  });

  test('生效日期与已发布的重叠：不收', async () => {
    const { versions } = await overview();
    const content = versions[0]?.content;
    const proposed = await put(sichuan, { content, effectiveFrom: '2021-10-08', note: '早一天' });
    system.at('2021-10-08T10:00:00.000+08:00');
    const later = await put(sichuan, { content, effectiveFrom: '2021-10-11', note: '先发布的' });
    await approve(coordinator, later);
    expect(
      (
        await coordinator.refused(`/api/standard-proposals/${proposed.id}/decision`, {
          method: 'POST',
          body: { approved: true, note: '' },
        })
      ).code,
    ).toBe('standard-changed-since');
    const deviation = await put(yunnan, {
      region: '530000',
      differences: [yunnanAsks],
      effectiveFrom: '2021-10-09',
      note: '重叠',
    });
    expect(
      (
        await coordinator.refused(`/api/standard-proposals/${deviation.id}/decision`, {
          method: 'POST',
          body: { approved: true, note: '' },
        })
      ).code,
    ).toBe('standard-dates-overlap');
  });

  test('阶段：没有标准的阶段设不了，降低要理由；西藏设为第一阶段，窗口看到的是指南', async () => {
    system.at('2021-10-12T09:00:00.000+08:00');
    const set = (person: Person, body: object) =>
      person.refused(`${option}/stages`, { method: 'POST', body });
    expect((await set(tibet, { province: '540000', stage: 2, reason: '' })).code).toBe(
      'stage-without-standard',
    );
    expect((await set(tibet, { province: '540000', stage: 1, reason: '' })).code).toBe(
      'stage-lowered-without-reason',
    );
    expect((await set(yunnan, { province: '540000', stage: 1, reason: '越权' })).code).toBe('not-authorised');
    const answer = await tibet.ask(`${option}/stages`, {
      method: 'POST',
      body: {
        province: '540000',
        stage: 1,
        reason: '自治区标准修订中',
        guideLink: 'https://www.xzzwfw.gov.cn/24',
      },
    });
    expect(answer.status).toBe(204);
    const { stages } = await overview();
    expect(stages.find(({ region }) => region === '540000')).toMatchObject({
      stage: 1,
      source: 'https://www.xzzwfw.gov.cn/24',
    });
    expect(stages.find(({ region }) => region === '520000')?.stage).toBe(3);
    expect((await standardIn('540102')).stage).toBe(1);
    expect((await standardIn('520102')).stage).toBe(3);
    const reviewed = async (homeRegion: string) => {
      const opened = await clerk.post<{ id: string }>(
        '/api/cases',
        { optionId: '024-1', homeRegion, mode: 'proxyIntake' },
        { 'idempotency-key': randomUUID() },
      );
      return (await clerk.view(opened.id)).standard;
    };
    expect(await reviewed('540102')).toMatchObject({
      stage: 1,
      missing: true,
      source: { href: 'https://www.xzzwfw.gov.cn/24' },
    });
    expect(await reviewed('520102')).toMatchObject({
      stage: 3,
      missing: false,
      source: { text: expect.stringMatching(/./) },
    });
    expect((await matrix()).options[0]?.columns.at(-1)).toMatchObject({ version: null, score: null });
    expect(
      (
        await tibet.ask(`${option}/stages`, {
          method: 'POST',
          body: { province: '540000', stage: 3, reason: '' },
        })
      ).status,
    ).toBe(204);
    expect((await standardIn('540102')).stage).toBe(3);
  });

  test('导出的对照表是工作簿；地区写错、太多都说明', async () => {
    const sheet = await clerk.ask('/api/items/southwest-5/24/difference-matrix.xlsx');
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
    const wrong = (regions: string) =>
      clerk.refused(`/api/items/southwest-5/24/difference-matrix?regions=${regions}`);
    expect((await wrong('999999')).code).toBe('field-invalid');
    expect((await wrong('abc')).code).toBe('field-invalid');
    expect((await clerk.refused('/api/items/southwest-5/999/difference-matrix')).code).toBe('not-found');
    const started = performance.now();
    await matrix();
    expect(performance.now() - started).toBeLessThan(200);
  });
});
