import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalogueFiles } from './catalogue-files.ts';
import { namesOf } from './item.ts';
import { syllablesOf } from './pinyin.service.ts';
import { searchItems } from './search.ts';
import { buildSearchIndex } from './search-index.ts';

const folder = join(import.meta.dirname, '../../data/catalogue');
const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const { catalogues, words } = readCatalogueFiles(texts);

const index = buildSearchIndex(
  catalogues.flatMap(({ programme, items }) =>
    items.map((item) => ({
      catalogueId: programme.id,
      number: item.number,
      name: item.name,
      names: namesOf(item).map((name) => ({ name, reading: syllablesOf(name) })),
      optionNames: [],
      labels: item.leadDepartments.map(({ name }) => name),
    })),
  ),
  words.map((word) => ({ ...word, reading: syllablesOf(word.word) })),
);

const sw = 'southwest-5';
const cy = 'sichuan-chongqing';
const nat = 'national';
const cq2 = 'chongqing-2';
const cq3 = 'chongqing-3';

const search = (query: string, catalogueId?: string, limit = 20) =>
  searchItems(index, { query, catalogueId, limit }, syllablesOf);
const numbers = (query: string, catalogueId: string): number[] =>
  search(query, catalogueId, 100)
    .items.map(({ number }) => number)
    .toSorted((a, b) => a - b);

test.each(['48', '#48', '第48项'])('the number %s finds the item of this number', (query) => {
  expect(search(query, sw).items).toMatchObject([{ number: 48 }]);
});

describe('the first hit', () => {
  test.each<[query: string, catalogue: string, number: number]>([
    // whole names and parts of them
    ['开具有无犯罪记录证明', sw, 1],
    ['社会保障卡申领', sw, 48],
    ['失业登记', sw, 24],
    ['异地就医结算备案', sw, 125],
    ['执业药师注册', sw, 138],
    ['残疾人证新办', sw, 142],
    ['排污许可', sw, 71],
    ['职业年金', sw, 40],
    ['二手车', sw, 91],
    ['补领、换领机动车检验合格标志', sw, 9],
    ['审核签发ATA单证册', cy, 94],
    ['POS机', cq2, 17],
    ['结婚登记', nat, 135],
    // local names
    ['开具户籍证明', cy, 16],
    ['开具临时身份证明', cy, 16],
    ['医保电子凭证下载', cy, 82],
    ['住房公积金跨区域协查', cy, 53],
    // pinyin in full, in part, by initials
    ['shehuibaozhangkashenling', sw, 48],
    ['jiashizheng', sw, 11],
    ['xingshizheng', sw, 13],
    ['yidijiuyi', sw, 125],
    ['shiyedengji', sw, 24],
    ['paiwuxuke', sw, 71],
    ['jiaoyan', cy, 52],
    ['xiaoche', cq2, 2],
    ['canjirenzhengxinban', sw, 142],
    ['shehuibaozhangkasl', sw, 48],
    ['SYDJ', sw, 24],
    ['jdcjszbz', sw, 14],
    ['shebaoka', sw, 48],
    ['shebaok', sw, 48],
    ['sbk', sw, 48],
    // everyday words
    ['社保卡', sw, 48],
    ['办社保卡', sw, 48],
    ['社保卡丢了', sw, 50],
    ['社保卡怎么补办', sw, 50],
    ['医保卡丢了怎么办', sw, 50],
    ['电子社保卡', sw, 34],
    ['驾照丢了怎么补', sw, 14],
    ['我的驾照丢了，怎么补啊？', sw, 14],
    ['驾照到期换证', sw, 15],
    ['换驾照', sw, 15],
    ['车牌丢了', sw, 12],
    ['行驶证坏了', sw, 13],
    ['年检标志', sw, 9],
    ['违章处理', sw, 8],
    ['二手车过户', sw, 91],
    ['货车司机从业资格证换证', sw, 85],
    ['孩子上户口', nat, 133],
    ['老婆户口迁过来', sw, 6],
    ['毕业了户口迁回老家', sw, 5],
    ['户籍证明', sw, 2],
    ['没有犯罪记录', sw, 1],
    ['无犯罪证明', sw, 1],
    ['失业金怎么领', sw, 35],
    ['失业了', sw, 24],
    ['退休认证', sw, 32],
    ['档案转递', sw, 53],
    ['工伤外地看病', sw, 47],
    ['异地看病报销', sw, 125],
    ['外地住院能报销吗', sw, 125],
    ['新农合', sw, 123],
    ['医保转移', sw, 124],
    ['准生证', sw, 94],
    ['三胎', sw, 95],
    ['生育津贴', nat, 140],
    ['买房取公积金', sw, 77],
    ['退休取公积金', sw, 74],
    ['提前还房贷', sw, 79],
    ['公积金开户', sw, 75],
    ['查房产', sw, 56],
    ['期房预告登记', sw, 55],
    ['开公司', sw, 97],
    ['我想注册一家公司', sw, 97],
    ['注销公司', sw, 99],
    ['变更法人', sw, 98],
    ['开个小店要办什么手续', sw, 103],
    ['营业执照丢了', sw, 109],
    ['电梯安装许可', sw, 113],
    ['快递公司开办', sw, 132],
    ['法考证书', sw, 22],
    ['学历证明公证', sw, 19],
    ['残疾证丢了', sw, 145],
    ['残疾人补贴', sw, 18],
    ['网站备案', cq2, 128],
    ['长护险', cq2, 18],
    ['代开发票', cq2, 34],
    ['律师事务所', cq3, 18],
    ['护照', cy, 10],
    // one character wrong: the same sound, or just another
    ['社会保章卡申领', sw, 48],
    ['失业等记', sw, 24],
    ['驾驶正补证', sw, 14],
    ['个体工商户设立登计', sw, 103],
    ['机动车驾驶讧补证', sw, 14],
    ['医疗广靠审查', sw, 96],
    ['异地就医结箅备案', sw, 125],
  ])('of “%s” in %s is item %i', (query, catalogueId, number) => {
    const { items, offList } = search(query, catalogueId);
    expect(offList).toBe(false);
    expect(items[0]).toMatchObject({ catalogueId, number });
  });
});

