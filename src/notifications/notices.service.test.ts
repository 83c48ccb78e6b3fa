import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDesk, openDesk, people, personWith } from '../../test/case-desk.ts';
import { homeWindow, intakeWindow, nationalCalendar } from '../../test/case-facts.ts';
import { all, sql } from '../platform/database.ts';
import type { StaffNotice } from '../platform/messages-port.ts';
import { createDailySummary, summaryText } from './daily-summary.service.ts';
import { createNotices, isFor, type Notices } from './notices.service.ts';
import { stormAfter } from './storms.ts';

let desk: CaseDesk;
let notices: Notices;
beforeAll(async () => {
  desk = await openDesk();
  notices = createNotices(desk);
});
afterAll(() => desk.close());

const tell = (...told: StaffNotice[]): Promise<void> =>
  desk.database.transaction((tx) => notices.tellStaff(tx, told));
const listed = async (actor: Parameters<Notices['list']>[0]) =>
  (await notices.list(actor, undefined, 99)).map(({ text }) => text);

const group = personWith(31, '协调员', { role: 'coordinationGroup', regionCode: '000000', windowId: null });
const administration = personWith(32, '管理员', {
  role: 'serviceAdministration',
  regionCode: homeWindow.regionCode,
  windowId: null,
});

describe('告诉工作人员（R-175）', () => {
  test('窗口、地区的岗位、某个人各收到自己的；同一件事只说一次；紧急的和页面都带上', async () => {
    const toWindow: StaffNotice = {
      to: { windowId: homeWindow.id },
      kind: 'standardRequested',
      text: '收件窗口请求收件标准',
      link: '/offlist/1',
      urgent: true,
      onceKey: 'request:1',
    };
    const toRole = { regionCode: homeWindow.regionCode, role: 'serviceAdministration' } as const;
    await tell(
      toWindow,
      { to: toRole, kind: 'escalated', text: '请协调', onceKey: 'request:1' },
      { to: { staffId: people.colleague.id }, kind: 'asked', text: '请您看一下', onceKey: 'request:1' },
    );
    await tell(toWindow);
    expect(await notices.list(people.home, undefined, 9)).toMatchObject([
      { text: '收件窗口请求收件标准', link: '/offlist/1', urgent: true, caseId: null },
    ]);
    expect(await listed(administration)).toEqual(['请协调']);
    expect(await listed(people.colleague)).toEqual(['请您看一下']);
    expect(await listed(people.stranger)).toEqual([]);
    expect(await listed(group)).toEqual([]);
  });

  test('事情没有办成，也就没有告诉过', async () => {
    await expect(
      desk.database.transaction(async (tx) => {
        const lost = { to: { windowId: homeWindow.id }, kind: 'x', text: '不该出现', onceKey: 'rolled back' };
        await notices.tellStaff(tx, [lost]);
        throw new Error('the power went');
      }),
    ).rejects.toThrow('the power went');
    expect(await listed(people.home)).not.toContain('不该出现');
  });

  test('一分钟 100 条以上的同类消息，多出来的合成一条并计数', async () => {
    desk.clock.set('2021-09-14T09:00:00.000+08:00');
    const many = (from: number, count: number): StaffNotice[] =>
      Array.from({ length: count }, (_, i) => ({
        to: { windowId: intakeWindow.id },
        kind: 'storm',
        text: `第 ${from + i} 条`,
        onceKey: `storm ${from + i}`,
      }));
    await tell(...many(0, stormAfter + 30));
    await tell(...many(200, 12));
    const rows = await all(
      desk.database.db,
      sql<{
        text: string;
        grouped: number | null;
      }>`select text, grouped from notices where kind = 'storm' order by id`,
    );
    expect(rows).toHaveLength(stormAfter + 1);
    expect(rows.at(-1)).toEqual({
      text: '09:00 同类消息太多，另有 42 条合在这里，请看待办列表',
      grouped: 42,
    });
    desk.clock.set('2021-09-14T09:01:00.000+08:00');
    await tell(...many(300, 1));
    expect((await listed(people.intake))[0]).toBe('第 300 条');
  });

  test('别的进程写的，开着的页面也在 1 秒左右听到；只听到自己的', async () => {
    const heard: string[] = [];
    const isOwn = isFor(people.home);
    const stop = notices.follow((notice) => {
      if (isOwn(notice)) heard.push(notice.text);
    });
    await pause(700);
    const other = createNotices(desk);
    await desk.database.transaction((tx) =>
      other.tellStaff(tx, [
        { to: { windowId: homeWindow.id }, kind: 'a', text: '给属地的', onceKey: 'follow 1' },
        { to: { windowId: intakeWindow.id }, kind: 'a', text: '给收件地的', onceKey: 'follow 1' },
      ]),
    );
    await pause(1_000);
    stop();
    expect(heard).toEqual(['给属地的']);
  });
});

describe('每天开门时说一遍今天的工作（R-175）', () => {
  test('什么都没有，就不说', () => {
    expect(summaryText({ overdue: 0, today: 0, calls: 0 })).toBeUndefined();
    expect(summaryText({ overdue: 2, today: 1, calls: 3 })).toBe(
      '今天的工作：已逾期 2 件，今天到期 1 件，要打的电话 3 个',
    );
  });

  test('开门以后说一次，关着门、放假不说；几个进程也只一次', async () => {
    desk.clock.set('2021-09-22T09:00:00.000+08:00');
    await desk.caseIn('intakeAccepted');
    const window = {
      id: intakeWindow.id,
      regionCode: intakeWindow.regionCode,
      status: 'open',
      officeHours: { usual: [{ from: '09:00', to: '12:00' }] },
    };
    const directory = {
      listWindows: () => [window],
      calendarOf: () => nationalCalendar,
    } as never;
    const summary = () => createDailySummary({ ...desk, directory, tellStaff: notices.tellStaff });
    const [one, other] = [summary(), summary()];
    const told = async () => (await listed(people.intake)).filter((text) => text.startsWith('今天的工作'));
    // 到期 9 月 23 日（周四）。
    desk.clock.set('2021-09-23T08:59:00.000+08:00');
    await one.run();
    expect(await told()).toEqual([]);
    desk.clock.set('2021-09-23T09:00:00.000+08:00');
    await Promise.all([one.run(), other.run()]);
    await one.run();
    expect(await told()).toEqual(['今天的工作：今天到期 1 件']);
    // 国庆节放假：不说。
    desk.clock.set('2021-10-01T09:30:00.000+08:00');
    await one.run();
    expect(await told()).toHaveLength(1);
    desk.clock.set('2021-10-08T09:30:00.000+08:00');
    await one.run();
    expect((await told())[0]).toBe('今天的工作：已逾期 1 件');
  });
});
