import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../scripts/client/client.ts';
import { samplePdf } from '../scripts/client/scans.ts';
import { authorisationPage } from '../scripts/docs/authorisation.ts';
import { type RouteRule, ruleOfRoute } from '../scripts/docs/route-rules.ts';
import { first, sql } from '../src/platform/database.ts';
import type { RouteEntry } from '../src/platform/http.ts';
import {
  cardGranted,
  cardReceived,
  cardRegistered,
  carrierDid,
  newWaybill,
  type People,
  peopleOf,
} from './case-steps.ts';
import {
  bodyFor,
  type Expected,
  expected,
  matrix,
  pathOf,
  type Target,
  visitors,
} from './route-expectations.ts';
import { openSystem, type Person, type Question, type TestSystem } from './system.ts';

const { start, intakeRegion, homeRegion } = matrix;
const creator = 'intake.510107';

type Guarded = { key: string; route: RouteEntry; rule: RouteRule };

/** Ending the session and the stream that never ends are asked on their own. */
const aside = new Set(['DELETE /api/session', 'GET /api/stream']);

/** Acts on an account after which it is no longer the same. */
const spends = /transfer$|suspend$|grants\/:grantId$/;

describe('每条路由、每种人：该让的让，不该让的不让（R-045）', () => {
  let system: TestSystem;
  let people: People;
  let routes: Guarded[];
  let transferred: Target;
  let fresh: Target;
  let draft: Target;

  /** Somebody new at the intake window. */
  async function newClerk(): Promise<Pick<Target, 'staff' | 'grant'>> {
    const admin = await system.as('sysadmin');
    const { staff } = await admin.post<{ staff: { id: string } }>('/api/staff', {
      username: `target.${randomUUID().slice(0, 8)}`,
      name: '对象甲',
      regionCode: intakeRegion,
    });
    const { actingWindow } = await people.intake.get<{ actingWindow: { windowId: string } }>('/api/session');
    const { grants } = await admin.post<{ grants: { id: string }[] }>(`/api/staff/${staff.id}/grants`, {
      role: 'windowClerk',
      regionCode: intakeRegion,
      windowId: actingWindow.windowId,
    });
    return { staff: staff.id, grant: grants[0]?.id ?? '' };
  }

  /** A case that is done: every command is refused for its state, unless the person may not use it at all. */
  async function completed(): Promise<Receipt> {
    const { home } = people;
    const parcel = newWaybill();
    let now = await cardGranted(people, homeRegion, start);
    now = await home.command(now, 'dispatch-result', { way: 'mail', waybill: parcel, carrier: 'ems' });
    now = await carrierDid(home, now, parcel, 'delivered', start);
    return home.command(now, 'complete-case');
  }

  async function targetOf(receipt: Receipt, account: Pick<Target, 'staff' | 'grant'>): Promise<Target> {
    const kase = await people.intake.ask<{ lines: { fileIds: string[] }[]; documents: { id: string }[] }>(
      `/api/cases/${receipt.id}`,
    );
    return {
      kase: receipt.id,
      number: receipt.businessNumber ?? '51010720210607000016',
      document: kase.body.documents[0]?.id ?? randomUUID(),
      file: kase.body.lines.flatMap(({ fileIds }) => fileIds)[0] ?? randomUUID(),
      upload: (await people.intake.upload('own.pdf', samplePdf('own'))).id,
      ...account,
    };
  }

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, intakeRegion, homeRegion);
    routes = system.routes
      .filter(({ access }) => access !== 'public')
      .map((route) => {
        const rule = ruleOfRoute(route);
        if (!rule) throw new Error(`nobody has said who may use ${route.method} ${route.url}`);
        return { key: `${route.method} ${route.url}`, route, rule };
      });
    const account = await newClerk();
    const matter = { optionId: '048-1', homeRegion, mode: 'proxyIntake' };
    transferred = await targetOf(await completed(), account);
    fresh = await targetOf(await cardRegistered(people, homeRegion), account);
    draft = await targetOf(
      await people.intake.post<Receipt>('/api/cases', matter, { 'idempotency-key': randomUUID() }),
      account,
    );
    return () => system.close();
  });

  const versionOf = async (id: string): Promise<number> =>
    (await first(system.database.db, sql<{ version: number }>`select version from cases where id = ${id}`))
      ?.version ?? 0;

  async function questionFor({ method, url }: RouteEntry, target: Target): Promise<Question> {
    const upload = url.startsWith('/api/uploads');
    const body = upload && method !== 'GET' ? Buffer.alloc(1) : bodyFor({ method, url, access: 'session' });
    return {
      method: method as NonNullable<Question['method']>,
      headers: {
        'idempotency-key': randomUUID(),
        'if-match': `"${url.endsWith('/draft') ? 0 : await versionOf(target.kase)}"`,
        ...(upload ? { 'content-type': 'application/octet-stream', 'upload-offset': '0' } : {}),
      },
      ...(body === undefined ? {} : { body }),
    };
  }

  /** 404 is a refusal on a case; elsewhere it says that something asked for by name is not there. */
  const outcome = (status: number, { rule }: Guarded): Expected => {
    if (status === 401 || status === 403) return status;
    return status === 404 && rule.kind === 'capacities' ? 404 : 'allowed';
  };

  /** How a person fares at each of the routes. */
  async function tour(
    person: Person,
    target: Target,
    some: readonly Guarded[],
    wanted: (guarded: Guarded) => Expected,
  ): Promise<void> {
    const [seen, should]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
    for (const guarded of some.filter(({ key }) => !aside.has(key))) {
      should[guarded.key] = wanted(guarded);
      const changes = spends.test(guarded.route.url) && should[guarded.key] === 'allowed';
      const own = changes ? { ...target, ...(await newClerk()) } : target;
      const answer = await person.ask(pathOf(guarded.route, own), await questionFor(guarded.route, own));
      if (answer.status >= 500)
        throw new Error(`${guarded.key}\n${system.logged().trim().split('\n').at(-1)}`);
      seen[guarded.key] = outcome(answer.status, guarded);
    }
    expect(seen).toEqual(should);
  }

  test('没有哪条路由没人说过谁能用；生成的表里每条一行', () => {
    expect(routes.length).toBeGreaterThan(60);
    const page = authorisationPage(system.routes);
    for (const { route } of routes) expect(page).toContain(`| ${route.method} \`${route.url}\` |`);
  });

  test('没有登录：公开的能用，其余一律 401', async () => {
    const visitor = system.visitor('192.0.2.77');
    await tour(visitor, transferred, routes, () => 401);
    expect((await visitor.ask('/api/stream')).status).toBe(401);
    expect((await visitor.ask('/api/session', { method: 'DELETE' })).status).toBe(401);
  });

  test('公开的路由：不登录也不会被挡，登录了一样', async () => {
    const samples = {
      ':code': '510107',
      ':optionId': '048-1',
      ':catalogue': 'southwest-5',
      ':number': '48',
      ':file': 'zone.css',
      ':id': 'southwest-5',
    };
    const open = system.routes.filter(
      ({ access, url, method }) => access === 'public' && method === 'GET' && !/\*|assets/.test(url),
    );
    expect(open.length).toBeGreaterThan(20);
    for (const person of [system.visitor('192.0.2.78'), await system.as('intake.530102')]) {
      const paths = open.map(({ url }) =>
        Object.entries(samples).reduce((text, [name, value]) => text.replace(name, value), url),
      );
      const answers = await Promise.all(paths.map((path) => person.ask(path)));
      for (const [index, { status }] of answers.entries()) {
        expect([401, 403], `${paths[index]} ${status}`).not.toContain(status);
        expect(status, paths[index]).toBeLessThan(500);
      }
    }
  });

  test('没有岗位的人员：只有自己的登录，别的一律 403', async () => {
    const admin = await system.as('sysadmin');
    const account = { username: 'no.role', name: '无岗甲', regionCode: intakeRegion };
    const { oneTimePassword } = await admin.post<{ oneTimePassword: string }>('/api/staff', account);
    const { token } = await system
      .visitor()
      .post<{ token: string }>('/api/session', { username: 'no.role', password: oneTimePassword });
    const nobody = system.withToken(token);
    const ownSession = ({ route }: Guarded): Expected =>
      route.url.startsWith('/api/session') ? 'allowed' : 403;
    await tour(nobody, transferred, routes, ownSession);
    const change = { currentPassword: oneTimePassword, newPassword: '凉州词里的月光-2021' };
    expect((await nobody.ask('/api/session/password', { method: 'POST', body: change })).status).toBe(204);
    await tour(nobody, transferred, routes, ownSession);
    expect((await nobody.ask('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect((await nobody.ask('/api/session')).status).toBe(401);
  });

  test('申请人：自己的登录、消息、上传；办件、人员、审计都没有', async () => {
    const stranger = { capacities: [] };
    await tour(await system.as('applicant.1'), transferred, routes, ({ route, rule }) =>
      expected(route, rule, stranger, true),
    );
  });

  test.each(Object.entries(visitors))('%s：移交以后的办件', async (name, visitor) => {
    await tour(await system.as(name), transferred, routes, ({ route, rule }) =>
      route.url.endsWith('/draft') ? 404 : expected(route, rule, visitor, true),
    );
  });

  test.each(Object.entries(visitors))('%s：还没移交的办件，读的路由', async (name, visitor) => {
    // Nothing was scanned or printed yet; that is asked of the documents before the transfer, in the journeys.
    const reading = routes.filter(({ key }) => /^GET \/api\/cases\/(?!.*(draft|files|print-set))/.test(key));
    await tour(await system.as(name), fresh, reading, ({ route, rule }) =>
      expected(route, rule, visitor, false),
    );
  });

  test.each(Object.keys(visitors))('%s：草稿只有创建人有', async (name) => {
    const reading = routes.filter(({ key }) =>
      /^GET \/api\/cases\/:id(?!.*(files|assignees|colleagues|print-set|responsibility-candidates))/.test(
        key,
      ),
    );
    expect(reading).toHaveLength(13);
    await tour(await system.as(name), draft, reading, () => (name === creator ? 'allowed' : 404));
    if (name === creator) return;
    const commands = routes.filter(({ key }) => /^(POST|PUT) \/api\/cases\/:id/.test(key));
    await tour(await system.as(name), draft, commands, () => 404);
  });

  test('列表里只有自己窗口、自己地区的件', async () => {
    const open = await cardReceived(people, homeRegion, start);
    const listing: Record<string, string[]> = {};
    for (const [name, { role }] of Object.entries(visitors)) {
      const person = await system.as(name);
      const found: string[] = [];
      for (const queue of ['mine', 'taken', 'overdue', 'waiting', 'intake', 'home', 'drafts', 'closed']) {
        const { status, body } = await person.ask<{ cases: { id: string }[] }>(
          `/api/cases?queue=${queue}&limit=100`,
        );
        const mayList =
          role === 'windowClerk' ||
          role === 'windowLead' ||
          (role === 'approver' && ['mine', 'taken', 'overdue', 'waiting'].includes(queue)) ||
          queue === 'drafts';
        expect(status, `${name} ${queue}`).toBe(mayList ? 200 : 403);
        const ids = status === 200 ? body.cases.map(({ id }) => id) : [];
        if (ids.includes(open.id)) found.push(queue);
        if (ids.includes(transferred.kase)) found.push(`${queue}: completed`);
        if (ids.includes(draft.kase)) found.push(`${queue}: draft`);
      }
      listing[name] = found;
    }
    const intakeWindow = ['waiting', 'intake', 'closed: completed'];
    const homeWindow = ['mine', 'home', 'closed: completed'];
    expect(listing).toEqual({
      ...Object.fromEntries(Object.keys(visitors).map((name) => [name, []])),
      'intake.510107': ['waiting', 'intake', 'drafts: draft', 'closed: completed'],
      'home.510107': intakeWindow,
      'lead.510107': intakeWindow,
      'home.500110': homeWindow,
      'lead.500110': homeWindow,
    });
  });

  test('实时消息：登录的人连得上', async () => {
    for (const name of [creator, 'auditor']) {
      const response = await system.app.inject({
        url: '/api/stream',
        headers: { authorization: `Bearer ${await system.tokenOf(name)}` },
        payloadAsStream: true,
      });
      expect(response.statusCode).toBe(200);
      response.stream().destroy();
    }
  });
});
