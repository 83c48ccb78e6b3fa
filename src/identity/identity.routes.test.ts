import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, password, windows } from '../../test/identity-fixture.ts';
import type { Database } from '../platform/database.ts';
import { type App, createHttp, type RouteEntry } from '../platform/http.ts';
import { object, Type } from '../platform/schema.ts';
import { sessionRoutes } from './session.routes.ts';
import { staffRoutes } from './staff.routes.ts';

let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let app: App;
let routes: RouteEntry[];
let round = 0;
const own = (name: string): string => `${name}.${round}`;

beforeAll(async () => {
  database = await openTestDatabase();
  fixture = identityFixture(database);
  const http = await createHttp({
    authenticate: (token) => fixture.identity.authenticate(token),
    logger: false,
    trustedProxies: ['127.0.0.1'],
    requestsPerMinute: 1000,
  });
  ({ app, routes } = http);
  sessionRoutes(app, fixture.identity, { signInsPerMinute: 8, now: () => '2021-09-29T10:24:00.000+08:00' });
  staffRoutes(app, fixture.identity);
  app.get(
    '/api/anything',
    { config: { access: 'session' }, schema: { response: { 200: object({ name: Type.String() }) } } },
    async (request) => ({ name: request.actor?.name ?? '' }),
  );
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(() => {
  round += 1;
});

/** Every test signs in from an address of its own. */
const signIn = (username: string, headers: Record<string, string> = {}, typed = password) =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-forwarded-for': `192.0.2.${round}`, ...headers },
    payload: { username, password: typed },
  });

async function tokenOf(username: string): Promise<string> {
  return (await signIn(username)).json<{ token: string }>().token;
}