describe('what is in no list', () => {
  test.each([
    ['钓鱼证', undefined],
    ['养狗证', undefined],
    ['公租房', undefined],
    ['火车票', undefined],
    ['宅基地', undefined],
    ['天气', undefined],
    ['DROP TABLE items', undefined],
    ['<script>alert(1)</script>', undefined],
    ['结婚登记', sw],
    ['身份证', sw],
    ['护照', sw],
    ['居住证', sw],
    ['低保', sw],
    ['教师资格证', sw],
    ['健康证', sw],
    ['孩子上户口', sw],
    ['生育津贴', sw],
  ])('“%s” in %s says so', (query, catalogueId) => {
    expect(search(query, catalogueId)).toEqual({ items: [], offList: true });
  });
});

describe('exactly', () => {
  const housingFund = [72, 73, 74, 75, 76, 77, 78, 79];
  test.each([
    ['公积金', sw, housingFund],
    ['gongjijin', sw, housingFund],
    ['gjj', sw, housingFund],
    ['公集金', sw, housingFund],
    ['残联', sw, [142, 143, 144, 145, 146, 147, 148]],
    ['民政部门', sw, [16, 17, 18]],
    ['养老保险转移', sw, [26, 27, 28, 31]],
    ['注销公司', sw, [99, 102]],
  ])('“%s” in %s finds %j', (query, catalogueId, expected) => {
    expect(numbers(query, catalogueId)).toEqual(expected);
  });
});

test('without a list all lists are searched, SW5 first', () => {
  const { items } = search('失业登记');
  expect(items.slice(0, 3).map(({ catalogueId, number }) => [catalogueId, number])).toEqual([
    [sw, 24],
    [cy, 35],
    [nat, 5],
  ]);
});

test('what comes after 50 characters does not count', () => {
  const filled = '社会保障卡申领'.padEnd(50, '的');
  expect(search(`${filled}${'钓'.repeat(500)}`, sw)).toEqual(search(filled, sw));
});

test('hits come best first and no more than asked for', () => {
  const { items } = search('登记', sw, 7);
  expect(items).toHaveLength(7);
  expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).toSorted((a, b) => b - a));
});

test('nothing asked finds nothing, and is not off the list', () => {
  expect(search('   ')).toEqual({ items: [], offList: false });
});

test('every item is found first by its own name', () => {
  const missed = index.entries
    .filter(({ entry }) => search(entry.name, entry.catalogueId, 1).items[0]?.number !== entry.number)
    .map(({ entry }) => `${entry.catalogueId} ${entry.number} ${entry.name}`);
  expect(missed).toEqual([]);
});
