import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { cardRegistered, type People, type Person, peopleOf, reviewed, takenIn } from '../case-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';

/** A picture as a camera of the hall takes it, without its points. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([head, size, Buffer.alloc(8)]);
}

const photo = pngOf(1600, 1200);
const post = (body: object) => ({ method: 'POST' as const, body });

type Provision = {
  ready: boolean;
  readiness: string;
  warning?: string;
  devices: { device: string; state: string }[];
  posts: { post: string; staffId: string }[];
  postsLacking: string[];
  clerks: { id: string; name: string }[];
  percent: number;
  missing: string[];
  extraHours: { id: string }[];
  openings: { day: string; openings: { from: string; to: string }[] }[];
};

describe('窗口的设备、人员、现场配备和延时服务（R-030–R-033、R-036）', () => {
  let system: TestSystem;
  let people: People;
  let lead: Person;
  let admin: Person;
  let window: string;
  let base: string;

  const provision = (): Promise<Provision> => lead.get(`${base}/provision`);
  const noticesOf = async (person: Person): Promise<string[]> =>
    (await person.get<{ notices: { text: string }[] }>('/api/notices?limit=99')).notices.map(
      ({ text }) => text,
    );
  const check = (device: string, checkedOn = '2021-06-07', works = true) =>
    lead.post(`${base}/device-checks`, { device, works, checkedOn });
  const mark = (point: string, query: string, picture?: Buffer) =>
    lead.ask<{ detail: string }>(`${base}/checklist/${point}?${query}`, {
      method: 'PUT',
      ...(picture ? { body: picture, headers: { 'content-type': 'application/octet-stream' } } : {}),
    });

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    lead = await system.as('lead.500110');
    admin = await system.as('admin.500110');
    window = system.directory.findOpenWindow('500110')?.id ?? '';
    base = `/api/directory/windows/${window}`;
    return () => system.close();
  });

  test('一个窗口两种身份：同一个人看到收件和属地两个列表', async () => {
    await takenIn(people, await reviewed(people, await cardRegistered(people, '500110')));
    const clerk = await system.as('home.500110');
    const [intake, home] = [
      await clerk.get<{ cases: unknown[] }>('/api/cases?queue=intake'),
      await clerk.get<{ cases: unknown[] }>('/api/cases?queue=home'),
    ];
    expect([intake.cases.length, home.cases.length]).toEqual([0, 1]);
  });

  test('少一样就是设备不齐，提示可以改用电话；四样都好就绪；过了 30 天等于不知道', async () => {
    expect(await provision()).toMatchObject({ ready: false, readiness: '设备不齐' });
    for (const device of ['camera', 'headset', 'documentCamera']) await check(device);
    const lacking = await provision();
    expect(lacking.warning).toContain('麦克风');
    expect(lacking.warning).toContain('电话 023-');
    await check('microphone', '2021-06-01');
    const ready = await provision();
    expect(ready).toMatchObject({ ready: true, readiness: '就绪' });
    expect(ready.warning).toBeUndefined();
    await check('microphone', '2021-06-02', false);
    expect((await provision()).devices.find(({ device }) => device === 'microphone')?.state).toBe('broken');
    await check('microphone', '2021-06-03');
    system.at('2021-07-03T10:00:00.000+08:00');
    expect((await provision()).devices.find(({ device }) => device === 'microphone')?.state).toBe('works');
    system.at('2021-07-04T10:00:00.000+08:00');
    expect(await provision()).toMatchObject({ ready: false });
    expect((await provision()).devices.find(({ device }) => device === 'microphone')?.state).toBe('unknown');
    system.at(start);
    const future = post({ device: 'camera', works: true, checkedOn: '2021-06-08' });
    expect((await lead.refused(`${base}/device-checks`, future)).code).toBe('field-invalid');
    const strange = post({ device: 'robot', works: true, checkedOn: '2021-06-07' });
    expect((await lead.refused(`${base}/device-checks`, strange)).status).toBe(400);
  });

  test('专职人员和副岗：外地的人不能指定，一个人一个岗位', async () => {
    const { clerks, postsLacking } = await provision();
    expect(postsLacking).toEqual(['专职人员', '副岗']);
    const [first, second] = clerks;
    const other = await system.as('intake.510107');
    const session = await other.get<{ id?: string; account?: { id: string } }>('/api/session');
    const stranger = session.account?.id ?? session.id ?? '';
    const give = (body: object) => lead.post(`${base}/posts`, body);
    const refuse = async (body: object) => (await lead.refused(`${base}/posts`, post(body))).code;
    expect(await refuse({ post: 'dedicated', staffId: stranger })).toBe('staff-of-other-region');
    expect(await refuse({ post: 'dedicated', staffId: randomUUID() })).toBe('not-found');
    await give({ post: 'dedicated', staffId: first?.id });
    expect(await refuse({ post: 'deputy', staffId: first?.id })).toBe('post-taken');
    await give({ post: 'deputy', staffId: second?.id });
    expect((await provision()).postsLacking).toEqual([]);
    await lead.ask(`${base}/posts/${second?.id}`, { method: 'DELETE' });
    expect((await provision()).postsLacking).toEqual(['副岗']);
  });

  test('最后一个人也请假：窗口负责人和管理部门都收到提醒，只提醒一次', async () => {
    const { clerks } = await provision();
    const away = (staffId: string, more: object = {}) => ({
      staffId,
      fromDay: '2021-06-07',
      toDay: '2021-06-08',
      reason: '病假',
      ...more,
    });
    const [last, ...others] = clerks;
    for (const { id } of others) await lead.post(`${base}/absences`, away(id));
    expect((await noticesOf(admin)).some((text) => text.includes('没有人在岗'))).toBe(false);
    await lead.post(`${base}/absences`, away(last?.id ?? ''));
    for (const person of [admin, lead])
      expect((await noticesOf(person)).filter((text) => text.includes('没有人在岗'))).toHaveLength(1);
    await system.directoryDesk.run();
    expect((await noticesOf(admin)).filter((text) => text.includes('没有人在岗'))).toHaveLength(1);
    const wrong = async (body: object) => (await lead.refused(`${base}/absences`, post(body))).code;
    expect(await wrong(away(randomUUID()))).toBe('field-invalid');
    expect(await wrong(away(last?.id ?? '', { toDay: '2021-06-06' }))).toBe('field-invalid');
    expect(await wrong(away(last?.id ?? '', { fromDay: '2021-02-30' }))).toBe('field-invalid');
  });

  test('现场配备五项：没有照片或日期不算；四项是 80%，说出缺哪项；省里按市汇总', async () => {
    expect((await mark('signs', 'done=1&seenOn=2021-06-07')).body.detail).toContain('照片');
    expect((await mark('signs', 'done=1', photo)).body.detail).toContain('日期');
    expect((await mark('signs', 'done=1&seenOn=2021-06-08', photo)).status).toBe(400);
    expect(
      (await mark('signs', 'done=1&seenOn=2021-06-07', Buffer.from('not a photo'))).status,
    ).toBeGreaterThanOrEqual(400);
    for (const point of ['signs', 'guideBoard', 'publicity', 'itemList'])
      expect((await mark(point, 'done=1&seenOn=2021-06-07', photo)).status).toBe(204);
    expect(await provision()).toMatchObject({ percent: 80, missing: ['样表单据'] });
    const seen = await admin.ask(`${base}/checklist/signs/photo`);
    expect(seen.bytes.equals(photo)).toBe(true);
    const totals = await (await system.as('admin.500000')).get<{
      items: { regionCode: string; windows: number; ready: number; percent: number }[];
    }>('/api/directory/provision-totals?province=500000');
    expect(totals.items).toHaveLength(1);
    expect(totals.items[0]).toMatchObject({ regionCode: '500000', ready: 1 });
    const byCity = await (await system.as('coordinator')).get<{ items: { regionCode: string }[] }>(
      '/api/directory/provision-totals?province=510000',
    );
    expect(byCity.items.map(({ regionCode }) => regionCode)).toContain('510100');
    await mark('signs', 'done=0');
    expect(await provision()).toMatchObject({ percent: 60 });
  });

  test('延时服务：与办公时间重叠的合并，不算两遍；周六收的，期限仍从工作日算', async () => {
    const add = (body: object) => lead.post(`${base}/extra-hours`, { note: '延时服务', ...body });
    await add({ day: '2021-06-08', from: '16:00', to: '19:00' });
    await add({ day: '2021-06-08', from: '18:00', to: '20:00' });
    await add({ day: '2021-06-12', from: '09:00', to: '12:00' });
    const { openings, extraHours } = await provision();
    const on = (day: string) => openings.find((each) => each.day === day)?.openings;
    expect(on('2021-06-08')).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '20:00' },
    ]);
    expect(on('2021-06-07')).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    await lead.ask(`${base}/extra-hours/${extraHours[1]?.id}`, { method: 'DELETE' });
    expect((await provision()).extraHours).toHaveLength(2);
    const bad = async (body: object) =>
      (await lead.refused(`${base}/extra-hours`, post({ note: '延时服务', ...body }))).code;
    expect(await bad({ day: '2021-06-09', from: '12:00', to: '09:00' })).toBe('field-invalid');
    expect(await bad({ day: '2021-06-01', from: '09:00', to: '12:00' })).toBe('field-invalid');

    const saturday = '2021-07-10T10:00:00.000+08:00';
    await add({ day: '2021-07-10', from: '09:00', to: '12:00' });
    system.at(saturday);
    const page = await system.visitor().ask('/windows?region=500110', { headers: { accept: 'text/html' } });
    expect(page.bytes.toString('utf8')).toContain('延时服务');
    expect((await provision()).openings[0]).toEqual({
      day: '2021-07-10',
      openings: [{ from: '09:00', to: '12:00' }],
    });
    const reverse = await peopleOf(system, '500110', '510107');
    const taken = await takenIn(reverse, await reviewed(reverse, await cardRegistered(reverse, '510107')));
    const view = await reverse.intake.view(taken.id);
    const due = view.deadlines.find(({ rule }) => rule === 'electronicTransfer');
    expect(due?.dueOn).toBe('2021-07-12');
  });

  test('别处的负责人和管理部门改不了', async () => {
    for (const name of ['lead.510107', 'admin.510107', 'admin.500103']) {
      const person = await system.as(name);
      const body = post({ device: 'camera', works: true, checkedOn: '2021-06-07' });
      expect((await person.refused(`${base}/device-checks`, body)).code, name).toBe('directory-not-yours');
    }
    expect((await people.home.refused(`${base}/extra-hours`, post({}))).status).toBe(403);
  });
});
