import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NumberedRecord } from '../../platform/tables/table.ts';
import { splitDepartments } from '../departments.ts';
import { readTable } from '../tsv.ts';
import { type ListKey, type ListRecord, listTableColumns, recordOfItem } from './list-table.ts';
import { type ListContext, mergedNumbers, readListTable, splitNames } from './read-list.ts';

const blank = Object.fromEntries(listTableColumns.map(({ key }) => [key, ''])) as ListRecord;
const row = (number: string, name: string, lead: string, more: Partial<ListRecord> = {}): ListRecord => ({
  ...blank,
  number,
  name,
  lead,
  ...more,
});
const numbered = (records: readonly ListRecord[]): NumberedRecord<ListKey>[] =>
  records.map((record, at) => ({ row: at + 2, record }));
const context: ListContext = {
  departments: [
    { region: null, name: '公安部门' },
    { region: '510000', name: '四川省公安厅' },
    { region: '500000', name: '重庆市公安局' },
  ],
  sources: new Set(),
  isMemberProvince: (region) => region === '500000' || region === '510000',
};
const read = (records: readonly ListRecord[], answers = {}, more: Partial<ListContext> = {}) =>
  readListTable(numbered(records), { ...context, ...more }, answers);
const faultsOf = (records: readonly ListRecord[], more: Partial<ListContext> = {}) =>
  read(records, {}, more).faults.map(({ row: at, sentence }) => `${at} ${sentence}`);

describe('what refuses a whole list (R-002, R-003)', () => {
  test.each([
    ['a gap', [row('1', '甲', '公安部门'), row('3', '乙', '公安部门')], ['3 序号从 1 跳到 3。']],
    ['a number twice', [row('1', '甲', '公安部门'), row('1', '乙', '公安部门')], ['3 序号 1 重复。']],
    ['no number at all', [row('一', '甲', '公安部门')], ['2 序号“一”不是数字。']],
    ['no department', [row('1', '甲', '')], ['2 没有填牵头部门。']],
    [
      'departments that cannot be told apart',
      [row('1', '甲', '四川省公安厅重庆市某局')],
      ['2 部门“四川省公安厅重庆市某局”里的“重庆市某局”不是已知部门，请用“、”人工拆分。'],
    ],
    [
      'a local name of a province outside',
      [row('1', '甲', '公安部门', { localNames: '440000 甲' })],
      ['2 440000 不是成员地区，不能登记当地名称。'],
    ],
    [
      'what nobody can read',
      [row('1', '甲', '公安部门', { localNames: '四川 甲', implementers: '县级 局', numberInBatch: 'x' })],
      [
        '2 批内序号“x”不是数字。',
        '2 当地名称“四川 甲”读不懂，请写成：地区代码 名称。',
        '2 实施单位“县级 局”读不懂，请写成：地区代码 层级 单位。',
      ],
    ],
    ['nothing', [], ['1 表里没有事项。']],
  ])('%s', (_what, records, sentences) => {
    expect(faultsOf(records)).toEqual(sentences);
    expect(read(records).items).toEqual([]);
  });

  test('an unknown source, where the lists of the programme name theirs', () => {
    const sources = new Set(['国家要求 2021 年实现“跨省通办”（74 项）']);
    const of = (source: string) => faultsOf([row('1', '甲', '公安部门', { source })], { sources });
    expect(of('国家要求 2021 年实现“跨省通办”（74 项）')).toEqual([]);
    expect(of('川、渝建议纳入第二批')).toEqual([]);
    expect(of('听说')).toEqual(['2 事项来源“听说”不是已知来源。']);
    expect(of('')).toEqual(['2 没有填事项来源。']);
  });
});

