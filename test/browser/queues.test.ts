import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptAndSend, meet, register, review } from '../../scripts/client/story.ts';
import { openBrowser } from './browser.ts';
import { clerkAt, inspect, press, scan, sees, type } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';
import { tellInSteps } from './story.ts';

const intakeRegion = '510112';
const homeRegion = '500106';

let browser: Browser;
let system: ServedSystem;
let intake: Page;
let home: Page;
let numbers: string[];
let parcel: string;

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  const people = await meet(system.origin, intakeRegion, homeRegion);
  const reviewing = await register(people, homeRegion);
  const reviewed = await review(people, await register(people, homeRegion));
  const sent = await acceptAndSend(people, reviewed, 40_000_001, '2021-09-29T10:24:00.000+08:00');
  numbers = [reviewing, sent].map(({ businessNumber = '' }) => businessNumber);
  parcel =
    (await people.intake.get<{ parcels: { waybill: string }[] }>(`/api/cases/${sent.id}`)).parcels[0]
      ?.waybill ?? '';
  intake = await clerkAt(browser, system, `intake.${intakeRegion}`);
  home = await clerkAt(browser, system, `home.${homeRegion}`);
});
afterAll(() => browser?.close());
tellInSteps(() => [intake, home]);

const tab = (page: Page): Promise<string> => page.locator('.tabs [aria-current]').innerText();
const listed = (page: Page): Promise<string[]> =>
  page
    .locator('tbody .number')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replace(/\D/g, '')));

test('工作台：只用方向键换列表，标签上有件数，等别人的看得见在等谁', async () => {
  await intake.goto('/desk/');
  await sees(intake, '完成形式审查');
  expect(await tab(intake)).toMatch(/^待我办\s+1/);
  expect(await listed(intake)).toEqual([numbers[0]]);
  for (const name of ['我手上的', '已逾期', '等别人']) {
    await press(intake, 'ArrowRight');
    await expect.poll(() => tab(intake)).toContain(name);
  }
  await sees(intake, '等属地窗口');
  expect(await listed(intake)).toEqual([numbers[1]]);
  await inspect(intake);
});

test('属地：按方式、状态筛选，导出的表格就是这个列表', async () => {
  await home.goto('/desk/?tab=home');
  await sees(home, '查看来件');
  await home.getByRole('button', { name: '按事项、状态、方式筛选' }).press('Enter');
  await home.getByLabel('办理方式').selectOption('全程网办');
  await sees(home, '这个筛选下没有件。');
  await home.getByRole('button', { name: '清除筛选' }).press('Enter');
  await sees(home, '查看来件');
  await home.getByLabel('状态', { exact: true }).selectOption('材料流转中');
  await expect.poll(() => listed(home)).toEqual([numbers[1]]);
  const address = await home.getByRole('link', { name: '导出表格' }).getAttribute('href');
  expect(address).toBe('/api/cases/export.xlsx?queue=home&state=inTransit');
  await inspect(home);
});

test('办件查询：敲姓名、敲后四位、扫运单号，都认得出按什么查；用键盘打开', async () => {
  await intake.goto('/desk/find');
  await intake.getByRole('main').getByRole('textbox').focus();
  await intake.keyboard.insertText('罗晓梅');
  await press(intake, 'Enter');
  await sees(intake, '共 2 件，最近的在前');
  expect(await intake.getByRole('button', { name: '姓名', pressed: true }).count()).toBe(1);
  await inspect(intake);

  await intake.getByRole('main').getByRole('textbox').fill('');
  await type(intake, '6021');
  await sees(intake, '完整的电话号码；只有后 4 位时，再填业务编号');
  await press(intake, 'Enter');
  await sees(intake, '只有后 4 位时，请再填业务编号。');
  await intake
    .getByRole('main')
    .getByLabel('业务编号', { exact: true })
    .fill(numbers[0] ?? '');
  await press(intake, 'Enter');
  await sees(intake, '共 1 件，最近的在前');

  await scan(intake, parcel);
  await expect.poll(() => listed(intake)).toEqual([numbers[1]]);
  await press(intake, 'Control+Enter');
  await sees(intake, '一条时间线，两地共见');
});

test('过了期限：窗口收到提醒和逾期，记号留在逾期记录里', async () => {
  await system.at('2021-09-29T12:00:00.000+08:00');
  await system.at('2021-09-29T13:30:00.000+08:00');
  await home.goto('/desk/notices');
  await sees(home, /^期限过半：查看来件/, /^已逾期：查看来件/);
  await home.goto('/desk/?tab=overdue');
  await sees(home, '查看来件', /^已超/);
  await home.goto('/desk/?tab=late');
  await sees(home, '查看来件', '还没办');
  await inspect(home);
});
