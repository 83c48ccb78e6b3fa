import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type App, createHttp } from '../platform/http.ts';
import { catalogueRoutes } from './catalogue.routes.ts';
import { createCatalogue } from './catalogue.service.ts';
import { loadCatalogue } from './loader.service.ts';

let database: Database;
let app: App;

beforeAll(async () => {
  const clock = createClock();
  clock.set('2021-10-08T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadCatalogue(database, clock.now());
  const catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  ({ app } = await createHttp({
    authenticate: async () => undefined,
    logger: false,
    trustedProxies: [],
    requestsPerMinute: 10_000,
  }));
  catalogueRoutes(app, catalogue, { now: () => clock.now(), regionName: (code) => code });
  await app.ready();
});

afterAll(async () => {
  await app.close();
  await database.close();
});

type Rows = Record<string, unknown>[];
type Body = Record<string, unknown> & { catalogues: Rows; items: Rows };

async function get(url: string): Promise<{ status: number; body: Body }> {
  const answer = await app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json() };
}

test('lists the programmes with their editions', async () => {
  const { status, body } = await get('/api/catalogues');
  expect(status).toBe(200);
  expect(body.catalogues.map(({ id, itemCount }) => [id, itemCount])).toEqual([
    ['southwest-5', 148],
    ['sichuan-chongqing', 95],
    ['national', 140],
    ['chongqing-2', 130],
    ['chongqing-3', 126],
    ['chongqing-1', 0],
    ['qijiang-tongzi', 0],
  ]);
  expect(body.catalogues[0]).toMatchObject({
    edition: { label: '2021-1' },
    documentNumber: '西南通协〔2021〕6号',
  });
  expect(body.catalogues[5]).toMatchObject({ status: 'listNotSupplied', edition: null, announcedItems: 106 });
});

test('lists the items of a catalogue in its order', async () => {
  const { body } = await get('/api/catalogues/sichuan-chongqing/items');
  expect(body.items.map(({ number }) => number)).toEqual(Array.from({ length: 95 }, (_, i) => i + 1));
  expect(body.items[0]).toMatchObject({
    name: '居民身份证换领、补领',
    leadDepartments: ['四川省公安厅', '重庆市公安局'],
    standardText: '收件标准待完善',
  });
  expect(body.items[15]).toMatchObject({ localNames: { 500000: '开具户籍证明' } });
});

test('shows one item', async () => {
  const { body } = await get('/api/catalogues/southwest-5/items/48');
  expect(body).toMatchObject({ number: 48, name: '社会保障卡申领', standardStatus: 'published' });
});

test('offers the options of an item, for a home region by its standard', async () => {
  const { body } = await get('/api/options?catalogue=southwest-5&item=48&homeRegion=530102');
  expect(body).toMatchObject({
    standardStatus: 'published',
    options: [
      { id: '048-1', modes: ['online', 'proxyIntake'], promisedDays: 1, stage: 2, sample: true },
      { id: '048-2', stage: 2 },
    ],
  });
  expect((await get('/api/options?catalogue=southwest-5&item=25')).body).toEqual({
    options: [],
    standardStatus: 'pending',
    standardText: '收件标准待完善',
  });
});

test('shows a standard whole, with where it comes from and that it is a sample', async () => {
  const { status, body } = await get(
    '/api/options/048-1/standard?homeRegion=500110&at=2021-10-08T09:00:00%2B08:00',
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({
    optionId: '048-1',
    itemName: '社会保障卡申领',
    version: '2021-1.1',
    stage: 2,
    stageText: '第二阶段：按属地省级标准',
    sample: true,
    promisedDays: 10,
    statutoryDays: null,
    department: '人力社保局',
    origin: { materials: 'published-guide' },
    result: { name: '社会保障卡', kind: 'licence' },
  });
  expect(body['materials']).toContainEqual(
    expect.objectContaining({ id: '048-1-m-id', examineOriginal: true, key: true }),
  );
  expect(body['form']).toContainEqual(
    expect.objectContaining({ id: 'idNo', binding: 'applicant.identityNumber' }),
  );
  expect(body['reviewPoints']).toHaveLength(7);
});

test('searches without sign-in: 公积金 in SW5 is items 72–79 (R-016)', async () => {
  const { status, body } = await get(
    `/api/items/search?q=${encodeURIComponent('公积金')}&catalogue=southwest-5`,
  );
  expect(status).toBe(200);
  expect(body.items.map(({ number }) => Number(number)).toSorted((a, b) => a - b)).toEqual([
    72, 73, 74, 75, 76, 77, 78, 79,
  ]);
  expect(body.items.find(({ number }) => number === 74)).toMatchObject({
    modes: ['online', 'proxyIntake'],
    homeRegions: ['500000', '510000', '520000', '530000', '540000'],
    leadDepartments: ['住房城乡建设部门'],
  });
  expect(body.offList).toBe(false);
});

test('says what is in no list, and cuts off long questions', async () => {
  expect((await get(`/api/items/search?q=${encodeURIComponent('钓鱼证')}`)).body).toEqual({
    items: [],
    offList: true,
  });
  const long = encodeURIComponent('社会保障卡'.padEnd(900, '好'));
  expect((await get(`/api/items/search?q=${long}&limit=1`)).status).toBe(200);
});

describe('bad questions', () => {
  test.each([
    ['/api/catalogues/nowhere/items', 404, 'not-found'],
    ['/api/catalogues/%27%20or%201=1/items', 400, 'field-invalid'],
    ['/api/catalogues/southwest-5/items?at=yesterday', 400, 'field-invalid'],
    ['/api/catalogues/southwest-5/items/149', 404, 'not-found'],
    ['/api/catalogues/southwest-5/items/0', 400, 'field-invalid'],
    ['/api/options?catalogue=southwest-5', 400, 'field-invalid'],
    ['/api/options?catalogue=southwest-5&item=999', 404, 'not-found'],
    ['/api/options?catalogue=southwest-5&item=48&homeRegion=x', 400, 'field-invalid'],
    ['/api/options?catalogue=southwest-5&item=48&more=1', 400, 'field-invalid'],
    ['/api/options/048-1/standard', 400, 'field-invalid'],
    ['/api/options/048-1/standard?homeRegion=110101', 422, 'option-not-published'],
    ['/api/options/999-9/standard?homeRegion=500110', 422, 'option-not-published'],
    ['/api/options/048-1/standard?homeRegion=500110&at=2021-13-01', 400, 'field-invalid'],
    ['/api/items/search', 400, 'field-invalid'],
    ['/api/items/search?q=a&limit=0', 400, 'field-invalid'],
    ['/api/items/search?q=a&catalogue=nowhere', 404, 'not-found'],
  ])('%s: %i %s', async (url, status, code) => {
    const answer = await get(url);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});

test('search for a window finds every list in which its region has a part, the same matter once', async () => {
  const find = async (name: string, region: string) =>
    (await get(`/api/items/search?q=${encodeURIComponent(name)}&region=${region}&limit=100`)).body.items;
  const named = (items: Rows, name: string) => items.filter((item) => item['name'] === name);
  const ofCy = await find('川渝两地户口迁移', '510107');
  expect(ofCy[0]).toMatchObject({ catalogueId: 'sichuan-chongqing', limits: [], notOpen: false });
  expect((await find('川渝两地户口迁移', '520102')).map((item) => item['catalogueId'])).not.toContain(
    'sichuan-chongqing',
  );
  expect(named(await find('社会保障卡申领', '500110'), '社会保障卡申领')).toHaveLength(1);
});
