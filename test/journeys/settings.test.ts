import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseView, DeadlineView } from '../../src/cases/core/case-view.ts';
import type { EscalationView } from '../../src/escalation/escalation-view.ts';
import type { ChangeView, SettingView } from '../../src/settings/setting-view.ts';
import {
  cardTakenIn,
  carrierDid,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
} from '../case-steps.ts';
import { reviewedWith, signed } from '../notice-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

describe('参数改动有生效日、双人复核、历史，只管以后开始的（R-249）', () => {
  let system: TestSystem;
  let group: Person;
  let other: Person;
  let people: People;
  beforeAll(async () => {
    system = await openSystem('2021-10-11T09:00:00.000+08:00');
    group = await system.as('coordinator');
    other = await system.as('coordinator2');
    people = await peopleOf(system, '510107', '500110');
    return () => system.close();
  });

  const everybody = { scopeKind: 'all', scopeCode: '' };
  const proposal = (change: object = {}) => ({
    ...everybody,
    value: 4,
    validFrom: '2021-10-12',
    reason: '第三次协调会议定',
    ...change,
  });
  const propose = (person: Person, setting: string, change: object = {}) =>
    person.post<ChangeView>(`/api/settings/${setting}/changes`, proposal(change));
  const refused = async (person: Person, setting: string, change: object = {}) =>
    (await person.refused(`/api/settings/${setting}/changes`, { method: 'POST', body: proposal(change) }))
      .code;
  const decide = (person: Person, { id }: { id: string }, verb = 'approve', body: object = {}) =>
    person.post<ChangeView>(`/api/setting-changes/${id}/${verb}`, body);
  const settingNamed = async (person: Person, id: string): Promise<SettingView> => {
    const { settings } = await person.get<{ settings: SettingView[] }>('/api/settings');
    const found = settings.find((each) => each.id === id);
    if (!found) throw new Error(`no setting ${id}`);
    return found;
  };
  const asked = async (): Promise<string> => {
    const now = await cardTakenIn(people, '500110');
    await people.intake.command(now, 'ask-other-window', { text: '材料齐了吗？', needsAnswer: true });
    return now.id;
  };
  const deadline = ({ deadlines }: CaseView, rule: string): DeadlineView => {
    const found = deadlines.find((each) => each.rule === rule);
    if (!found) throw new Error(`no deadline ${rule}`);
    return found;
  };
  const escalated = async (caseId: string): Promise<string | undefined> =>
    (await people.intake.get<{ escalations: EscalationView[] }>(`/api/cases/${caseId}/escalations`))
      .escalations[0]?.missedAt;

  test('答复时限由 2 小时改为 4 小时：改之前问的按 2 小时，生效日以后问的按 4 小时', async () => {
    const proposed = await propose(group, 'homeAnswer');
    expect(proposed).toMatchObject({ state: 'open', valueText: '4 个办公小时', mayDecide: false });
    expect(
      (await group.refused(`/api/setting-changes/${proposed.id}/approve`, { method: 'POST', body: {} })).code,
    ).toBe('own-proposal');
    const before = await asked();
    expect(await decide(other, proposed)).toMatchObject({ state: 'approved', decidedByName: '陈向东' });
    expect(
      (await other.refused(`/api/setting-changes/${proposed.id}/approve`, { method: 'POST', body: {} })).code,
    ).toBe('change-decided');
    // Approved today, but the day has not come.
    const sameDay = await asked();
    for (const id of [before, sameDay])
      expect(deadline(await people.intake.view(id), 'homeAnswer').dueAt).toBe(
        '2021-10-11T11:00:00.000+08:00',
      );
    expect((await settingNamed(people.intake, 'homeAnswer')).next).toMatchObject([
      { valueText: '4 个办公小时', since: '2021-10-12' },
    ]);

    system.at('2021-10-12T09:00:00.000+08:00');
    const after = await asked();
    const due = deadline(await people.intake.view(after), 'homeAnswer');
    // Lunch does not count: 9–12 and 13–14.
    expect(due.dueAt).toBe('2021-10-12T14:00:00.000+08:00');
    expect(due.why.map(({ label }) => label).join()).toMatch(
      /各地自 2021 年 10 月 12 日起规定为 4 个办公小时.*办公时间 4 小时/,
    );
    // What was asked under the old limit is still due as it was, whenever it is looked at.
    expect(deadline(await people.intake.view(before), 'homeAnswer').dueAt).toBe(
      '2021-10-11T11:00:00.000+08:00',
    );
    expect((await settingNamed(people.intake, 'homeAnswer')).current).toMatchObject([
      { scopeName: '各地', valueText: '4 个办公小时', since: '2021-10-12' },
    ]);

    await system.waitUntil('2021-10-12T13:59:00.000+08:00');
    expect(await escalated(before)).toBe('2021-10-11T11:00:00.000+08:00');
    expect(await escalated(after)).toBeUndefined();
    await system.waitUntil('2021-10-12T14:00:00.000+08:00');
    expect(await escalated(after)).toBe('2021-10-12T14:00:00.000+08:00');
  });

  test('只给一个通办范围放宽确认收到的期限：那个范围以后的件按 2 个工作日视为收到', async () => {
    system.at('2021-10-13T09:00:00.000+08:00');
    const sent = async () => {
      let now = await packageSent(people, await cardTakenIn(people, '500110'));
      const parcel = newWaybill();
      now = await parcelRegistered(people, now, parcel);
      now = await carrierDid(people.intake, now, parcel, 'collected', system.clock.now());
      now = await carrierDid(people.intake, now, parcel, 'delivered', system.clock.now());
      await people.home.command(now, 'record-first-opening');
      return people.home.view(now.id);
    };
    const first = await sent();
    const { id: programme } = first.programme;
    const proposed = await propose(group, 'receiptConfirmation', {
      scopeKind: 'programme',
      scopeCode: programme,
      value: 2,
      validFrom: '2021-10-14',
    });
    await decide(other, proposed);
    expect(deadline(first, 'receiptConfirmation').dueOn).toBe('2021-10-14');
    system.at('2021-10-14T09:00:00.000+08:00');
    const second = await sent();
    expect(deadline(second, 'receiptConfirmation').dueOn).toBe('2021-10-18');
    const told = await system.visitor().post('/api/public/case-status', {
      businessNumber: second.businessNumber,
      phoneLast4: '6021',
    });
    expect(JSON.stringify(told)).toContain('2021-10-18');
    // The sweep keeps to it: the first is deemed received after its day, the second is not.
    await system.waitUntil('2021-10-15T00:06:00.000+08:00');
    expect((await people.home.view(first.id)).state).toBe('receivedAtHome');
    expect((await people.home.view(second.id)).state).not.toBe('receivedAtHome');
    await system.waitUntil('2021-10-19T00:06:00.000+08:00');
    expect((await people.home.view(second.id)).state).toBe('receivedAtHome');
    const { values } = await people.home.get<{ values: { setting: string; value: number; from: string }[] }>(
      `/api/settings/values?programme=${programme}&region=500110`,
    );
    expect(values.find(({ setting }) => setting === 'receiptConfirmation')).toMatchObject({ value: 2 });
    expect(values.find(({ setting }) => setting === 'homeAcceptance')).toMatchObject({
      value: 5,
      from: '通常',
    });
  });

  test('填错的都说清楚：超出范围、超过法定期限、生效日已过、范围不认识、没有改动、同一天两项', async () => {
    system.at('2021-10-20T09:00:00.000+08:00');
    const later = { validFrom: '2021-10-25' };
    for (const value of [0.25, 16.5, 0, -1, 1.3, '4'])
      expect(await refused(group, 'homeAnswer', { ...later, value })).toBe('setting-out-of-range');
    expect(await refused(group, 'homeAcceptance', { ...later, value: 6 })).toBe('setting-over-law');
    expect(
      await refused(group, 'electronicTransfer', {
        ...later,
        scopeKind: 'programme',
        scopeCode: 'southwest-5',
        value: 2,
      }),
    ).toBe('setting-over-law');
    for (const validFrom of ['2021-10-20', '2021-10-01', '1999-01-01'])
      expect(await refused(group, 'firstOpening', { validFrom })).toBe('setting-day-past');
    expect(await refused(group, 'firstOpening', { validFrom: '2021-02-30' })).toBe('field-invalid');
    expect(await refused(group, 'firstOpening', { ...later, reason: ' ' })).toBe('field-invalid');
    for (const scope of [
      { scopeKind: 'programme', scopeCode: 'no-such' },
      { scopeKind: 'option', scopeCode: '999-9' },
      { scopeKind: 'region', scopeCode: '999999' },
      { scopeKind: 'all', scopeCode: '510000' },
    ])
      expect(await refused(group, 'firstOpening', { ...later, ...scope })).toBe('setting-scope-unknown');
    expect(await refused(group, 'levelOne', { ...later, scopeKind: 'option', scopeCode: '048-1' })).toBe(
      'setting-scope-unknown',
    );
    expect(await refused(group, 'homeAnswer', { ...later, value: 4 })).toBe('setting-unchanged');
    await propose(group, 'homeAnswer', { ...later, value: 3 });
    expect(await refused(other, 'homeAnswer', { ...later, value: 5 })).toBe('setting-overlaps');
    expect(
      (await group.refused('/api/settings/no-such/changes', { method: 'POST', body: proposal() })).code,
    ).toBe('field-invalid');
  });

  test('省里改本省的，协调小组或省里另一个人同意；别省的改不了，窗口只看', async () => {
    const sichuan = await system.as('admin.510000');
    const scope = { scopeKind: 'region', scopeCode: '510100', validFrom: '2021-11-01', value: 3 };
    const proposed = await propose(sichuan, 'homeAcceptance', scope);
    expect(proposed.scopeName).toBe('四川省成都市');
    for (const username of ['admin.500000', 'admin.510100'])
      expect(await refused(await system.as(username), 'homeAcceptance', scope)).toBe('not-authorised');
    expect(await refused(sichuan, 'homeAcceptance', { ...scope, scopeKind: 'all', scopeCode: '' })).toBe(
      'not-authorised',
    );
    expect(await refused(people.intake, 'homeAcceptance', scope)).toBe('not-authorised');
    expect(
      (
        await (
          await system.as('admin.500000')
        ).refused(`/api/setting-changes/${proposed.id}/approve`, {
          method: 'POST',
          body: {},
        })
      ).code,
    ).toBe('not-authorised');
    expect(await decide(other, proposed, 'reject', { note: '等统一口径' })).toMatchObject({
      state: 'rejected',
      note: '等统一口径',
    });
    const { changes } = await sichuan.get<{ changes: ChangeView[] }>('/api/settings/homeAcceptance/changes');
    expect(changes).toMatchObject([{ state: 'rejected', decidedByName: '陈向东' }]);
    // Turned down: the day is free again.
    const again = await propose(sichuan, 'homeAcceptance', scope);
    system.at('2021-11-01T08:00:00.000+08:00');
    expect(
      (await group.refused(`/api/setting-changes/${again.id}/approve`, { method: 'POST', body: {} })).code,
    ).toBe('setting-day-past');
    await decide(sichuan, again, 'reject');
  });

  test('一般选项不用别人同意；到日子就用，可以再取消', async () => {
    system.at('2021-11-02T09:00:00.000+08:00');
    const sichuan = await system.as('admin.510000');
    const scope = { scopeKind: 'region', scopeCode: '510000', validFrom: '2021-11-03' };
    expect(await propose(sichuan, 'quietFrom', { ...scope, value: '20:00' })).toMatchObject({
      state: 'approved',
    });
    expect(await refused(sichuan, 'quietFrom', { ...scope, value: '12:00', validFrom: '2021-11-09' })).toBe(
      'setting-out-of-range',
    );
    await propose(sichuan, 'quietFrom', { ...scope, value: null, validFrom: '2021-11-05' });
    const from = async () =>
      (
        await sichuan.get<{ values: { setting: string; value: string }[] }>(
          '/api/settings/values?region=510107',
        )
      ).values.find(({ setting }) => setting === 'quietFrom')?.value;
    expect(await from()).toBe('21:00');
    system.at('2021-11-03T00:00:00.000+08:00');
    expect(await from()).toBe('20:00');
    system.at('2021-11-05T00:00:00.000+08:00');
    expect(await from()).toBe('21:00');
  });

  test('补正天数的通常值改了，窗口不另填的按新的印在告知书上', async () => {
    system.at('2021-11-08T09:00:00.000+08:00');
    const proposed = await propose(group, 'supplementDays', { value: 20, validFrom: '2021-11-09' });
    await decide(other, proposed);
    const noticed = async () => {
      const now = await reviewedWith(people, '500110', [0]);
      const issued = await people.intake.command(now, 'issue-one-time-notice', signed);
      return (await people.intake.view(issued.id)).notices.at(-1)?.dueOn;
    };
    expect(await noticed()).toBe('2021-11-23');
    system.at('2021-11-09T09:00:00.000+08:00');
    expect(await noticed()).toBe('2021-11-29');
  });
});
