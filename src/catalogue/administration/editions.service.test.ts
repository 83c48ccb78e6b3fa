import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/database.ts';
import type { Actor } from '../../platform/actor.ts';
import { createAudit } from '../../platform/audit.service.ts';
import { createClock } from '../../platform/clock.ts';
import { type Database, sql } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { csv, spreadsheet } from '../../platform/tables/write-table.service.ts';
import type { Role } from '../../regulation/roles.ts';
import { type Catalogue, createCatalogue } from '../catalogue.service.ts';
import type { ItemRow } from '../item.ts';
import { loadCatalogue } from '../loader.service.ts';
import { watchSynonyms } from '../synonyms.service.ts';
import { createListKeeping } from './list-keeping.service.ts';
import { listTableColumns, recordOfItem } from './list-table.ts';

const clock = createClock();
let database: Database;
let catalogue: Catalogue;
let keeping: ReturnType<typeof createListKeeping>;

const actor = (role: Role, regionCode: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  username: 'someone',
  name: '周明远',
  grants: [{ role, regionCode, windowId: null }],
  sessionId: randomUUID(),
  mustChangePassword: false,
});
const coordinator = actor('coordinationGroup', '520000');
const sichuan = actor('serviceAdministration', '510000');
const guangdong = actor('serviceAdministration', '440000');
const county = actor('serviceAdministration', '510107');

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const outcome = await work.catch((error: unknown) => error);
  if (!(outcome instanceof Problem)) throw new Error(`was not refused: ${String(outcome)}`);
  return outcome.code;
};
const begin = (label: string, effectiveFrom: string, from: string | undefined = 'southwest-5.2021-1') =>
  keeping.editions.begin(sichuan, 'southwest-5', { label, effectiveFrom, from });
const itemsOf = async (id: string): Promise<ItemRow[]> =>
  (await keeping.editions.items(coordinator, id)).items;

