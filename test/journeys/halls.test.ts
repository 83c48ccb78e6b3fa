import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database.ts';
import type { Person } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const region = '520121';
const hall = `5a3b1e00-000b-4000-8000-000000${region}`;
type Hall = { name: string; address: string; mayEdit: boolean; windows: { id: string; address: string }[] };
type Change = {
  validFrom: string;
  recordedByName: string;
  fields: { key: string; before: string; after: string }[];
};

describe('大厅的名称和地址：从生效时间起换，旧的留着，只由本地区改（R-029、R-039、R-043、R-044）', () => {
  let system: TestSystem;
  let admin: Person;
  let window: string;
  const path = `/api/directory/halls/${hall}`;
  const change = (body: object, person = admin) =>
    person.ask(`${path}/changes`, { method: 'POST', body: { reason: '大厅更名', ...body } });
  const refused = (body: object, person = admin) =>
    person.refused(`${path}/changes`, { method: 'POST', body: { reason: '大厅更名', ...body } });
  const seen = (person = admin) => person.get<Hall>(path);

  beforeAll(async () => {
    system = await sharedSystem(start);
    admin = await system.as(`admin.${region}`);
    window = system.directory.findOpenWindow(region)?.id ?? '';
  });

  test('写错的、过去的、没有变的、撞名的都不收；别的地区改不了', async () => {
    const { name } = await seen();
    expect((await refused({ name: ' ' })).errors).toMatchObject([{ pointer: '/name' }]);
    expect((await refused({ address: 'x' })).errors).toMatchObject([{ pointer: '/address' }]);
    expect((await refused({ name: '新厅名', reason: ' ' })).errors).toMatchObject([{ pointer: '/reason' }]);
    expect((await refused({ name: '新厅名', validFrom: '2021-06-06T09:59:00+08:00' })).errors).toMatchObject([
      { pointer: '/validFrom' },
    ]);
    expect(await refused({ name })).toMatchObject({ code: 'entry-unchanged', status: 409 });
    const stranger = await system.as('admin.510107');
    expect((await seen(stranger)).mayEdit).toBe(false);
    expect(await refused({ name: '新厅名' }, stranger)).toMatchObject({
      code: 'directory-not-yours',
      status: 403,
    });
    expect((await refused({ name: '新厅名' }, await system.as(`intake.${region}`))).status).toBe(403);
    expect((await admin.refused(`/api/directory/halls/${randomUUID()}`)).status).toBe(404);
  });

  test('名称立即换：专区、窗口条目都是新名；同名的新窗口进同一个大厅，不另建', async () => {
    expect((await change({ name: '开阳县市民服务中心' })).status).toBe(204);
    expect((await seen()).name).toBe('开阳县市民服务中心');
    const entry = await admin.get<{ hallName: string; hallId: string }>(`/api/directory/entries/${window}`);
    expect(entry).toMatchObject({ hallName: '开阳县市民服务中心', hallId: hall });
    expect(system.directory.getWindow(window).hallName).toBe('开阳县市民服务中心');
    const place = { address: '贵阳市开阳县示例路 9 号', phone: '0851-5550 9009' };
    const enter = (name: string, hallName: string) =>
      admin.post<{ id: string }>('/api/directory/windows', {
        regionCode: region,
        hall: { name: hallName, address: place.address },
        name,
        contactPerson: '示例联系人',
        ...place,
        postal: { ...place, addressee: name, postcode: '550001' },
        reason: '新设窗口',
      });
    await enter('开阳县二号窗口', '开阳县市民服务中心');
    expect((await seen()).windows).toHaveLength(2);
    // The name that the hall had is free again, and belongs to another one.
    const { id } = await enter('开阳县三号窗口', '开阳县政务服务旧厅');
    const other = await admin.get<{ hallId: string }>(`/api/directory/entries/${id}`);
    expect(other.hallId).not.toBe(hall);
    expect((await refused({ name: '开阳县政务服务旧厅' })).code).toBe('hall-name-taken');
  });

  test('地址到时间才换，窗口地址和邮寄地址跟着，途中的邮件不变；记录里有谁、何时、原来是什么', async () => {
    const before = await seen();
    const old = system.directory.postalAddressOf(window, start);
    const from = '2021-06-10T09:00:00.000+08:00';
    const address = '贵阳市开阳县新址路 1 号';
    expect((await change({ address, windowsFollow: true, validFrom: from })).status).toBe(204);
    expect((await seen()).address).toBe(before.address);
    system.at(from);
    expect((await seen()).address).toBe(address);
    expect(system.directory.getWindow(window).address.startsWith(address)).toBe(true);
    const now = system.directory.postalAddressOf(window, from);
    expect(now).toMatchObject({
      version: (old?.version ?? 0) + 1,
      address: expect.stringContaining(address),
    });
    expect(system.directory.postalAddressOf(window, start)).toEqual(old);
    // A window whose address does not begin with the hall's stays.
    expect((await seen()).windows.filter((each) => each.address.startsWith(address))).toHaveLength(1);
    const { items } = await admin.get<{ items: Change[] }>(`${path}/history`);
    expect(items[0]).toMatchObject({
      validFrom: from,
      fields: [{ key: 'address', before: before.address, after: address }],
    });
    expect(items.at(-1)?.fields).toMatchObject([{ key: 'name', after: '开阳县市民服务中心' }]);
    await expect(sql`update hall_changes set reason = '改'`.execute(system.database.db)).rejects.toThrow(
      /append-only|permission denied/,
    );
  });

  test('邮寄地址有误：有关的人才能报告，省里和本地区都有任务，改了就了结（R-043、R-026）', async () => {
    const flag = (person: Person, reason = '门牌号不对，邮件被退回') =>
      person.ask<{ code: string }>(`/api/directory/entries/${window}/address-fault`, {
        method: 'POST',
        body: { reason },
      });
    const province = await system.as('admin.520000');
    const gaps = async (person: Person) =>
      (
        await person.get<{ items: { windowId: string; mayAct: boolean; holderName: string }[] }>(
          '/api/directory/gaps',
        )
      ).items.filter(({ windowId }) => windowId === window);
    expect((await flag(await system.as('intake.510107'))).status).toBe(403);
    expect((await flag(await system.as('admin.510107'))).status).toBe(403);
    expect((await flag(admin, ' ')).body.code).toBe('field-invalid');
    expect((await flag(await system.as(`intake.${region}`))).status).toBe(204);
    expect((await flag(admin)).body.code).toBe('address-flagged');
    expect(await gaps(province)).toMatchObject([{ mayAct: true, holderName: '贵州省' }]);
    expect(await gaps(admin)).toHaveLength(1);
    expect(await gaps(await system.as('admin.510000'))).toEqual([]);
    const told = await province.get<{ notices: { text: string }[] }>('/api/notices?limit=99');
    expect(told.notices.map(({ text }) => text)).toContainEqual(expect.stringContaining('联络清单有缺'));
    await admin.post(`/api/directory/entries/${window}/changes`, {
      postalAddress: '贵阳市开阳县新址路 2 号',
      reason: '更正门牌号',
    });
    expect([await gaps(province), await gaps(admin)]).toEqual([[], []]);
  });

  test('管理部门按级别列出；移出、委托由省里定', async () => {
    type Office = {
      regionCode: string;
      levelName: string;
      removed: boolean;
      delegated: boolean;
      mayDecide: boolean;
    };
    const offices = async (person: Person, of: string) =>
      (await person.get<{ items: Office[] }>(`/api/directory/administrations?region=${of}`)).items;
    const [top, ...below] = await offices(admin, '520100');
    expect([top?.levelName, below[0]?.levelName]).toEqual(['市级', '县级']);
    const province = await system.as('admin.520000');
    const own = async () => (await offices(province, region))[0];
    expect(await own()).toMatchObject({ delegated: true, removed: false, mayDecide: true });
    const decide = (holds: boolean) =>
      province.post('/api/directory/decisions', {
        regionCode: region,
        what: 'delegated',
        holds,
        reason: '试行',
      });
    await decide(false);
    expect((await refused({ name: '又一个厅名' })).code).toBe('directory-not-yours');
    await decide(true);
    expect(await own()).toMatchObject({ delegated: true });
  });

  test('公开的只有窗口的名称、地址、电话、办公时间；大厅的记录供公务使用', async () => {
    const visitor = system.visitor();
    const shown = await visitor.get<Record<string, unknown>>(`/api/windows/${window}`);
    expect(Object.keys(shown)).not.toContain('contactPerson');
    expect((await visitor.refused(path)).status).toBe(401);
    expect((await (await system.as('outlet.510107')).refused(path)).status).toBe(403);
  });
});
