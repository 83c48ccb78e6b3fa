import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import { type Database, sql } from '../platform/database.ts';
import { type Catalogue, createCatalogue, type ItemView } from './catalogue.service.ts';
import { loadCatalogue, readShippedFiles, type ShippedFiles } from './loader.service.ts';
import { readStandardFile } from './standard-file.ts';
import { overlayFile } from './standard-files.ts';

const clock = createClock();
clock.set('2021-10-08T09:00:00.000+08:00');

const provinces = ['500000', '510000', '520000', '530000', '540000'];
const wuhou = '510107';
const qijiang = '500110';

let database: Database;
let catalogue: Catalogue;
let shipped: ShippedFiles;

beforeAll(async () => {
  shipped = await readShippedFiles();
  database = await openTestDatabase();
  await loadCatalogue(database, clock.now(), shipped);
  catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
});

afterAll(() => database.close());

const itemsOf = (catalogueId: string): ItemView[] => catalogue.listItems(catalogueId) ?? [];
const item = (catalogueId: string, number: number): ItemView => {
  const found = catalogue.findItem(catalogueId, number);
  if (!found) throw new Error(`no item ${catalogueId} ${number}`);
  return found;
};
const leads = (one: ItemView): string[] => one.leadDepartments.map(({ name }) => name);
const countBy = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, same]) => [value, same.length]));

describe('programmes (R-001)', () => {
  test('show their items; lists that were not supplied stand there without', () => {
    const shown = catalogue
      .listProgrammes()
      .map(({ shortCode, itemCount, status }) => [shortCode, itemCount, status]);
    expect(shown).toEqual([
      ['SW5', 148, 'open'],
      ['CY', 95, 'open'],
      ['NAT', 140, 'open'],
      ['CQ2', 130, 'open'],
      ['CQ3', 126, 'open'],
      ['CQ1', 0, 'listNotSupplied'],
      ['QT', 0, 'listNotSupplied'],
    ]);
  });

  test('number their items without gap', () => {
    for (const { id, itemCount } of catalogue.listProgrammes()) {
      expect(itemsOf(id).map(({ number }) => number)).toEqual(
        Array.from({ length: itemCount }, (_, i) => i + 1),
      );
    }
  });
});

describe('SW5 (R-002)', () => {
  test('has its items by source', () => {
    const bySource = countBy(itemsOf('southwest-5').map(({ source }) => source ?? ''));
    expect(bySource).toEqual({
      '国家要求 2020 年实现“跨省通办”（58 项）': 54,
      '国家要求 2021 年实现“跨省通办”（74 项）': 74,
      '川、渝、滇建议纳入第一批': 8,
      '川、渝建议纳入第一批': 4,
      '川、渝、滇、藏建议纳入第一批': 4,
      '川、渝、黔、滇建议纳入第一批': 3,
      '渝、滇、藏建议纳入第一批': 1,
    });
  });

  test('has its items by lead department', () => {
    const plain = (name: string) => name.replace(/\s*（.*$/u, '').replace(/(?:管理)?部门$/u, '');
    const byLead = countBy(itemsOf('southwest-5').flatMap(leads).map(plain));
    expect(byLead).toEqual({
      人力资源社会保障: 31,
      市场监管: 24,
      自然资源: 16,
      公安: 15,
      交通运输: 11,
      住房城乡建设: 8,
      医疗保障: 7,
      残联: 7,
      邮政: 6,
      药品监管: 6,
      司法: 5,
      卫生健康: 5,
      民政: 3,
      生态环境: 1,
      商务: 1,
      民航: 1,
      林草: 1,
    });
  });

  test('keeps names as published', () => {
    expect(item('southwest-5', 18).name).toBe('困难残疾人生活补贴和重度残疾人护理补贴资格认定');
    expect(leads(item('southwest-5', 129))).toEqual(['林草部门 （濒管办）']);
  });
});

describe('CY (R-003, R-004)', () => {
  test('keeps the two lead departments apart, and one shared body as one', () => {
    expect(item('sichuan-chongqing', 1).leadDepartments).toEqual([
      { region: '510000', name: '四川省公安厅' },
      { region: '500000', name: '重庆市公安局' },
    ]);
    expect(leads(item('sichuan-chongqing', 83))).toEqual(['中国民用航空西南地区管理局']);
    const single = itemsOf('sichuan-chongqing').filter(({ leadDepartments }) => leadDepartments.length === 1);
    expect(single.map(({ number }) => number)).toEqual([83]);
  });

  test('names eight items otherwise in Chongqing', () => {
    const renamed = itemsOf('sichuan-chongqing').filter(
      ({ localNames }) => Object.keys(localNames).length > 0,
    );
    expect(renamed.map(({ number }) => number)).toEqual([5, 16, 29, 52, 53, 64, 65, 82]);
    expect(item('sichuan-chongqing', 16).localNames).toEqual({
      500000: '开具户籍证明',
      510000: '开具临时身份证明',
    });
  });
});

