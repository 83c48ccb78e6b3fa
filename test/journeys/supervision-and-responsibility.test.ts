import { beforeAll, describe, expect, test } from 'vitest';
import type { EscalationRow, EscalationView } from '../../src/escalation/escalation-view.ts';
import type { ProblemView } from '../../src/escalation/problem-report.ts';
import type { Candidate, RecordView } from '../../src/escalation/responsibility.ts';
import type { OrderView } from '../../src/escalation/supervision.ts';
import { cardTakenIn, type People, packageSent, peopleOf } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const intakeRegion = '510107';
const homeRegion = '500110';
const start = '2021-09-22T09:00:00.000+08:00';

describe('督办、问题反馈、部门协调、责任记录', () => {
  let system: TestSystem;
  let people: People;
  let admin: Person;
  let province: Person;
  let other: Person;
  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, intakeRegion, homeRegion);
    admin = await system.as(`admin.${homeRegion}`);
    province = await system.as('admin.500000');
    other = await system.as(`admin.${intakeRegion}`);
    return () => system.close();
  });

  const post = <Body>(person: Person, path: string, body: object) => person.post<Body>(path, body);
  const refused = async (person: Person, path: string, body: object) =>
    (await person.refused(path, { method: 'POST', body })).code;

  test('督办：发出、提醒、逾期进月度通报、答复、了结；管不着的地区不收（R-161）', async () => {
    system.at(start);
    const order = { toRegion: homeRegion, text: '请督促窗口按时查看来件。', dueOn: '2021-09-24' };
    expect(await refused(province, '/api/supervision-orders', { ...order, toRegion: intakeRegion })).toBe(
      'order-outside-hierarchy',
    );
    expect(await refused(admin, '/api/supervision-orders', order)).toBe('order-outside-hierarchy');
    expect(await refused(province, '/api/supervision-orders', { ...order, dueOn: '2021-09-21' })).toBe(
      'field-invalid',
    );
    expect(await refused(province, '/api/supervision-orders', { ...order, text: '' })).toBe('field-invalid');
    expect(await refused(people.intake, '/api/supervision-orders', order)).toBe('not-authorised');
    const issued = await post<OrderView>(province, '/api/supervision-orders', order);
    const due = async (person: Person) =>
      (await person.get<{ orders: OrderView[] }>('/api/supervision-orders?due=1')).orders;
    expect(await due(admin)).toMatchObject([{ id: issued.id, acts: ['answer'], overdue: false }]);
    expect(await due(other)).toEqual([]);
    const reminders = async () =>
      (await admin.get<{ notices: { kind: string }[] }>('/api/notices?limit=99')).notices
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('supervision'));
    expect(await reminders()).toEqual(['supervisionOrdered']);
    await system.waitUntil('2021-09-23T09:00:00.000+08:00');
    expect(await reminders()).toEqual(['supervisionReminder', 'supervisionOrdered']);
    await system.waitUntil('2021-09-25T00:00:00.000+08:00');
    expect(await reminders()).toEqual(['supervisionOverdue', 'supervisionReminder', 'supervisionOrdered']);
    const bulletin = async (month: string) =>
      (await province.get<{ orders: OrderView[] }>(`/api/supervision-orders/bulletin?month=${month}`)).orders;
    expect(await bulletin('2021-09')).toMatchObject([{ id: issued.id, overdue: true }]);
    expect(await bulletin('2021-10')).toEqual([]);
    expect((await province.refused('/api/supervision-orders/bulletin?month=2021-13')).code).toBe(
      'field-invalid',
    );
    const path = `/api/supervision-orders/${issued.id}`;
    expect(await refused(province, `${path}/close`, {})).toBe('order-not-answered');
    expect(await refused(other, `${path}/answer`, { text: '代答' })).toBe('not-found');
    expect(await refused(province, `${path}/answer`, { text: '自答' })).toBe('not-authorised');
    const answered = await post<OrderView>(admin, `${path}/answer`, { text: '已安排专人值守。' });
    expect(answered).toMatchObject({ state: 'answered', overdue: true });
    expect(await refused(admin, `${path}/answer`, { text: '再答' })).toBe('order-not-open');
    expect(await post<OrderView>(province, `${path}/close`, {})).toMatchObject({ state: 'closed' });
    expect(await bulletin('2021-09')).toHaveLength(1);
  });

  test('问题反馈：没选类别不收；本级管理部门 2 个工作日内答复；两地共同的问题可以转对方（R-158）', async () => {
    system.at(start);
    const now = await packageSent(people, await cardTakenIn(people, homeRegion));
    const wish = { category: 'response', text: '对方窗口电话一直没有人接。', caseId: now.id };
    expect(await refused(people.intake, '/api/problem-reports', { ...wish, category: '' })).toBe(
      'field-invalid',
    );
    expect(await refused(people.intake, '/api/problem-reports', { ...wish, text: ' ' })).toBe(
      'field-invalid',
    );
    const stranger = await system.as('intake.530102');
    expect(await refused(stranger, '/api/problem-reports', wish)).toBe('case-not-found');
    const reported = await post<ProblemView>(people.intake, '/api/problem-reports', wish);
    expect(reported).toMatchObject({
      state: 'open',
      categoryLabel: '对方未及时响应',
      dueAt: '2021-09-25T00:00:00.000+08:00',
      acts: [],
    });
    const path = `/api/problem-reports/${reported.id}`;
    const listed = async (person: Person) =>
      (await person.get<{ problems: ProblemView[] }>('/api/problem-reports')).problems.filter(
        ({ id }) => id === reported.id,
      );
    expect(await listed(admin)).toEqual([]);
    expect(await listed(other)).toMatchObject([{ acts: ['answer', 'share'] }]);
    expect(await refused(admin, `${path}/answer`, { text: '代答' })).toBe('not-found');
    expect(await post<ProblemView>(other, `${path}/share`, {})).toMatchObject({
      sharedWithName: '重庆市綦江区',
    });
    await post(admin, `${path}/add`, { text: '已更换窗口电话，今天起有人值守。' });
    await system.waitUntil('2021-09-25T00:00:00.000+08:00');
    expect(await listed(other)).toMatchObject([{ overdue: true }]);
    const answered = await post<ProblemView>(other, `${path}/answer`, { text: '对方已更换电话。' });
    expect(answered.steps.map(({ title }) => title)).toEqual([
      '提出',
      '转对方管理部门',
      '对方管理部门补充',
      '答复',
    ]);
    expect(await refused(other, `${path}/answer`, { text: '再答' })).toBe('report-not-open');
    expect(await listed(people.intake)).toMatchObject([{ state: 'answered' }]);
  });

  test('部门间协调：两个部门都确认才了结，不能替别的部门确认（R-162）', async () => {
    system.at(start);
    const { coordinators } = await admin.get<{ coordinators: { id: string; name: string }[] }>(
      '/api/problem-reports/coordinators',
    );
    const idOf = async (name: string) =>
      (await (await system.as(name)).get<{ id: string }>('/api/session')).id;
    const [one, two] = [await idOf(`approver.${homeRegion}`), await idOf(`approver2.${homeRegion}`)];
    expect(coordinators.map(({ id }) => id)).toEqual(expect.arrayContaining([one, two]));
    const problem = {
      text: '两个部门对收件材料的要求不一致。',
      participants: [
        { department: '人力资源社会保障局', coordinatorId: one },
        { department: '公安局', coordinatorId: two },
      ],
    };
    const open = (body: object) => refused(admin, '/api/department-problems', { ...problem, ...body });
    expect(await open({ participants: problem.participants.slice(0, 1) })).toBe('departments-too-few');
    expect(
      await open({ participants: problem.participants.map((each) => ({ ...each, coordinatorId: one })) }),
    ).toBe('departments-too-few');
    const elsewhere = await idOf(`approver.${intakeRegion}`);
    expect(
      await open({
        participants: problem.participants.map((each) => ({ ...each, coordinatorId: elsewhere })),
      }),
    ).toBe('field-invalid');
    const opened = await post<ProblemView>(admin, '/api/department-problems', problem);
    const path = `/api/problem-reports/${opened.id}`;
    const [first, second] = [
      await system.as(`approver.${homeRegion}`),
      await system.as(`approver2.${homeRegion}`),
    ];
    expect(await refused(first, `${path}/confirm`, { department: '人力资源社会保障局' })).toBe(
      'solution-missing',
    );
    expect(await refused(first, `${path}/solve`, { solution: '统一收件', solvedOn: '2021-09-30' })).toBe(
      'field-invalid',
    );
    const solution = { solution: '统一按社保局的清单收件。', solvedOn: '2021-09-22' };
    await post(first, `${path}/solve`, solution);
    expect(await refused(first, `${path}/confirm`, { department: '公安局' })).toBe('not-the-coordinator');
    expect(await refused(admin, `${path}/confirm`, { department: '公安局' })).toBe('not-the-coordinator');
    expect(
      await post<ProblemView>(first, `${path}/confirm`, { department: '人力资源社会保障局' }),
    ).toMatchObject({ state: 'open' });
    // Another solution has to be confirmed anew by all.
    await post(second, `${path}/solve`, { ...solution, solution: '统一按公安局的清单收件。' });
    await post(first, `${path}/confirm`, { department: '人力资源社会保障局' });
    const closed = await post<ProblemView>(second, `${path}/confirm`, { department: '公安局' });
    expect(closed).toMatchObject({ state: 'closed', solvedOn: '2021-09-22', acts: [] });
    expect(await refused(second, `${path}/confirm`, { department: '公安局' })).toBe('report-not-open');
    expect(await refused(other, `${path}/confirm`, { department: '公安局' })).toBe('not-found');
  });

  test('责任记录：一步建成，自动带证据和条款；当事方说明，双方都可提异议，期满才了结（R-159）', async () => {
    system.at(start);
    const now = await cardTakenIn(people, homeRegion);
    await system.waitUntil('2021-09-24T09:00:00.000+08:00');
    const lead = await system.as(`lead.${homeRegion}`);
    const path = `/api/cases/${now.id}/responsibility-records`;
    expect(await refused(people.home, path, { key: 'electronicTransfer 1' })).toBe('not-authorised');
    expect(await refused(await system.as('lead.500103'), path, { key: 'electronicTransfer 1' })).toBe(
      'case-not-found',
    );
    expect(await refused(lead, path, { facts: '材料发得太迟' })).toBe('article-or-evidence-missing');
    expect(
      await refused(lead, path, { facts: '材料发得太迟', article: '规程第二十一条', evidence: [999] }),
    ).toBe('article-or-evidence-missing');
    expect(await refused(lead, path, { key: 'no-such 1' })).toBe('article-or-evidence-missing');
    const { candidates } = await lead.get<{ candidates: Candidate[] }>(
      `/api/cases/${now.id}/responsibility-candidates`,
    );
    expect(candidates).toMatchObject([
      { kind: 'overdueTransfer', key: 'electronicTransfer 1', partySide: 'intake' },
    ]);
    const record = await post<RecordView>(lead, path, { key: 'electronicTransfer 1' });
    expect(record).toMatchObject({
      kindLabel: '材料流转逾期',
      article: '规程第二十一条（二）',
      state: 'open',
      reportedTo: '四川省成都市武侯区政务服务管理部门',
      copyTo: '重庆市綦江区政务服务管理部门',
    });
    expect(record.evidence.length).toBeGreaterThan(1);
    expect(await refused(lead, path, { key: 'electronicTransfer 1' })).toBe('responsibility-recorded');
    for (const person of [admin, other])
      expect(
        (
          await person.get<{ notices: { kind: string; caseId: string | null }[] }>('/api/notices?limit=20')
        ).notices.some(({ kind, caseId }) => kind === 'responsibilityOpened' && caseId === now.id),
      ).toBe(true);
    const at = `/api/responsibility-records/${record.id}`;
    const verdict = { outcome: 'upheld', note: '已约谈窗口负责人。' };
    expect(await refused(admin, `${at}/close`, verdict)).toBe('not-authorised');
    expect(await refused(other, `${at}/close`, verdict)).toBe('statement-time-running');
    expect(await refused(people.home, `${at}/statement`, { text: '代为说明' })).toBe('not-authorised');
    expect(await refused(await system.as('intake.530102'), `${at}/contest`, { text: '路过' })).toBe(
      'not-found',
    );
    await post(people.intake, `${at}/statement`, { text: '当天停电，扫描仪不能用。' });
    await post(people.home, `${at}/contest`, { text: '停电时间与记录不符。' });
    await post(people.intake, `${at}/contest`, { text: '附停电通知。' });
    const closed = await post<RecordView>(other, `${at}/close`, verdict);
    expect(closed).toMatchObject({ state: 'closed', outcomeLabel: '属实', acts: [] });
    expect(closed.steps.map(({ title }) => title)).toEqual([
      '记录',
      '当事方说明',
      '提出异议',
      '提出异议',
      '了结',
    ]);
    expect(await refused(people.intake, `${at}/statement`, { text: '再说明' })).toBe('record-closed');
    const { windows } = await other.get<{ windows: { kind: string; total: number; upheld: number }[] }>(
      '/api/responsibility-records/statistics',
    );
    expect(windows).toMatchObject([{ kind: 'overdueTransfer', total: 1, upheld: 1 }]);
    const stranger = await system.as('admin.530102');
    expect((await stranger.get<{ records: RecordView[] }>('/api/responsibility-records')).records).toEqual(
      [],
    );
    const mine = await people.intake.get<{ records: RecordView[] }>(
      `/api/responsibility-records?case=${now.id}`,
    );
    expect(mine.records.map(({ id }) => id)).toEqual([record.id]);
  });

  test('当事方一直不说明，说明期满也可以了结', async () => {
    system.at(start);
    const now = await cardTakenIn(people, homeRegion);
    await system.waitUntil('2021-09-24T09:00:00.000+08:00');
    const record = await post<RecordView>(other, `/api/cases/${now.id}/responsibility-records`, {
      key: 'electronicTransfer 1',
    });
    // Friday; Sunday is worked, so the second working day is Monday.
    await system.waitUntil('2021-09-27T23:59:00.000+08:00');
    const path = `/api/responsibility-records/${record.id}/close`;
    expect(await refused(other, path, { outcome: 'notUpheld', note: '扫描仪故障属实。' })).toBe(
      'statement-time-running',
    );
    await system.waitUntil('2021-09-28T00:00:00.000+08:00');
    expect(
      await post<RecordView>(other, path, { outcome: 'notUpheld', note: '扫描仪故障属实。' }),
    ).toMatchObject({
      outcomeLabel: '不属实',
    });
  });

  test('纸质材料没有揽收：由寄出一方的管理部门协调，属地可以确认', async () => {
    system.at(start);
    const now = await cardTakenIn(people, homeRegion);
    await system.waitUntil('2021-09-25T00:00:00.000+08:00');
    const { escalations } = await other.get<{ escalations: EscalationRow[] }>('/api/escalations?limit=99');
    const row = escalations.find(({ caseId, rule }) => caseId === now.id && rule === 'postalDispatch');
    expect(row).toMatchObject({ matter: '未揽收', level: 1, inHands: '四川省成都市武侯区政务服务管理部门' });
    const view = await other.get<EscalationView>(`/api/escalations/${row?.id}`);
    expect(view).toMatchObject({
      acts: ['answer', 'declareUnable'],
      waitingName: '重庆市綦江区“跨省通办”窗口',
    });
  });
});
