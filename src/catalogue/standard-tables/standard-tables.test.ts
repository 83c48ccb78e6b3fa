import { beforeAll, describe, expect, test } from 'vitest';
import { readSheets } from '../../platform/tables/read-table.service.ts';
import type { NumberedRecord, TableRecord } from '../../platform/tables/table.ts';
import { csv, workbook } from '../../platform/tables/write-table.service.ts';
import { readCatalogueFiles } from '../catalogue-files.ts';
import { readShippedFiles } from '../loader.service.ts';
import type { Material, MaterialSample, StandardContent } from '../standard.ts';
import { readStandards } from '../standard-files.ts';
import { draftsOfRows, type StandingStandard } from './row-drafts.service.ts';
import { fillingRules, rowsOfStandards, standardSheets } from './standard-sheets.ts';

const sample: MaterialSample = {
  fileId: '0d1c3e5a-0000-4000-8000-000000000001',
  kind: 'bad',
  fault: '缺页',
  name: '样例.pdf',
  mediaType: 'application/pdf',
  pages: 1,
  size: 10,
  sha256: 'a'.repeat(64),
};

let known: ReadonlyMap<string, StandingStandard>;

/** The shipped standards, some of them with what only the editor can give. */
beforeAll(async () => {
  const files = await readShippedFiles();
  const { catalogues } = readCatalogueFiles(files.catalogue);
  const { standards } = readStandards(
    files.standards,
    new Map(catalogues.map(({ programme, items }) => [programme.id, { programme, items, on: '2021-05-21' }])),
  );
  known = new Map(
    standards.map(({ content }) => [
      content.id,
      {
        head: {
          id: content.id,
          name: content.name,
          itemName: '某事项',
          version: '2021-1.1',
          from: '2021-05-21',
        },
        content: content.id === '024-1' ? withEverything(content) : content,
        unified: content.regionalDifferences.length === 0,
      },
    ]),
  );
});

function withEverything(content: StandardContent): StandardContent {
  const [first, ...rest] = content.materials;
  const [field, ...fields] = content.form;
  if (!first || !field) throw new Error('a standard without materials');
  const material: Material = {
    ...first,
    name: '=HYPERLINK("http://x")',
    substitutes: ['eLicence:居民身份证', 'document:户口簿', 'pledge', 'sharedData'],
    trustLevels: ['A', 'B'],
    criteria: ['加盖公章', '字迹清楚'],
    samples: [sample],
  };
  return {
    ...content,
    guidanceOnly: false,
    fee: { amount: 20.5, basis: '发改价格〔2018〕1号' },
    materials: [material, ...rest],
    form: [{ ...field, help: '照证件填写' }, ...fields],
    regionalDifferences: [
      ...content.regionalDifferences,
      {
        id: '024-1-d-90',
        region: '530000',
        detail: '少收一份',
        provenance: { kind: 'published', where: null, note: '电话核实' },
        change: 'other-material',
        materialId: first.id,
        copies: 1,
        media: ['paper'],
        trustLevels: ['A'],
      },
      {
        id: '024-1-d-91',
        region: '530000',
        detail: '另填一项',
        provenance: { kind: 'published', where: '云人社〔2021〕2号' },
        change: 'add-field',
        field: { id: 'own1', label: '工种', type: 'select', required: false, options: ['甲', '乙'] },
      },
    ],
  };
}

type Rows = Record<string, TableRecord[]>;

/** The rows of some options, to be changed. */
const rowsOf = (...ids: string[]): Rows => {
  const chosen = ids.map((id) => known.get(id)).filter((one) => one !== undefined);
  return Object.fromEntries(rowsOfStandards(chosen).map(({ sheet, records }) => [sheet.title, records]));
};
const read = (rows: Rows, region: string | null = null) =>
  draftsOfRows(
    new Map(
      Object.entries(rows).map(([title, records]) => [
        title,
        records.map((record, at): NumberedRecord => ({ row: at + 2, record })),
      ]),
    ),
    known,
    region,
    async () => undefined,
  );