beforeAll(async () => {
  clock.set('2021-10-08T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadCatalogue(database, clock.now());
  catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  keeping = createListKeeping({
    database,
    clock,
    catalogue,
    audit: createAudit({ database, clock }),
    places: { findRegion: () => undefined, regionName: (code) => code },
    tell: async () => undefined,
    hasCases: async () => false,
  });
});

afterAll(() => database.close());

describe('an edition from draft to end (R-015)', () => {
  const id = 'southwest-5.2022-1';

  test('is drafted beside the list in force, row by row', async () => {
    expect(await begin('2022-1', '2022-01-01')).toMatchObject({ id, state: 'draft', itemCount: 148 });
    const [first] = await itemsOf(id);
    if (!first) throw new Error('no rows');
    await keeping.editions.saveItem(sichuan, id, 1, { ...first, name: '开具无犯罪记录证明' });
    await keeping.editions.saveItem(sichuan, id, 149, {
      ...first,
      number: 149,
      name: '渔业捕捞许可',
      source: '川、渝建议纳入第二批',
    });
    await keeping.editions.removeItem(sichuan, id, 148);
    expect(await codeOf(keeping.editions.propose(sichuan, id))).toBe('edition-incomplete');
    await keeping.editions.renumber(sichuan, id);
    expect((await itemsOf(id)).at(-1)).toMatchObject({ number: 148, name: '渔业捕捞许可' });
    const difference = await keeping.editions.difference(coordinator, 'southwest-5.2021-1', id);
    expect(difference.changed.map(({ after }) => after.name)).toEqual(['开具无犯罪记录证明']);
    expect(difference.added.map(({ name }) => name)).toEqual(['渔业捕捞许可']);
    expect(difference.missing).toHaveLength(1);
    expect(catalogue.listItems('southwest-5')).toHaveLength(148);
    expect(catalogue.search({ query: '渔业捕捞许可', limit: 3 }, { note: false }).items).toEqual([]);
  });

  test('refuses rows that cannot be', async () => {
    const [first, second] = await itemsOf(id);
    if (!first || !second) throw new Error('no rows');
    const save = (item: ItemRow) => codeOf(keeping.editions.saveItem(sichuan, id, 1, item));
    expect(await save({ ...first, number: 2 })).toBe('field-invalid');
    expect(await save({ ...first, localNames: { '440000': '甲' } })).toBe('field-invalid');
    expect(await codeOf(keeping.editions.removeItem(sichuan, id, 999))).toBe('not-found');
    expect(await codeOf(begin('2022-1', '2022-01-01'))).toBe('edition-exists');
    expect(await codeOf(begin('2021-9', '2021-10-07'))).toBe('edition-day-past');
    expect(await codeOf(begin('2021-9', '2022-01-01', 'national.2021-1'))).toBe('field-invalid');
  });

  test('is proposed by one and published by another person', async () => {
    expect(await codeOf(keeping.editions.approve(coordinator, id))).toBe('edition-not-proposed');
    expect(await keeping.editions.propose(sichuan, id)).toMatchObject({ state: 'proposed' });
    const [first] = await itemsOf(id);
    if (!first) throw new Error('no rows');
    expect(await codeOf(keeping.editions.saveItem(sichuan, id, 1, first))).toBe('edition-proposed');
    expect(await codeOf(keeping.editions.approve(sichuan, id))).toBe('not-authorised');
    await keeping.editions.recall(coordinator, id);
    await keeping.editions.propose(coordinator, id);
    expect(await codeOf(keeping.editions.approve(coordinator, id))).toBe('own-proposal');
    await keeping.editions.recall(sichuan, id);
    await keeping.editions.propose(sichuan, id);
    const published = await keeping.editions.approve(coordinator, id);
    expect(published).toMatchObject({ state: 'approved', approvedByName: '周明远' });
    const before = (await keeping.editions.list(coordinator, 'southwest-5')).at(-1);
    expect(before).toMatchObject({ effectiveTo: '2022-01-01', supersededBy: id, state: 'inForce' });
  });

  test('published it stands still, for the service and for the database', async () => {
    const [first] = await itemsOf(id);
    if (!first) throw new Error('no rows');
    for (const work of [
      () => keeping.editions.saveItem(sichuan, id, 1, first),
      () => keeping.editions.removeItem(sichuan, id, 1),
      () => keeping.editions.discard(sichuan, id),
      () => keeping.editions.change(sichuan, id, { effectiveFrom: '2022-02-01' }),
      () => keeping.editions.propose(sichuan, id),
      () => keeping.editions.approve(coordinator, id),
      () => keeping.editions.recall(coordinator, id),
    ])
      expect(await codeOf(work())).toBe('edition-published');
    for (const statement of [
      sql`update items set name = 'x' where edition_id = ${id}`,
      sql`delete from items where edition_id = ${id}`,
      sql`update editions set effective_from = '2022-03-01' where id = ${id}`,
      sql`update editions set approved_by = null where id = ${id}`,
      sql`delete from catalogue_changes`,
    ])
      await expect(statement.execute(database.db)).rejects.toThrow(
        /cannot be changed|append-only|refused|permission denied/,
      );
  });

  test('the day it begins the new list holds, and its options stay with their items', async () => {
    expect(catalogue.listItems('southwest-5', '2021-12-31T23:59:00.000+08:00')?.at(-1)?.name).not.toBe(
      '渔业捕捞许可',
    );
    const on = { at: '2022-01-01T00:00:00.000+08:00' };
    expect(catalogue.findItem('southwest-5', 1, on.at)?.name).toBe('开具无犯罪记录证明');
    expect(catalogue.findItemOfOption('048-1', 'southwest-5', on.at)?.number).toBe(48);
    expect(catalogue.findStandard('048-1', { homeRegion: '500110', ...on })?.optionId).toBe('048-1');
    clock.set('2022-01-01T09:00:00.000+08:00');
    expect(catalogue.findProgramme('southwest-5')?.edition?.id).toBe(id);
    expect(catalogue.search({ query: '渔业捕捞许可', limit: 1 }, { note: false }).items[0]?.name).toBe(
      '渔业捕捞许可',
    );
    clock.set('2021-10-08T09:00:00.000+08:00');
  });

  test('days that overlap are refused, without a trace', async () => {
    for (const [label, day] of [
      ['2021-2', '2021-12-01'],
      ['2022-9', '2022-01-01'],
    ] as const) {
      const draft = await begin(label, day);
      await keeping.editions.propose(sichuan, draft.id);
      expect(await codeOf(keeping.editions.approve(coordinator, draft.id))).toBe('edition-overlap');
      const editions = await keeping.editions.list(coordinator, 'southwest-5');
      const still = editions.find((one) => one.id === draft.id);
      expect(still?.state).toBe('proposed');
      await keeping.editions.recall(sichuan, draft.id);
      await keeping.editions.discard(sichuan, draft.id);
    }
  });

  test('who has no part in the programme sees no drafts and drafts none', async () => {
    const draft = await begin('2023-1', '2023-01-01');
    const seen = await keeping.editions.list(guangdong, 'southwest-5');
    expect(seen.map((one) => one.id)).not.toContain(draft.id);
    expect(await codeOf(keeping.editions.items(guangdong, draft.id))).toBe('not-authorised');
    expect(await codeOf(keeping.editions.discard(guangdong, draft.id))).toBe('not-authorised');
    expect(await codeOf(keeping.editions.list(county, 'southwest-5'))).toBe('not-authorised');
    expect(await codeOf(keeping.editions.list(coordinator, 'nowhere'))).toBe('not-found');
    await keeping.editions.discard(sichuan, draft.id);
    const { changes } = await keeping.history.list(coordinator, 'southwest-5', undefined);
    expect(changes[0]).toMatchObject({ action: 'editionDiscarded', byName: '周明远', editionId: draft.id });
    expect(await codeOf(keeping.history.list(guangdong, 'southwest-5', undefined))).toBe('not-authorised');
  });

  test('another process reads the lists anew', async () => {
    const other = createCatalogue({ database, clock });
    await other.reload();
    const stop = watchSynonyms({ database, catalogue: other }, 20, () => undefined);
    const draft = await begin('2024-1', '2024-01-01', id);
    await keeping.editions.propose(sichuan, draft.id);
    await keeping.editions.approve(coordinator, draft.id);
    const at = '2024-02-01T00:00:00.000+08:00';
    // PGlite has one process, which reads anew by itself.
    if (database.kind === 'pglite') await other.reload();
    await expect.poll(() => other.findItem('southwest-5', 1, at)?.editionId).toBe(draft.id);
    await stop();
  });
});

describe('a list handed in as a table (R-002, R-027)', () => {
  const id = 'southwest-5.2025-1';
  const run = (bytes: Buffer, confirm?: string, answers = {}) =>
    keeping.listImport.run(sichuan, id, { bytes, confirm, answers });

  beforeAll(async () => {
    await begin('2025-1', '2025-01-01');
  });

  test.each([
    ['xlsx', (rows: ItemRow[]) => spreadsheet('清单', listTableColumns, rows.map(recordOfItem))],
    ['CSV', async (rows: ItemRow[]) => csv(listTableColumns, rows.map(recordOfItem))],
  ])('given out and handed in again as %s it is the same', async (_kind, write) => {
    for (const programme of catalogue
      .listProgrammes()
      .filter(({ edition }) => edition?.label.startsWith('202'))) {
      const items = (await keeping.editions.items(coordinator, programme.edition?.id ?? '')).items;
      const label = `20${60 + Math.floor(Math.random() * 30)}-${Math.floor(Math.random() * 900) + 10}`;
      const draft = await keeping.editions.begin(coordinator, programme.id, {
        label,
        effectiveFrom: '2030-01-01',
        from: programme.edition?.id,
      });
      const report = await keeping.listImport.run(coordinator, draft.id, {
        bytes: await write(items),
        answers: {},
      });
      expect([programme.id, report.faults, report.unchanged]).toEqual([programme.id, [], items.length]);
      expect([report.added, report.changed, report.missing]).toEqual([[], [], []]);
      await keeping.editions.discard(coordinator, draft.id);
    }
  });

  test('is stored only when confirmed, as a whole', async () => {
    const items = await itemsOf(id);
    const [first] = items;
    if (!first) throw new Error('no rows');
    const changed = [
      { ...first, dueText: '2021年底前' },
      ...items.slice(1),
      {
        ...first,
        number: 149,
        name: '渔业捕捞许可',
        source: '川、渝建议纳入第二批',
        leadDepartments: [{ region: null, name: '农业农村部门' }],
      },
    ];
    const bytes = await spreadsheet('清单', listTableColumns, changed.map(recordOfItem));
    const report = await run(bytes);
    expect(report).toMatchObject({ stored: false, rows: 149, faults: [], unchanged: 147 });
    expect(report.added).toMatchObject([{ number: '149', name: '渔业捕捞许可' }]);
    expect(report.changed).toMatchObject([{ before: { dueText: '' }, after: { dueText: '2021年底前' } }]);
    expect(report.questions).toEqual([
      { row: 150, kind: 'look', sentence: '清单里没有过的部门：农业农村部门。' },
    ]);
    expect(await itemsOf(id)).toEqual(items);
    expect(await codeOf(run(bytes, report.token))).toBe('import-unconfirmed');
    expect(
      await codeOf(run(await spreadsheet('清单', listTableColumns, items.map(recordOfItem)), report.token)),
    ).toBe('import-stale');
    const families = (await keeping.editions.items(sichuan, id)).families;
    expect(await run(bytes, report.token, { 150: [] })).toMatchObject({ stored: true });
    expect(await itemsOf(id)).toEqual(changed);
    expect((await keeping.editions.items(sichuan, id)).families).toEqual(families);
    expect(await codeOf(run(bytes, report.token, { 150: [] }))).toBe('import-stale');
  });

  test('with one wrong row nothing is stored, even if confirmed', async () => {
    const items = await itemsOf(id);
    const records = items
      .map(recordOfItem)
      .map((record, at) => (at === 5 ? { ...record, number: '99', source: '听说' } : record));
    const bytes = csv(listTableColumns, records);
    const report = await run(bytes);
    expect(report.faults).toContainEqual({ row: 7, sentence: '序号从 5 跳到 99。' });
    expect(report.faults).toContainEqual({ row: 7, sentence: '事项来源“听说”不是已知来源。' });
    expect(await codeOf(run(bytes, report.token))).toBe('field-invalid');
    expect(await itemsOf(id)).toEqual(items);
  });

  test('over 5,000 rows are refused; 5,000 are read and stored in time', async () => {
    const [first] = await itemsOf(id);
    if (!first) throw new Error('no rows');
    const many = (count: number) =>
      csv(
        listTableColumns,
        Array.from({ length: count }, (_one, at) =>
          recordOfItem({ ...first, number: at + 1, name: `办理事项第${at + 1}号` }),
        ),
      );
    expect(await codeOf(run(many(5001)))).toBe('field-invalid');
    const began = performance.now();
    const bytes = many(5000);
    const report = await run(bytes);
    expect(await run(bytes, report.token)).toMatchObject({ stored: true, rows: 5000 });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('a published edition and one on its way take none', async () => {
    const bytes = csv(listTableColumns, []);
    expect(await codeOf(keeping.listImport.run(sichuan, 'southwest-5.2022-1', { bytes, answers: {} }))).toBe(
      'edition-published',
    );
    await keeping.editions.propose(sichuan, id);
    expect(await codeOf(run(bytes))).toBe('edition-proposed');
    expect(await codeOf(keeping.listImport.run(guangdong, id, { bytes, answers: {} }))).toBe(
      'not-authorised',
    );
  });
});
