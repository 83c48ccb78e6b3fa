import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/platform/actor.ts';
import { luoXiaomei } from '../case-steps.ts';
import {
  angler,
  anglerStandard,
  asked,
  consented,
  did,
  listOf,
  offListOf,
  openedBy,
  refusedTo,
} from '../off-list-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

/** Monday morning in the home window. */
const start = '2021-08-02T10:00:00.000+08:00';
const home = '500112';

describe('属地不答复、同意过期（规程第二十四条，R-143、R-144）', () => {
  let system: TestSystem;
  let clerk: Person;
  let answering: Person;
  beforeAll(async () => {
    system = await sharedSystem(start);
    clerk = await system.as('intake.511002');
    answering = await system.as('home.500112');
  });

  test('2 个办公小时不答复：列入待协调，属地管理部门待办里有', async () => {
    system.at(start);
    const question = await asked(clerk, { wording: '采砂船登记', homeRegion: home });
    const due = '2021-08-02T12:00:00.000+08:00';
    const overdueAt = async (now: string): Promise<string[]> =>
      (await system.offList.listOverdue(system.database.db, now)).map(({ id }) => id);
    expect(await overdueAt('2021-08-02T11:59:59.000+08:00')).not.toContain(question.id);
    expect(await overdueAt(due)).toContain(question.id);
    const above = await system.as('admin.500112');
    expect((await listOf(above, 'toAnswer')).map(({ id }) => id)).not.toContain(question.id);
    system.at(due);
    expect((await listOf(above, 'toAnswer')).map(({ id }) => id)).toContain(question.id);
    expect((await offListOf(clerk, question.id)).holder).toMatchObject({
      who: '属地管理部门',
      overdue: true,
    });
    await did(answering, question, 'refuse-off-list-consent', { reason: '此类船只须现场检验，不能代办。' });
    expect(await overdueAt(due)).not.toContain(question.id);
  });

  test('第二级满 2 个工作日仍无答复：按无答复了结，时间是到期的时候；没到的时候不能了结', async () => {
    system.at(start);
    const question = await asked(clerk, { wording: '渡口设立', homeRegion: home });
    const closing = { id: question.id, level2OpenedAt: '2021-08-03T12:00:00.000+08:00' };
    const close = () => system.database.transaction((tx) => system.offList.closeUnanswered(tx, closing));
    system.at('2021-08-05T23:59:00.000+08:00');
    await expect(close()).rejects.toMatchObject({ code: 'ladder-running' });
    system.at('2021-08-06T00:05:00.000+08:00');
    expect(await close()).toBe(true);
    expect(await close()).toBe(false);
    const view = await offListOf(clerk, question.id);
    expect(view).toMatchObject({
      state: 'offListDeclined',
      declinedFor: 'unanswered',
      endedAt: '2021-08-06T00:00:00.000+08:00',
    });
    const late = await refusedTo(
      answering,
      { id: question.id, version: view.version },
      'give-off-list-consent',
      {
        standard: anglerStandard,
      },
    );
    expect(late.code).toBe('illegal-transition');
  });

  test('同意 30 天内没有用：过期，不能再据此新建；只过期一次', async () => {
    system.at(start);
    const agreed = await consented(clerk, answering, { wording: '渔船捕捞辅助证', homeRegion: home });
    expect((await offListOf(clerk, agreed.id)).consentUntil).toBe('2021-09-02T00:00:00.000+08:00');
    await system.waitUntil('2021-09-01T23:59:00.000+08:00');
    expect((await offListOf(clerk, agreed.id)).state).toBe('offListConsented');
    system.at('2021-09-02T00:01:00.000+08:00');
    // The clock waits a while for what was received in time; whoever comes now is too late all the same.
    expect(await openedBy(clerk, agreed.id, home)).toMatchObject({ body: { code: 'consent-expired' } });
    await system.waitUntil('2021-09-02T00:10:00.000+08:00');
    await system.waitUntil('2021-09-02T00:20:00.000+08:00');
    const view = await offListOf(clerk, agreed.id);
    expect(view).toMatchObject({ state: 'offListExpired', endedAt: '2021-09-02T00:00:00.000+08:00' });
    expect(view.events.filter(({ title }) => title === '同意过期')).toHaveLength(1);
    expect(await openedBy(clerk, agreed.id, home)).toMatchObject({ body: { code: 'consent-expired' } });
  });

  test('开了草稿没有登记：到期草稿清除、同意过期，两件事一起发生', async () => {
    system.at(start);
    const agreed = await consented(clerk, answering, { wording: '水域滩涂养殖证变更', homeRegion: home });
    system.at('2021-08-20T10:00:00.000+08:00');
    const { body: draft } = await openedBy(clerk, agreed.id, home, { contact: angler });
    // Typing on does not prolong it: the consent ends when it ends.
    system.at('2021-08-30T10:00:00.000+08:00');
    await clerk.put(`/api/cases/${draft.id}/draft`, { contact: angler }, { 'if-match': '"1"' });
    await system.waitUntil('2021-09-02T00:10:00.000+08:00');
    expect((await clerk.view(draft.id)).state).toBe('discarded');
    expect(await offListOf(clerk, agreed.id)).toMatchObject({
      state: 'offListExpired',
      endedAt: '2021-09-02T00:00:00.000+08:00',
    });
  });

  test('最后一刻登记与到期清除相争：收到在期限内的成，过了的不成，只成一样', async () => {
    const session = await clerk.get<{ id: string; name: string; grants: Actor['grants'] }>('/api/session');
    const actor: Actor = {
      kind: 'staff',
      id: session.id,
      username: 'intake.511002',
      name: session.name,
      grants: session.grants,
      sessionId: '',
      mustChangePassword: false,
    };
    for (const [at, wins] of [
      ['2021-09-01T23:59:59.000+08:00', true],
      ['2021-09-02T00:00:00.000+08:00', false],
    ] as const) {
      system.at(start);
      const agreed = await consented(clerk, answering, {
        wording: `渔船${wins ? '过户' : '报废'}`,
        homeRegion: home,
      });
      const { body: draft } = await openedBy(clerk, agreed.id, home);
      const form = {
        applicant: luoXiaomei,
        contact: angler,
        situations: { [`${agreed.id}-s-self`]: true, [`${agreed.id}-s-agent`]: false },
        delivery: { way: 'pickUpAtIntake' },
        duplicateReason: '另有一条船',
      };
      system.at(at);
      // Received at this moment, however long it takes; meanwhile the clock comes by, twice.
      const submitting = system.executor
        .execute({
          caseId: draft.id,
          acts: [{ command: 'submitCase', input: { form } }],
          actor,
          key: `last-moment-${draft.id}`,
          digest: '',
        })
        .then(() => 'registered')
        .catch((error: { code?: string }) => error.code ?? 'no problem');
      system.at('2021-09-02T00:06:00.000+08:00');
      const [submitted] = await Promise.all([submitting, system.settle(), system.settle()]);
      await system.settle();
      const kase = await clerk.view(draft.id);
      const request = await offListOf(clerk, agreed.id);
      const expired = request.events.filter(({ title }) => title === '同意过期').length;
      const registered = submitted === 'registered';
      // Whoever wrote first wins; the other one finds it done.
      expect([kase.state, request.state, expired]).toEqual(
        registered ? ['submitted', 'offListUsed', 0] : ['discarded', 'offListExpired', 1],
      );
      expect(registered && !wins, `${at} ${submitted}`).toBe(false);
    }
  });

  test('期限内收到的登记不受随后的清除影响；随后来的登记不成', async () => {
    system.at(start);
    const agreed = await consented(clerk, answering, { wording: '渔船更名', homeRegion: home });
    const { body: draft } = await openedBy(clerk, agreed.id, home);
    const form = {
      applicant: { ...luoXiaomei, name: '罗晓兰' },
      contact: angler,
      situations: { [`${agreed.id}-s-self`]: true, [`${agreed.id}-s-agent`]: false },
      delivery: { way: 'pickUpAtIntake' },
    };
    system.at('2021-09-02T00:00:00.000+08:00');
    expect((await clerk.refusedCommand(draft, 'submit-case', { form })).code).toBe('consent-expired');
    system.at('2021-09-01T23:59:59.000+08:00');
    expect((await clerk.command(draft, 'submit-case', { form })).state).toBe('submitted');
    await system.waitUntil('2021-09-02T00:10:00.000+08:00');
    expect((await clerk.view(draft.id)).state).toBe('submitted');
    expect((await offListOf(clerk, agreed.id)).state).toBe('offListUsed');
  });
});
