import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import { all, type Database, sql } from '../platform/database.ts';
import { createCatalogue } from './catalogue.service.ts';
import { publishCatalogue, publishStandards } from './edition.service.ts';
import { CatalogueFileError, loadCatalogue, readShippedFiles, type ShippedFiles } from './loader.service.ts';
import * as reader from './pinyin.service.ts';

const clock = createClock();
clock.set('2021-10-08T09:00:00.000+08:00');

const qijiang = '500110';

let database: Database;
let shipped: ShippedFiles;

beforeAll(async () => {
  shipped = await readShippedFiles();
  database = await openTestDatabase();
  await loadCatalogue(database, clock.now(), shipped);
});

afterAll(() => database.close());

describe('the loader', () => {
  test('does nothing when nothing changed', async () => {
    expect(await loadCatalogue(database, clock.now(), shipped)).toBe(false);
  });

  const withLine = (file: string, change: (text: string) => string): ShippedFiles => ({
    ...shipped,
    catalogue: new Map(
      [...shipped.catalogue].map(([name, text]) => [name, name === file ? change(text) : text]),
    ),
  });

  test('refuses a whole list for one wrong row, and stores nothing (R-002)', async () => {
    const fresh = await openTestDatabase();
    try {
      const broken = withLine('southwest-5.tsv', (text) => text.replace('48\t社会保障卡申领', '47\t'));
      const error = await loadCatalogue(fresh, clock.now(), broken).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(CatalogueFileError);
      expect((error as CatalogueFileError).faults).toEqual(
        expect.arrayContaining([
          'southwest-5 第 49 行：序号 47 重复。',
          'southwest-5 第 49 行：没有写事项名称。',
        ]),
      );
      expect(await all(fresh.db, sql`select id from programmes`)).toEqual([]);
    } finally {
      await fresh.close();
    }
  });

  test('refuses other rows for a list that is published (R-015)', async () => {
    const changed = withLine('southwest-5.tsv', (text) => text.replace('失业登记', '失业登记（改）'));
    const standards = new Map([...shipped.standards].filter(([name]) => !name.startsWith('024')));
    await expect(loadCatalogue(database, clock.now(), { ...changed, standards })).rejects.toThrow('已经公布');
  });

  test('makes a changed standard a new version from today', async () => {
    const fresh = await openTestDatabase();
    try {
      await loadCatalogue(fresh, clock.now(), shipped);
      const standards = new Map(
        [...shipped.standards].map(([name, text]) => [
          name,
          text.replaceAll('社会保障卡申领登记表', '社会保障卡申领表'),
        ]),
      );
      expect(await loadCatalogue(fresh, '2021-11-01T08:00:00.000+08:00', { ...shipped, standards })).toBe(
        true,
      );
      const own = createCatalogue({ database: fresh, clock });
      await own.reload();
      const at = (day: string) =>
        own.findStandard('048-1', { homeRegion: qijiang, at: `${day}T09:00:00.000+08:00` })?.version;
      expect([at('2021-10-31'), at('2021-11-01')]).toEqual(['2021-1.1', '2021-1.2']);
      expect(
        own.findStandard('024-1', { homeRegion: qijiang, at: '2021-11-02T09:00:00.000+08:00' })?.version,
      ).toBe('2021-1.1');
    } finally {
      await fresh.close();
    }
  });
});

describe('what is published', () => {
  test.each([
    ['the label of an edition', sql`update editions set label = '2021-2' where id = 'southwest-5.2021-1'`],
    [
      'the rows of an edition',
      sql`update items set name = '改' where edition_id = 'southwest-5.2021-1' and number = 1`,
    ],
    ['an item', sql`delete from items where edition_id = 'southwest-5.2021-1' and number = 148`],
    [
      'a further row',
      sql`insert into items select edition_id, 149, name, local_names, lead_departments, cooperating_departments,
        implementers, source, batch, number_in_batch, scenario, scenario_as_published, due_text, sort_key, readings
        from items where edition_id = 'southwest-5.2021-1' and number = 1`,
    ],
    ['a standard', sql`update acceptance_standards set content = '{}' where option_id = '048-1'`],
    ['a standard as a whole', sql`delete from acceptance_standards where option_id = '048-1'`],
    ['all standards', sql`truncate acceptance_standards`],
  ])('cannot be changed: %s (R-015)', async (_what, statement) => {
    await expect(statement.execute(database.db)).rejects.toMatchObject({ code: '42501' });
  });

  test('published editions of a programme cannot overlap (R-015)', async () => {
    const overlapping = sql`insert into editions (id, programme_id, label, effective_from, published_at)
      values ('southwest-5.2021-9', 'southwest-5', '2021-9', '2021-09-01', now())`.execute(database.db);
    await expect(overlapping).rejects.toMatchObject({ code: '23P01' });
  });
});

test('a case keeps the standard it was submitted under when a new edition begins (R-015)', async () => {
  const fresh = await openTestDatabase();
  try {
    await loadCatalogue(fresh, clock.now(), shipped);
    const own = createCatalogue({ database: fresh, clock });
    await own.reload();
    const before = own.findStandard('048-1', { homeRegion: qijiang });
    await fresh.transaction(async (tx) => {
      const at = '2021-12-20T09:00:00.000+08:00';
      const items = (own.listItems('southwest-5') ?? [])
        .filter(({ number }) => number <= 100)
        .map(({ catalogueId: _c, editionId: _e, familyId: _f, hasStandard: _s, ...row }) => row);
      const draft = { programmeId: 'southwest-5', label: '2022-1', effectiveFrom: '2022-01-01', items };
      const edition = await publishCatalogue(tx, draft, reader, at);
      await sql`insert into item_family_members
        select ${edition.id}, number, family_id from item_family_members
        where edition_id = 'southwest-5.2021-1' and number <= 100`.execute(tx);
      const [stored] = await all(
        tx,
        sql<{
          content: { materials: unknown[] };
        }>`select content from acceptance_standards where option_id = '048-1'`,
      );
      const content = { ...stored?.content, materials: stored?.content.materials.slice(0, 2) };
      await publishStandards(
        tx,
        [
          {
            optionId: '048-1',
            version: '2022-1.1',
            editionId: edition.id,
            effectiveFrom: '2022-01-01',
            effectiveTo: null,
            content: content as never,
            digest: 'changed',
          },
        ],
        at,
      );
    });
    await own.reload();
    const on = (day: string) =>
      own.findStandard('048-1', { homeRegion: qijiang, at: `${day}T12:00:00.000+08:00` });
    expect(on('2021-12-31')).toMatchObject({ version: '2021-1.1', editionId: 'southwest-5.2021-1' });
    expect(on('2022-01-01')).toMatchObject({ version: '2022-1.1', editionId: 'southwest-5.2022-1' });
    expect(on('2022-01-01')?.materials).toHaveLength(2);
    expect(own.getStandardVersion('048-1', '2021-1.1', qijiang)).toEqual(before);
    expect(own.listItems('southwest-5', '2022-01-01T00:00:00.000+08:00')).toHaveLength(100);
    expect(own.listItems('southwest-5', '2021-12-31T23:59:59.000+08:00')).toHaveLength(148);
    expect(() => own.getStandardVersion('048-1', '2031-1.1', qijiang)).toThrow('no standard');
  } finally {
    await fresh.close();
  }
});