const contentOf = ({ drafts }: Awaited<ReturnType<typeof read>>): StandardContent => {
  const [draft] = drafts;
  if (!draft || !('content' in draft.drafted)) throw new Error('no draft of a whole standard');
  return draft.drafted.content;
};
const titles = standardSheets.map(({ title }) => title);
/** An option without differences, so that a unified draft of it can be published. */
const plainOption = (): StandardContent => {
  const found = [...known.values()].find(
    ({ content }) => content?.regionalDifferences.length === 0 && content.materials.length > 2,
  );
  if (!found?.content) throw new Error('no plain option');
  return found.content;
};

describe('收件标准导出再导入', () => {
  test('一本工作簿：103 个办理项全部相同，样例文件和来源都在', async () => {
    const all = rowsOfStandards([...known.values()]);
    const file = await readSheets(await workbook(all, fillingRules), standardSheets, 10_000);
    expect(file.faults).toEqual([]);
    expect([...file.records.keys()]).toEqual(titles);
    const back = await draftsOfRows(file.records, known, null, async () => undefined);
    expect(back).toMatchObject({ faults: [], drafts: [] });
    expect(back.sheets.map(({ added, changed, missing }) => [added, changed, missing])).toEqual(
      titles.map(() => [[], [], []]),
    );
    expect(back.sheets[2]?.unchanged).toBeGreaterThan(690);
  });

  test.each(titles)('CSV 一张表：%s', async (title) => {
    const rows = rowsOf('024-1', '048-1', '123-1')[title] ?? [];
    const sheet = standardSheets.find((one) => one.title === title);
    if (!sheet) throw new Error(title);
    const file = await readSheets(csv(sheet.columns, rows), standardSheets, 10_000);
    expect([...file.records.keys()]).toEqual([title]);
    expect(file.faults).toEqual([]);
    expect(await draftsOfRows(file.records, known, null, async () => undefined)).toMatchObject({
      faults: [],
      drafts: [],
    });
  });

  test('空模板不改任何东西，说明不当作表', async () => {
    const file = await readSheets(await workbook(rowsOfStandards([]), fillingRules), standardSheets, 10);
    expect(file.faults).toEqual([]);
    expect([...file.records.values()].flat()).toEqual([]);
  });
});

