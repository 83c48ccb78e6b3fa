import { beforeAll, describe, expect, test } from 'vitest';
import { type ContactColumn, contactColumns } from '../../src/directory/contact-list/contact-table.ts';
import { readTable } from '../../src/platform/tables/read-table.service.ts';
import type { TableRecord } from '../../src/platform/tables/table.ts';
import { csv, spreadsheet } from '../../src/platform/tables/write-table.service.ts';
import { cardRegistered, type People, type Person, peopleOf, reviewed, takenIn } from '../case-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';

const start = '2021-06-03T10:00:00.000+08:00';
const monday = '2021-06-07T00:00:00.000+08:00';
const post = (body: object) => ({ method: 'POST' as const, body });

type Entry = {
  id: string;
  kind: string;
  regionCode: string;
  name: string;
  phone: string;
  address: string;
  contactPerson: string;
  postcode: string;
  doubtful: boolean;
  due: boolean;
  mayEdit: boolean;
  confirmedAt: string;
};
type Report = {
  stored: boolean;
  token: string;
  faults: { row: number; sentence: string }[];
  added: unknown[];
  changed: { before: Record<string, string>; after: Record<string, string> }[];
  unchanged: number;
};
type History = {
  items: {
    kind: string;
    validFrom: string;
    recordedByName: string;
    reason: string;
    fields: { label: string; before: string; after: string }[];
  }[];
};

