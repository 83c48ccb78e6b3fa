import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, testKind } from '../../test/database.ts';
import { createClock } from '../platform/clock.ts';
import { type Database, sql } from '../platform/database.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import { createDirectory, type Directory } from './directory.service.ts';
import { loadRegions, loadSampleDirectory } from './load-directory.service.ts';
import { addHalls, addWindows } from './window.store.ts';
import type { NewWindowEntry } from './window-register.service.ts';

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

const entry = (regionCode: string, more: Partial<NewWindowEntry> = {}): NewWindowEntry => ({
  regionCode,
  hall: { name: '政务服务中心二厅', address: '示例路 9 号' },
  address: '示例路 9 号 2 楼',
  phone: '023-5550 9999',
  postal: { addressee: '二厅窗口', phone: '023-5550 9999', address: '示例路 9 号', postcode: '000110' },
  ...more,
});

const openWindowOf = (regionCode: string) => {
  const window = directory.findOpenWindow(regionCode);
  if (!window) throw new Error(`no open window in ${regionCode}`);
  return window;
};

describe('R-029 the register of windows', () => {
  test('a registered window can be chosen at once; a suspended one cannot, but stays findable', async () => {
    const before = openWindowOf('500110');
    await directory.suspendWindow(before.id);
    expect(directory.findOpenWindow('500110')).toBeUndefined();
    expect(directory.getWindow(before.id).status).toBe('suspended');
    const id = await directory.registerWindow(entry('500110'));
    expect(openWindowOf('500110')).toMatchObject({
      id,
      name: '重庆市綦江区“跨省通办”窗口',
      level: 'county',
      sample: false,
    });
    expect(directory.officeHoursOf(id).usual).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    await directory.openWindow(before.id);
    expect(directory.listWindows('500110').map((window) => window.id)).toEqual([before.id, id]);
    expect(openWindowOf('500110').id).toBe(before.id);
  });

  test('a window registered elsewhere is seen after reading anew', async () => {
    const other = await createDirectory({ database, clock });
    const id = await other.registerWindow(entry('510105', { name: '二号窗口' }));
    expect(directory.findWindow(id)).toBeUndefined();
    await directory.reload();
    expect(directory.getWindow(id).name).toBe('二号窗口');
  });

  test.skipIf(testKind === 'pglite')('what another process changes is noticed within seconds', async () => {
    const other = await createDirectory({ database, clock });
    const stop = other.watch((error) => expect.unreachable(String(error)));
    const id = await directory.registerWindow(entry('510105', { name: '三号窗口' }));
    await expect.poll(() => other.findWindow(id)?.name, { timeout: 5000 }).toBe('三号窗口');
    stop();
  });

  test('keeps opening times of its own', async () => {
    const officeHours = { usual: [{ from: '08:30', to: '17:30' }], weekly: { 3: [] } };
    const id = await directory.registerWindow(entry('510106', { officeHours }));
    await directory.reload();
    expect(directory.officeHoursOf(id)).toEqual(officeHours);
  });

  test.each<[string, Partial<NewWindowEntry>, string]>([
    ['an unknown region', { regionCode: '999999' }, '没有行政区划代码为 999999 的地区。'],
    ['a phone with letters', { phone: '023-CALL-NOW' }, '电话只能写数字'],
    ['an empty name', { name: ' ' }, '不能为空'],
    ['a post code of five digits', { postal: { ...entry('500110').postal, postcode: '40142' } }, '6 位数字'],
    ['a postal phone with letters', { postal: { ...entry('500110').postal, phone: 'x' } }, '电话只能写数字'],
    ['overlapping hours', { officeHours: { usual: [{ from: '09:00', to: '08:00' }] } }, '应早于'],
  ])('%s is refused and nothing stored', async (_, wrong, sentence) => {
    const before = directory.listWindows().length;
    const attempt = directory.registerWindow({ ...entry('500111'), ...wrong });
    await expect(attempt).rejects.toMatchObject({
      code: 'field-invalid',
      status: 400,
      message: expect.stringContaining(sentence) as string,
    });
    await directory.reload();
    expect(directory.listWindows()).toHaveLength(before);
  });

  test('a second open window of the same name in one hall is refused, until the first is suspended', async () => {
    const first = await directory.registerWindow(entry('500112'));
    await expect(directory.registerWindow(entry('500112'))).rejects.toMatchObject({
      code: 'window-name-taken',
    });
    await directory.suspendWindow(first);
    const second = await directory.registerWindow(entry('500112'));
    await expect(directory.openWindow(first)).rejects.toMatchObject({ code: 'window-name-taken' });
    expect(directory.getWindow(first).status).toBe('suspended');
    expect(directory.getWindow(second).status).toBe('open');
    await directory.registerWindow(entry('500112', { hall: { name: '三厅', address: '别处' } }));
  });

  test('the database itself refuses letters in a phone and unknown regions', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const hall = { id, name: '厅', address: '址', sample: false };
    await expect(addHalls(database.db, [{ ...hall, regionCode: '999999' }])).rejects.toThrow(/foreign key/);
    await addHalls(database.db, [{ ...hall, regionCode: '500113' }]);
    const window = {
      id,
      hallId: id,
      name: '窗口',
      address: '址',
      phone: '023-ABCD',
      officeHours: null,
      sample: false,
      registeredAt: clock.now(),
    };
    await expect(addWindows(database.db, [window])).rejects.toThrow(/office_phone/);
  });

  test('unknown windows are not found', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    await expect(directory.suspendWindow(nobody)).rejects.toMatchObject({ code: 'not-found' });
    expect(() => directory.getWindow(nobody)).toThrow('没有找到这个窗口');
    expect(() => directory.officeHoursOf(nobody)).toThrow('没有找到这个窗口');
  });
});

