import { generateSync } from 'otplib';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const region = '530111';
const casesPerHour = 5;

type Made = { staff: { id: string }; oneTimePassword: string };

describe('人员：来、调、走', () => {
  let system: TestSystem;
  let admin: Person;
  let windowId: string;

  beforeAll(async () => {
    system = await openSystem(start, { casesPerHour });
    admin = await system.as(`admin.${region}`);
    const clerk = await system.as(`intake.${region}`);
    windowId = (await clerk.get<{ actingWindow: { windowId: string } }>('/api/session')).actingWindow
      .windowId;
  });

  const signIn = (username: string, password: string) =>
    system.visitor().post<{ token: string }>('/api/session', { username, password });

  /** Somebody new who has changed the first password; not yet signed. */
  async function newcomer(username: string, name: string): Promise<{ id: string; person: Person }> {
    const made = await admin.post<Made>('/api/staff', { username, name, regionCode: region });
    await admin.post(`/api/staff/${made.staff.id}/grants`, {
      role: 'windowClerk',
      regionCode: region,
      windowId,
    });
    const first = system.withToken((await signIn(username, made.oneTimePassword)).token);
    const next = { currentPassword: made.oneTimePassword, newPassword: '滇池边的红嘴鸥-过冬-2021' };
    await first.ask('/api/session/password', { method: 'POST', body: next });
    return { id: made.staff.id, person: first };
  }

  test('R-235 新人第一次用：先签保密承诺，没有签的什么办件也看不到；一年以后再签', async () => {
    const { person } = await newcomer('xin.ren', '陈小满');
    expect(await person.get('/api/session')).toMatchObject({ bar: 'statementDue' });
    for (const path of ['/api/cases', '/api/cases/00000000-0000-4000-8000-000000000000', '/api/notices'])
      expect(await person.refused(path)).toMatchObject({ status: 403, code: 'statement-due' });
    const { digest } = await person.get<{ digest: string }>('/api/confidentiality-statement');
    expect(
      await person.refused('/api/confidentiality-statement', {
        method: 'POST',
        body: { name: '别人', digest },
      }),
    ).toMatchObject({ status: 400 });
    await person.post('/api/confidentiality-statement', { name: '陈小满', digest });
    expect((await person.ask('/api/cases')).status).toBe(200);
    system.at('2022-06-07T09:00:00.000+08:00');
    expect((await person.refused('/api/cases')).code).toBe('statement-due');
    system.at(start);
  });

  test('R-052 离岗当时停用：正在用的登录也马上进不来；名单里看得到是谁、何时、为什么', async () => {
    const { id, person } = await newcomer('li.gang', '赵离岗');
    expect((await person.ask('/api/session')).status).toBe(200);
    await admin.post(`/api/staff/${id}/suspend`, { reason: '调到别处' });
    expect((await person.ask('/api/session')).status).toBe(401);
    const { changes } = await admin.get<{ changes: { kind: string; byName: string; detail: object }[] }>(
      `/api/staff/${id}/changes`,
    );
    const { name } = await admin.get<{ name: string }>('/api/session');
    expect(changes[0]).toMatchObject({
      kind: 'staffSuspended',
      byName: name,
      detail: { reason: '调到别处' },
    });
    const other = await system.as('admin.530112');
    expect(await other.refused(`/api/staff/${id}/changes`)).toMatchObject({
      status: 403,
      code: 'other-region',
    });
    const { staff } = await admin.get<{ staff: { id: string }[] }>('/api/staff?state=suspended');
    expect(staff.map((each) => each.id)).toContain(id);
  });

  test('窗口负责人看得到本窗口的人和变动，改不了账号', async () => {
    const lead = await system.as(`lead.${region}`);
    const { staff } = await lead.get<{ staff: { id: string; username: string }[] }>('/api/staff?q=intake');
    const [clerk] = staff;
    expect(clerk?.username).toBe(`intake.${region}`);
    expect((await lead.ask(`/api/staff/${clerk?.id}/changes`)).status).toBe(200);
    const leave = { method: 'POST' as const, body: { reason: '离岗' } };
    expect((await lead.refused(`/api/staff/${clerk?.id}/suspend`, leave)).code).toBe('not-authorised');
  });

  test('R-044 名单导出再导入一字不差；网点人员导不出', async () => {
    const bytes = await admin.bytes('/api/staff-table?format=csv');
    const send = (body: Buffer | string, query = '') =>
      admin.ask<{
        added: object[];
        changed: object[];
        faults: object[];
        token: string;
        firstPasswords: object[];
      }>(`/api/staff-table/import${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      });
    expect((await send(bytes)).body).toMatchObject({ added: [], changed: [], faults: [] });
    const outlet = await system.as(`outlet.${region}`);
    expect((await outlet.refused('/api/staff-table')).status).toBe(403);
    const rows = `账号,姓名,地区代码,岗位,窗口,开始日期,结束日期\npi.liang,皮良,${region},审批人员,,,\n`;
    const { body } = await send(rows);
    expect(body.added).toHaveLength(1);
    const done = await send(rows, `?confirm=${body.token}`);
    expect(done.body.firstPasswords).toMatchObject([{ username: 'pi.liang' }]);
    expect((await send(rows, `?confirm=${body.token}`)).body).toMatchObject({ code: 'import-stale' });
  });

  test('管理人员设置动态验证码以后，只有密码进不来', async () => {
    const keeper = await system.as('admin.530112');
    const { secret } = await keeper.post<{ secret: string }>('/api/session/second-factor', undefined);
    const codeAt = (seconds: number) =>
      generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + seconds });
    const { recoveryCodes } = await keeper.post<{ recoveryCodes: string[] }>(
      '/api/session/second-factor/confirm',
      { code: codeAt(-30) },
    );
    const again = system.withToken((await signIn('admin.530112', 'Tongban-2021')).token);
    expect(await again.get('/api/session')).toMatchObject({ bar: 'secondFactorDue' });
    for (const path of ['/api/staff', '/api/notices', '/api/session/password'])
      expect(
        await again.refused(path, path.endsWith('password') ? { method: 'POST', body: {} } : {}),
      ).toMatchObject({ code: 'second-factor-due' });
    const prove = (code: string) =>
      again.ask('/api/session/second-factor/prove', { method: 'POST', body: { code } });
    expect((await prove('000000')).status).toBe(422);
    expect((await prove(recoveryCodes[0] ?? '')).status).toBe(200);
    expect((await again.ask('/api/staff')).status).toBe(200);
  });

  test('三员分立：系统管理员看不到办件和审计，安全保密管理员也看不到', async () => {
    for (const name of ['sysadmin', 'secadmin']) {
      const keeper = await system.as(name);
      expect((await keeper.refused('/api/audit')).status).toBe(403);
      expect((await keeper.refused('/api/cases?queue=home')).status).toBe(403);
    }
    const sysadmin = await system.as('sysadmin');
    const made = await sysadmin.post<Made>('/api/staff', {
      username: 'san.yuan',
      name: '王三员',
      regionCode: region,
    });
    const give = (role: string) =>
      sysadmin.ask(`/api/staff/${made.staff.id}/grants`, {
        method: 'POST',
        body: { role, regionCode: '000000' },
      });
    expect((await give('auditor')).status).toBe(200);
    expect((await give('systemAdministrator')).body).toMatchObject({ code: 'roles-apart' });
  });

  test('R-235 一小时里打开的不同办件太多：锁定、提醒，管理部门核实后解锁', async () => {
    const clerk = await system.as(`intake.${region}`);
    const draft = { optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' };
    const ids: string[] = [];
    for (let count = 0; count <= casesPerHour; count += 1)
      ids.push(
        (
          await clerk.post<{ id: string }>('/api/cases', draft, {
            'idempotency-key': `bulk-${count}-${region}`,
          })
        ).id,
      );
    for (const id of ids.slice(0, casesPerHour)) {
      expect((await clerk.ask(`/api/cases/${id}`)).status).toBe(200);
      expect((await clerk.ask(`/api/cases/${id}`)).status).toBe(200);
    }
    const last = `/api/cases/${ids.at(-1)}`;
    expect((await clerk.refused(last)).code).toBe('cases-locked');
    expect((await clerk.refused('/api/cases')).code).toBe('cases-locked');
    for (const reader of [`lead.${region}`, `admin.${region}`, 'auditor', 'secadmin']) {
      const { notices } = await (await system.as(reader)).get<{ notices: { text: string }[] }>(
        '/api/notices',
      );
      expect(notices.map(({ text }) => text).join('\n')).toContain(`（intake.${region}）`);
    }
    const { staff } = await admin.get<{ staff: { id: string }[] }>('/api/staff?state=locked');
    await admin.post(`/api/staff/${staff[0]?.id}/release`, { reason: '整理存量办件，已核实' });
    expect((await clerk.ask(last)).status).toBe(200);
  });

  test('没有接入统一身份认证：登录页不出按钮，地址也没有', async () => {
    expect(await system.visitor().get('/api/session/ways')).toEqual({ singleSignOn: null });
    expect((await system.visitor().ask('/api/session/open-id')).status).toBe(404);
  });
});
