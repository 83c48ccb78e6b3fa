import { describe, expect, test } from 'vitest';
import { splitDepartments } from './departments.ts';
import { linkFamilies } from './families.ts';
import { readImplementers } from './implementers.ts';
import {
  faultsOfLocalNames,
  type ListContext,
  type ListKind,
  listColumns,
  readList,
} from './published-lists.ts';

const context: ListContext = {
  departments: [
    { region: null, name: '公安部门' },
    { region: '510000', name: '四川省公安厅' },
    { region: '500000', name: '重庆市公安局' },
    { region: null, name: '中国民用航空西南地区管理局' },
    { region: '500000', name: '市公安局' },
    { region: '500000', name: '市医保局' },
  ],
  corrections: [{ published: '市公安局门', readAs: '公安部门' }],
  localisedFor: '500110',
};
const national2021 = '国家要求 2021 年实现“跨省通办”（74 项）';

const read = (kind: ListKind, ...lines: string[][]) =>
  readList(
    [
      {
        kind,
        items: lines.length,
        text: [listColumns[kind].join('\t'), ...lines.map((line) => line.join('\t'))].join('\n'),
      },
    ],
    context,
  );

describe('SW5 (R-002)', () => {
  const row = (number: string, name = '事项', source = national2021) => [number, name, '公安部门', source];

  test('is read row by row', () => {
    const { items, faults } = read('southwest', row('1', '甲'), row('2', '乙', '川、渝、滇建议纳入第一批'));
    expect(faults).toEqual([]);
    expect(items).toMatchObject([
      { number: 1, name: '甲', leadDepartments: [{ region: null, name: '公安部门' }], source: national2021 },
      { number: 2, name: '乙', source: '川、渝、滇建议纳入第一批' },
    ]);
  });

  test.each<[string, string[][], string[]]>([
    ['a gap', [row('1'), row('3')], ['第 3 行：序号从 1 跳到 3。']],
    ['a number twice', [row('1'), row('1')], ['第 3 行：序号 1 重复。']],
    ['a merged number', [row('12')], ['第 2 行：序号从 0 跳到 12。']],
    ['no number', [row('一')], ['第 2 行：序号“一”不是数字。']],
    ['no name', [row('1', '')], ['第 2 行：没有写事项名称。']],
    ['an unknown source', [row('1', '甲', '某省建议')], ['第 2 行：事项来源“某省建议”不是已知来源。']],
    [
      'several wrong rows',
      [row('1', ''), row('2', '乙', '无')],
      ['第 2 行：没有写事项名称。', '第 3 行：事项来源“无”不是已知来源。'],
    ],
    ['a cell too many', [[...row('1'), '多']], ['第 2 行：应有 4 列，实有 5 列。', '应有 1 项，实有 0 项。']],
  ])('with %s is refused as a whole', (_what, lines, faults) => {
    expect(read('southwest', ...lines)).toEqual({ items: [], faults });
  });

  test('with fewer rows than the document counts is refused', () => {
    const table = {
      kind: 'southwest' as const,
      items: 2,
      text: [listColumns.southwest.join('\t'), row('1').join('\t')].join('\n'),
    };
    expect(readList([table], context).faults).toEqual(['应有 2 项，实有 1 项。']);
  });

  test('with another header is refused', () => {
    const table = { kind: 'southwest' as const, items: 0, text: 'number\tname' };
    expect(readList([table], context).faults).toHaveLength(1);
  });
});

describe('CY (R-003)', () => {
  const row = (sichuan: string, chongqing: string) => ['1', '甲', '乙', sichuan, chongqing];

  test('keeps two departments and two names apart', () => {
    expect(read('twoProvinces', row('四川省公安厅', '重庆市公安局')).items[0]).toMatchObject({
      name: '甲',
      localNames: { 510000: '甲', 500000: '乙' },
      leadDepartments: [
        { region: '510000', name: '四川省公安厅' },
        { region: '500000', name: '重庆市公安局' },
      ],
    });
  });

  test('keeps a shared body once', () => {
    const shared = '中国民用航空西南地区管理局';
    expect(read('twoProvinces', row(shared, shared)).items[0]?.leadDepartments).toEqual([
      { region: null, name: shared },
    ]);
  });

  test('takes joined departments apart, never stores them joined', () => {
    expect(read('twoProvinces', row('四川省公安厅重庆市公安局', '')).items[0]?.leadDepartments).toHaveLength(
      2,
    );
  });

  test.each([
    ['四川省公安厅重庆市', ''],
    ['四川省公安厅', '重庆市某局'],
    ['四川省公安厅', ''],
    ['', '重庆市公安局'],
    ['重庆市公安局', '四川省公安厅'],
    ['', ''],
  ])('stops at “%s” and “%s”', (sichuan, chongqing) => {
    const { items, faults } = read('twoProvinces', row(sichuan, chongqing));
    expect(items).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^第 2 行：/u)]);
  });

  test('a local name of a province outside is refused (R-004)', () => {
    const { items } = read('twoProvinces', row('四川省公安厅', '重庆市公安局'));
    expect(faultsOfLocalNames(items, (province) => province === '500000')).toEqual([
      '第 1 项：510000 不是成员地区，不能登记当地名称。',
    ]);
  });
});

