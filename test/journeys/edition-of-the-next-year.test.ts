import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { listTableColumns, recordOfItem } from '../../src/catalogue/administration/list-table.ts';
import type { ItemRow } from '../../src/catalogue/item.ts';
import { spreadsheet } from '../../src/platform/tables/write-table.service.ts';
import { applicationFor, cardTakenIn, type People, peopleOf } from '../case-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500110';
const sw5 = '/api/list-programmes/southwest-5';
const edition = '/api/editions/southwest-5.2022-1';

type Report = {
  stored: boolean;
  token: string;
  faults: { row: number; sentence: string }[];
  questions: { row: number }[];
  added: Record<string, string>[];
};
type Programmes = { catalogues: { id: string; edition: { label: string } | null }[] };

/** 重庆 drafts the list of 2022 out of a table, the coordination group publishes it, and the year turns. */
describe('新一年的清单：重庆导入起草，协调小组审定，到日子施行；在办的件仍按原来的版本（R-015、R-027）', () => {
  let system: TestSystem;
  let province: Person;
  let coordinator: Person;
  let people: People;
  let items: ItemRow[];
  let oldCase: Awaited<ReturnType<typeof cardTakenIn>>;

  const tableOf = (records: ItemRow[]) => spreadsheet('清单', listTableColumns, records.map(recordOfItem));
  const sendTable = (body: Buffer, query = '') =>
    province.ask<Report>(`${edition}/table${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
  const inForce = async () =>
    (await province.get<Programmes>('/api/catalogues')).catalogues.find(({ id }) => id === 'southwest-5')
      ?.edition?.label;

  beforeAll(async () => {
    system = await sharedSystem('2021-12-20T09:00:00.000+08:00');
    province = await system.as('admin.500000');
    coordinator = await system.as('coordinator');
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('起草：照现行清单抄一版，原清单照用', async () => {
    const begun = await province.post<{ id: string; state: string; itemCount: number }>(`${sw5}/editions`, {
      label: '2022-1',
      effectiveFrom: '2022-01-01',
      from: 'southwest-5.2021-1',
    });
    expect(begun).toMatchObject({ id: 'southwest-5.2022-1', state: 'draft', itemCount: 148 });
    items = (await province.get<{ items: ItemRow[] }>(`${edition}/items?limit=500`)).items;
    expect(await inForce()).toBe('2021-1');
  });

  test('导入：有一行不对整份不存，说出是哪一行；要确认的逐行确认；确认了才存', async () => {
    const [first] = items;
    if (!first) throw new Error('no rows');
    const wrong = await sendTable(
      await tableOf(items.map((item) => (item.number === 3 ? { ...item, source: '听说' } : item))),
    );
    expect(wrong.body.faults).toEqual([{ row: 4, sentence: '事项来源“听说”不是已知来源。' }]);
    const wanted = await tableOf([
      ...items,
      {
        ...first,
        number: 149,
        name: '渔业捕捞许可',
        leadDepartments: [{ region: null, name: '农业农村部门' }],
        source: '川、渝建议纳入第二批',
      },
    ]);
    const tried = await sendTable(wanted);
    expect(tried.body).toMatchObject({ stored: false, faults: [], questions: [{ row: 150 }] });
    expect(tried.body.added).toMatchObject([{ number: '149', name: '渔业捕捞许可' }]);
    const unsure = await sendTable(wanted, `?confirm=${tried.body.token}`);
    expect(unsure.status).toBe(422);
    const answers = encodeURIComponent(JSON.stringify({ 150: [] }));
    const stored = await sendTable(wanted, `?confirm=${tried.body.token}&answers=${answers}`);
    expect(stored.body).toMatchObject({ stored: true });
    const difference = await coordinator.get<{ added: unknown[]; changed: unknown[]; missing: unknown[] }>(
      `${edition}/difference?before=southwest-5.2021-1`,
    );
    expect(difference).toMatchObject({ added: [{ name: '渔业捕捞许可' }], changed: [], missing: [] });
  });

  test('审定：提交的人自己不能审定；审定后不能再改，公众在施行以前看不到', async () => {
    await province.post(`${edition}/propose`, undefined);
    expect((await province.refused(`${edition}/approve`, { method: 'POST' })).code).toBe('not-authorised');
    await coordinator.post(`${edition}/approve`, undefined);
    expect((await province.refused(edition, { method: 'DELETE' })).code).toBe('edition-published');
    expect(await inForce()).toBe('2021-1');
    expect((await system.visitor().ask('/api/catalogues/southwest-5/items/149')).status).toBe(404);
  });

  test('年底起草、元旦后才登记的，要照新清单重新核对', async () => {
    system.at('2021-12-31T10:00:00.000+08:00');
    const form = await applicationFor(people.intake, '048-1', homeRegion);
    const draft = await people.intake.post<Receipt>('/api/cases', form, { 'idempotency-key': randomUUID() });
    system.at('2022-01-04T09:30:00.000+08:00');
    const refused = await people.intake.refusedCommand(draft, 'submit-case', {});
    expect(refused.code).toBe('draft-outdated');
  });

  test('年底收的件按 2021-1；元旦起新件按 2022-1，旧件的版本和材料不变', async () => {
    system.at('2021-12-31T10:00:00.000+08:00');
    oldCase = await cardTakenIn(people, homeRegion);
    const before = await people.intake.view(oldCase.id);
    system.at('2022-01-04T09:30:00.000+08:00');
    expect(await inForce()).toBe('2022-1');
    expect((await system.visitor().ask('/api/catalogues/southwest-5/items/149')).status).toBe(200);
    const after = await people.intake.view(oldCase.id);
    expect(after.standard).toEqual(before.standard);
    expect(after.lines).toEqual(before.lines);
    const editions = await system.database.db.executeQuery<{ editionId: string }>(
      (await import('kysely')).CompiledQuery.raw(
        `select snapshot ->> 'editionId' as "editionId" from cases where id = '${oldCase.id}'`,
      ),
    );
    expect(editions.rows).toEqual([{ editionId: 'southwest-5.2021-1' }]);
  });
});
