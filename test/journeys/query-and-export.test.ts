import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CasePage } from '../../src/cases/core/case-view.ts';
import { all, sql } from '../../src/platform/database.ts';
import { cardReceived, cardRegistered, type People, peopleOf } from '../case-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';
import { pageOf } from '../xlsx-text.ts';

const intakeRegion = '510105';
const homeRegion = '500102';
const start = '2021-09-22T09:00:00.000+08:00';
const applicant = {
  kind: 'person',
  name: '次仁央宗',
  identityKind: 'residentId',
  identityNumber: '110101199003070732',
};
const contact = { name: '次仁央宗', phone: '13908170099' };

describe('办件查询和导出：武侯的邻区青羊区收、重庆市涪陵区办', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  let waybill: string;

  type Found = CasePage & { more: boolean };
  const ask = (person: Person, body: object): Promise<Found> => person.post<Found>('/api/case-search', body);
  const ids = async (person: Person, body: object): Promise<string[]> =>
    (await ask(person, body)).cases.map(({ id }) => id);
  const searched = () =>
    all(
      system.database.db,
      sql<{ name: string; detail: Record<string, unknown> }>`
        select actor_name as name, detail from audit_entries where action = 'casesSearched' order by id`,
    );

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, intakeRegion, homeRegion);
    now = await cardReceived(people, homeRegion, start, { applicant, contact });
    waybill = (await people.intake.view(now.id)).parcels[0]?.waybill ?? '';
  });

  test('申请人打电话来问：报编号、证件号、后 6 位、手机、姓名、运单号，都查得到', async () => {
    const number = now.businessNumber ?? '';
    for (const body of [
      { by: 'number', value: `${number.slice(0, 8)} ${number.slice(8)}` },
      { by: 'identity', value: applicant.identityNumber },
      { by: 'identityTail', value: '070732' },
      { by: 'phone', value: '139 0817 0099' },
      { by: 'phone', value: '0099', businessNumber: number },
      { by: 'name', value: '次仁央宗' },
      { by: 'waybill', value: waybill.toLowerCase() },
    ]) {
      for (const person of [people.intake, people.home, people.approver])
        expect(await ids(person, body), JSON.stringify(body)).toContain(now.id);
    }
  });

  test('结果只显示遮蔽的姓名，不显示证件号和电话', async () => {
    const text = JSON.stringify(await ask(people.intake, { by: 'name', value: '次仁央宗' }));
    expect(text).toContain('次**宗');
    for (const secret of [applicant.name, applicant.identityNumber, contact.phone])
      expect(text).not.toContain(secret);
  });

  test('别的窗口、别的地区什么也查不到，和没有这件一样', async () => {
    const elsewhere = await peopleOf(system, '530102', '500103');
    const number = now.businessNumber ?? '';
    for (const person of [elsewhere.intake, elsewhere.home, elsewhere.approver]) {
      expect(await ask(person, { by: 'identity', value: applicant.identityNumber })).toEqual({
        cases: [],
        more: false,
      });
      expect(await ids(person, { by: 'number', value: number })).toEqual([]);
      expect(await ids(person, { by: 'name', value: '次仁央宗' })).toEqual([]);
    }
  });

  test('管理部门在自己辖区内查得到，但不按姓名查；审计人员都查得到', async () => {
    const admin = await system.as(`admin.${homeRegion}`);
    const body = { by: 'identity', value: applicant.identityNumber };
    expect(await ids(admin, body)).toContain(now.id);
    expect(await ids(await system.as('auditor'), body)).toContain(now.id);
    expect(await ids(await system.as('admin.510107'), body)).toEqual([]);
    const byName = { method: 'POST', body: { by: 'name', value: '次仁央宗' } } as const;
    expect((await admin.refused('/api/case-search', byName)).code).toBe('not-authorised');
  });

  test('写错的编号先被看出来，不去查；不完整的也不查', async () => {
    const before = (await searched()).length;
    const refused = async (body: object) =>
      (await people.intake.refused('/api/case-search', { method: 'POST', body })).code;
    const number = now.businessNumber ?? '';
    const wrong = number.slice(0, 19) + String((Number(number.at(-1)) + 1) % 10);
    expect(await refused({ by: 'number', value: wrong })).toBe('business-number-invalid');
    expect(await refused({ by: 'phone', value: '0099' })).toBe('field-invalid');
    expect(await refused({ by: 'identityTail', value: "' or" })).toBe('field-invalid');
    expect(await refused({ by: 'everything', value: '1' })).toBe('field-invalid');
    expect(await refused({ by: 'name', value: '' })).toBe('field-invalid');
    expect(await searched()).toHaveLength(before);
  });

  test('按个人信息查的，每次留痕：谁、何时、按什么查，不记查的内容', async () => {
    const before = (await searched()).length;
    await ask(people.home, { by: 'identity', value: applicant.identityNumber });
    await ask(people.home, { by: 'waybill', value: waybill });
    const entries = (await searched()).slice(before);
    expect(entries).toEqual([
      {
        name: (await people.home.get<{ name: string }>('/api/session')).name,
        detail: { by: 'identity', found: 1 },
      },
    ]);
    expect(JSON.stringify(await searched())).not.toContain('070732');
  });

  test('库里也没有可读的证件号、电话和姓名', async () => {
    const rows = await all(
      system.database.db,
      sql<{ text: string }>`select s::text as text from case_search s`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const secret of [applicant.identityNumber, contact.phone, applicant.name])
      expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
  });

  test('导出本窗口列表：和列表一样的件、一样的次序、遮蔽，并留痕', async () => {
    await cardRegistered(people, homeRegion);
    const bytes = await people.intake.bytes('/api/cases/export.xlsx?queue=intake');
    const table = pageOf(bytes);
    const { cases } = await people.intake.get<CasePage>('/api/cases?queue=intake&limit=100');
    expect(table[0]?.slice(0, 2)).toEqual(['业务编号', '申请人']);
    expect(table.slice(1).map(([number]) => number)).toEqual(cases.map((row) => row.businessNumber));
    expect(table.flat()).toContain('次**宗');
    expect(table.flat().join()).not.toContain(applicant.name);
    const [entry] = await all(
      system.database.db,
      sql<{
        detail: object;
      }>`select detail from audit_entries where action = 'casesExported' order by id desc limit 1`,
    );
    expect(entry?.detail).toMatchObject({ queue: 'intake', cases: cases.length });
    const answer = await people.intake.ask('/api/cases/export.xlsx?queue=intake');
    expect(String(answer.headers['content-disposition'])).toMatch(/^attachment;/);
  });

  test('没有列表的人也没有导出；坏的筛选说得清', async () => {
    const auditor = await system.as('auditor');
    expect((await auditor.refused('/api/cases/export.xlsx?queue=intake')).code).toBe('not-authorised');
    expect((await people.intake.refused('/api/cases/export.xlsx?state=forgotten')).code).toBe(
      'field-invalid',
    );
    expect((await people.intake.refused('/api/cases/export.xlsx?limit=5')).status).toBe(400);
  });
});
