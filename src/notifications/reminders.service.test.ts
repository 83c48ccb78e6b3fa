import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDesk, type DeskStory, openDesk, people } from '../../test/case-desk.ts';
import { all, sql } from '../platform/database.ts';
import { later } from '../regulation/instant.ts';
import { insertNotices } from './notice.store.ts';
import { createReminders, type Reminders } from './reminders.service.ts';

let desk: CaseDesk;
let reminders: Reminders;
beforeAll(async () => {
  desk = await openDesk();
  reminders = createReminders(desk);
});
afterAll(() => desk.close());

type Step = { rule: string; round: number; step: string; at: string; dueAt: string; holder: string };
const stepsOf = (caseId: string): Promise<Step[]> =>
  all(
    desk.database.db,
    sql<Step>`select rule, round, step, at, due_at as "dueAt", holder from duty_reminders
      where case_id = ${caseId} order by at, rule, step`,
  );
type Told = { role: string; windowId: string | null; staffId: string | null; text: string; kind: string };
const noticesOf = (caseId: string): Promise<Told[]> =>
  all(
    desk.database.db,
    sql<Told>`select role, window_id as "windowId", staff_id as "staffId", text, kind from notices
      where case_id = ${caseId} order by id`,
  );
const runAt = async (moment: string): Promise<void> => {
  desk.clock.set(moment);
  while ((await reminders.run()) > 0);
};

const wednesday = '2021-09-22T09:00:00.000+08:00';
/** Accepted on Wednesday: the electronic materials are due on Thursday at 24:00. */
async function accepted(): Promise<DeskStory> {
  desk.clock.set(wednesday);
  return desk.caseIn('intakeAccepted');
}

