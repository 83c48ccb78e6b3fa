import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import { all, type Database, sql } from '../platform/database.ts';
import { createDirectory, type Directory } from './directory.service.ts';
import { loadRegions, loadSampleDirectory } from './load-directory.service.ts';
import { fullNameOf } from './region.ts';

const clock = createClock();
let database: Database;
let directory: Directory;

beforeAll(async () => {
  clock.set('2024-03-01T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadRegions(database);
  await loadSampleDirectory(database);
  directory = await createDirectory({ database, clock });
});

afterAll(() => database.close());

const openWindowOf = (regionCode: string) => {
  const window = directory.findOpenWindow(regionCode);
  if (!window) throw new Error(`no open window in ${regionCode}`);
  return window;
};

describe('the shipped data', () => {
  test('hold 5 provinces, 53 prefectures, 512 counties, each with an open sample window', async () => {
    const provinces = directory.listRegions();
    expect(provinces.map(({ name }) => name)).toEqual(['重庆市', '四川省', '贵州省', '云南省', '西藏自治区']);
    const windows = directory.listWindows();
    const count = (level: string) => windows.filter((window) => window.level === level).length;
    expect([count('province'), count('prefecture'), count('county')]).toEqual([5, 53, 512]);
    expect(windows.every(({ sample, status }) => sample && status === 'open')).toBe(true);
    expect(new Set(windows.map(({ id }) => id)).size).toBe(570);
    for (const { id, regionCode, phone } of windows) {
      expect(directory.findOpenWindow(regionCode)?.id).toBe(id);
      expect(directory.findAdministration(regionCode)?.sample).toBe(true);
      expect(directory.postalAddressOf(id, '2021-04-30T15:00:00.000+08:00')?.version).toBe(1);
      expect(phone).toMatch(/^0\d{2,3}-5550 \d{4}$/);
    }
  });

  test('are loaded once: a second load changes nothing', async () => {
    const version = () => all(database.db, sql<{ version: number }>`select version from directory_state`);
    const before = await version();
    await directory.suspendWindow(openWindowOf('510104').id);
    const after = await version();
    expect(after).not.toEqual(before);
    expect([await loadRegions(database), await loadSampleDirectory(database)]).toEqual([false, false]);
    expect(await version()).toEqual(after);
    expect(directory.findOpenWindow('510104')).toBeUndefined();
  });

  test('a newer file is taken in without touching what was changed by hand', async () => {
    await sql`update directory_state set regions_checksum = 'older', sample_checksum = 'older'`.execute(
      database.db,
    );
    expect([await loadRegions(database), await loadSampleDirectory(database)]).toEqual([true, true]);
    await directory.reload();
    expect(directory.listWindows()).toHaveLength(570);
    expect(directory.findOpenWindow('510104')).toBeUndefined();
    await directory.openWindow(directory.listWindows('510104')[0]?.id ?? '');
    expect(directory.findOpenWindow('510104')).toBeDefined();
  });

  test('name regions whole', () => {
    expect(['500110', '510107', '510000', '540102'].map((code) => directory.regionName(code))).toEqual([
      '重庆市綦江区',
      '四川省成都市武侯区',
      '四川省',
      '西藏自治区拉萨市城关区',
    ]);
    expect(openWindowOf('500110')).toMatchObject({
      name: '重庆市綦江区“跨省通办”窗口',
      phone: '023-5550 0110',
      level: 'county',
    });
    expect(directory.regionPath('510107').map(({ code }) => code)).toEqual(['510000', '510100', '510107']);
    expect(directory.provinceOf('510107')).toBe('510000');
    expect(directory.regionName('110105')).toBe('北京市');
    expect(() => directory.regionName('990000')).toThrow('990000');
    expect(directory.findRegion('110000')).toBeUndefined();
    expect(directory.regionPath('110000')).toEqual([]);
  });

  test('are dated: 错那 is a county until March 2023 and a city since, one window serves both', () => {
    const namesOn = (on: string) =>
      directory.listRegions('540500', on).flatMap(({ name }) => (name.startsWith('错那') ? [name] : []));
    expect([namesOn('2023-03-31'), namesOn('2023-04-01')]).toEqual([['错那县'], ['错那市']]);
    expect(directory.findRegion('540581', '2021-06-01')).toBeUndefined();
    expect(directory.findRegion('540530', '2021-06-01')?.successor).toBe('540581');
    expect(directory.findRegion('540581')).toBeDefined();
    expect(directory.findOpenWindow('540530')?.id).toBe(openWindowOf('540581').id);
    expect(directory.entryOf('540530').listed).toBe(true);
  });

  test('give places their own readings', () => {
    const reading = (code: string) => directory.findRegion(code)?.pinyin;
    expect(
      [
        '500110',
        '510117',
        '511527',
        '511526',
        '511123',
        '510524',
        '500230',
        '522701',
        '510682',
        '532931',
      ].map(reading),
    ).toEqual([
      'qi jiang qu',
      'pi du qu',
      'jun lian xian',
      'gong xian',
      'qian wei xian',
      'xu yong xian',
      'feng du xian',
      'du yun shi',
      'shi fang shi',
      'jian chuan xian',
    ]);
  });

  test.each([
    ['綦江', ['重庆市綦江区']],
    ['qijiang', ['重庆市綦江区']],
    ['QiJiangQu', ['重庆市綦江区']],
    ['pidu', ['四川省成都市郫都区']],
    ['500110', ['重庆市綦江区']],
    ['成都武侯', ['四川省成都市武侯区']],
    ['lvchun', ['云南省红河哈尼族彝族自治州绿春县']],
    ['luchun', ['云南省红河哈尼族彝族自治州绿春县']],
    ['错那', ['西藏自治区山南市错那市']],
    ['北京', []],
    ['   ', []],
    ["'; drop table regions; --", []],
  ])('are found by %s', (query, names) => {
    expect(directory.searchRegions(query).map(fullNameOf)).toEqual(names);
  });

  test('are found best first, and by initials', () => {
    const found = (query: string) => directory.searchRegions(query).map(fullNameOf);
    expect(found('四川')[0]).toBe('四川省');
    expect(found('四川成都')[0]).toBe('四川省成都市');
    expect(found('xuyong')[0]).toBe('四川省泸州市叙永县');
    expect(found('qjq')).toContain('重庆市綦江区');
    expect(found('江')).toHaveLength(20);
    expect(directory.searchRegions('江', 3)).toHaveLength(3);
  });
});
