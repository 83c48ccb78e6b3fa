import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { run, sql } from '../../src/platform/database.ts';
import { identityPassed, luoXiaomei, takenIn } from '../case-steps.ts';
import {
  angler,
  anglerStandard,
  asked,
  checked,
  consented,
  did,
  listOf,
  offListOf,
  openedBy,
  recorded,
  refusedTo,
} from '../off-list-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const home = '500110';
const wording = '钓鱼证';

describe('清单外申请（规程第二十四条）', () => {
  let system: TestSystem;
  let clerk: Person;
  let answering: Person;
  beforeAll(async () => {
    system = await sharedSystem(start);
    clerk = await system.as('intake.510903');
    answering = await system.as('home.500110');
  });

  test('清单里有的不登记：同名的指出是哪一项，换个说法的也找得到，逐项确认都不是才登记（R-142）', async () => {
    system.at(start);
    const key = { 'idempotency-key': randomUUID() };
    const body = { applicantKind: 'person', applicant: angler, homeRegion: home };
    const exact = await clerk.refused('/api/off-list-requests', {
      method: 'POST',
      headers: key,
      body: { ...body, wording: '社会保障卡申领' },
    });
    expect(exact).toMatchObject({ code: 'item-is-listed', status: 409 });
    expect(exact.detail).toContain('社会保障卡申领');
    const items = exact['items'] as { catalogueId: string; number: number; exact: boolean }[];
    expect(items.some((item) => item.exact && item.catalogueId === 'southwest-5')).toBe(true);

    // Said otherwise it is found as well, and even ruling everything out does not help for what has the very name.
    const near = await checked(clerk, '社保卡办新的', home);
    expect(near.map(({ name }) => name)).toContain('社会保障卡申领');
    const said = await clerk.refused('/api/off-list-requests', {
      method: 'POST',
      headers: key,
      body: { ...body, wording: '社保卡办新的' },
    });
    expect(said.code).toBe('item-is-listed');
    const forced = await clerk.refused('/api/off-list-requests', {
      method: 'POST',
      headers: key,
      body: {
        ...body,
        wording: '社会保障卡申领',
        notThese: items.map(({ catalogueId, number }) => ({ catalogueId, number })),
      },
    });
    expect(forced.code).toBe('item-is-listed');

    for (const empty of ['', ' ', '办', '1234']) {
      const refused = await clerk.refused('/api/off-list-requests', {
        method: 'POST',
        headers: key,
        body: { ...body, wording: empty },
      });
      expect(refused.code, empty).toBe('wording-missing');
    }
  });

  test('解释说明：登记、解释、打印给申请人；姓名电话遮蔽，看全文留痕（R-142）', async () => {
    system.at(start);
    const request = await recorded(clerk, { wording, homeRegion: home });
    expect(request).toMatchObject({ state: 'offListOpen', version: 1 });
    const open = await offListOf(clerk, request.id);
    expect(open.applicant).toEqual({ name: '罗*梅', phone: '138****6021' });
    expect(open.holder).toMatchObject({ who: '收件窗口' });
    expect(open.actions.map(({ command }) => command)).toEqual([
      'explainOffList',
      'requestOffListConsent',
      'withdrawOffListRequest',
      'correctOffListRequest',
    ]);
    expect(
      (await refusedTo(clerk, request, 'explain-off-list', { explanation: '不办', contact: 'counter' })).code,
    ).toBe('explanation-missing');
    const done = await did(clerk, request, 'explain-off-list', {
      explanation: '钓鱼证由綦江区农业农村委员会现场核发，本窗口不能代收。',
      contact: 'counter',
    });
    expect(done).toMatchObject({ state: 'offListExplained', stateLabel: '已解释', version: 2 });
    const text = pdfText(await clerk.bytes(`/api/off-list-requests/${request.id}/papers/explanation.pdf`));
    expect(text).toContain('农业农村委员会现场核发');
    expect(text).toContain('第二十四条');
    expect((await refusedTo(clerk, done, 'request-off-list-consent', { question: '能不能办？' })).code).toBe(
      'illegal-transition',
    );
    // The whole name is for the window that recorded it, and reading it is recorded.
    const whole = await clerk.get<{ applicant: object; unmasked: boolean }>(
      `/api/off-list-requests/${request.id}?unmask=1`,
    );
    expect(whole).toMatchObject({ applicant: angler, unmasked: true });
    const auditor = await system.as('auditor');
    const { entries } = await auditor.get<{ entries: { action: string; subjectId: string | null }[] }>(
      '/api/audit?limit=50',
    );
    expect(entries.filter(({ subjectId }) => subjectId === request.id).map(({ action }) => action)).toContain(
      'personalDataRead',
    );
    expect(await clerk.get(`/api/off-list-requests/${request.id}/verification`)).toMatchObject({
      intact: true,
      events: 2,
    });
  });

  test('取得同意，凭同意新建办件，登记以后按规程办理（R-143）', async () => {
    system.at(start);
    const early = await recorded(clerk, { wording: '渔船年审', homeRegion: home });
    // Without consent there is no case.
    const refused = await openedBy(clerk, early.id, home);
    expect(refused).toMatchObject({ status: 409, body: { code: 'consent-missing' } });

    const question = await did(clerk, early, 'request-off-list-consent', {
      question: '渔船停在本地码头，能不能由本窗口代收年审材料？',
    });
    const pending = await offListOf(answering, early.id);
    // Two office hours of the home window: 10:00 to 12:00.
    expect(pending).toMatchObject({
      state: 'offListPending',
      stateLabel: '清单外待同意',
      answerDueAt: '2021-06-07T12:00:00.000+08:00',
    });
    expect(pending).not.toHaveProperty('applicant');
    expect(pending.question).toContain('渔船停在本地码头');
    expect((await listOf(answering, 'toAnswer')).map(({ id }) => id)).toContain(early.id);
    const waiting = await answering.get<{ notices: { text: string; urgent?: boolean }[] }>(
      '/api/notices?limit=50',
    );
    expect(waiting.notices.map(({ text }) => text).join()).toContain('渔船年审');

    const empty = { ...anglerStandard, materials: [] };
    expect((await refusedTo(answering, question, 'give-off-list-consent', { standard: empty })).code).toBe(
      'standard-without-lines',
    );
    const agreed = await did(answering, question, 'give-off-list-consent', { standard: anglerStandard });
    expect(agreed.state).toBe('offListConsented');
    const view = await offListOf(clerk, early.id);
    expect(view.consentUntil).toBe('2021-07-08T00:00:00.000+08:00');
    expect(pdfText(await clerk.bytes(`/api/off-list-requests/${early.id}/papers/consent.pdf`))).toContain(
      '一寸照片',
    );

    const draft = await openedBy(clerk, early.id, home);
    expect(draft.status).toBe(201);
    expect(await offListOf(clerk, early.id)).toMatchObject({ state: 'offListUsed', caseId: draft.body.id });
    const again = await openedBy(clerk, early.id, home);
    expect(again).toMatchObject({ status: 409, body: { code: 'consent-missing' } });

    const optionId = early.id;
    let kase = await clerk.command(draft.body, 'submit-case', {
      form: {
        applicant: luoXiaomei,
        contact: angler,
        situations: { [`${optionId}-s-self`]: true, [`${optionId}-s-agent`]: false },
        delivery: { way: 'pickUpAtIntake' },
      },
    });
    expect(kase.businessNumber).toMatch(/^510903\d{14}$/);
    kase = await clerk.command(kase, 'start-formal-review');
    const shown = await clerk.view(kase.id);
    expect(shown.flags).toContain('offList');
    expect(shown.lines.map(({ name }) => name)).toEqual(['居民身份证', '一寸照片']);
    kase = await identityPassed({ intake: clerk }, kase);
    for (const line of shown.lines)
      kase = await clerk.command(kase, 'mark-material', {
        lineId: line.id,
        verdict: 'passed',
        received: { originals: line.originals, copies: line.copies, medium: 'paper' },
      });
    kase = await takenIn({ intake: clerk }, kase);
    expect(kase.state).toBe('intakeAccepted');
    // All deadlines of the transfer apply from here (规程第二十四条).
    const { deadlines } = await clerk.view(kase.id);
    expect(deadlines.map(({ rule }) => rule)).toContain('electronicTransfer');
    // The end stays what it is: a used consent of a registered case never expires.
    await system.waitUntil('2021-07-20T10:00:00.000+08:00');
    expect((await offListOf(clerk, early.id)).state).toBe('offListUsed');
  });

  test('属地不同意：写明理由，收件窗口看得到，申请人的说明里也有（R-144）', async () => {
    system.at(start);
    const question = await asked(clerk, { wording: '山林承包证补发', homeRegion: home });
    expect((await refusedTo(answering, question, 'refuse-off-list-consent', { reason: '不行' })).code).toBe(
      'reason-missing',
    );
    const ended = await did(answering, question, 'refuse-off-list-consent', {
      reason: '须本人到现场核对四至界线，不能代办。',
    });
    expect(ended.state).toBe('offListDeclined');
    const view = await offListOf(clerk, question.id);
    expect(view).toMatchObject({ declinedFor: 'refused', endedAt: start });
    expect(view.reason).toContain('四至界线');
    expect(
      pdfText(await clerk.bytes(`/api/off-list-requests/${question.id}/papers/explanation.pdf`)),
    ).toContain('四至界线');
    expect(await openedBy(clerk, question.id, home)).toMatchObject({ body: { code: 'consent-missing' } });
    const late = await refusedTo(answering, ended, 'give-off-list-consent', { standard: anglerStandard });
    expect(late.code).toBe('illegal-transition');
  });

  test('申请人放弃：已问属地的告诉属地，不用再答复', async () => {
    system.at(start);
    const question = await asked(clerk, { wording: '狩猎证换发', homeRegion: home });
    const ended = await did(clerk, question, 'withdraw-off-list-request', { reason: '回乡再办' });
    expect(ended.state).toBe('offListWithdrawn');
    expect((await listOf(answering, 'toAnswer')).map(({ id }) => id)).not.toContain(question.id);
    expect(
      (await refusedTo(answering, ended, 'give-off-list-consent', { standard: anglerStandard })).code,
    ).toBe('illegal-transition');
  });

  test('属地不在联络清单内：不能请求同意，只能解释；同一地区不登记', async () => {
    system.at(start);
    const away = await recorded(clerk, { wording: '渔船停泊证', homeRegion: '110000' });
    const refused = await refusedTo(clerk, away, 'request-off-list-consent', { question: '能不能代办？' });
    expect(refused.code).toBe('region-not-in-directory');
    expect((await offListOf(clerk, away.id)).actions).toContainEqual(
      expect.objectContaining({
        command: 'requestOffListConsent',
        blocked: expect.objectContaining({ code: 'region-not-in-directory' }),
      }),
    );
    const same = await clerk.refused('/api/off-list-requests', {
      method: 'POST',
      headers: { 'idempotency-key': randomUUID() },
      body: { wording, applicantKind: 'person', applicant: angler, homeRegion: '510903' },
    });
    expect(same.code).toBe('same-region');
  });

  test('别的窗口、别的地区查无此件；属地管理部门到期才能替窗口答复，协调小组要到第二级', async () => {
    system.at(start);
    const question = await asked(clerk, { wording: '鱼塘排水许可', homeRegion: '500111' });
    for (const name of ['intake.530102', 'lead.500103', 'admin.520000', 'home.500110']) {
      const stranger = await system.as(name);
      expect((await stranger.refused(`/api/off-list-requests/${question.id}`)).code, name).toBe(
        'off-list-not-found',
      );
      expect(
        (await refusedTo(stranger, question, 'refuse-off-list-consent', { reason: '与本地无关，不办。' }))
          .code,
      ).toBe('off-list-not-found');
    }
    const above = await system.as('admin.500111');
    const early = await refusedTo(above, question, 'give-off-list-consent', { standard: anglerStandard });
    expect(early).toMatchObject({ code: 'not-authorised', status: 403 });
    const group = await system.as('coordinator');
    expect(
      (await refusedTo(group, question, 'give-off-list-consent', { standard: anglerStandard })).code,
    ).toBe('not-authorised');
    system.at('2021-06-07T13:30:00.000+08:00');
    expect((await listOf(above, 'toAnswer')).map(({ id }) => id)).toContain(question.id);
    const answered = await did(above, question, 'give-off-list-consent', { standard: anglerStandard });
    expect(answered.state).toBe('offListConsented');
    expect((await offListOf(clerk, question.id)).answeredBy).toBeTruthy();
  });

  test('同一请求发两次只登记一次；换了内容的不认；版本过时的不办', async () => {
    system.at(start);
    const key = randomUUID();
    const body = { wording: '竹筏营运证', applicantKind: 'person', applicant: angler, homeRegion: home };
    const post = (content: object) =>
      clerk.ask<{ id: string; code?: string }>('/api/off-list-requests', {
        method: 'POST',
        body: content,
        headers: { 'idempotency-key': key },
      });
    const [first, second] = await Promise.all([post(body), post(body)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.id).toBe(second.body.id);
    expect((await post({ ...body, wording: '竹筏检验' })).body.code).toBe('request-key-reused');
    const request = { id: first.body.id, version: 1 };
    await did(clerk, request, 'request-off-list-consent', { question: '能不能代收材料？' });
    expect((await refusedTo(clerk, request, 'withdraw-off-list-request')).code).toBe('stale-version');
    const bare = await clerk.refused(`/api/off-list-requests/${request.id}/withdraw-off-list-request`, {
      method: 'POST',
      body: {},
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(bare.status).toBe(428);
  });

  test('登记错了只能写明理由更正，不能删除（R-145）', async () => {
    system.at(start);
    const request = await recorded(clerk, { wording: '钓渔证', homeRegion: home });
    const silent = await refusedTo(clerk, request, 'correct-off-list-request', {
      wording: '垂钓证',
      reason: '',
    });
    expect(silent.code).toBe('reason-missing');
    expect(
      (await refusedTo(clerk, request, 'correct-off-list-request', { reason: '再核对了一遍' })).code,
    ).toBe('nothing-to-correct');
    const listed = await refusedTo(clerk, request, 'correct-off-list-request', {
      wording: '社会保障卡申领',
      reason: '申请人说的是社保卡',
    });
    expect(listed.code).toBe('item-is-listed');
    const corrected = await did(clerk, request, 'correct-off-list-request', {
      wording: '垂钓证',
      reason: '登记时写错了字',
    });
    expect(corrected).toMatchObject({ state: 'offListOpen', version: 2 });
    expect(await offListOf(clerk, request.id)).toMatchObject({ wording: '垂钓证' });
    const gone = await clerk.ask(`/api/off-list-requests/${request.id}`, { method: 'DELETE' });
    expect(gone.status).toBe(404);
    await expect(
      run(system.database.db, sql`delete from off_list_requests where id = ${request.id}`),
    ).rejects.toThrow(/append-only|permission denied/);
    await expect(
      run(system.database.db, sql`update off_list_events set type = 'x' where request_id = ${request.id}`),
    ).rejects.toThrow(/append-only|permission denied/);
  });

  test('凭同意一步登记：草稿和编号在同一事务内', async () => {
    system.at(start);
    const agreed = await consented(clerk, answering, { wording: '水上摩托驾驶证换发', homeRegion: home });
    const opened = await openedBy(clerk, agreed.id, home, {
      submit: true,
      applicant: luoXiaomei,
      contact: angler,
      situations: { [`${agreed.id}-s-self`]: true, [`${agreed.id}-s-agent`]: false },
      delivery: { way: 'pickUpAtIntake' },
    });
    expect(opened).toMatchObject({ status: 201, body: { state: 'submitted' } });
    expect((await offListOf(clerk, agreed.id)).state).toBe('offListUsed');
  });
});