describe('R-043 the postal address', () => {
  const changed = { addressee: '收件室', phone: '028-5550 7777', address: '新址 1 号', postcode: '000107' };

  test('new parcels take the version in force at dispatch', async () => {
    const { id } = openWindowOf('510107');
    const now = clock.now();
    expect(directory.postalAddressOf(id, now)).toMatchObject({ version: 1, invalidAt: null });
    expect(
      await directory.changePostalAddress(id, { ...changed, validFrom: '2024-03-10T00:00:00.000+08:00' }),
    ).toBe(2);
    expect(directory.postalAddressOf(id, '2024-03-09T23:59:59.999+08:00')).toMatchObject({ version: 1 });
    expect(directory.postalAddressOf(id, '2024-03-10T00:00:00.000+08:00')).toMatchObject({
      version: 2,
      ...changed,
    });
    expect(directory.postalAddressOf(id, '2019-12-31T00:00:00.000+08:00')).toBeUndefined();
  });

  test('marked invalid it says so and asks the province once; a new version ends the task', async () => {
    const { id } = openWindowOf('520102');
    await directory.markAddressInvalid(id, '查无此址，退回');
    await directory.markAddressInvalid(id, '又退回');
    expect(directory.postalAddressOf(id, clock.now())).toMatchObject({
      version: 1,
      invalidAt: expect.stringMatching(/^2024-03-01T/) as string,
      invalidReason: '查无此址，退回',
    });
    const gaps = await directory.listGaps('520000');
    expect(gaps).toMatchObject([
      { kind: 'address-invalid', regionCode: '520102', windowId: id, resolvedAt: null },
    ]);
    expect(await directory.changePostalAddress(id, changed)).toBe(2);
    expect(directory.postalAddressOf(id, clock.now())).toMatchObject({ version: 2, invalidAt: null });
    expect(await directory.listGaps('520000')).toEqual([]);
  });

  test.each([
    ['a time more than a day ago', { validFrom: '2024-02-28T00:00:00.000+08:00' }, '不能早于一天以前'],
    ['letters in the phone', { phone: '02B' }, '电话只能写数字'],
    ['a wrong post code', { postcode: 'ABCDEF' }, '6 位数字'],
    ['no addressee', { addressee: '' }, '不能为空'],
  ])('%s is refused', async (_, wrong, sentence) => {
    const { id } = openWindowOf('510108');
    await expect(directory.changePostalAddress(id, { ...changed, ...wrong })).rejects.toThrow(sentence);
    expect(directory.postalAddressOf(id, clock.now())?.version).toBe(1);
  });

  test('a version once stated cannot be rewritten or deleted', async () => {
    const rewrite = sql`update window_addresses set address = '别处'`.execute(database.db);
    await expect(rewrite).rejects.toThrow(/permission denied/);
    await expect(sql`delete from window_addresses`.execute(database.db)).rejects.toThrow(/permission denied/);
  });
});

