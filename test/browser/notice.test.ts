import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { samplePdf } from '../../scripts/client/scans.ts';
import { meet, register, review } from '../../scripts/client/story.ts';
import { openBrowser } from './browser.ts';
import { clerkAt, inspect, press, sees, tap, type } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';
import { tellInSteps } from './story.ts';

let browser: Browser;
let system: ServedSystem;
let clerk: Page;
let lead: Page;
let now: Receipt;

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  [clerk, lead] = await Promise.all([
    clerkAt(browser, system, 'intake.510107'),
    clerkAt(browser, system, 'lead.510107'),
  ]);
  const people = await meet(system.origin, '510107', '500110');
  now = await review(people, await register(people, '500110'));
});
afterAll(() => browser?.close());
tellInSteps(() => [clerk, lead]);

test('有一项不合格，Ctrl Enter 就是出具一次性告知书：期限和理由先看到，纸上签名', async () => {
  await clerk.goto(`/desk/cases/${now.id}/review`);
  await sees(clerk, '已全部判定');
  await press(clerk, 'ArrowDown');
  await press(clerk, 'ArrowDown');
  await press(clerk, '2');
  await type(clerk, '照片背景应为白色，请重拍。');
  await press(clerk, 'Enter');
  await sees(clerk, '2 项合格，1 项不合格', '出具一次性告知书');
  await press(clerk, 'Control+Enter');
  await sees(clerk, '要补正 1 项', '告知书印作', '请申请人在签字区签名');
  await clerk.getByRole('dialog').getByText('拒绝签名', { exact: true }).click();
  await sees(clerk, '请写明申请人不签名的原因。', '另一名窗口人员当面确认');
  await inspect(clerk);
  await clerk.getByRole('dialog').getByText('纸上签名', { exact: true }).click();
  await press(clerk, 'Control+Enter');
  await sees(clerk, '已出具一次性告知书', '打印三份');
  await press(clerk, 'Control+Enter');
  await sees(clerk, '已一次性告知，待补正', '还没有交', '视为放弃本次申请');
  await inspect(clerk);
});

test('收补正材料：扫描件和份数一次收下，回到审查', async () => {
  await press(clerk, 'Control+Enter');
  await sees(clerk, '收申请人的补正材料');
  await clerk
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({ name: '照片.pdf', mimeType: 'application/pdf', buffer: samplePdf('photo again') });
  await sees(clerk, '1 个扫描件');
  await inspect(clerk);
  await press(clerk, 'Control+Enter');
  await sees(clerk, '已交齐，可以继续审查。', '形式审查中');
});

test('告知时合格的材料不能再判；负责人写明理由才能打开', async () => {
  await clerk.goto(`/desk/cases/${now.id}/review`);
  await clerk
    .getByRole('button', { name: /社会保障卡申领登记表/ })
    .first()
    .click();
  await sees(clerk, '这一项告知时已判合格');
  expect(await clerk.getByRole('group', { name: '判定' }).count()).toBe(0);
  expect(await clerk.getByRole('button', { name: '重新判定（负责人）' }).count()).toBe(0);

  await lead.goto(`/desk/cases/${now.id}/review`);
  await lead
    .getByRole('button', { name: /社会保障卡申领登记表/ })
    .first()
    .click();
  await tap(lead, '重新判定（负责人）');
  await type(lead, '登记表缺第二页');
  await sees(lead, '请写明理由，至少 10 个字。');
  await type(lead, '，属地审查需要完整表格');
  await press(lead, 'Control+Enter');
  await lead.getByRole('group', { name: '判定' }).waitFor();
});