describe('what somebody has to look at (R-027)', () => {
  test('missing numbers, equal names, departments behind the name and new ones', () => {
    const { items, faults, questions } = read([
      row('', '甲类许可', '公安部门'),
      row('2', '甲类许可', '公安部门'),
      row('3', '乙类许可 公安部门', ''),
      row('4', '丙类许可', '农业农村部门'),
    ]);
    expect(faults).toEqual([]);
    expect(questions.map(({ row: at, sentence }) => `${at} ${sentence}`)).toEqual([
      '2 没有序号，按顺序是 1。',
      '3 名称与第 2 行相同。',
      '4 名称末尾是部门“公安部门”，将移到牵头部门一栏。',
      '5 清单里没有过的部门：农业农村部门。',
    ]);
    expect(
      items.map(({ number, name, leadDepartments }) => [number, name, leadDepartments[0]?.name]),
    ).toEqual([
      [1, '甲类许可', '公安部门'],
      [2, '甲类许可', '公安部门'],
      [3, '乙类许可', '公安部门'],
      [4, '丙类许可', '农业农村部门'],
    ]);
  });

  test('two departments side by side are two, each with its province', () => {
    const [item] = read([row('1', '甲', '四川省公安厅重庆市公安局')]).items;
    expect(item?.leadDepartments).toEqual([
      { region: '510000', name: '四川省公安厅' },
      { region: '500000', name: '重庆市公安局' },
    ]);
  });

  test.each([
    ['67', 6, [6, 7]],
    ['1011', 10, [10, 11]],
    ['99100', 99, [99, 100]],
    ['678', 6, [6, 7, 8]],
    ['68', 6, undefined],
    ['67', 5, undefined],
  ])('%s where %i is due', (text, expected, numbers) => {
    expect(mergedNumbers(text, expected)).toEqual(numbers);
  });

  test('names run together are told apart at blanks, or behind what names end with', () => {
    expect(splitNames('社会团体变更登记 社会团体注销登记', 2)).toEqual([
      '社会团体变更登记',
      '社会团体注销登记',
    ]);
    expect(splitNames('保安服务公司设立许可申请设立保安培训单位许可', 2)).toEqual([
      '保安服务公司设立许可',
      '申请设立保安培训单位许可',
    ]);
    expect(splitNames('企业年金方案重要条款变更备案企业年金方案备案', 2)).toEqual([
      '企业年金方案重要条款变更备案',
      '企业年金方案备案',
    ]);
    expect(splitNames('某事', 2)).toEqual(['某事', '']);
  });
});

describe('the third list of 重庆 as it was printed', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../data/catalogue/chongqing-3.tsv'), 'utf8');
  const clean = readTable(text, ['number', 'name', 'department']).rows.map(({ cells }) =>
    row(cells['number'] ?? '', cells['name'] ?? '', cells['department'] ?? ''),
  );
  const departments = [...new Set(clean.map(({ lead }) => lead))].map((name) => ({ region: null, name }));
  // The seven rows whose numbers and names ran together in print.
  const firsts = [6, 10, 18, 31, 41, 51, 66];
  const printed = clean.flatMap((record, at): ListRecord[] => {
    if (firsts.includes(at)) return [];
    if (!firsts.includes(at + 1)) return [record];
    const next = clean[at + 1];
    if (!next) throw new Error('the list is too short');
    return [{ ...record, number: record.number + next.number, name: `${record.name}${next.name}` }];
  });
  const cq3 = { departments, isMemberProvince: () => true, sources: new Set<string>() };
  const namesOf = (first: number) => [clean[first - 1]?.name ?? '', clean[first]?.name ?? ''];

  test('seven rows are flagged; with their names told apart it is the list of 126', () => {
    const { questions, faults } = readListTable(numbered(printed), cq3, {});
    expect(faults).toEqual([]);
    const merged = questions.filter(({ kind }) => kind === 'merged');
    expect(merged.map(({ row: at }) => printed[at - 2]?.number)).toEqual([
      '67',
      '1011',
      '1819',
      '3132',
      '4142',
      '5152',
      '6667',
    ]);
    expect(questions).toHaveLength(7);
    const answers = Object.fromEntries(merged.map(({ row: at }, i) => [`${at}`, namesOf(firsts[i] ?? 0)]));
    const { items } = readListTable(numbered(printed), cq3, answers);
    expect(items).toHaveLength(126);
    expect(items.map((item) => recordOfItem(item))).toEqual(clean);
  });

  test('an answer that leaves a name out is refused', () => {
    const [first] = readListTable(numbered(printed), cq3, {}).questions;
    expect(readListTable(numbered(printed), cq3, { [`${first?.row}`]: ['甲', ' '] }).faults).toEqual([
      { row: first?.row, sentence: '拆分要写齐 2 个名称。' },
    ]);
  });

  test('its departments are known ones', () => {
    for (const { name } of departments) expect('found' in splitDepartments(name, departments)).toBe(true);
  });
});