describe('提醒（R-094）', () => {
  test('周四 24:00 到期、17:00 下班：过半时一次，15:00 一次，到期时窗口和负责人、管理部门各一次', async () => {
    const { kase } = await accepted();
    const electronic = async () =>
      (await stepsOf(kase.id)).filter(({ rule }) => rule === 'electronicTransfer').map(({ step }) => step);
    await runAt('2021-09-23T14:59:59.999+08:00');
    expect(await electronic()).toEqual(['half']);
    await runAt('2021-09-23T15:00:00.000+08:00');
    expect(await electronic()).toEqual(['half', 'warn']);
    await runAt('2021-09-23T23:59:59.999+08:00');
    expect(await electronic()).toEqual(['half', 'warn']);
    await runAt('2021-09-24T00:00:00.000+08:00');
    expect(await electronic()).toEqual(['half', 'warn', 'overdue']);
    const told = (await noticesOf(kase.id)).filter(({ text }) => text.includes('发送电子材料'));
    expect(told.map(({ role, kind }) => [role, kind])).toEqual([
      ['window', 'dutyReminder'],
      ['window', 'dutyReminder'],
      ['window', 'dutyOverdue'],
      ['lead', 'dutyOverdue'],
      ['administration', 'dutyOverdue'],
    ]);
    expect(told[1]?.text).toBe(
      `快到期：发送电子材料（尾号 ${kase.businessNumber?.slice(-4)}），应在 9月23日 周四 24:00 前`,
    );
    await runAt('2021-09-24T12:00:00.000+08:00');
    expect(await electronic()).toHaveLength(3);
  });

  test('期间办完的，不再提醒，已排队的也不提醒', async () => {
    const story = await accepted();
    await runAt('2021-09-23T12:00:00.000+08:00');
    await story.take('sendPackage');
    await runAt('2021-09-24T09:00:00.000+08:00');
    const steps = (await stepsOf(story.kase.id)).filter(({ rule }) => rule === 'electronicTransfer');
    expect(steps.map(({ step }) => step)).toEqual(['half']);
  });

  test('停机多日之后，只提醒一次，说的是现在的情形', async () => {
    const { kase } = await accepted();
    await runAt('2021-09-28T10:00:00.000+08:00');
    const steps = (await stepsOf(kase.id)).filter(({ rule }) => rule === 'electronicTransfer');
    expect(steps.map(({ step }) => step)).toEqual(['overdue']);
  });

  test('交给某位审批人员的，只提醒这一位', async () => {
    desk.clock.set(wednesday);
    const story = await desk.caseIn('homeAccepted');
    await story.take('assignHandler', { ...story.usual('assignHandler'), staffId: people.approver.id });
    desk.clock.set(wednesday);
    await runAt('2021-12-31T10:00:00.000+08:00');
    const told = (await noticesOf(story.kase.id)).filter(({ text }) => text.includes('作出审批决定'));
    expect(told.map(({ role, staffId }) => [role, staffId])).toContainEqual(['staff', people.approver.id]);
    expect(told.some(({ role }) => role === 'approver')).toBe(false);
  });

  test('等申请人补正的：到期前 3 天、前 1 天各一次，请收件窗口提醒申请人；到期由时钟处理，不算谁逾期', async () => {
    desk.clock.set(wednesday);
    const { kase } = await desk.caseIn('returnedForSupplement');
    const dueOn = kase.notices[0]?.dueOn;
    expect(dueOn).toBe('2021-10-08');
    const told = async () =>
      (await noticesOf(kase.id)).flatMap(({ role, text }) => (text.includes('申请人') ? [[role, text]] : []));
    await runAt('2021-10-05T08:59:59.999+08:00');
    expect(await told()).toEqual([]);
    await runAt('2021-10-05T09:00:00.000+08:00');
    const number = kase.businessNumber?.slice(-4);
    expect(await told()).toEqual([
      [
        'window',
        `还有 3 天：请电话提醒申请人补正材料（尾号 ${number}），应在 10月8日 周五 24:00 前，逾期视为放弃本次申请`,
      ],
    ]);
    await runAt('2021-10-20T09:00:00.000+08:00');
    expect((await stepsOf(kase.id)).map(({ step }) => step)).toEqual(['half', 'warn']);
  });

  test('草稿清除前 3 天告诉创建人，改动过的从改动那天起算（R-069）', async () => {
    desk.clock.set('2021-07-01T10:00:00.000+08:00');
    const { kase } = await desk.caseIn('draft');
    await runAt('2021-07-28T08:59:59.999+08:00');
    expect(await noticesOf(kase.id)).toEqual([]);
    await runAt('2021-07-28T09:00:00.000+08:00');
    const [told, ...more] = await noticesOf(kase.id);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ role: 'staff', staffId: kase.openedBy });
    expect(told?.text).toBe('还有 3 天：请完成草稿，7月31日 周六 24:00 前没有改动的，草稿内容自动清除');
  });

  test('只跟踪寄递的，到期才说', async () => {
    desk.clock.set(wednesday);
    const story = await desk.caseIn('inTransit');
    await story.take('dispatchParcel');
    await story.take('recordCarrierEvent');
    await runAt('2021-09-27T10:00:00.000+08:00');
    expect((await stepsOf(story.kase.id)).map(({ rule }) => rule)).not.toContain('parcelSilence');
  });

  const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2_147_483_647);
  test(`每项、每轮、每一步只一次：几个进程同时、重启、时钟乱跳、中间有人办（FAST_CHECK_SEED=${seed}）`, async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 80 }) }),
      fc.record({ kind: fc.constant('work' as const) }),
      fc.record({ kind: fc.constant('race' as const), processes: fc.integer({ min: 2, max: 4 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const story = await accepted();
        const { id } = story.kase;
        const work = ['sendPackage', 'dispatchParcel', 'recordCarrierEvent', 'recordFirstOpening'] as const;
        let done = 0;
        for (const each of acts) {
          if (each.kind === 'wait') desk.clock.set(later(desk.clock.now(), each.hours * 3_600_000));
          if (each.kind === 'work') {
            const next = work[done];
            const worked =
              next &&
              story.take(
                next,
                next === 'sendPackage' ? { declaration: true, overdueReason: '扫描仪坏' } : undefined,
              );
            await worked?.catch(() => undefined);
            done += 1;
          }
          const processes = Array.from({ length: each.kind === 'race' ? each.processes : 1 }, () =>
            createReminders(desk).run(),
          );
          await Promise.all([...processes, reminders.run()]);
        }
        const steps = await stepsOf(id);
        const keys = steps.map(({ rule, round, step }) => `${rule} ${round} ${step}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { step, at, dueAt } of steps) {
          expect(step === 'overdue').toBe(at >= dueAt);
        }
        // Each step told its people once: the holder, and when it is over the lead and the administration too.
        const expected = steps.reduce((sum, { step }) => sum + (step === 'overdue' ? 3 : 1), 0);
        expect((await noticesOf(id)).filter(({ kind }) => kind.startsWith('duty'))).toHaveLength(expected);
      }),
      { numRuns: 12, seed },
    );
  });

  test('通知写不进去，就当没有提醒过，下一轮再来', async () => {
    const { kase } = await accepted();
    desk.clock.set('2021-09-24T00:00:00.000+08:00');
    const broken = createReminders({
      clock: desk.clock,
      database: {
        ...desk.database,
        transaction: (work) =>
          desk.database.transaction(async (tx) => {
            await work(tx);
            throw new Error('the power went');
          }),
      },
    });
    await expect(broken.run()).rejects.toThrow('the power went');
    expect(await stepsOf(kase.id)).toEqual([]);
    await reminders.run();
    expect((await stepsOf(kase.id)).some(({ step }) => step === 'overdue')).toBe(true);
  });

  test('几条提醒可以并存：它们不来自办件记录的同一条', async () => {
    const { kase } = await accepted();
    const notice = {
      windowId: kase.intake.windowId,
      regionCode: null,
      role: 'window',
      caseId: kase.id,
      businessNumber: null,
      kind: 'dutyReminder',
      text: '快到期',
      feedNo: null,
    };
    expect(await insertNotices(desk.database.db, [notice, notice], wednesday)).toBe(2);
    expect(
      await insertNotices(
        desk.database.db,
        [
          { ...notice, feedNo: 1 },
          { ...notice, feedNo: 1 },
        ],
        wednesday,
      ),
    ).toBe(1);
  });
});