test('CQ2 and CQ3 name 10 and 23 departments (R-005)', () => {
  const departments = (id: string) => new Set(itemsOf(id).flatMap(leads)).size;
  expect([departments('chongqing-2'), departments('chongqing-3')]).toEqual([10, 23]);
  expect(item('chongqing-2', 15)).toMatchObject({ name: '定点住院医疗机构信息变更' });
  expect(leads(item('chongqing-2', 15))).toEqual(['市医保局']);
  expect([6, 7].map((number) => item('chongqing-3', number).name)).toEqual([
    '保安服务公司设立许可申请',
    '设立保安培训单位许可',
  ]);
});

describe('NAT (R-006, R-007)', () => {
  test('counts on through its three tables', () => {
    const byBatch = countBy(itemsOf('national').map(({ batch }) => batch ?? ''));
    expect(Object.values(byBatch)).toEqual([58, 74, 8]);
    expect(item('national', 59)).toMatchObject({ name: '开具有无犯罪记录证明', numberInBatch: 1 });
    expect(item('national', 138)).toMatchObject({ dueText: '2022年6月底前' });
  });

  test('has scenario, cooperating department and district implementer', () => {
    const spouse = itemsOf('national').find(({ name }) => name === '夫妻投靠户口迁移');
    expect(spouse).toMatchObject({
      leadDepartments: [{ name: '市公安局' }],
      cooperatingDepartments: ['市民政局'],
      implementers: [
        { region: qijiang, level: 'county', department: '区公安分局、各派出所' },
        { level: 'province' },
      ],
    });
    expect(spouse?.scenarioAsPublished).toContain('市公安局门');
    expect(spouse?.scenario).toContain('迁入地和迁出地公安部门协同办理');
    expect(item('national', 139).cooperatingDepartments).toEqual(['市医保局']);
  });

  test('knows for 38 items that the district has no implementer, and never stores “--”', () => {
    const none = itemsOf('national').filter(({ implementers }) =>
      implementers.some(({ level, department }) => level === 'county' && department === null),
    );
    expect(none).toHaveLength(38);
    expect(JSON.stringify(itemsOf('national'))).not.toContain('"--"');
  });

  test('shows what limits the district', () => {
    const limited = itemsOf('national').flatMap(({ name, implementers }) =>
      implementers.flatMap(({ restriction }) => (restriction === null ? [] : [[name, restriction]])),
    );
    expect(limited).toContainEqual(['特种设备生产单位许可', '限修理']);
    expect(limited).toContainEqual(['工业产品生产许可证发证', '仅限食品相关产品生产许可，其他工业属市级']);
    expect(catalogue.findStandard('113-1', { homeRegion: qijiang })?.implementerNote).toBe('限修理');
    expect(catalogue.findStandard('113-1', { homeRegion: '500107' })?.implementerNote).toBeNull();
  });
});

describe('same items in several lists (R-028)', () => {
  const inSw = (id: string) => {
    const families = new Set(itemsOf('southwest-5').map(({ familyId }) => familyId));
    return itemsOf(id).filter(({ familyId }) => families.has(familyId));
  };

  test('59 CY items and 128 NAT items are SW5 items', () => {
    expect(inSw('sichuan-chongqing')).toHaveLength(59);
    // 127 by equal name, and 经营邮政通信业务审批 as stated
    expect(inSw('national')).toHaveLength(128);
  });

  test('two wordings of one item are both kept', () => {
    const [telecom, postal] = [item('southwest-5', 133), item('national', 123)];
    expect(telecom.familyId).toBe(postal.familyId);
    expect([telecom.name, postal.name]).toEqual(['经营邮政电信业务审批', '经营邮政通信业务审批']);
  });

  test('two items of one list cannot be one', async () => {
    const link = sql`update item_family_members set family_id = '开具有无犯罪记录证明'
      where edition_id = 'southwest-5.2021-1' and number = 2`.execute(database.db);
    await expect(link).rejects.toThrow('one_item_of_an_edition_in_a_family');
  });

  test('options are offered under each list that has the item', () => {
    const ids = (catalogueId: string, number: number) =>
      catalogue.listOptions({ catalogueId, number }).map(({ optionId }) => optionId);
    expect(ids('southwest-5', 24)).toEqual(['024-1']);
    expect(ids('sichuan-chongqing', 35)).toEqual(['024-1']);
    expect(ids('southwest-5', 25)).toEqual([]);
    expect(catalogue.findItemOfOption('024-1', 'sichuan-chongqing')?.number).toBe(35);
  });
});