describe('NAT (R-006)', () => {
  test('corrects evident errors of print and keeps the published text', () => {
    const [item] = read('national', [
      '1',
      '甲',
      '由迁入地市公安局门办理。',
      '市公安局',
      '市医保局',
      '区公安分局',
    ]).items;
    expect(item).toMatchObject({
      scenario: '由迁入地公安部门办理。',
      scenarioAsPublished: '由迁入地市公安局门办理。',
      cooperatingDepartments: ['市医保局'],
    });
  });

  test('reads a cooperating department out of the lead column', () => {
    const [item] = read('nationalLater', [
      '1',
      '甲',
      '…',
      '市公安局（配合单位：市医保局）',
      '区公安分局',
      '2022年底前',
    ]).items;
    expect(item).toMatchObject({
      leadDepartments: [{ name: '市公安局' }],
      cooperatingDepartments: ['市医保局'],
      dueText: '2022年底前',
    });
  });
});

describe('the district column (R-006, R-007)', () => {
  const readDistrict = (districtText: string) =>
    readImplementers({ districtText, lead: '市市场监管局' }, '500110')[0];

  test.each([
    ['区市场监管局', '区市场监管局', null],
    ['区市场监管局（限修理）', '区市场监管局', '限修理'],
    ['区市场监管局（限自贸区、气瓶）', '区市场监管局', '限自贸区、气瓶'],
    [
      '区市场监管局（仅限食品相关产品生产许可），其他工业属市级',
      '区市场监管局',
      '仅限食品相关产品生产许可，其他工业属市级',
    ],
    ['--', null, null],
    ['', null, null],
  ])('“%s” is %s, limited by %s', (text, department, restriction) => {
    expect(readDistrict(text)).toMatchObject({ region: '500110', level: 'county', department, restriction });
  });

  test('the municipal lead department stands behind it', () => {
    expect(readImplementers({ districtText: '--', lead: '市市场监管局' }, '500110')[1]).toMatchObject({
      region: '500000',
      level: 'province',
      department: '市市场监管局',
    });
  });
});

describe('departments', () => {
  test.each([
    ['四川省公安厅重庆市公安局', 2],
    ['四川省公安厅、重庆市公安局', 2],
    ['市公安局', 1],
  ])('“%s” are %i', (text, count) => {
    expect(splitDepartments(text, context.departments)).toMatchObject({ found: { length: count } });
  });

  test.each(['某局', '四川省公安厅某局', ''])('“%s” are not guessed', (text) => {
    expect(splitDepartments(text, context.departments)).toHaveProperty('unknown');
  });
});

describe('families (R-028)', () => {
  const item = (
    catalogueId: string,
    number: number,
    name: string,
    localNames: Record<string, string> = {},
  ) => ({
    catalogueId,
    number,
    name,
    localNames,
  });

  test('link by equal name, a local one too; blanks do not count', () => {
    const { families } = linkFamilies(
      [item('a', 1, '甲事项'), item('b', 1, '乙', { 500000: '甲 事项' }), item('b', 2, '丙')],
      [],
    );
    expect(families.map(({ items }) => items.length)).toEqual([2, 1]);
  });

  test('link as stated', () => {
    const stated = [{ item: { catalogueId: 'b', number: 1 }, sameAs: { catalogueId: 'a', number: 1 } }];
    const { families } = linkFamilies([item('a', 1, '电信'), item('b', 1, '通信')], stated);
    expect(families).toMatchObject([
      { id: '电信', name: '电信', items: [{ catalogueId: 'a' }, { catalogueId: 'b' }] },
    ]);
  });

  test.each([
    ['two items of one list by name', [item('a', 1, '甲'), item('a', 2, '甲')], []],
    [
      'two items of one list as stated',
      [item('a', 1, '甲'), item('a', 2, '乙')],
      [{ item: { catalogueId: 'a', number: 2 }, sameAs: { catalogueId: 'a', number: 1 } }],
    ],
    [
      'an item with two others',
      [item('a', 1, '甲'), item('a', 2, '乙'), item('b', 1, '甲', { 500000: '乙' })],
      [],
    ],
    [
      'an item with one that does not exist',
      [item('b', 1, '甲')],
      [{ item: { catalogueId: 'b', number: 1 }, sameAs: { catalogueId: 'a', number: 9 } }],
    ],
  ])('do not link %s', (_what, items, stated) => {
    const linked = linkFamilies(items, stated);
    expect(linked.families).toEqual([]);
    expect(linked.faults).toHaveLength(1);
  });
});
