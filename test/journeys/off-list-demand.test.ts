import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { all, sql } from '../../src/platform/database.ts';
import {
  angler,
  anglerStandard,
  asked,
  consented,
  did,
  offListOf,
  recorded,
  refusedTo,
} from '../off-list-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';
import { pageOf } from '../xlsx-text.ts';

const start = '2021-10-11T10:00:00.000+08:00';
const home = '500112';

type Group = {
  groupId: string;
  name: string;
  requests: number;
  counted: number;
  provinces: { code: string; name: string }[];
  regions: number;
  consented: number;
  refused: number;
  wordings: string[];
};
type Candidate = Group & { rank: number; consentRate: number | null; proposal?: { state: string } };

/** Twelve people, so that no request repeats another. */
const people = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => ({
    name: '罗晓梅',
    phone: `138${String(10_000_000 + first + i)}`,
  }));

describe('需求清单、候选、提名（R-145、R-146、R-019）', () => {
  let system: TestSystem;
  let group: Person;
  beforeAll(async () => {
    system = await sharedSystem(start);
    group = await system.as('coordinator');
  });

  const month = async (person: Person, query = 'month=2021-10'): Promise<Group[]> =>
    (await person.get<{ groups: Group[] }>(`/api/off-list-demand?${query}`)).groups;
  const candidates = async (): Promise<Candidate[]> =>
    (await group.get<{ candidates: Candidate[] }>('/api/off-list-candidates')).candidates;
  const named = <Row extends { name: string }>(rows: readonly Row[], name: string): Row => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`no group ${name} among ${rows.map((row) => row.name).join()}`);
    return found;
  };

  test('登记当天就报到上一级；各省只看到自己的，协调小组看到全部', async () => {
    system.at(start);
    const clerk = await system.as('intake.511304');
    const request = await recorded(clerk, { wording: '热气球起飞备案', homeRegion: home });
    const city = await system.as('admin.511300');
    const province = await system.as('admin.510000');
    const other = await system.as('admin.520000');
    for (const person of [city, province, group])
      expect(named(await month(person), '热气球起飞备案').requests).toBe(1);
    expect((await month(other)).map(({ name }) => name)).not.toContain('热气球起飞备案');
    const told = await city.get<{ notices: { text: string }[] }>('/api/notices?limit=20');
    expect(told.notices.map(({ text }) => text).join()).toContain('热气球起飞备案');
    const reports = await all(
      system.database.db,
      sql<{ to: string; at: string }>`select to_region as "to", reported_at as at from off_list_reports
        where request_id = ${request.id}`,
    );
    expect(reports).toEqual([{ to: '511300', at: start }]);
    await did(clerk, request, 'explain-off-list', {
      explanation: '热气球起飞由当地体育部门现场核准。',
      contact: 'counter',
    });
    expect(
      await all(
        system.database.db,
        sql`select from off_list_reports where request_id = ${request.id} and to_region = '511300'`,
      ),
    ).toHaveLength(2);
    // Somebody else's list is refused, and a clerk has none.
    expect((await other.refused('/api/off-list-demand?month=2021-10&province=510000')).code).toBe(
      'other-region',
    );
    expect((await clerk.refused('/api/off-list-demand?month=2021-10')).status).toBe(403);
    expect((await group.refused('/api/off-list-demand?month=2021-13')).status).toBe(400);
  });

  test('不同说法、同音错字归为一组；管理部门可以移出、改名，改动留着', async () => {
    system.at(start);
    const clerk = await system.as('intake.511304');
    const phones = people(4, 500);
    const [, typo] = await Promise.all(
      ['采药许可证', '采药许可政', '办理采药许可证', '采药许可证换领'].map((wording, i) =>
        recorded(clerk, { wording, homeRegion: home, applicant: phones[i] }),
      ),
    );
    // At the same moment two groups may open; whoever comes next finds the first.
    await recorded(clerk, { wording: '采药许可证', homeRegion: home, applicant: people(1, 600)[0] });
    const province = await system.as('admin.510000');
    const groups = (await month(province)).filter(({ wordings }) =>
      wordings.some((each) => each.includes('采药')),
    );
    expect(groups.reduce((sum, { requests }) => sum + requests, 0)).toBe(5);
    const found = groups.find(({ wordings }) => wordings.includes('采药许可证'));
    expect(found?.requests).toBeGreaterThanOrEqual(2);

    const id = found?.groupId ?? '';
    const records = async () =>
      (await province.get<{ records: { id: string; wording: string }[] }>(`/api/off-list-groups/${id}`))
        .records;
    const moving = (await records())
      .filter(({ wording }) => wording === '采药许可证')
      .map((record) => record.id);
    const post = (path: string, body: object, person = province) =>
      person.ask<{ groupId: string; moved: number; code?: string }>(`/api/off-list-groups/${id}/${path}`, {
        method: 'POST',
        body,
      });
    const strange = await post(
      'moves',
      { requestIds: moving, newName: '采药', reason: '分开' },
      await system.as('admin.520000'),
    );
    expect(strange.body.code).toBe('group-unknown');
    const foreign = await post('moves', { requestIds: [randomUUID()], newName: '采药', reason: '分开' });
    expect(foreign.body.code).toBe('off-list-not-found');
    expect((await post('moves', { requestIds: moving, toGroupId: id, reason: '分开' })).body.code).toBe(
      'group-same',
    );
    const moved = await post('moves', {
      requestIds: moving,
      newName: '野生药材采集',
      reason: '按法定名称归',
    });
    expect(moved).toMatchObject({ status: 200, body: { moved: moving.length } });
    // From now on the same wording goes there.
    const later = await recorded(clerk, {
      wording: '采药许可证',
      homeRegion: home,
      applicant: people(1, 700)[0],
    });
    const there = await province.get<{
      records: { id: string }[];
      history: { kind: string; byName: string; detail: { reason?: string } }[];
    }>(`/api/off-list-groups/${moved.body.groupId}`);
    expect(there.records.map((record) => record.id)).toContain(later.id);
    expect(there.history.filter(({ detail }) => detail.reason === '按法定名称归').length).toBe(
      moving.length + 1,
    );
    const renamed = await province.ask(`/api/off-list-groups/${moved.body.groupId}/rename`, {
      method: 'POST',
      body: { name: '野生药材采集许可', reason: '补全名称' },
    });
    expect(renamed.status).toBe(204);
    expect(named(await month(province), '野生药材采集许可').requests).toBe(moving.length + 1);
    expect(typo?.id).toBeTruthy();
  });

  test('3 省 12 件排在 1 省 5 件前面；同一申请人 30 天内重复的不计；提名生成一条建议', async () => {
    system.at(start);
    const windows = ['511304', '520302', '530302'];
    const clerks = await Promise.all(windows.map((code) => system.as(`intake.${code}`)));
    const [fewer] = clerks;
    if (!fewer) throw new Error('no clerk');
    for (const [i, applicant] of people(12, 1000).entries())
      await recorded(clerks[i % 3] ?? fewer, { wording: '滑翔伞飞行许可', homeRegion: home, applicant });
    for (const applicant of people(5, 2000))
      await recorded(fewer, { wording: '露营地备案', homeRegion: home, applicant });
    // The same person again and again: one in 30 days, however often; a month later it counts anew.
    for (let time = 0; time < 15; time += 1)
      await recorded(fewer, { wording: '露营地备案', homeRegion: home, applicant: angler });
    const before = await candidates();
    const [many, few] = [named(before, '滑翔伞飞行许可'), named(before, '露营地备案')];
    expect(many).toMatchObject({ counted: 12, requests: 12, regions: 3 });
    expect(many.provinces.map(({ code }) => code).toSorted()).toEqual(['510000', '520000', '530000']);
    expect(few).toMatchObject({ counted: 6, requests: 20, regions: 1 });
    expect(many.rank).toBeLessThan(few.rank);
    system.at('2021-11-11T10:00:00.000+08:00');
    await recorded(fewer, { wording: '露营地备案', homeRegion: home, applicant: angler });
    expect(named(await candidates(), '露营地备案').counted).toBe(7);

    // Consent rate: one agreed, one refused.
    const answering = await system.as(`home.${home}`);
    await consented(fewer, answering, {
      wording: '滑翔伞飞行许可',
      homeRegion: home,
      applicant: people(1, 3000)[0],
    });
    const no = await asked(fewer, {
      wording: '滑翔伞飞行许可',
      homeRegion: home,
      applicant: people(1, 3001)[0],
    });
    await did(answering, no, 'refuse-off-list-consent', { reason: '空域由军民航管理，当地不核发。' });
    const ranked = named(await candidates(), '滑翔伞飞行许可');
    expect(ranked).toMatchObject({ counted: 14, consented: 1, refused: 1, consentRate: 0.5 });

    const nominate = (person: Person, body: object) =>
      person.ask<{ state: string; sourceText: string; figures: object; code?: string }>(
        `/api/off-list-groups/${ranked.groupId}/nominate`,
        { method: 'POST', body },
      );
    const reason = { reason: '三省都有需求，属地也愿意办。' };
    expect((await nominate(await system.as('admin.510000'), reason)).status).toBe(403);
    const proposal = await nominate(group, reason);
    expect(proposal).toMatchObject({
      status: 201,
      body: {
        state: 'nominated',
        sourceText: '川、黔、滇建议纳入第二批',
        figures: { counted: 14, provinces: 3, regions: 3, consentRate: 0.5 },
      },
    });
    expect((await nominate(group, reason)).body.code).toBe('already-nominated');
    expect(named(await candidates(), '滑翔伞飞行许可').proposal).toMatchObject({ state: 'nominated' });
    const { proposals } = await group.get<{ proposals: { name: string }[] }>('/api/item-proposals');
    expect(proposals.map(({ name }) => name)).toContain('滑翔伞飞行许可');
  });

  test('各省提名、附议，各有数据；协调小组纳入草稿，来源写提名的省；没有数据的、没有理由的不行', async () => {
    system.at('2021-11-11T10:00:00.000+08:00');
    const [sichuan, chongqing, guizhou] = await Promise.all(
      ['510000', '500000', '520000'].map((code) => system.as(`admin.${code}`)),
    );
    if (!sichuan || !chongqing || !guizhou) throw new Error('no administration');
    const [inSichuan, inChongqing] = await Promise.all(
      ['intake.511304', 'intake.500110'].map((name) => system.as(name)),
    );
    if (!inSichuan || !inChongqing) throw new Error('no clerk');
    const matter = { wording: '溶洞探险备案' };
    for (const applicant of people(3, 5000))
      await recorded(inSichuan, { ...matter, homeRegion: home, applicant });
    await recorded(inChongqing, { ...matter, homeRegion: '510107', applicant: people(1, 5100)[0] });
    type Source = { name: string; groupId: string; proposalId: string | null; joined: boolean };
    const source = async (person: Person) =>
      (await person.get<{ sources: Source[] }>('/api/item-proposal-sources')).sources.find(
        ({ name }) => name === matter.wording,
      );
    const found = await source(sichuan);
    expect(found).toMatchObject({ figures: { counted: 3 }, from: '清单外需求', proposalId: null });
    expect(await source(guizhou)).toBeUndefined();
    const basis = { groupId: found?.groupId };
    const reason = '溶洞多，群众反响好';
    const post = (body: object) => ({ method: 'POST' as const, body });
    const propose = (person: Person, body: object) => person.refused('/api/item-proposals', post(body));
    expect((await propose(guizhou, { ...basis, reason })).code).toBe('figures-missing');
    expect((await propose(sichuan, { ...basis, reason: '好' })).status).toBe(400);
    expect((await propose(sichuan, { reason })).code).toBe('field-invalid');
    expect((await propose(group, { ...basis, reason })).status).toBe(403);
    expect((await propose(await system.as('admin.511304'), { ...basis, reason })).code).toBe(
      'not-authorised',
    );
    const { id } = await sichuan.post<{ id: string }>('/api/item-proposals', { ...basis, reason });
    expect((await propose(chongqing, { ...basis, reason })).code).toBe('already-nominated');
    const path = `/api/item-proposals/${id}`;
    expect((await sichuan.refused(`${path}/support`, post({ reason }))).code).toBe('already-supported');
    expect((await guizhou.refused(`${path}/support`, post({ reason }))).code).toBe('figures-missing');
    system.at('2021-11-11T10:01:00.000+08:00');
    expect(await chongqing.post(`${path}/support`, { reason })).toMatchObject({
      sourceText: '川、渝建议纳入第二批',
      figures: { counted: 4, provinces: 2 },
      supports: [
        { provinceName: '四川省', figures: { counted: 3 } },
        { provinceName: '重庆市', figures: { counted: 1 } },
      ],
    });
    expect(await source(chongqing)).toMatchObject({ proposalId: id, joined: true });

    const begun = await group.post<{ id: string }>('/api/list-programmes/southwest-5/editions', {
      label: '2097-1',
      effectiveFrom: '2097-01-01',
      from: 'southwest-5.2021-1',
    });
    const row = { editionId: begun.id, department: '文化旅游部门' };
    expect((await sichuan.refused(`${path}/take`, post(row))).status).toBe(403);
    expect(await group.post(`${path}/take`, row)).toEqual({ editionId: begun.id, number: 149 });
    const { items } = await group.get<{ items: object[] }>(`/api/editions/${begun.id}/items?after=148`);
    expect(items).toMatchObject([{ name: matter.wording, source: '川、渝建议纳入第二批' }]);
    expect((await group.refused(`${path}/take`, post(row))).code).toBe('proposal-decided');
    expect((await group.refused(`${path}/reject`, post({ note: '再看看' }))).code).toBe('proposal-decided');
    await group.ask(`/api/editions/${begun.id}`, { method: 'DELETE' });
  });

  test('不采纳的写明理由，各省都收到；以后还可以再提名', async () => {
    system.at('2021-11-11T10:00:00.000+08:00');
    const sichuan = await system.as('admin.510000');
    const clerk = await system.as('intake.511304');
    await recorded(clerk, { wording: '石刻拓印备案', homeRegion: home, applicant: people(1, 5200)[0] });
    const { sources } = await sichuan.get<{ sources: { name: string; groupId: string }[] }>(
      '/api/item-proposal-sources',
    );
    const wanted = sources.find(({ name }) => name === '石刻拓印备案');
    const body = { groupId: wanted?.groupId, reason: '群众反响很好' };
    const { id } = await sichuan.post<{ id: string }>('/api/item-proposals', body);
    expect(
      await group.post(`/api/item-proposals/${id}/reject`, { note: '各省权限不同，暂不纳入' }),
    ).toMatchObject({ state: 'rejected', decisionNote: '各省权限不同，暂不纳入' });
    const { notices } = await sichuan.get<{ notices: { text: string }[] }>('/api/notices?limit=20');
    expect(notices.map(({ text }) => text).join()).toContain('石刻拓印备案”没有采纳');
    expect((await sichuan.post<{ id: string }>('/api/item-proposals', body)).id).not.toBe(id);
  });

  test('导出本月清单：数字和说法，不含个人信息，留痕', async () => {
    system.at(start);
    const bytes = await group.bytes('/api/off-list-demand.xlsx?month=2021-10');
    const text = pageOf(bytes).flat().join('\n');
    expect(text).toContain('滑翔伞飞行许可');
    expect(text).not.toContain('罗晓梅');
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{ entries: { action: string }[] }>('/api/audit?limit=20');
    expect(entries.map(({ action }) => action)).toContain('offListDemandExported');
  });

  test('属地一方看不到申请人，更正申请人只有登记的窗口和其管理部门可以', async () => {
    system.at(start);
    const clerk = await system.as('intake.511304');
    const answering = await system.as(`home.${home}`);
    const question = await asked(clerk, { wording: '蹦极项目备案', homeRegion: home });
    expect(await offListOf(answering, question.id)).not.toHaveProperty('applicant');
    const refused = await refusedTo(answering, question, 'correct-off-list-request', {
      applicantKind: 'organisation',
      reason: '我来改一下',
    });
    expect(refused.code).toBe('not-authorised');
    const above = await system.as('admin.511304');
    const corrected = await did(above, question, 'correct-off-list-request', {
      applicantKind: 'organisation',
      reason: '申请人是景区公司',
    });
    expect(corrected.version).toBe(3);
    expect(anglerStandard.materials).toHaveLength(2);
  });
});
