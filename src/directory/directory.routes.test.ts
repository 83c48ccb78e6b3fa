import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type App, createHttp } from '../platform/http.ts';
import { directoryRoutes } from './directory.routes.ts';
import { createDirectory, type Directory } from './directory.service.ts';
import { loadRegions, loadSampleDirectory } from './load-directory.service.ts';
import { workingDaysRoutes } from './working-days.routes.ts';

let database: Database;
let directory: Directory;
let app: App;

beforeAll(async () => {
  const clock = createClock();
  clock.set('2024-03-01T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadRegions(database);
  await loadSampleDirectory(database);
  directory = await createDirectory({ database, clock });
  ({ app } = await createHttp({
    authenticate: async () => undefined,
    logger: false,
    trustedProxies: [],
    requestsPerMinute: 10_000,
  }));
  directoryRoutes(app, directory);
  workingDaysRoutes(app, directory);
  await app.ready();
});

afterAll(async () => {
  await app.close();
  await database.close();
});

async function get(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await app.inject({ method: 'GET', url });
  return { status: answer.statusCode, body: answer.json() };
}

type Items = { items: { code: string; fullName: string; name: string }[] };

describe('regions', () => {
  test('without parent are the provinces, with it what lies under it', async () => {
    const provinces = (await get('/api/regions')).body as Items;
    expect(provinces.items.map(({ code }) => code)).toEqual([
      '500000',
      '510000',
      '520000',
      '530000',
      '540000',
    ]);
    expect((await get('/api/regions?parent=')).body).toEqual(provinces);
    const counties = (await get('/api/regions?parent=500000')).body as Items;
    expect(counties.items).toHaveLength(38);
    const prefectures = (await get('/api/regions?parent=510000')).body as Items;
    expect(prefectures.items).toHaveLength(21);
    expect(prefectures.items[0]).toMatchObject({ code: '510100', name: '成都市', fullName: '四川省成都市' });
  });

  test('one region has its path and its window', async () => {
    const { body } = await get('/api/regions/510107');
    expect(body).toMatchObject({
      code: '510107',
      fullName: '四川省成都市武侯区',
      level: 'county',
      pinyin: 'wu hou qu',
      path: [{ code: '510000' }, { code: '510100' }, { code: '510107' }],
      listed: true,
      window: { name: '四川省成都市武侯区“跨省通办”窗口', phone: '028-5550 0107', sample: true },
    });
  });

  test('are searched', async () => {
    const { body } = await get(`/api/regions/search?q=${encodeURIComponent('綦江')}&limit=5`);
    expect((body as Items).items.map(({ fullName }) => fullName)).toEqual(['重庆市綦江区']);
  });

  test.each([
    ['/api/regions?parent=999999', 404],
    ['/api/regions?parent=51', 400],
    ['/api/regions?parent=500000%27--', 400],
    ['/api/regions?other=1', 400],
    ['/api/regions/999999', 404],
    ['/api/regions/abc', 400],
    ['/api/regions/search', 400],
    ['/api/regions/search?q=', 400],
    [`/api/regions/search?q=${'a'.repeat(51)}`, 400],
    ['/api/regions/search?q=a&limit=0', 400],
    ['/api/regions/search?q=a&limit=51', 400],
    ['/api/windows', 400],
    ['/api/windows?region=999999', 404],
    ['/api/windows/not-a-window', 400],
    ['/api/windows/00000000-0000-4000-8000-000000000000', 404],
  ])('%s is answered %i with a Chinese sentence', async (url, status) => {
    const answer = await get(url);
    expect(answer.status).toBe(status);
    expect(answer.body['title']).toMatch(/[一-龥]/);
  });
});

describe('windows', () => {
  test('show name, address, phone and hours, and no postal address (R-044)', async () => {
    const { body } = await get('/api/windows?region=500110');
    const [window] = body['items'] as { id: string }[];
    expect(window).toEqual({
      id: window?.id,
      regionCode: '500110',
      regionName: '重庆市綦江区',
      level: 'county',
      name: '重庆市綦江区“跨省通办”窗口',
      address: '重庆市綦江区示例路 11 号，重庆市綦江区政务服务中心 1 楼',
      phone: '023-5550 0110',
      officeHours: '工作日 09:00–12:00、13:00–17:00',
      status: 'open',
      services: [],
      sample: true,
    });
    expect((await get(`/api/windows/${window?.id}`)).body).toEqual(window);
  });
});

describe('due dates', () => {
  const due = (from: string, days: string, region = '510107') =>
    get(`/api/working-days/due?region=${region}&from=${encodeURIComponent(from)}&days=${days}`);

  test.each([
    ['2021-04-30T15:00:00+08:00', '1', '2021-05-06'],
    ['2021-04-30T15:00:00+08:00', '2', '2021-05-07'],
    ['2021-04-24T10:00:00+08:00', '1', '2021-04-25'],
    ['2021-09-30T10:00:00+08:00', '1', '2021-10-08'],
    ['2021-10-08T10:00:00+08:00', '2', '2021-10-11'],
    ['2021-06-07T10:00:00+08:00', '5', '2021-06-15'],
    ['2021-05-01T10:00:00+08:00', '0', '2021-05-06'],
    ['2021-04-30T07:00:00Z', '1', '2021-05-06'],
    ['2021-04-30T15:00:00 08:00', '1', '2021-05-06'],
  ])('from %s, %s working days end on %s', async (from, days, dueOn) => {
    const { status, body } = await due(from, days);
    expect([status, body['dueOn'], body['provisional']]).toEqual([200, dueOn, false]);
    expect((body['why'] as unknown[]).length).toBeGreaterThan(0);
  });

  test.each([
    ['2021-06-09/2021-06-16', 200, '2021-06-22'],
    ['2021-06-09/2021-06-10,2021-06-15/2021-06-15', 200, '2021-06-18'],
    ['2021-06-16/2021-06-09', 400, 'field-invalid'],
    ['2021-06-31/2021-07-02', 400, 'field-invalid'],
    ['2021-06-09', 400, 'field-invalid'],
  ])('days that do not count: %s', async (pauses, status, told) => {
    const from = encodeURIComponent('2021-06-07T10:00:00+08:00');
    const answer = await get(`/api/working-days/due?region=500110&from=${from}&days=5&pauses=${pauses}`);
    expect([answer.status, answer.body[status === 200 ? 'dueOn' : 'code']]).toEqual([status, told]);
  });

  test('each day is explained', async () => {
    const { body } = await due('2021-04-30T15:00:00+08:00', '1');
    expect(body['why']).toEqual([
      { from: '2021-04-30', label: '起算日不计', counted: false },
      { from: '2021-05-01', to: '2021-05-05', label: '劳动节放假', counted: false },
      { from: '2021-05-06', label: '工作日', counted: true, n: 1 },
    ]);
  });

  test('beyond the notices a date is provisional (OP-93)', async () => {
    const { body } = await due('2029-05-08T15:00:00+08:00', '1');
    expect([body['dueOn'], body['provisional']]).toEqual(['2029-05-09', true]);
  });

  test('a regional holiday counts where it holds', async () => {
    await directory.setRegionalDay({
      regionCode: '540000',
      day: '2021-08-09',
      kind: 'off',
      name: '地方节日',
    });
    const [here, there] = await Promise.all(
      ['500110', '540102'].map((region) => due('2021-08-06T10:00:00+08:00', '1', region)),
    );
    expect([here?.body['dueOn'], there?.body['dueOn']]).toEqual(['2021-08-09', '2021-08-10']);
    expect(there?.body['why']).toContainEqual({ from: '2021-08-09', label: '地方节日放假', counted: false });
  });

  test.each([
    ['昨天', '1', 400, 'field-invalid'],
    ['2021-04-30', '1', 400, 'field-invalid'],
    ['2021-04-30T15:00:00', '1', 400, 'field-invalid'],
    ['2021-02-30T15:00:00+08:00', '1', 400, 'field-invalid'],
    ['+275760-09-13T00:00:00Z', '1', 400, 'field-invalid'],
    ['9999-12-31T23:59:59-12:00', '1', 400, 'field-invalid'],
    ['2021-04-30T15:00:00+08:00', '-1', 400, 'field-invalid'],
    ['2021-04-30T15:00:00+08:00', '1.5', 400, 'field-invalid'],
    ['2021-04-30T15:00:00+08:00', '1000', 400, 'field-invalid'],
    ['2019-04-30T15:00:00+08:00', '1', 422, 'calendar-year-missing'],
    ['2998-04-30T15:00:00+08:00', '1', 422, 'calendar-year-missing'],
    ['9998-04-30T15:00:00+08:00', '1', 400, 'field-invalid'],
  ])('from %s, days %s is refused with %i', async (from, days, status, code) => {
    const answer = await due(from, days);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.body['detail']).toMatch(/[一-龥]/);
  });

  test('the whole country has the national arrangement, for those who belong to no region', async () => {
    expect((await due('2021-04-30T15:00:00+08:00', '1', '000000')).body).toMatchObject({
      dueOn: '2021-05-06',
    });
    expect((await due('2021-04-30T15:00:00+08:00', '1', '999999')).status).toBe(404);
  });

  test('an unknown region is not found, a missing part named', async () => {
    expect((await due('2021-04-30T15:00:00+08:00', '1', '999999')).status).toBe(404);
    const { body } = await get('/api/working-days/due?region=510107&days=1');
    expect(body['errors']).toMatchObject([{ pointer: '/querystring/from' }]);
  });

  test('office hours end in the window’s own hours', async () => {
    const id = directory.findOpenWindow('510107')?.id;
    const hours = (from: string, count: string) =>
      get(`/api/office-hours/due?window=${id}&from=${encodeURIComponent(from)}&hours=${count}`);
    expect((await hours('2021-04-30T16:00:00+08:00', '2')).body['dueAt']).toBe(
      '2021-05-06T10:00:00.000+08:00',
    );
    expect((await hours('2021-04-30T11:30:00+08:00', '1')).body['dueAt']).toBe(
      '2021-04-30T13:30:00.000+08:00',
    );
    expect((await hours('2021-04-30T11:30:00+08:00', '0')).status).toBe(400);
    expect((await hours('morgen', '2')).status).toBe(400);
    expect((await get('/api/office-hours/due?window=x&from=x&hours=1')).status).toBe(400);
  });
});
