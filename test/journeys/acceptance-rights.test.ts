import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { all, sql } from '../../src/platform/database.ts';
import {
  applicationFor,
  assigned,
  cardReceived,
  cardRegistered,
  cardTakenIn,
  opening,
  opinionGiven,
  type People,
  peopleOf,
  registered,
  reviewed,
  underReview,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';

/** Paths of everything that is in a value: `lines[].points[].question`. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => paths(entry, `${at}[]`));
  if (value === null || typeof value !== 'object') return [at];
  return Object.entries(value).flatMap(([key, inner]) => [`${at}.${key}`, ...paths(inner, `${at}.${key}`)]);
}

describe('谁看得到什么、能做什么', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await sharedSystem(start);
  });

  const refusedEntries = (caseId: string) =>
    all(
      system.database.db,
      sql<{ actorName: string; code: string }>`
        select actor_name as "actorName", detail->>'code' as code from audit_entries
        where case_id = ${caseId} and outcome = 'refused' order by id`,
    );

  test('R-030 一个窗口两个角色：同一个人看到收件 3 件、属地 2 件，动作各归各', async () => {
    const clerk = await system.as('intake.500118');
    const own: People = { ...(await peopleOf(system, '500118', '520112')), intake: clerk };
    for (let number = 1; number <= 3; number += 1) await cardRegistered(own, '520112');
    const other = await peopleOf(system, '520112', '500118');
    for (let number = 1; number <= 2; number += 1) await cardReceived(other, '500118', start);
    const listed = async (queue: string) =>
      (await clerk.get<{ cases: { id: string; side: string }[] }>(`/api/cases?queue=${queue}&limit=100`))
        .cases;
    const [intake, home] = [await listed('intake'), await listed('home')];
    expect(intake.map(({ side }) => side)).toEqual(['intake', 'intake', 'intake']);
    expect(home.map(({ side }) => side)).toEqual(['home', 'home']);
    const actionsOf = async (id = '') => (await clerk.view(id)).actions.map(({ command }) => command);
    expect(await actionsOf(intake[0]?.id)).toContain('markMaterial');
    expect(await actionsOf(intake[0]?.id)).not.toContain('acceptAtHome');
    expect(await actionsOf(home[0]?.id)).toContain('acceptAtHome');
    expect(await actionsOf(home[0]?.id)).not.toContain('markMaterial');
  });

  test('R-045 岗位到期或没有岗位：能登录，什么也办不了，说清为什么', async () => {
    const admin = await system.as('admin.530114');
    const made = await admin.post<{ staff: { id: string }; oneTimePassword: string }>('/api/staff', {
      username: 'nobody.530114',
      name: '王无岗',
      regionCode: '530114',
    });
    const session = await system
      .visitor()
      .post<{ token: string; mustChangePassword: boolean }>('/api/session', {
        username: 'nobody.530114',
        password: made.oneTimePassword,
      });
    expect(session.mustChangePassword).toBe(true);
    const nobody = system.withToken(session.token);
    expect((await nobody.refused('/api/cases')).code).toBe('password-change-required');
    const next = { currentPassword: made.oneTimePassword, newPassword: '楼兰斜月照孤烟-桥边红药-2021' };
    expect((await nobody.ask('/api/session/password', { method: 'POST', body: next })).status).toBe(204);
    expect((await nobody.ask('/api/session')).status).toBe(200);
    for (const path of ['/api/cases', '/api/notices', '/api/cases/00000000-0000-4000-8000-000000000000']) {
      expect(await nobody.refused(path)).toMatchObject({ status: 403, code: 'no-role' });
    }
    const clerk = await system.as('intake.530114');
    const { actingWindow } = await clerk.get<{ actingWindow: { windowId: string } }>('/api/session');
    await admin.post(`/api/staff/${made.staff.id}/grants`, {
      role: 'windowClerk',
      regionCode: '530114',
      windowId: actingWindow.windowId,
      validTo: '2021-06-07',
    });
    const { digest } = await nobody.get<{ digest: string }>('/api/confidentiality-statement');
    expect((await nobody.refused('/api/cases')).code).toBe('statement-due');
    await nobody.post('/api/confidentiality-statement', { name: '王无岗', digest });
    expect((await nobody.ask('/api/cases')).status).toBe(200);
    system.at('2021-06-08T00:00:00.000+08:00');
    expect((await nobody.refused('/api/cases')).code).toBe('no-role');
    system.at(start);
  });

  test('R-046 收件地不能受理、审查、决定：403 并留痕；不相干的地区：查无此件，同样留痕', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const now = await cardReceived(people, '500119', start);
    const reasons = { reasons: '不符合条件。', legalBasis: '第三十二条', remedies: '可申请行政复议。' };
    const decisions: [string, object][] = [
      ['accept-at-home', {}],
      ['reject-at-home', reasons],
      ['start-review', {}],
      ['record-opinion', { points: [] }],
      ['grant-application', {}],
      ['deny-application', reasons],
      ['assign-handler', { department: '重庆市南川区人力社保局' }],
    ];
    for (const [command, body] of decisions) {
      expect(await people.intake.refusedCommand(now, command, body), command).toMatchObject({
        status: 403,
        code: 'not-authorised',
      });
    }
    const stranger = await system.as('home.500153');
    for (const [command, body] of decisions) {
      expect(await stranger.refusedCommand(now, command, body), command).toMatchObject({
        status: 404,
        code: 'case-not-found',
      });
    }
    const unknown = await stranger.refused('/api/cases/00000000-0000-4000-8000-000000000000');
    expect(await stranger.refused(`/api/cases/${now.id}`)).toEqual(unknown);
    expect((await stranger.refused(`/api/cases/by-number/${now.businessNumber}`)).code).toBe(
      'case-not-found',
    );
    const entries = await refusedEntries(now.id);
    expect(entries.filter(({ code }) => code === 'not-authorised')).toHaveLength(decisions.length);
    expect(entries.filter(({ code }) => code === 'case-not-found').length).toBeGreaterThanOrEqual(
      decisions.length,
    );
    expect((await people.home.view(now.id)).version).toBe(now.version);
  });

  test('R-046 请求里写的地区不算数：岗位和办件里的才算', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const form = await applicationFor(people.intake, '048-1', '500119');
    const forged = await people.intake.refused('/api/cases', opening({ ...form, intakeRegion: '540102' }));
    expect(forged).toMatchObject({ status: 400, code: 'field-invalid' });
    const now = await registered(people, form);
    expect((await people.intake.view(now.id)).intake.regionCode).toBe('530115');
  });

  test('R-053 收件地的答复里没有实质审查的内容：逐个字段比对', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const now = await opinionGiven(
      people,
      await underReview(people, await cardReceived(people, '500119', start)),
    );
    const [intake, home] = [
      new Set(paths(await people.intake.view(now.id))),
      new Set(paths(await people.home.view(now.id))),
    ];
    const onlyHome = [...home].filter((path) => !intake.has(path) && !path.includes('blocked'));
    expect(onlyHome.toSorted()).toEqual(
      expect.arrayContaining(['.handler', '.opinions', '.opinions[].favourable', '.opinions[].text']),
    );
    expect([...intake].filter((path) => /opinion|favourable|handler/i.test(path))).toEqual([]);
    const events = await people.intake.events(now.id);
    for (const type of ['opinionRecorded', 'handlerAssigned']) {
      const event = events.find((each) => each.type === type);
      expect(event).toMatchObject({ redacted: true });
      expect(event).not.toHaveProperty('detail');
    }
    expect(JSON.stringify(events)).not.toContain('符合');
  });

  test('R-053 形式审查只有七种原因，没有“不符合条件”', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const now = await cardRegistered(people, '500119');
    const mark = { lineId: '048-1-m-form', verdict: 'deficient', correction: '请重新填写一份。' };
    for (const reasonCode of ['notQualified', '不符合条件', undefined]) {
      const body = reasonCode === undefined ? mark : { ...mark, reasonCode };
      expect((await people.intake.refusedCommand(now, 'mark-material', body)).code).toBe(
        'reason-code-unknown',
      );
    }
    expect(
      (await people.intake.refusedCommand(now, 'mark-material', { ...mark, verdict: 'rejected' })).status,
    ).toBe(400);
  });

  test('R-055 在哪里交都一样：拉萨、昆明、重庆的窗口收同一件贵阳的事，同一套材料', async () => {
    const screens: unknown[] = [];
    for (const region of ['540104', '530124', '500151']) {
      const people = await peopleOf(system, region, '520113');
      const kase = await people.intake.view((await cardRegistered(people, '520113')).id);
      screens.push({
        lines: kase.lines.map(({ name }) => name),
        actions: kase.actions.map(({ command }) => command),
      });
    }
    expect(screens[1]).toEqual(screens[0]);
    expect(screens[2]).toEqual(screens[0]);
  });

  test('R-236 同窗口的其他人、管理部门：看得到件，看不到没移交的个人信息', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const now = await cardRegistered(people, '500119');
    const [lead, admin, auditor] = [
      await system.as('lead.530115'),
      await system.as('admin.500119'),
      await system.as('auditor'),
    ];
    expect(await lead.view(now.id)).toHaveProperty('applicant');
    for (const person of [admin, auditor, people.home, people.approver]) {
      const kase = await person.get<Record<string, unknown>>(`/api/cases/${now.id}?unmask=1`);
      for (const member of ['applicant', 'agent', 'contact', 'answers'])
        expect(kase).not.toHaveProperty(member);
      expect(kase['unmasked']).toBe(false);
    }
  });

  test('文书和扫描件：移交以前属地打不开，管理和审计打不开；移交以后属地能打开', async () => {
    const people = await peopleOf(system, '530115', '500119');
    let now: Receipt = await cardTakenIn(people, '500119');
    const kase = await people.intake.view(now.id);
    const files = [
      ...kase.documents.map(({ href }) => href),
      ...kase.lines.flatMap((line) => line.files.map(({ href }) => href)),
    ];
    expect(files.length).toBeGreaterThan(3);
    const admin = await system.as('admin.500119');
    const auditor = await system.as('auditor');
    const stranger = await system.as('home.500153');
    const statusesFor = async (person: typeof admin) =>
      new Set(await Promise.all(files.map(async (href) => (await person.ask(href)).status)));
    for (const person of [people.home, people.approver, admin, auditor, stranger])
      expect(await statusesFor(person)).toEqual(new Set([404]));
    expect((await system.visitor().ask(files[0] ?? '')).status).toBe(401);
    now = await people.intake.command(now, 'send-package', { declaration: true });
    for (const person of [people.intake, people.home, people.approver])
      expect(await statusesFor(person)).toEqual(new Set([200]));
    for (const person of [admin, auditor, stranger])
      expect(await statusesFor(person)).toEqual(new Set([404]));
  });

  test('R-067 收件按两下：只收一次；没有身份核验、没有签名都不行', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const unverified = await cardRegistered(people, '500119');
    const ready = await reviewed(people, unverified);
    const body = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    expect(
      (await people.intake.refusedCommand(ready, 'accept-intake', { ...body, handlerSigned: false })).code,
    ).toBe('signature-missing');
    const pad = { ...body, applicantSignature: { kind: 'pad', width: 300, height: 100, strokes: [] } };
    expect((await people.intake.refusedCommand(ready, 'accept-intake', pad)).code).toBe('signature-missing');
    const question = {
      method: 'POST' as const,
      headers: { 'idempotency-key': 'pressed-twice-0001', 'if-match': `"${ready.version}"` },
      body,
    };
    const path = `/api/cases/${ready.id}/accept-intake`;
    const answers = await Promise.all([1, 2, 3].map(() => people.intake.ask<Receipt>(path, question)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body: { documents } }) => documents[0]?.id)).size).toBe(1);
    const other = await people.intake.refusedCommand(
      { id: ready.id, version: ready.version },
      'accept-intake',
      body,
    );
    expect(other).toMatchObject({ status: 412, code: 'stale-version' });
    const types = (await people.intake.events(ready.id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'intakeAccepted')).toHaveLength(1);
    expect((await people.intake.view(ready.id)).documents).toHaveLength(1);
  });

  test('R-097 交办只能给有权的部门、本地区在岗的人', async () => {
    const people = await peopleOf(system, '530115', '500119');
    const now = await people.home.command(await cardReceived(people, '500119', start), 'accept-at-home');
    const elsewhere = await (await system.as('approver.500153')).get<{ id: string }>('/api/session');
    const { departments } = await people.home.get<{ departments: { name: string }[] }>(
      `/api/cases/${now.id}/assignees`,
    );
    const body = { department: departments[0]?.name, staffId: elsewhere.id };
    expect((await people.home.refusedCommand(now, 'assign-handler', body)).code).toBe('handler-suspended');
    expect((await people.intake.refused(`/api/cases/${now.id}/assignees`)).code).toBe('not-authorised');
    const mine = await assigned(people, now);
    const { cases } = await people.approver.get<{ cases: { id: string }[] }>(
      '/api/cases?queue=mine&limit=100',
    );
    expect(cases.map(({ id }) => id)).toContain(mine.id);
    const second = await system.as('approver2.500119');
    const others = await second.get<{ cases: { id: string }[] }>('/api/cases?queue=mine&limit=100');
    expect(others.cases.map(({ id }) => id)).not.toContain(mine.id);
  });
});