describe('联络清单由负责的人维护：改了就到，旧的留着（R-038、R-039、R-042、R-044）', () => {
  let system: TestSystem;
  let people: People;
  let county: Person;
  let province: Person;
  let other: Person;
  let window: string;
  let office: string;

  const entry = (id: string, person: Person = other) => person.get<Entry>(`/api/directory/entries/${id}`);
  const change = (id: string, body: object, person = county) =>
    person.post(`/api/directory/entries/${id}/changes`, body);
  const refusedChange = (id: string, body: object, person = county) =>
    person.refused(`/api/directory/entries/${id}/changes`, post({ reason: '核对更正', ...body }));
  const noticesOf = async (person: Person): Promise<string[]> =>
    (await person.get<{ notices: { text: string }[] }>('/api/notices?limit=99')).notices.map(
      ({ text }) => text,
    );
  const importOf = (bytes: Buffer, query = '', person = county) =>
    person.ask<Report>(`/api/directory/import${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
  const exported = async (query: string, person = county) => {
    const answer = await person.ask(`/api/directory/export?${query}`);
    expect(answer.status).toBe(200);
    const { records } = await readTable(answer.bytes, contactColumns, 10_000);
    return { records: records.map(({ record }) => record), headers: answer.headers, bytes: answer.bytes };
  };

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    county = await system.as('admin.500110');
    province = await system.as('admin.500000');
    other = await system.as('intake.510107');
    window = system.directory.findOpenWindow('500110')?.id ?? '';
    office = system.directory.findAdministration('500110')?.id ?? '';
    const registered = await reviewed(people, await cardRegistered(people, '500110'));
    await takenIn(people, registered);
    return () => system.close();
  });

  test('今天换电话，下周一搬家：电话当天别处就看到，地址到点才变，记录里有原来的', async () => {
    const before = await entry(window);
    await change(window, { phone: '023-5550 7001', reason: '电话换号' });
    await change(window, {
      address: '重庆市綦江区示例路 77 号',
      postalAddress: '重庆市綦江区示例路 77 号',
      validFrom: monday,
      reason: '下周一搬到新大厅',
    });
    expect(await entry(window)).toMatchObject({ phone: '023-5550 7001', address: before.address });
    expect(system.directory.postalAddressOf(window, start)).toMatchObject({ phone: '023-5550 7001' });
    const told = await noticesOf(people.intake);
    expect(told.filter((text) => text.includes(before.phone) && text.includes('023-5550 7001'))).toHaveLength(
      1,
    );
    expect(told.some((text) => text.includes('示例路 77 号') && text.includes('自 6月7日'))).toBe(true);

    system.at('2021-06-07T08:00:00.000+08:00');
    expect(await entry(window)).toMatchObject({
      phone: '023-5550 7001',
      address: '重庆市綦江区示例路 77 号',
      postalAddress: '重庆市綦江区示例路 77 号',
    });
    expect(system.directory.getWindow(window).address).toBe('重庆市綦江区示例路 77 号');
    expect(system.directory.postalAddressOf(window, '2021-06-07T08:00:00.000+08:00')).toMatchObject({
      address: '重庆市綦江区示例路 77 号',
      phone: '023-5550 7001',
    });
    const { items } = await other.get<History>(`/api/directory/entries/${window}/history`);
    expect(items[1]).toMatchObject({
      kind: 'changed',
      reason: '电话换号',
      fields: [{ label: '电话', before: before.phone, after: '023-5550 7001' }],
    });
    expect(items[1]?.recordedByName).not.toBe('');
    expect(items[0]).toMatchObject({ validFrom: monday });
  });

  test('先定好以后搬家，再改电话：搬家那天寄件地址是新的，电话也是新的', async () => {
    const later = '2021-06-21T00:00:00.000+08:00';
    await change(window, { postalAddress: '重庆市綦江区示例路 99 号', validFrom: later, reason: '再搬' });
    await change(window, { phone: '023-5550 7002', reason: '又换号' });
    const at = (moment: string) => system.directory.postalAddressOf(window, moment);
    expect(at('2021-06-08T00:00:00.000+08:00')).toMatchObject({
      address: '重庆市綦江区示例路 77 号',
      phone: '023-5550 7002',
    });
    expect(at('2021-06-22T00:00:00.000+08:00')).toMatchObject({
      address: '重庆市綦江区示例路 99 号',
      phone: '023-5550 7002',
    });
  });

  test.each([
    ['电话有字母', { phone: '电话 110' }, '电话只能写数字'],
    ['没有电话', { phone: '' }, '没有填“电话”'],
    ['没有联系人', { contactPerson: ' ' }, '没有填“联系人”'],
    ['没有地址', { address: '' }, '没有填“地址”'],
    ['邮政编码 5 位', { postcode: '61004' }, '6 位数字'],
    [
      '办公时间重叠',
      {
        officeHours: {
          usual: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        },
      },
      '重叠',
    ],
    ['生效时间早于一天以前', { phone: '023-5550 7003', validFrom: '2021-06-05T08:00:00+08:00' }, '一天以前'],
    ['生效时间不成样', { phone: '023-5550 7003', validFrom: '下周一' }, '时间应写成'],
    ['名称里有隐藏字符', { name: '綦江\u202E窗口' }, '隐藏字符'],
  ])('%s：改不了', async (_what, body, sentence) => {
    const refused = await refusedChange(window, body);
    expect(refused).toMatchObject({ code: 'field-invalid', status: 400 });
    expect(refused.detail).toContain(sentence);
  });

  test('和现在一样就不算改；只关一个角色的写法不收', async () => {
    const { phone } = await entry(window);
    expect((await refusedChange(window, { phone })).code).toBe('entry-unchanged');
    const half = { open: false, role: 'intake', reason: '只关收件' };
    expect((await county.refused(`/api/managed-windows/${window}/status`, post(half))).status).toBe(400);
  });

  test('只有本省和受委托的本地区能改；收回委托以后，区县改不了，省里照常', async () => {
    const wish = { contactPerson: '王小明' };
    for (const username of ['admin.500103', 'admin.510000', 'admin.510107'])
      expect((await refusedChange(window, wish, await system.as(username))).code).toBe('directory-not-yours');
    expect((await refusedChange(window, wish, people.intake)).status).toBe(403);
    expect((await entry(window, county)).mayEdit).toBe(true);

    const decision = { regionCode: '500110', what: 'delegated', reason: '由市里统一维护' };
    expect((await county.refused('/api/directory/decisions', post({ ...decision, holds: true }))).code).toBe(
      'directory-not-yours',
    );
    await province.post('/api/directory/decisions', { ...decision, holds: false });
    expect((await refusedChange(window, wish)).code).toBe('directory-not-yours');
    const place = {
      addressee: '綦江窗口',
      phone: '023-5550 7001',
      address: '重庆市綦江区示例路 1 号',
      postcode: '401420',
    };
    const move = { address: place.address, phone: place.phone, postal: place, reason: '搬迁' };
    expect((await county.refused(`/api/managed-windows/${window}/address`, post(move))).code).toBe(
      'directory-not-yours',
    );
    await change(window, { ...wish, reason: '核对' }, province);
    expect((await entry(window)).contactPerson).toBe('王小明');
    await province.post('/api/directory/decisions', { ...decision, holds: true });
    await change(window, { contactPerson: '李小红', reason: '换人' });
  });

  test('登记新窗口：没有人不能开放，同名的第二个开放不了，电话带字母不收', async () => {
    const { hallName, name } = system.directory.getWindow(window);
    const place = { address: '重庆市綦江区示例路 5 号', phone: '023-5550 8001' };
    const wanted = {
      regionCode: '500110',
      hall: { name: hallName, address: place.address },
      name,
      contactPerson: '王小明',
      ...place,
      postal: { ...place, addressee: '綦江二窗口', postcode: '401420' },
      reason: '新设窗口',
    };
    const path = '/api/directory/windows';
    expect((await county.refused(path, post({ ...wanted, phone: '电话110' }))).code).toBe('field-invalid');
    expect(await county.refused(path, post({ ...wanted, regionCode: '999999' }))).toMatchObject({
      code: 'field-invalid',
      errors: [{ pointer: '/regionCode' }],
    });
    expect((await county.refused(path, post({ ...wanted, regionCode: '510107' }))).code).toBe(
      'directory-not-yours',
    );
    expect((await county.refused(path, post(wanted))).code).toBe('window-name-taken');
    const { id } = await county.post<{ id: string }>(path, { ...wanted, name: '綦江区“跨省通办”二号窗口' });
    const opening = post({ open: true, reason: '开放' });
    expect((await county.refused(`/api/managed-windows/${id}/status`, opening)).code).toBe(
      'window-unstaffed',
    );
    const clerk = await system.as('home.500110');
    const { account } = await clerk
      .get<{ account?: { id: string } } & Record<string, unknown>>('/api/session')
      .then((session) => ({ account: (session['account'] ?? session) as { id: string } }));
    await county.post(`/api/directory/windows/${id}/posts`, { post: 'dedicated', staffId: account.id });
    await county.post(`/api/managed-windows/${id}/status`, { open: true, reason: '人员到位' });
    expect(system.directory.getWindow(id).status).toBe('open');
    expect((await refusedChange(id, { name, reason: '改名' })).code).toBe('window-name-taken');
    const kept = await refusedChange(id, { name: '綦江区“跨省通办”二号窗口' });
    expect(kept.code).toBe('entry-unchanged');
  });

  test('90 天没人确认标为待核实；每月提醒一次；确认以后不再是', async () => {
    expect((await entry(office)).doubtful).toBe(false);
    system.at('2021-09-15T09:00:00.000+08:00');
    expect(await entry(office)).toMatchObject({ doubtful: true, due: true });
    const asked = await county.get<{ items: Entry[] }>('/api/directory/entries?state=doubtful&own=1');
    expect(asked.items.map(({ id }) => id)).toContain(office);
    expect(await system.directoryDesk.run()).toBeGreaterThan(0);
    expect(await system.directoryDesk.run()).toBe(0);
    expect((await noticesOf(county)).filter((text) => text.includes('待确认'))).toHaveLength(1);
    expect((await noticesOf(province)).some((text) => text.includes('待核实'))).toBe(true);
    await county.post('/api/directory/confirmations', { ids: [office] });
    expect(await entry(office)).toMatchObject({ doubtful: false, due: false });
    const strange = await county.refused(
      '/api/directory/confirmations',
      post({ ids: [system.directory.findOpenWindow('510107')?.id] }),
    );
    expect(strange.code).toBe('directory-not-yours');
  });

  test('按地区、名称、电话都找得到；地区树有数', async () => {
    const found = async (query: string) =>
      (await other.get<{ items: Entry[] }>(`/api/directory/entries?${query}`)).items.map(({ id }) => id);
    const { phone } = await entry(window);
    expect(await found(`q=${encodeURIComponent(phone.replaceAll(/\D/g, ''))}`)).toEqual([window]);
    expect(await found(`q=${encodeURIComponent('綦江')}&kind=administration`)).toEqual([office]);
    expect(await found('region=500110&kind=administration')).toEqual([office]);
    expect(await found(`q=${encodeURIComponent('没有这个地方')}`)).toEqual([]);
    const first = await other.get<{ items: Entry[]; next: string }>('/api/directory/entries?limit=3');
    const second = await other.get<{ items: Entry[] }>(
      `/api/directory/entries?limit=3&after=${encodeURIComponent(first.next)}`,
    );
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6);
    const { items } = await other.get<{ items: { code: string; entries: number; openWindows: number }[] }>(
      '/api/directory/branches',
    );
    expect(items.map(({ code }) => code)).toEqual(['500000', '510000', '520000', '530000', '540000']);
    expect(items.find(({ code }) => code === '500000')?.entries).toBeGreaterThan(70);
  });

  test('导出写明第几版和日期，记下谁导了多少条；网点人员导不了；公开的只有四样', async () => {
    const { records, headers } = await exported('format=xlsx&region=500110');
    expect(decodeURIComponent(String(headers['content-disposition']))).toMatch(
      /联络清单-重庆市綦江区-第\d+版-2021-09-15\.xlsx/,
    );
    expect(records.length).toBe(3);
    expect(records[0]).toMatchObject({ kind: '管理部门', regionCode: '500110', level: '县级' });
    const outlet = await system.as('outlet.510107');
    expect((await outlet.refused('/api/directory/export?format=csv')).status).toBe(403);
    expect((await outlet.refused('/api/directory/entries')).status).toBe(403);
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{ entries: { action: string; detail: { rows?: number } }[] }>(
      '/api/audit?action=directoryExported',
    );
    expect(entries.some(({ action, detail }) => action === 'directoryExported' && detail.rows === 3)).toBe(
      true,
    );
    const seen = await system.visitor().get<Record<string, unknown>>(`/api/windows/${window}`);
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['contactPerson']));
    expect(seen).not.toHaveProperty('postcode');
  });

  test('导出的表原样导入，什么也不变；改一格只变一格；有一处不对一条也不存', async () => {
    const { bytes, records } = await exported('format=csv&region=500110');
    const same = await importOf(bytes);
    expect(same.body).toMatchObject({ stored: false, faults: [], added: [], changed: [], unchanged: 3 });

    const edited = records.map((record) =>
      record.kind === '管理部门' ? { ...record, phone: '023-5550 9001', contactPerson: '=1+1' } : record,
    );
    const table = await spreadsheet('联络清单', contactColumns, edited);
    const tried = await importOf(table);
    expect(tried.body).toMatchObject({ stored: false, faults: [], unchanged: 2 });
    expect(tried.body.changed[0]?.after).toMatchObject({ phone: '023-5550 9001', contactPerson: '=1+1' });
    expect((await entry(office)).phone).not.toBe('023-5550 9001');
    expect((await importOf(table, '?confirm=0000')).status).toBe(409);
    const done = await importOf(table, `?confirm=${tried.body.token}`);
    expect(done.body).toMatchObject({ stored: true });
    expect(await entry(office)).toMatchObject({ phone: '023-5550 9001', contactPerson: '=1+1' });
    const { bytes: given } = await exported('format=csv&region=500110');
    expect(given.toString('utf8')).toContain("'=1+1");

    const strange = (record: TableRecord<ContactColumn>, more: Partial<Record<ContactColumn, string>>) => ({
      ...record,
      ...more,
    });
    const [first] = edited;
    if (!first) throw new Error('no row');
    const bad = csv(contactColumns, [
      strange(first, { phone: '023-5550 9002' }),
      strange(first, { regionCode: '510107', postcode: '1' }),
      strange(first, { regionCode: '510105' }),
      strange(first, { phone: '023-5550 9003' }),
      strange(first, { kind: '大厅', officeHours: '随时' }),
    ]);
    const { body } = await importOf(bad);
    expect(body.faults.map(({ row }) => row)).toEqual([3, 4, 5, 6, 6]);
    const kept = await importOf(bad, `?confirm=${body.token}`);
    expect(kept.body.stored).toBe(false);
    expect((await entry(office)).phone).toBe('023-5550 9001');
  });

  test('列入清单就互信，写明依据；移出以后不再接新件，在办的照办，列回又可以', async () => {
    type Trust = { items: { regionCode: string; basis: string; since: string; until: string | null }[] };
    const trust = async () =>
      (await other.get<Trust>('/api/directory/trust?region=500110')).items.find(
        ({ regionCode }) => regionCode === '500110',
      );
    expect(await trust()).toMatchObject({ until: null });
    expect((await trust())?.basis).toContain('第十三条');
    const decision = { regionCode: '500110', what: 'listed', reason: '大厅停用' };
    expect((await county.refused('/api/directory/decisions', post({ ...decision, holds: false }))).code).toBe(
      'directory-not-yours',
    );
    await province.post('/api/directory/decisions', { ...decision, holds: false });
    expect((await trust())?.until).toMatch(/^2021-09-15/);
    expect(system.directory.entryOf('500110')).toEqual({ listed: false, windowId: undefined });
    const refused = await people.intake.refused('/api/cases', {
      ...post({ optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' }),
      headers: { 'idempotency-key': 'trust-ended-1' },
    });
    expect(refused.code).toBe('region-not-in-directory');
    expect((await system.visitor().get<{ listed: boolean }>('/api/regions/500110')).listed).toBe(false);
    const home = await system.as('home.500110');
    expect((await home.get<{ cases: unknown[] }>('/api/cases?queue=home')).cases).toHaveLength(1);
    await province.post('/api/directory/decisions', { ...decision, holds: true });
    expect(system.directory.entryOf('500110').listed).toBe(true);
    expect(await trust()).toMatchObject({ until: null });
    const table = await county.ask('/api/directory/trust/export?format=csv&region=500000');
    expect(table.bytes.toString('utf8')).toContain('第十三条');
  });

  test('最近能办的窗口：先本地，再邻近', async () => {
    type Near = { items: { regionCode: string; up: number; down: number }[] };
    const near = async (query: string) =>
      (await system.visitor().get<Near>(`/api/windows/nearest?${query}`)).items;
    expect((await near('region=510107'))[0]).toMatchObject({ regionCode: '510107', up: 0 });
    const own = system.directory.findOpenWindow('510104')?.id ?? '';
    await system.directory.suspendWindow(own);
    expect((await near('region=510104&limit=2')).map(({ regionCode }) => regionCode)).toEqual([
      '510100',
      '510105',
    ]);
    expect(
      (await system.visitor().refused('/api/windows/nearest?region=510104&catalogue=southwest-5&item=9999'))
        .status,
    ).toBe(404);
    const page = await system.visitor().ask('/windows?region=510104', { headers: { accept: 'text/html' } });
    expect(page.bytes.toString('utf8')).toContain('最近的窗口');
    expect(await near('region=510104&catalogue=southwest-5&item=48')).toHaveLength(3);
  });
});