describe('R-026 and R-041 what is missing', () => {
  test('a missing window is one task of the province, until a window is registered', async () => {
    const { id } = openWindowOf('530000');
    await directory.suspendWindow(id);
    const record = () =>
      database.transaction((tx) => directory.recordGap(tx, { regionCode: '530000', reason: '没有省级窗口' }));
    const task = await record();
    expect(await record()).toBe(task);
    expect(await directory.listGaps('530000')).toMatchObject([
      {
        id: task,
        kind: 'window-missing',
        regionCode: '530000',
        holderRegion: '530000',
        reason: '没有省级窗口',
      },
    ]);
    await directory.openWindow(id);
    expect(await directory.listGaps('530000')).toEqual([]);
    expect(await record()).not.toBe(task);
  });

  test('a region outside the directory is explained and counted, without personal data', async () => {
    expect(directory.entryOf('110000')).toEqual({ listed: false, windowId: undefined });
    const windowId = openWindowOf('510107').id;
    const ask = (regionCode: string) =>
      database.transaction((tx) =>
        directory.recordOutOfScopeEnquiry(tx, { regionCode, optionId: '048-1', windowId }),
      );
    const explanation = await ask('110105');
    expect(explanation.paragraphs.join('')).toContain('北京市');
    expect(explanation.paragraphs.join('')).toContain('规程第十三条');
    await ask('110105');
    await ask('440100');
    expect((await ask('990000')).paragraphs[0]).toContain('代码为 990000 的地区');
    expect(await directory.countOutOfScopeEnquiries()).toEqual([
      { regionCode: '110105', count: 2 },
      { regionCode: '440100', count: 1 },
      { regionCode: '990000', count: 1 },
    ]);
    await expect(ask('北京')).rejects.toThrow(/check/);
    await expect(sql`delete from out_of_scope_enquiries`.execute(database.db)).rejects.toThrow(
      /append-only|permission denied/,
    );
  });

  test('a county of a member province without entry is outside; one with a suspended window is not', async () => {
    await sql`delete from administrations where region_code in ('530102', '530103')`.execute(database.db);
    await sql`update windows set status = 'closed' where id = ${openWindowOf('530102').id}`.execute(
      database.db,
    );
    await directory.suspendWindow(openWindowOf('530103').id);
    expect(directory.entryOf('530102')).toEqual({ listed: false, windowId: undefined });
    expect(directory.entryOf('530103')).toEqual({ listed: true, windowId: undefined });
  });
});

describe('R-087 calendars of regions', () => {
  const friday = '2021-08-06T10:00:00.000+08:00';
  const dueIn = (regionCode: string) => workingDaysDue(directory.calendarOf(regionCode), friday, 1).dueOn;

  test('a holiday of 西藏 moves the date at a window there and nowhere else', async () => {
    expect([dueIn('500110'), dueIn('540102')]).toEqual(['2021-08-09', '2021-08-09']);
    await directory.setRegionalDay({
      regionCode: '540000',
      day: '2021-08-09',
      kind: 'off',
      name: '地方节日',
    });
    expect([dueIn('500110'), dueIn('540102'), dueIn('540000')]).toEqual([
      '2021-08-09',
      '2021-08-10',
      '2021-08-10',
    ]);
    await directory.setRegionalDay({ regionCode: '540102', day: '2021-08-07', kind: 'work', name: '调休' });
    expect([dueIn('540102'), dueIn('540103')]).toEqual(['2021-08-07', '2021-08-10']);
    await directory.removeRegionalDay('540000', '2021-08-09');
    await directory.removeRegionalDay('540102', '2021-08-07');
    expect(dueIn('540102')).toBe('2021-08-09');
  });

  test.each([
    ['off on a national working day', '540000', '2021-10-09', 'off' as const],
    ['work on a national holiday', '540102', '2021-10-01', 'work' as const],
    ['off where a region below works', '540000', '2021-08-14', 'off' as const],
  ])('both holiday and working day is refused: %s', async (_, regionCode, day, kind) => {
    await directory.setRegionalDay({ regionCode: '540103', day: '2021-08-14', kind: 'work', name: '调休' });
    await expect(directory.setRegionalDay({ regionCode, day, kind, name: '地方节日' })).rejects.toMatchObject(
      {
        code: 'calendar-conflict',
      },
    );
  });

  test.each([
    ['999999', '2021-08-09', '节日', '999999'],
    ['540000', '2021-02-30', '节日', '日期应写成'],
    ['540000', '2021-08-09', ' ', '什么节日'],
  ])('%s %s %s is refused', async (regionCode, day, name, sentence) => {
    await expect(directory.setRegionalDay({ regionCode, day, kind: 'off', name })).rejects.toThrow(sentence);
  });

  test('an unknown region has no calendar', () => {
    expect(() => directory.calendarOf('999999')).toThrow('999999');
  });
});