describe('signing in over HTTP', () => {
  beforeEach(() =>
    fixture.addStaff(own('clerk'), '510107', [
      { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id },
    ]),
  );

  test('sets a cookie no script can read and no other site can send, and answers the token', async () => {
    const answer = await signIn(own('clerk'), { host: 'tongban.example' });
    const { token } = answer.json<{ token: string }>();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toBe(
      `tongban_session=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`,
    );
  });

  test.each([
    ['localhost:8080', {}, false],
    ['127.0.0.1:8080', {}, false],
    ['[::1]:8080', {}, false],
    ['localhost:8080', { 'x-forwarded-proto': 'https' }, true],
    ['127.0.0.1.example', {}, true],
    ['10.1.2.3', {}, true],
  ])('%s %j: Secure %s', async (host, headers, secure) => {
    const answer = await signIn(own('clerk'), { host, ...headers });
    expect(String(answer.headers['set-cookie']).includes('; Secure')).toBe(secure);
  });

  test('a wrong pair is a 401 problem with the tries left', async () => {
    const answer = await signIn(own('clerk'), {}, 'wrong');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      code: 'sign-in-failed',
      detail: '账号或密码不正确，还可以再试 4 次。',
      triesLeft: 4,
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    [{ username: 'a' }],
    [{ username: 'a', password: 1 }],
    [{ username: 'a', password: 'b', admin: true }],
    [{ username: 'a\u0000', password: 'b' }],
    [{ username: 'a\u202e', password: 'b' }],
    [{ username: 'a', password: 'b'.repeat(129) }],
    [{ username: 'a'.repeat(65), password: 'b' }],
    [['a', 'b']],
  ])('bad input %j is a 400', async (payload) => {
    const headers = { 'x-forwarded-for': `192.0.2.${round}` };
    const answer = await app.inject({ method: 'POST', url: '/api/session', headers, payload });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'field-invalid']);
  });

  test.each(["' or 1=1 --", '{{7*7}}', '𠮷'])('the username %j is merely wrong', async (username) => {
    expect((await signIn(username)).statusCode).toBe(401);
  });

  test('too many from one address are refused, before the password is looked at', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1)
      statuses.push((await signIn(`x${attempt}.${round}`)).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), 429]);
    const elsewhere = await signIn(own('clerk'), { 'x-forwarded-for': '198.51.100.7' });
    expect(elsewhere.statusCode).toBe(200);
  });

  test('bearer and cookie say who one is, with the names of the places', async () => {
    const token = await tokenOf(own('clerk'));
    const grant = {
      role: 'windowClerk',
      roleName: '窗口人员',
      regionCode: '510107',
      regionName: '四川省成都市武侯区',
      windowId: windows.wuhou.id,
      windowName: '武侯区窗口',
    };
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `tongban_session=${token}` }]) {
      const answer = await app.inject({ url: '/api/session', headers });
      expect(answer.json()).toMatchObject({ username: own('clerk'), grants: [grant], actingWindow: grant });
    }
    expect((await app.inject({ url: '/api/session' })).json()).toMatchObject({ code: 'not-signed-in' });
  });

  test('signing out ends the session and takes the cookie back', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(own('clerk'))}` };
    const answer = await app.inject({ method: 'DELETE', url: '/api/session', headers });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(/^tongban_session=; Max-Age=0; Path=\/;/);
    expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 204],
    [{ host: 'tongban.example', origin: 'https://tongban.example' }, 204],
  ])('a change sent by cookie with %j: %i', async (headers, status) => {
    const cookie = `tongban_session=${await tokenOf(own('clerk'))}`;
    const change = () =>
      app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie, ...headers } });
    const answer = await change();
    expect(answer.statusCode).toBe(status);
    expect(answer.body.includes('cross-site-refused')).toBe(status === 403);
    const afterwards = await app.inject({ url: '/api/session', headers: { cookie } });
    expect(afterwards.statusCode).toBe(status === 403 ? 200 : 401);
  });
});

describe('default deny', () => {
  const get = (url: string, token: string) =>
    app.inject({ url, headers: { authorization: `Bearer ${token}` } });

  test('before the first password is changed nothing else is allowed; afterwards it is', async () => {
    await fixture.addStaff(own('new'), '510107', [{ role: 'serviceAdministration', regionCode: '510107' }], {
      mustChange: true,
    });
    const token = await tokenOf(own('new'));
    expect((await get('/api/session', token)).json()).toMatchObject({ mustChangePassword: true });
    for (const url of ['/api/anything', '/api/staff']) {
      expect((await get(url, token)).json()).toMatchObject({ code: 'password-change-required', status: 403 });
    }
    const change = (newPassword: string) =>
      app.inject({
        method: 'POST',
        url: '/api/session/password',
        headers: { authorization: `Bearer ${token}` },
        payload: { currentPassword: password, newPassword },
      });
    expect((await change('1234567890')).json()).toMatchObject({
      code: 'password-too-weak',
      errors: [{ pointer: '/newPassword' }],
    });
    expect((await change('eight clerks at noon')).statusCode).toBe(204);
    expect((await get('/api/staff', token)).statusCode).toBe(200);
  });

  test('without a role, or with an expired one, signing in works and everything else says why not', async () => {
    await fixture.addStaff(own('norole'), '510107');
    await fixture.addStaff(own('expired'), '510107', [
      { role: 'serviceAdministration', regionCode: '510107', validFrom: '2021-01-01', validTo: '2021-09-28' },
    ]);
    for (const name of ['norole', 'expired']) {
      const token = await tokenOf(own(name));
      expect((await get('/api/session', token)).json()).toMatchObject({ grants: [], actingWindow: null });
      for (const url of ['/api/anything', '/api/staff']) {
        expect((await get(url, token)).json()).toMatchObject({
          code: 'no-role',
          status: 403,
          title: '您的账号现在没有有效的岗位，请联系本地政务服务管理部门。',
        });
      }
    }
  });

  test('every route on staff refuses a clerk, and everybody who is not signed in', async () => {
    await fixture.addStaff(own('clerk'), '510107', [
      { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id },
    ]);
    const token = await tokenOf(own('clerk'));
    const ofStaff = routes.filter(({ url }) => url.startsWith('/api/staff'));
    expect(ofStaff).toHaveLength(9);
    for (const { method, url } of ofStaff) {
      const at = { method: method as 'GET', url: url.replaceAll(/:\w+/g, windows.wuhou.id) };
      const refused = await app.inject({ ...at, headers: { authorization: `Bearer ${token}` } });
      expect([method, url, refused.json<{ code: string }>().code]).toEqual([method, url, 'not-authorised']);
      expect((await app.inject(at)).json()).toMatchObject({ code: 'not-signed-in', status: 401 });
    }
  });
});

describe('staff over HTTP', () => {
  test('an administration makes an account, gives a role, suspends; another region gets 403', async () => {
    await fixture.addStaff(own('admin'), '510107', [{ role: 'serviceAdministration', regionCode: '510107' }]);
    await fixture.addStaff(own('other'), '500110', [{ role: 'serviceAdministration', regionCode: '500110' }]);
    const [token, otherToken] = [await tokenOf(own('admin')), await tokenOf(own('other'))];
    const post = (url: string, payload: object, by = token) =>
      app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${by}` }, payload });

    const made = await post('/api/staff', { username: own('new'), name: '赵六', regionCode: '510107' });
    expect(made.statusCode).toBe(201);
    const { staff, oneTimePassword } = made.json<{ staff: { id: string }; oneTimePassword: string }>();
    expect(oneTimePassword).toHaveLength(17);
    expect(made.body).not.toContain('argon2');

    const at = `/api/staff/${staff.id}`;
    const grant = { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id };
    const given = await post(`${at}/grants`, grant);
    expect(given.json()).toMatchObject({ id: staff.id, grants: [{ ...grant, validTo: null }] });

    for (const verb of ['suspend', 'reset-password', 'unlock', 'grants']) {
      const payload = { suspend: { reason: '调离' }, grants: grant }[verb] ?? {};
      expect((await post(`${at}/${verb}`, payload, otherToken)).json()).toMatchObject({
        code: 'other-region',
      });
    }
    const suspended = await post(`${at}/suspend`, { reason: '调离' });
    expect(suspended.json()).toMatchObject({ suspendedAt: '2021-09-29T10:00:00.000+08:00' });
    expect((await signIn(own('new'), {}, oneTimePassword)).json()).toMatchObject({
      code: 'account-suspended',
    });
    const unknown = await post('/api/staff/00000000-0000-4000-8000-000000000000/resume', {});
    expect(unknown.json()).toMatchObject({ code: 'not-found', status: 404 });
  });
});
