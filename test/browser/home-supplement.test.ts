import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn as clientFor, type Receipt } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import { acceptAndSend, demoPassword, meet, register, review, waybill } from '../../scripts/client/story.ts';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { openBrowser } from './browser.ts';
import { clerkAt, inspect, press, sees, tap, type } from './desk.ts';
import { morning, type ServedSystem, servedSystem } from './server.ts';
import { tellInSteps } from './story.ts';

let browser: Browser;
let system: ServedSystem;
let intake: Page;
let home: Page;
let now: Receipt;

/** A case that the home window has received whole, told without a browser. */
async function received(): Promise<Receipt> {
  const people = await meet(system.origin, '510107', '500110');
  const sent = await acceptAndSend(
    people,
    await review(people, await register(people, '500110')),
    7_100,
    morning,
  );
  const desk = await clientFor(system.origin, 'home.500110', demoPassword);
  const { lines, parcels, package: files } = await desk.get<CaseView>(`/api/cases/${sent.id}`);
  const matching = (ids: string[]) => ids.map((lineId) => ({ lineId, result: 'matches' }));
  const next = await desk.command(sent, 'confirm-receipt', {
    channel: 'electronic',
    manifestDigest: files?.manifestDigest,
    lines: matching(lines.filter(({ fileIds }) => fileIds.length > 0).map(({ id }) => id)),
  });
  const [parcel] = parcels;
  if (!parcel) return next;
  return desk.command(next, 'confirm-receipt', {
    channel: 'postal',
    waybill: parcel.waybill,
    lines: matching(parcel.packed.map(({ lineId }) => lineId)),
  });
}

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  [intake, home] = await Promise.all([
    clerkAt(browser, system, 'intake.510107'),
    clerkAt(browser, system, 'home.500110'),
  ]);
  now = await received();
});
afterAll(() => browser?.close());
tellInSteps(() => [intake, home]);

const point = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

test('受理页按 2 选补正，逐点写，Enter 再加一点；空着不能出具', async () => {
  await home.goto(`/desk/cases/${now.id}/accept`);
  await sees(home, '受理决定');
  await press(home, '2');
  await sees(home, '要补正的内容（写给申请人看，一次列全）', '10月19日 周二 24:00 前');
  await press(home, 'Control+Enter');
  await sees(home, '请写清要补什么，至少 4 个字。');
  await home.getByLabel('要换成什么样、补什么').first().focus();
  await type(home, '换一张白底免冠照片');
  await press(home, 'Enter');
  await type(home, '补交户口簿首页复印件');
  await inspect(home);
  await press(home, 'Control+Enter');
  await sees(home, '属地补正中', '等补正', '还剩 10 个工作日', '补交户口簿首页复印件');
  expect(await point(home, '还没有交').count()).toBe(2);
  await inspect(home);
});

test('收件窗口收下：第 1 点扫描件，第 2 点复印件 1 份', async () => {
  await intake.goto(`/desk/cases/${now.id}`);
  await sees(intake, '属地补正中');
  await press(intake, 'Control+Enter');
  await sees(intake, '收申请人的补正材料');
  await intake
    .getByLabel('第 1 点：添加扫描件')
    .last()
    .setInputFiles({ name: '照片.pdf', mimeType: 'application/pdf', buffer: samplePdf('photo') });
  await sees(intake, '1 个扫描件');
  await intake
    .getByRole('dialog')
    .getByRole('group', { name: '复印件' })
    .last()
    .getByRole('button')
    .last()
    .click();
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(intake, '已收下补正材料。');
  await expect.poll(() => point(intake, '在收件窗口，待转送').count()).toBe(2);
});

test('扫描件发送属地，纸质件登记寄出', async () => {
  await press(intake, 'Control+Enter');
  await sees(intake, '把补正材料发送属地');
  await intake.getByRole('checkbox').check();
  await press(intake, 'Control+Enter');
  await sees(intake, '已到属地');
  await press(intake, 'Control+Enter');
  await sees(intake, '登记寄往属地的补正材料');
  await intake.getByLabel('运单号').fill(waybill(7_101));
  await press(intake, 'Control+Enter');
  await sees(intake, '正寄往属地');
});

test('属地拆开邮件，确认到齐：回到受理决定，5 个工作日重新起算', async () => {
  await home.reload();
  await sees(home, '正寄往属地', '已到属地');
  await press(home, 'Control+Enter');
  await sees(home, `同时确认邮件 ${waybill(7_101)} 已拆开`);
  await tap(home.getByRole('dialog'), '确认到齐');
  await sees(home, '属地已收到', '已到齐');
  await home.goto(`/desk/cases/${now.id}/accept`);
  await sees(home, '再次要求补正由审批人员提出。');
});
