import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import type { WaitingRequest } from '../../src/cases/requests/waiting-view.ts';
import { applicationFor, type People, peopleOf, registered } from '../case-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';
import { checklist } from '../usual/request-acts.ts';

/** 清单里有、还没有收件标准的事项。 */
const item = { catalogueId: 'southwest-5', itemNumber: 25 };
const optionId = 'item-southwest-5-25';

type Opened = Awaited<ReturnType<typeof registered>>;

describe('收件标准待完善的事项，由属地给标准（R-061，规程第二十三条）', () => {
  let system: TestSystem;
  let people: People;
  let colleague: Person;
  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T10:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
    colleague = await system.as('lead.500110');
  });

  const open = async (): Promise<Opened> => {
    const { optionId: _option, ...form } = await applicationFor(people.intake, optionId, '500110');
    return registered(people, { ...form, ...item });
  };
  const waitingFor = async (person: Person, now: Opened): Promise<WaitingRequest[]> =>
    (await person.get<{ requests: WaitingRequest[] }>('/api/waiting-requests')).requests.filter(
      ({ caseId }) => caseId === now.id,
    );
  const requestIn = async (person: Person, now: Opened): Promise<string> => {
    const { requests } = await person.view(now.id);
    return requests.find(({ open: isOpen }) => isOpen)?.id ?? '';
  };

  test('从请求到清单到收件通知书', async () => {
    system.clock.set('2021-07-05T10:00:00.000+08:00');
    let now = await open();
    let kase = await people.intake.view(now.id);
    expect(kase.standard).toMatchObject({ stage: 1, missing: true, version: 'given' });
    expect(kase.lines).toEqual([]);
    const accept = { channels: ['electronic'], applicantSignature: { kind: 'paper' }, handlerSigned: true };
    expect((await people.intake.refusedCommand(now, 'accept-intake', accept)).code).toBe('standard-missing');

    now = await people.intake.command(now, 'request-standard', { question: '要不要原件？' });
    expect((await people.intake.refusedCommand(now, 'request-standard', {})).code).toBe(
      'request-already-open',
    );
    kase = await people.home.view(now.id);
    expect(kase.requests).toMatchObject([
      { kind: 'standard', text: '要不要原件？', open: true, dueAt: '2021-07-05T12:00:00.000+08:00' },
    ]);
    // The home window sees what is asked, and nothing of the applicant.
    expect(kase.applicant).toBeUndefined();

    const id = await requestIn(people.home, now);
    const empty = { id, standard: { ...checklist, materials: [] } };
    const refused = await people.home.refusedCommand(now, 'answer-standard-request', empty);
    expect([refused.status, refused.code]).toEqual([422, 'standard-without-lines']);
    now = await people.home.command(now, 'answer-standard-request', { id, standard: checklist });
    kase = await people.intake.view(now.id);
    expect(kase.standard).toMatchObject({ stage: 1, missing: false, given: { sourceLabel: '属地窗口答复' } });
    expect(kase.lines.map(({ name, points }) => [name, points.length])).toEqual([
      ['出生医学证明', 1],
      ['父母居民身份证', 1],
    ]);
    expect([kase.promisedDays, kase.statutoryDays]).toEqual([5, 20]);

    now = await people.intake.command(now, 'record-identity-check', {
      method: 'documentReader',
      subject: 'applicant',
      passed: true,
    });
    for (const { id: lineId } of kase.lines)
      now = await people.intake.command(now, 'mark-material', { lineId, verdict: 'passed' });
    now = await people.intake.command(now, 'accept-intake', {
      ...accept,
      channels: ['electronic', 'postal'],
    });
    expect(now.documents.map(({ kind }) => kind)).toEqual(['intakeReceipt']);
    expect((await people.intake.view(now.id)).state).toBe('intakeAccepted');
    expect((await people.intake.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`)).intact).toBe(
      true,
    );
  });

  test('第二件：提示上次收到的标准和日期，一按就沿用；属地答复页也由它预填', async () => {
    system.clock.set('2021-07-06T10:00:00.000+08:00');
    let now = await open();
    const last = (await people.intake.view(now.id)).standard.last;
    expect(last).toMatchObject({
      givenAt: expect.stringContaining('2021-07-05'),
      sourceLabel: '属地窗口答复',
    });
    now = await people.intake.command(now, 'request-standard', {});
    expect((await people.home.view(now.id)).standard.last?.materials).toHaveLength(2);
    now = await people.intake.command(now, 'adopt-received-standard', { standardId: last?.id });
    const kase: CaseView = await people.intake.view(now.id);
    expect(kase.lines).toHaveLength(2);
    expect(kase.standard.given?.givenAt).toBe(last?.givenAt);
    // Nobody has to answer any more.
    expect(kase.requests.map(({ stateLabel }) => stateLabel)).toEqual(['不用答复了']);
    expect(await waitingFor(people.home, now)).toEqual([]);
  });

  test('属地窗口两人都看见提醒，先接手的办，另一人看见是谁', async () => {
    system.clock.set('2021-07-07T09:30:00.000+08:00');
    let now = await open();
    now = await people.intake.command(now, 'request-standard', {});
    for (const person of [people.home, colleague]) {
      const [alert] = await waitingFor(person, now);
      expect(alert).toMatchObject({
        kind: 'standard',
        overdue: false,
        dueAt: '2021-07-07T11:30:00.000+08:00',
      });
      expect(alert?.takenBy).toBeUndefined();
    }
    expect(await waitingFor(people.intake, now)).toEqual([]);
    const second = people.home;
    now = await colleague.command(now, 'take-case', {});
    const refused = await second.refusedCommand(now, 'take-case', {});
    expect(refused.code).toBe('already-taken');
    expect((await waitingFor(second, now))[0]?.takenBy).toMatchObject({ own: false });
    expect((await waitingFor(colleague, now))[0]?.takenBy).toMatchObject({ own: true });
  });

  test('按属地办事指南收件：网址、版本和日期留在办件里', async () => {
    system.clock.set('2021-07-07T14:00:00.000+08:00');
    let now = await open();
    const guide = { address: 'https://zwfw.cq.gov.cn/item/25', version: '2021-06 版', standard: checklist };
    const wrong = await people.intake.refusedCommand(now, 'adopt-guide', {
      ...guide,
      address: 'http://example.com',
    });
    expect(wrong.code).toBe('guide-not-published');
    now = await people.intake.command(now, 'adopt-guide', guide);
    expect((await people.intake.view(now.id)).standard.given).toMatchObject({
      sourceLabel: '属地办事指南',
      guide: { version: '2021-06 版', readOn: '2021-07-07' },
    });
    expect((await people.intake.refusedCommand(now, 'adopt-guide', guide)).code).toBe('standard-available');
  });

  test('没有按时答复：逾期留痕，答复以后不再算，申请撤回则请求随之结束', async () => {
    system.clock.set('2021-07-08T09:00:00.000+08:00');
    let late = await open();
    late = await people.intake.command(late, 'request-standard', {});
    let gone = await open();
    gone = await people.intake.command(gone, 'request-standard', {});
    system.clock.set('2021-07-08T11:00:00.000+08:00');
    await system.settle();
    expect((await waitingFor(people.home, late))[0]).toMatchObject({ overdue: true });
    type Late = { duties: { caseId: string; rule: string; open: boolean }[]; next?: string };
    const duties: Late['duties'] = [];
    // Other stories of this window are in the list as well.
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Late = await people.home.get<Late>(`/api/cases/late?limit=50${after && `&after=${after}`}`);
      duties.push(...page.duties);
      after = page.next;
    }
    expect(duties.filter(({ caseId }) => caseId === late.id)).toMatchObject([
      { rule: 'homeAnswer', open: true },
    ]);
    const id = await requestIn(people.home, late);
    late = await people.home.command(late, 'answer-standard-request', { id, standard: checklist });
    expect((await people.intake.view(late.id)).lines).toHaveLength(2);
    gone = await people.intake.command(gone, 'withdraw-case', {
      reason: '到户籍地去办。',
      subject: 'applicant',
      identityMethod: 'documentReader',
      identityPassed: true,
      applicantSignature: { kind: 'paper' },
    });
    const kase = await people.intake.view(gone.id);
    expect([kase.state, kase.requests[0]?.state]).toEqual(['withdrawn', 'cancelled']);
    expect(await waitingFor(people.home, gone)).toEqual([]);
  });

  test('清单、查询、导出和公开进度都认得没有办理项的办件', async () => {
    system.clock.set('2021-07-09T09:00:00.000+08:00');
    const now = await open();
    const { cases } = await people.intake.get<{ cases: { id: string; optionName: string }[] }>(
      '/api/cases?queue=intake&limit=50',
    );
    expect(cases.find(({ id }) => id === now.id)?.optionName).toBe('按属地收件标准');
    const progress = await people.intake.view(now.id);
    expect(progress.milestones).toHaveLength(7);
    const { items } = await people.intake.get<{ items: { optionId: string }[] }>('/api/frequent-items');
    expect(items.map((each) => each.optionId)).toContain(optionId);
  });

  test('清单里没有的序号、不在通办范围的属地，说不能办', async () => {
    const { optionId: _option, ...form } = await applicationFor(people.intake, optionId, '500110');
    const headers = { 'idempotency-key': 'stage-one-unknown-item' };
    const body = { ...form, catalogueId: 'southwest-5', itemNumber: 9_999 };
    expect((await people.intake.refused('/api/cases', { method: 'POST', body, headers })).code).toBe(
      'option-not-published',
    );
    // 048 has a published option: stage 1 is not offered for it.
    const published = { ...form, catalogueId: 'southwest-5', itemNumber: 48 };
    const more = { 'idempotency-key': 'stage-one-published-item' };
    expect(
      (await people.intake.refused('/api/cases', { method: 'POST', body: published, headers: more })).code,
    ).toBe('option-not-published');
  });
});