describe('standards', () => {
  const optionIds = (): string[] =>
    [...shipped.standards]
      .filter(([name]) => name !== overlayFile)
      .flatMap(([name, text]) => readStandardFile(JSON.parse(text), name).options.map(({ id }) => id));

  test('of every shipped option resolve in all five provinces', () => {
    const ids = optionIds();
    expect(ids).toHaveLength(103);
    for (const homeRegion of [...provinces, wuhou, qijiang]) {
      for (const id of ids) {
        const standard = catalogue.findStandard(id, { homeRegion });
        if (!standard) throw new Error(`${id} has no standard in ${homeRegion}`);
        expect(standard.promisedDays).toBeLessThanOrEqual(standard.statutoryDays ?? standard.promisedDays);
        expect(standard.levels).toContain(standard.level);
        expect(standard).toMatchObject({ sample: true, supplementDays: 15, version: '2021-1.1' });
        expect(standard.department).not.toBe('');
        expect(standard.homeRegionRules).not.toEqual([]);
        expect(standard.modes).not.toEqual([]);
      }
    }
  });

  test('are there for 84 items of all 17 departments', () => {
    const items = (catalogue.listItems('southwest-5') ?? []).filter(({ hasStandard }) => hasStandard);
    expect(items).toHaveLength(84);
    const departments = new Set(
      items.flatMap(({ leadDepartments }) => leadDepartments.map(({ name }) => name)),
    );
    expect(departments.size).toBe(17);
  });

  test('of the options named in the order of work are there', () => {
    const named = ['048-1', '048-2', '050-1', '001-1', '024-1', '125-1', '015-1', '103-1', '097-1', '109-1'];
    expect(optionIds()).toEqual(expect.arrayContaining(named));
  });

  test('are stage 2 while a province does otherwise, stage 3 once all have the same (R-011)', () => {
    const inYunnan = catalogue.findStandard('048-1', { homeRegion: '530102' });
    expect(inYunnan).toMatchObject({ stage: 2, promisedDays: 1 });
    expect(inYunnan?.differences.map(({ id }) => id)).toEqual(['048-1-d-01']);
    expect(catalogue.findStandard('001-2', { homeRegion: qijiang })?.stage).toBe(3);
    expect(catalogue.findStandard('048-1', { homeRegion: qijiang })).toMatchObject({
      stage: 2,
      promisedDays: 10,
      differences: [],
      department: '人力社保局',
      statutoryName: '社会保障卡申领',
      homeRegionRules: ['参保地'],
      deliveryWays: ['mail', 'pickUpAtIntake', 'pickUpAtHome'],
    });
  });

  test('of 失业登记 name the four home-region rules in their order (R-056)', () => {
    const rules = catalogue.findStandard('024-1', { homeRegion: wuhou })?.homeRegionRules;
    expect(rules).toEqual(['居住地', '工作地', '参保地', '户籍地']);
  });

  test('are none outside the programme, and for options nobody published (R-011)', () => {
    expect(catalogue.findStandard('048-1', { homeRegion: '110101' })).toBeUndefined();
    expect(catalogue.findStandard('025-1', { homeRegion: qijiang })).toBeUndefined();
    expect(item('southwest-5', 25).hasStandard).toBe(false);
    expect(item('southwest-5', 48).hasStandard).toBe(true);
  });
});

describe('the programme of a case (OP-96)', () => {
  const choose = (optionId: string, intakeRegion: string, homeRegion: string, chosen?: string) => {
    const { programme, refusal } = catalogue.chooseProgramme({
      optionId,
      intakeRegion,
      homeRegion,
      ...(chosen === undefined ? {} : { chosen }),
    });
    return programme?.id ?? refusal;
  };

  test.each([
    ['024-1', wuhou, qijiang, undefined, 'sichuan-chongqing'],
    ['048-1', wuhou, qijiang, undefined, 'southwest-5'],
    ['024-1', '520102', qijiang, undefined, 'southwest-5'],
    ['024-1', wuhou, qijiang, 'southwest-5', 'southwest-5'],
    ['024-1', wuhou, qijiang, 'national', 'national'],
    ['024-1', wuhou, '510105', undefined, 'same-region'],
    ['048-1', wuhou, qijiang, 'sichuan-chongqing', 'region-not-in-programme'],
    ['061-1', '500107', qijiang, undefined, 'chongqing-3'],
    ['061-1', qijiang, qijiang, undefined, 'same-region'],
    ['061-1', wuhou, qijiang, 'chongqing-3', 'region-not-in-programme'],
  ])('of %s from %s to %s, chosen %s: %s', (optionId, intake, home, chosen, expected) => {
    expect(choose(optionId, intake, home, chosen)).toBe(expected);
  });
});