describe('只改写到的', () => {
  test('一份材料的份数；别的表、别的办理项不变，样例文件留着', async () => {
    const { id, materials } = plainOption();
    const rows = rowsOf(id)['申请材料'] ?? [];
    const changed = rows.map((row, at) => (at === 0 ? { ...row, copies: '7' } : row));
    const result = await read({ 申请材料: changed });
    expect(result.faults).toEqual([]);
    const content = contentOf(result);
    expect(content).toEqual({
      ...plainOption(),
      materials: materials.map((one, at) => (at === 0 ? { ...one, copies: 7 } : one)),
    });
    expect(result.sheets.flatMap((sheet) => sheet.changed)).toMatchObject([{ after: { copies: '7' } }]);
  });

  test('新增的不填编号；少一行就是去掉；只换次序也看得出', async () => {
    const { id } = plainOption();
    const [first, second, ...rest] = rowsOf(id)['申请材料'] ?? [];
    if (!first || !second) throw new Error('too few');
    const points = (rowsOf(id)['审查要点'] ?? []).map((row) =>
      row['material'] === first['name'] ? { ...row, material: '' } : row,
    );
    const fresh = { ...second, id: '', name: '新材料', key: '否', trust: 'A、C', criteria: '加盖公章' };
    const result = await read({ 申请材料: [...rest, second, fresh], 审查要点: points });
    expect(result.faults).toEqual([]);
    expect(contentOf(result).materials.at(-1)).toMatchObject({
      id: expect.stringMatching(new RegExp(`^${id}-m-\\d+$`)),
      name: '新材料',
      key: false,
      trustLevels: ['A', 'C'],
      criteria: ['加盖公章'],
    });
    expect(result.sheets[2]).toMatchObject({
      added: [{ name: '新材料' }],
      missing: [{ name: first['name'] }],
    });
    expect(result.drafts[0]?.reordered).toEqual(rest.length > 0 ? ['申请材料'] : []);
  });

  test('“无”一行：各省的不同全部去掉，别的不动', async () => {
    const found = [...known.values()].find(
      ({ content }) =>
        content &&
        content.regionalDifferences.length > 0 &&
        content.regionalDifferences.every(({ change }) => !change.startsWith('add-')),
    );
    const id = found?.head.id ?? '';
    const [one = {}] = rowsOf(id)['各省不同'] ?? [];
    const none = Object.fromEntries(Object.keys(one).map((key) => [key, '']));
    const result = await read({ 各省不同: [{ ...none, option: id, change: '无' }] });
    expect(result.faults).toEqual([]);
    expect(contentOf(result)).toEqual({ ...found?.content, regionalDifferences: [] });
  });

  test('统一标准里不能留着各省不同的材料', async () => {
    const rows = (rowsOf('024-1')['办理项'] ?? []).map((row) => ({ ...row, promised: '1', statutory: '9' }));
    const { faults, drafts } = await read({ 办理项: rows });
    expect(drafts).toEqual([]);
    expect(faults).toMatchObject([{ sheet: '办理项', row: 2 }]);
    expect(faults[0]?.sentence).toContain('统一标准里不能再有各省不同');
  });

  test('本省只能改本省的不同', async () => {
    const id = '048-1';
    const own = rowsOf(id)['各省不同'] ?? [];
    const line = {
      ...Object.fromEntries(Object.keys(own[0] ?? {}).map((key) => [key, ''])),
      option: id,
      change: '时限不同',
      region: '540000',
      detail: '西藏 20 日',
      promised: '20',
      statutory: '无',
    };
    const result = await read({ 各省不同: [...own, line] }, '540000');
    expect(result.faults).toEqual([]);
    expect(result.drafts).toMatchObject([
      { kind: 'provincial', drafted: { region: '540000', differences: expect.anything() } },
    ]);
    const [draft] = result.drafts;
    expect(draft && 'differences' in draft.drafted && draft.drafted.differences.at(-1)).toMatchObject({
      change: 'other-limit',
      promisedDays: 20,
      statutoryDays: null,
      region: '540000',
    });
    const materials = (rowsOf(id)['申请材料'] ?? []).map((row, at) =>
      at === 0 ? { ...row, copies: '9' } : row,
    );
    const foreign = await read({ 申请材料: materials }, '540000');
    expect(foreign.faults[0]).toMatchObject({ sheet: '申请材料', row: 2 });
    expect(foreign.faults[0]?.sentence).toContain('不是本省的');
  });
});

