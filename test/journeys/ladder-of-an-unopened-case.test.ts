import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { EscalationRow, EscalationView } from '../../src/escalation/escalation-view.ts';
import { cardTakenIn, type People, packageSent, peopleOf } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

const intakeRegion = '510107';
const homeRegion = '530302';
/** Wednesday: sent at 09:00, to be looked at by 11:00; level 1 until Thursday 24:00, level 2 until Friday 24:00. */
const sentAt = '2021-09-22T09:00:00.000+08:00';
const missedAt = '2021-09-22T11:00:00.000+08:00';

describe('成都武侯的电子材料，云南麒麟的窗口一直没有拆（规程第十三条）', () => {
  let system: TestSystem;
  let people: People;
  let [levelOne, group, otherRegion, intakeAdmin]: Person[] = [];
  const who = () => ({
    levelOne: levelOne as Person,
    group: group as Person,
    otherRegion: otherRegion as Person,
    intakeAdmin: intakeAdmin as Person,
  });

  const sent = async (): Promise<Receipt> => {
    system.at(sentAt);
    return packageSent(people, await cardTakenIn(people, homeRegion, { programme: 'southwest-5' }));
  };
  const rowsOf = async (person: Person, caseId: string, list = 'open'): Promise<EscalationRow[]> =>
    (
      await person.get<{ escalations: EscalationRow[] }>(`/api/escalations?list=${list}&limit=99`)
    ).escalations.filter((row) => row.caseId === caseId && row.rule === 'firstOpening');
  const ofCase = async (person: Person, caseId: string): Promise<EscalationView[]> =>
    (
      await person.get<{ escalations: EscalationView[] }>(`/api/cases/${caseId}/escalations`)
    ).escalations.filter(({ rule }) => rule === 'firstOpening');
  const one = async (person: Person, caseId: string): Promise<EscalationView> => {
    const [found] = await ofCase(person, caseId);
    if (!found) throw new Error('nothing was escalated');
    return found;
  };
  const act = (person: Person, id: string, name: string, body: object = {}) =>
    person.post<EscalationView>(`/api/escalations/${id}/${name}`, body);
  const refusedAct = async (person: Person, id: string, name: string, body: object = {}) =>
    (await person.refused(`/api/escalations/${id}/${name}`, { method: 'POST', body })).code;
  const titles = ({ history }: EscalationView) => history.map(({ title }) => title);
  const told = async (person: Person, caseId: string): Promise<string[]> =>
    (
      await person.get<{
        notices: { caseId: string | null; text: string; kind: string; link: string | null }[];
      }>('/api/notices?limit=99')
    ).notices
      .filter((notice) => notice.caseId === caseId && notice.kind.startsWith('escalation'))
      .map(({ text }) => text);

  beforeAll(async () => {
    system = await openSystem(sentAt);
    people = await peopleOf(system, intakeRegion, homeRegion);
    levelOne = await system.as(`admin.${homeRegion}`);
    group = await system.as('coordinator');
    otherRegion = await system.as('admin.500110');
    intakeAdmin = await system.as(`admin.${intakeRegion}`);
    return () => system.close();
  });

  test('期限没到不上报；到期那一刻自动报 1 级，有经过、有证据、有起草的文字', async () => {
    const now = await sent();
    await system.waitUntil('2021-09-22T10:59:59.999+08:00');
    expect(await ofCase(people.intake, now.id)).toEqual([]);
    const { escalations } = await who().levelOne.get<{ escalations: EscalationRow[] }>(
      '/api/escalations?list=asked',
    );
    expect(escalations.filter(({ caseId }) => caseId === now.id)).toMatchObject([
      { level: 0, matter: '查看来件' },
    ]);

    await system.waitUntil(missedAt);
    const opened = await one(people.intake, now.id);
    expect(opened).toMatchObject({
      level: 1,
      state: 'level1',
      matter: '未拆件',
      missedAt,
      openedAt: missedAt,
      dueOn: '2021-09-23',
      next: '逾期自动报 2 级',
      urgent: false,
    });
    expect(opened.inHands).toContain('麒麟区');
    expect(opened.copies).toEqual([
      '四川省政务服务管理部门',
      '云南省政务服务管理部门',
      '四川省协调小组成员',
      '云南省协调小组成员',
    ]);
    expect(titles(opened)).toEqual(['到期自动报 1 级']);
    expect(opened.evidence.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['发送电子材料', '期限已过，记为逾期']),
    );
    expect(opened.evidence.some(({ title }) => title.startsWith('起算：'))).toBe(true);
    expect(opened.preparedText).toContain(now.businessNumber);
    expect(opened.preparedText).toContain('规程第十三条');
    expect(opened.preparedText).not.toContain('罗晓梅');
    for (const person of [who().levelOne, who().intakeAdmin, people.intake, people.home])
      expect(await told(person, now.id)).toHaveLength(1);
    expect(await told(who().otherRegion, now.id)).toEqual([]);
  });

  test('属地窗口迟了才打开：1 级以“已响应”了结，别的期限照旧，办件状态不变', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const before = await people.intake.view(now.id);
    const { id } = await one(people.home, now.id);
    system.at('2021-09-22T15:00:00.000+08:00');
    await people.home.command(now, 'record-first-opening');
    await system.settle();
    const closed = await one(people.intake, now.id);
    expect(closed).toMatchObject({
      id,
      state: 'closed',
      outcomeLabel: '已响应',
      answeredAt: '2021-09-22T15:00:00.000+08:00',
      acts: [],
      over: '3 小时（办公时间）',
    });
    expect(titles(closed)).toEqual(['到期自动报 1 级', '已响应']);
    const after = await people.intake.view(now.id);
    expect(after.state).toBe(before.state);
    expect(
      after.deadlines.filter(({ rule }) => rule !== 'firstOpening').map(({ rule, dueAt }) => [rule, dueAt]),
    ).toEqual(
      before.deadlines.filter(({ rule }) => rule !== 'firstOpening').map(({ rule, dueAt }) => [rule, dueAt]),
    );
    expect(await rowsOf(who().levelOne, now.id)).toEqual([]);
    expect(await rowsOf(who().levelOne, now.id, 'closed')).toHaveLength(1);
    // The answer came after the ladder was done with it.
    expect(await refusedAct(who().levelOne, id, 'answer', { text: '已督促窗口。' })).toBe(
      'escalation-closed',
    );
  });

  test('管理部门自己答复，也算有了答复；没写内容的不收', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    expect(await refusedAct(who().levelOne, id, 'answer', { text: ' ' })).toBe('field-invalid');
    const answered = await act(who().levelOne, id, 'answer', {
      text: '窗口停电，已改由大厅值班人员今天查看。',
    });
    expect(answered).toMatchObject({ state: 'closed', outcomeLabel: '已响应' });
    expect(answered.history.at(-1)?.text).toBe('窗口停电，已改由大厅值班人员今天查看。');
    // The case is as it was: still to be opened.
    expect((await people.home.view(now.id)).deadlines.some(({ rule }) => rule === 'firstOpening')).toBe(true);
    // One escalation for each missed deadline, however often the workers look.
    await system.waitUntil('2021-09-27T09:00:00.000+08:00');
    expect(await ofCase(people.intake, now.id)).toHaveLength(1);
  });

  test('别的地区看不到，别的岗位办不了', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    const stranger = who().otherRegion;
    expect((await stranger.refused(`/api/escalations/${id}`)).code).toBe('not-found');
    expect(await refusedAct(stranger, id, 'answer', { text: '不归我管' })).toBe('not-found');
    expect(await rowsOf(stranger, now.id)).toEqual([]);
    for (const person of [people.intake, people.home, who().intakeAdmin])
      expect(await refusedAct(person, id, 'answer', { text: '代为答复' })).toBe('not-authorised');
    expect(await refusedAct(who().levelOne, id, 'confirm')).toBe('not-authorised');
    expect(
      await refusedAct(who().group, id, 'instruct', {
        regions: [homeRegion],
        what: '今天办结',
        dueOn: '2021-09-23',
      }),
    ).toBe('escalation-moved-on');
    // The province of either side sees it and does not act on it.
    const province = await system.as('admin.530000');
    expect(await rowsOf(province, now.id)).toHaveLength(1);
    expect(await refusedAct(province, id, 'declare-unable', { text: '代为上报' })).toBe('not-authorised');
  });

  test('跳过 1 级：只有协调小组成员可以', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    for (const person of [people.intake, who().intakeAdmin])
      expect(await refusedAct(person, id, 'raise', { text: '太慢了' })).toBe('level-one-first');
    expect(await refusedAct(who().group, id, 'raise')).toBe('field-invalid');
    const raised = await act(who().group, id, 'raise', { text: '同一窗口本周第三次。' });
    expect(raised).toMatchObject({ level: 2, state: 'level2', dueOn: '2021-09-23' });
    expect(titles(raised)).toEqual(['到期自动报 1 级', '协调小组成员直接提到 2 级']);
  });

  test('无法协调 → 2 级 → 调度 → 地区报告 → 收件地确认', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    const { levelOne: admin, group: lead } = who();
    const raised = await act(admin, id, 'declare-unable', { text: '省级系统故障，区里无法解决。' });
    expect(raised).toMatchObject({ level: 2, state: 'level2', dueOn: '2021-09-23' });
    expect(raised.inHands).toContain('协调小组');
    expect((await told(lead, now.id))[0]).toContain('无法协调');
    for (const copy of ['admin.510000', 'admin.530000'])
      expect((await told(await system.as(copy), now.id))[0]).toContain('无法协调');

    const order = { regions: ['530000'], what: '省级请今天恢复系统并代为查看。', dueOn: '2021-09-24' };
    expect(await refusedAct(admin, id, 'instruct', order)).toBe('not-authorised');
    expect(await refusedAct(lead, id, 'instruct', { ...order, regions: ['500110'] })).toBe(
      'instruction-incomplete',
    );
    expect(await refusedAct(lead, id, 'instruct', { ...order, dueOn: '2021-09-21' })).toBe(
      'instruction-incomplete',
    );
    expect(await refusedAct(lead, id, 'instruct', { ...order, what: '' })).toBe('field-invalid');
    const instructed = await act(lead, id, 'instruct', order);
    expect(instructed).toMatchObject({ state: 'level2', dueOn: '2021-09-24' });
    expect(instructed.tasks).toMatchObject([{ regionName: '云南省', what: order.what }]);

    const taskId = instructed.tasks[0]?.id ?? '';
    const report = { report: '系统已恢复，窗口已查看。' };
    const refusal = await admin.refused(`/api/escalations/${id}/tasks/${taskId}/report`, {
      method: 'POST',
      body: report,
    });
    expect(refusal.code).toBe('not-authorised');
    const province = await system.as('admin.530000');
    const reported = await province.post<EscalationView>(
      `/api/escalations/${id}/tasks/${taskId}/report`,
      report,
    );
    expect(reported.state).toBe('answered');
    expect(await refusedAct(who().intakeAdmin, id, 'object')).toBe('field-invalid');
    expect(await act(who().intakeAdmin, id, 'object', { text: '材料仍未查看。' })).toMatchObject({
      state: 'level2',
    });
    const again = await act(lead, id, 'answer', { text: '已由省级窗口代为查看并确认。' });
    expect(again).toMatchObject({ state: 'answered', next: '期满没有异议，视为确认并了结' });
    const confirmed = await act(people.intake, id, 'confirm');
    expect(confirmed).toMatchObject({ state: 'closed', outcomeLabel: '已响应' });
    expect(titles(confirmed)).toEqual([
      '到期自动报 1 级',
      '1 级无法协调',
      '2 级调度',
      '调度任务已报告',
      '已响应',
      '提请一方不认可答复',
      '已响应',
      '提请一方确认',
    ]);
    expect(await refusedAct(people.intake, id, 'confirm')).toBe('escalation-closed');
  });

  test('一直没人管：1 级逾期报 2 级，2 级逾期列入重大问题；迟到的答复了结它，但不抹掉', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    await system.waitUntil('2021-09-23T23:59:59.999+08:00');
    expect((await one(people.intake, now.id)).state).toBe('level1');
    await system.waitUntil('2021-09-24T00:00:00.000+08:00');
    expect(await one(people.intake, now.id)).toMatchObject({
      level: 2,
      state: 'level2',
      dueOn: '2021-09-24',
    });
    // Sunday, 26 September, is a working day in 2021; Friday ends level 2.
    await system.waitUntil('2021-09-25T00:00:00.000+08:00');
    expect(await one(people.intake, now.id)).toMatchObject({
      state: 'reported',
      reportedAt: '2021-09-25T00:00:00.000+08:00',
    });
    expect(await rowsOf(who().group, now.id, 'major')).toHaveLength(1);
    expect(
      await refusedAct(who().group, id, 'instruct', {
        regions: [homeRegion],
        what: '请办',
        dueOn: '2021-09-30',
      }),
    ).toBe('escalation-moved-on');
    expect(await refusedAct(who().levelOne, id, 'declare-unable', { text: '来不及了' })).toBe(
      'escalation-moved-on',
    );
    system.at('2021-09-27T10:00:00.000+08:00');
    await people.home.command(now, 'record-first-opening');
    await system.settle();
    const closed = await one(people.intake, now.id);
    expect(closed).toMatchObject({ state: 'closed', outcomeLabel: '已响应' });
    expect(titles(closed)).toEqual([
      '到期自动报 1 级',
      '1 级逾期，自动报 2 级',
      '列入联席会议重大问题',
      '上报以后才有的答复',
    ]);
    expect(await rowsOf(who().group, now.id, 'major')).toHaveLength(1);
  });

  test('2 级答复以后没有异议，满 1 个工作日视为确认', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    await act(who().levelOne, id, 'declare-unable', { text: '本级无法协调。' });
    system.at('2021-09-22T16:00:00.000+08:00');
    await people.home.command(now, 'record-first-opening');
    await system.settle();
    expect(await one(people.intake, now.id)).toMatchObject({ state: 'answered', dueOn: '2021-09-23' });
    await system.waitUntil('2021-09-24T00:00:00.000+08:00');
    const closed = await one(people.intake, now.id);
    expect(closed.state).toBe('closed');
    expect(titles(closed).at(-1)).toBe('期满没有异议，视为确认');
  });

  test('联席会议作了处理，由牵头方登记了结', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    await act(who().group, id, 'raise', { text: '同一窗口多次未响应。' });
    await system.waitUntil('2021-09-24T00:00:00.000+08:00');
    expect(await refusedAct(who().levelOne, id, 'conclude', { text: '会议议定' })).toBe('not-authorised');
    const concluded = await act(who().group, id, 'conclude', { text: '议定由州级窗口代办。' });
    expect(concluded).toMatchObject({ state: 'closed', outcomeLabel: '联席会议已作处理' });
  });

  test('申请人撤回：协调随办件了结，写明原因', async () => {
    const now = await sent();
    await system.waitUntil(missedAt);
    const { id } = await one(people.intake, now.id);
    await people.intake.command(now, 'withdraw-case', {
      reason: '准备搬回户籍地居住，届时在当地办理。',
      subject: 'applicant',
      identityMethod: 'documentReader',
      identityPassed: true,
      applicantSignature: { kind: 'paper' },
    });
    await system.settle();
    const closed = await one(people.intake, now.id);
    expect(closed).toMatchObject({ id, state: 'closed', outcomeLabel: '办件已结束' });
    expect(titles(closed).at(-1)).toBe('办件结束，协调了结');
  });

  test('急件：只有提请一方的窗口负责人，写明理由才能提前', async () => {
    const now = await sent();
    const lead = await system.as(`lead.${intakeRegion}`);
    const ask = (person: Person, body: object) =>
      person.refused(`/api/cases/${now.id}/urgent-escalations`, { method: 'POST', body });
    const wish = { rule: 'firstOpening', round: 1, reason: '申请人明天手术，须今天确认。' };
    expect((await ask(people.intake, wish)).code).toBe('not-authorised');
    expect((await ask(await system.as(`lead.${homeRegion}`), wish)).code).toBe('duty-not-open');
    expect((await ask(lead, { rule: 'firstOpening', round: 1 })).code).toBe('urgent-reason-missing');
    expect((await ask(lead, { ...wish, level: 2 })).code).toBe('level-one-first');
    expect((await ask(lead, { ...wish, rule: 'electronicTransfer' })).code).toBe('duty-not-open');
    expect((await ask(lead, { ...wish, rule: 'constructor' })).code).toBe('duty-not-open');
    const urgent = await lead.post<EscalationView>(`/api/cases/${now.id}/urgent-escalations`, wish);
    expect(urgent).toMatchObject({ level: 1, urgent: true, urgentReason: wish.reason, missedAt });
    expect((await ask(lead, wish)).code).toBe('already-escalated');
    // The deadline passes: it stays the one escalation of this deadline.
    await system.waitUntil(missedAt);
    expect(await ofCase(lead, now.id)).toHaveLength(1);
  });
});
