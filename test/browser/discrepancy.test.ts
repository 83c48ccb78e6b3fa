import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receipt, signIn } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import { acceptAndSend, register, review } from '../../scripts/client/story.ts';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { demoPassword } from '../../src/identity/demo-staff.ts';
import { openBrowser } from './browser.ts';
import { choose, clerkAt, expectNoSidewaysScroll, inspect, press, sees, tap } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';

let browser: Browser;
let system: ServedSystem;
let now: Receipt;

const page = { name: '照片.pdf', mimeType: 'application/pdf', buffer: Buffer.from(samplePdf('photo')) };

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  const as = (username: string) => signIn(system.origin, username, demoPassword);
  const people = {
    intake: await as('intake.510107'),
    home: await as('home.500110'),
    approver: await as('approver.500110'),
  };
  const taken = await review(people, await register(people, '500110'));
  now = await acceptAndSend(people, taken, 8101, '2021-09-29T10:00:00+08:00');
});
afterAll(() => browser?.close());

test('属地窗口：一项看不清、一项破损，写明并附照片，确认其余的', async () => {
  const home = await clerkAt(browser, system, 'home.500110');
  await home.goto(`/desk/cases/${now.id}/receive`);
  await sees(home, '还有 3 项没有核对。');
  await press(home, '1');
  await press(home, '2');
  await home.getByLabel('说明').fill('背面没有扫到');
  await inspect(home);
  await home.getByRole('row', { name: /电子照片/ }).click();
  await press(home, '1');
  await sees(home, '1 项有差异：确认其余的，同时请收件窗口 1 个工作日内答复。');
  await press(home, 'Control+Enter');

  await sees(home, /照装箱单逐项核对/);
  await press(home, '2');
  await choose(home, '差异', '破损');
  await home.getByLabel('说明').fill('登记表右下角撕裂，签名看不全');
  await press(home, 'Tab');
  await sees(home, '拍下或扫描不对的地方，PDF、JPEG、PNG');
  await home.getByLabel('附照片').last().setInputFiles(page);
  await sees(home, '已附照片 1 张');
  for (const name of [/身份证件/, /电子照片/]) {
    await home.getByRole('row', { name }).click();
    await press(home, '1');
  }
  await expectNoSidewaysScroll(home, 1440, 1000, 390);
  await press(home, 'Control+Enter');
  await sees(home, '社会保障卡申领登记表：破损', '申请人有效身份证件：看不清或缺页', '等收件窗口答复');
  await home.context().close();
});

test('收件窗口：看不清的重新扫描发送，破损的答复；属地了结', async () => {
  const intake = await clerkAt(browser, system, 'intake.510107');
  await intake.goto(`/desk/cases/${now.id}`);
  await tap(intake, '重新扫描发送');
  const dialog = intake.getByRole('dialog', { name: '重新扫描：申请人有效身份证件' });
  await dialog.getByLabel('选扫描件').last().setInputFiles(page);
  await sees(dialog, '已选 1 个文件');
  await dialog.getByLabel('我已核对：扫描件与原件一致。').check();
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(intake, /重新发来 1 个文件/);
  await intake.getByRole('button', { name: '答复', exact: true }).first().click();
  await intake.getByLabel('答复内容').fill('已请申请人明天来重填');
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(intake, '答复：已请申请人明天来重填');
  await expectNoSidewaysScroll(intake, 1440, 1000, 390);
  await intake.context().close();

  const home = await clerkAt(browser, system, 'home.500110');
  await home.goto(`/desk/cases/${now.id}`);
  for (const left of [1, 0]) {
    await home.getByRole('button', { name: '了结', exact: true }).first().click();
    await inspect(home);
    await press(home, 'Control+Enter');
    await expect.poll(() => home.getByRole('button', { name: '了结', exact: true }).count()).toBe(left);
  }
  await sees(home, '属地已收到');
  const kase = await (await home.request.get(`/api/cases/${now.id}`)).json();
  expect((kase as CaseView).discrepancies.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
  await home.context().close();
});
