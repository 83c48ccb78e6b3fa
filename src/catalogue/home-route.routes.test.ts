import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { openTestApp } from '../../test/http-app.ts';
import { createDirectory } from '../directory/directory.service.ts';
import { loadRegions, loadSampleDirectory } from '../directory/load-directory.service.ts';
import { createClock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { saveGoLive } from './administration/matters.store.ts';
import { createCatalogue } from './catalogue.service.ts';
import { homeRouteRoutes } from './home-route.routes.ts';
import { createHomeRoutes } from './home-route.service.ts';
import { loadCatalogue } from './loader.service.ts';

const clock = createClock();
const notActive = '520102';
let database: Database;
let app: App;
let familyId: string;

beforeAll(async () => {
  clock.set('2021-10-08T09:00:00.000+08:00');
  database = await openTestDatabase();
  await loadRegions(database);
  await loadSampleDirectory(database);
  await loadCatalogue(database, clock.now());
  const directory = await createDirectory({ database, clock });
  const catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  familyId = catalogue.findItem('southwest-5', 48)?.familyId ?? '';
  const isActive = (code: string): boolean => code !== notActive;
  const routes = createHomeRoutes({ database, clock, catalogue, directory, isActive });
  app = await openTestApp([], (opened) => homeRouteRoutes(opened, routes));
});

afterAll(async () => {
  await app.close();
  await database.close();
});

type Body = { code?: string; window: { rule?: string } };

async function routeOf(optionId: string, region: string): Promise<{ status: number; body: Body }> {
  const answer = await app.inject(`/api/options/${optionId}/home-route?homeRegion=${region}`);
  return { status: answer.statusCode, body: answer.json<Body>() };
}

test('an option and a home region give window, standard, stage and how it stands there', async () => {
  const { status, body } = await routeOf('048-1', '500110');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    optionId: '048-1',
    catalogueId: 'southwest-5',
    itemNumber: 48,
    homeRegionName: '重庆市綦江区',
    stage: 2,
    stageText: '第二阶段：按属地省级标准',
    window: { ok: true, regionCode: '500110', levelText: '县级' },
    status: 'notStarted',
    statusText: '未开始',
    realisedOn: null,
  });
  expect(body.window.rule).toContain('规程第七条');
});

test('what is recorded of the item in the region is told, for no other region', async () => {
  const record = {
    familyId,
    regionCode: '500110',
    status: 'realised',
    realisedOn: '2021-09-01',
    mode: 'proxyIntake',
    note: null,
  } as const;
  await saveGoLive(database.db, 'southwest-5', record, '周明远', clock.now());
  expect((await routeOf('048-1', '500110')).body).toMatchObject({
    status: 'realised',
    statusText: '已落地',
    realisedOn: '2021-09-01',
    modeText: '异地代收代办',
  });
  expect((await routeOf('048-1', '500112')).body).toMatchObject({ status: 'notStarted', realisedOn: null });
});

test('where no window takes cases the answer says why', async () => {
  expect((await routeOf('048-1', notActive)).body.window).toEqual({
    ok: false,
    refusal: 'region-not-active',
    sentence: expect.stringContaining('还没有开通'),
  });
});

test.each([
  ['048-1', '999999', 404, 'not-found'],
  ['048-1', '110000', 404, 'not-found'],
  ['nothing', '500110', 422, 'option-not-published'],
  ['048-1', '5001', 400, 'field-invalid'],
])('%s in %s is refused', async (optionId, region, status, code) => {
  const answer = await routeOf(optionId, region);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});