describe('写错的一行一行说', () => {
  const wrong = async (title: string, change: Record<string, string>, region: string | null = null) => {
    const { id } = plainOption();
    const rows = (rowsOf(id)[title] ?? []).map((row, at) => (at === 0 ? { ...row, ...change } : row));
    const { faults, drafts } = await read({ [title]: rows }, region);
    expect(drafts).toEqual([]);
    expect(faults[0]).toMatchObject({ sheet: title, row: 2 });
    return faults.map(({ sentence }) => sentence).join('');
  };
  test.each([
    ['办理项', { option: '999-9' }, '没有编号为“999-9”的办理项'],
    ['办理项', { version: '2020-1.1' }, '请重新导出'],
    ['办理项', { from: '2022-01-01' }, '在导入时填'],
    ['办理项', { item: '别的事项' }, '与这一行不同'],
    ['办理项', { promised: '399', statutory: '5' }, '承诺期限长于法定时限'],
    ['办理项', { promised: '很快' }, '应为 0 到 400 的整数'],
    ['办理项', { levels: '县级、国家级' }, '没有“国家级”'],
    ['办理项', { fee: '二十' }, '不是金额'],
    ['办理项', { fee: '20', feeBasis: '' }, '必须写收费依据'],
    ['办理项', { modes: '' }, '缺少办理方式'],
    ['申请材料', { optionName: '别的办理项' }, '与这一行的“别的办理项”不同'],
    ['申请材料', { id: '024-1-m-x' }, '没有编号为“024-1-m-x”的材料'],
    ['申请材料', { originals: '', copies: '0' }, '不能都是 0'],
    ['申请材料', { originals: '1.5' }, '应为 0 到 99 的整数'],
    ['申请材料', { key: '' }, '没有填“关键材料”'],
    ['申请材料', { key: '大概' }, '只能写“是”或“否”'],
    ['申请材料', { media: '口头' }, '没有“口头”'],
    ['申请材料', { trust: 'E' }, '没有“E”'],
    ['申请材料', { substitutes: '电子证照' }, '看不懂'],
    ['申请材料', { when: '没有的情形' }, '“办理情形”表里没有'],
    ['申请材料', { name: '零\u200b宽' }, '看不见的隐藏字符'],
    ['申请材料', { region: '53' }, '不是省级代码'],
    ['申请材料', { detail: '云南要' }, '没有写只限哪个省'],
    ['申请表单', { type: '选择', options: '' }, '必须写选项'],
    ['申请表单', { type: '图画' }, '没有“图画”'],
    ['申请表单', { maxLength: '0' }, '应为 1 到 1000'],
    ['审查要点', { material: '不存在的材料' }, '“申请材料”表里没有'],
    ['审查要点', { basis: '' }, '没有填“依据”'],
  ])('%s %o', async (title, change, sentence) => {
    expect(await wrong(title, change as Record<string, string>)).toContain(sentence);
  });

  test('同一编号两行、同一办理项两行', async () => {
    const { id } = plainOption();
    const rows = rowsOf(id);
    const [line] = rows['申请材料'] ?? [];
    const [option] = rows['办理项'] ?? [];
    if (!line || !option) throw new Error('no rows');
    const { faults } = await read({ 办理项: [option, option], 申请材料: [line, line] });
    expect(faults.map(({ sentence }) => sentence)).toEqual([
      `办理项 ${id} 在这张表里有两行。`,
      expect.stringContaining('与第 2 行重复'),
    ]);
  });

  test('各省不同：不属于这一种的格子不能丢掉', async () => {
    const [line] = rowsOf('048-1')['各省不同'] ?? [];
    const { faults } = await read({
      各省不同: [{ ...line, change: '名称不同', name: '别名', promised: '3' }],
    });
    expect(faults.some(({ sentence }) => sentence.includes('请另起一行'))).toBe(true);
  });
});

describe('不该收的文件', () => {
  const sheetNamed = (title: string) =>
    workbook([{ sheet: { title, columns: standardSheets[0]?.columns ?? [] }, records: [] }], []);
  test('别的表、认不出的 CSV、空文件', async () => {
    const { faults } = await readSheets(await sheetNamed('工资表'), standardSheets, 10);
    expect(faults).toMatchObject([{ sheet: '工资表', row: 1 }]);
    await expect(readSheets(Buffer.from('甲,乙\n1,2\n'), standardSheets, 10)).rejects.toMatchObject({
      details: { detail: expect.stringContaining('认不出这是哪一张表') },
    });
    await expect(readSheets(Buffer.alloc(0), standardSheets, 10)).rejects.toMatchObject({
      details: { detail: '文件是空的。' },
    });
  });
  test('缺列的照模板', async () => {
    const [sheet] = standardSheets;
    const head = (sheet?.columns ?? []).map(({ title }) => title).filter((title) => title !== '办理项名称');
    const { faults } = await readSheets(Buffer.from(`${head.join(',')}\n`), standardSheets, 10);
    expect(faults).toMatchObject([{ sheet: '办理项', row: 1, sentence: '缺少“办理项名称”这一列。' }]);
  });
});
