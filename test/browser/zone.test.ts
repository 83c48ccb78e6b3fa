import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acceptAndSend, meet, register, review } from '../../scripts/client/story.ts';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { expectNoAxeViolations, openBrowser } from './browser.ts';
import { choose, expectNoSidewaysScroll, inspect, openDesk, sees } from './desk.ts';
import { morning, type ServedSystem, servedSystem } from './server.ts';

/** What stands on the applicant's receipt, and the last digits of the telephone number given. */
type Receipt = { businessNumber: string; phoneLast4: string; code: string };

let browser: Browser;
let system: ServedSystem;
let receipt: Receipt;
let page: Page;

/** A case whose materials are under way from 南明 to 渝北. */
async function sentCase(): Promise<Receipt> {
  const people = await meet(system.origin, '520102', '500112');
  const sent = await acceptAndSend(
    people,
    await review(people, await register(people, '500112')),
    4721,
    morning,
  );
  const kase = await people.intake.get<CaseView>(`/api/cases/${sent.id}`);
  const paper = kase.documents.find(({ kind }) => kind === 'intakeReceipt');
  return {
    businessNumber: kase.businessNumber ?? '',
    phoneLast4: '6021',
    code: paper?.verificationCode ?? '',
  };
}

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  receipt = await sentCase();
});
afterAll(() => browser?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(page.url(), await page.locator('body').innerText());
  await page.context().close();
});

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** From the first page to a paper in the hand; `look` is called on every page of the way. */
async function walk(look: () => Promise<void>): Promise<void> {
  await page.goto('/');
  await look();
  await page.getByLabel('您要办什么事', { exact: true }).fill('社保卡');
  await page.getByRole('button', { name: '查找' }).click();
  await sees(page, /“社保卡”找到 \d+ 项/);
  await look();
  await page.getByRole('link', { name: '社会保障卡申领', exact: true }).click();

  await heading('社会保障卡申领');
  await sees(
    page,
    /到任一“跨省通办”窗口交件：带 3 样东西，属地受理后 10 个工作日内办结，不收费，社会保障卡寄到您手上。/,
  );
  await sees(page, '社会保障卡申领登记表', '要多久', '办不成怎么办？');
  await look();
  await page.getByRole('link', { name: '选择', exact: true }).first().click();
  await heading('选择您的参保地');
  await choose(page, '先选省（区、市）', '重庆市');
  await page.getByRole('button', { name: '继续' }).click();
  await choose(page, '再选重庆市的哪里', '渝北区');
  await look();
  await page.getByRole('button', { name: '就选这里' }).click();
  await heading('社会保障卡申领');
  await sees(page, /由重庆市渝北区办理。收件不等于受理，是否受理由属地决定。/, '重庆市渝北区“跨省通办”窗口');
  await sees(page, /收件后 1 个工作日内/, /属地收到后 5 个工作日内/);
  await look();

  await page.getByRole('contentinfo').getByRole('link', { name: '查进度' }).click();
  await heading('查进度');
  await page.getByLabel('业务编号').fill(receipt.businessNumber.slice(0, 19));
  await page.getByLabel('手机尾号').fill(receipt.phoneLast4);
  await page.getByRole('button', { name: '查进度' }).click();
  await sees(page.getByRole('alert'), '业务编号应为 20 位数字，现在是 19 位。');
  await look();
  await page.getByLabel('业务编号').fill(receipt.businessNumber);
  await page.getByRole('button', { name: '查进度' }).click();
  await heading('社会保障卡申领');
  await sees(page, '现在在谁手里', '材料流转中', '办到哪一步', '今天 13:24 前', '为什么是 9月29日？');
  await look();

  await page.getByRole('link', { name: '收件通知书' }).click();
  await heading('文书核验');
  await sees(page, '有效，内容未被改动', '收件通知书不是受理通知书。', receipt.businessNumber, '示例数据');
  await look();
  await page.getByLabel('输入文书页脚的核验码，或扫二维码').fill('7KQ4-M2XA-9DTE');
  await page.getByRole('button', { name: '核验' }).click();
  await sees(page, '没有核验到这份文书');
  await page.getByLabel('输入文书页脚的核验码，或扫二维码').fill(receipt.code.toLowerCase());
  await page.getByRole('button', { name: '核验' }).click();
  await sees(page, '有效，内容未被改动');
  expect(await page.locator('body').innerText()).not.toContain('罗晓梅');
}

describe('从首页到查进度、核验文书', () => {
  // With scripts turned off axe cannot run; the pages are the same, as the next walk sees them.
  test('关闭脚本也能走完，手机上不用左右滑', async () => {
    page = await openDesk(browser, system, { javaScriptEnabled: false });
    await walk(() => expectNoSidewaysScroll(page, 320, 1280));
    expect(await page.getByRole('button', { name: '朗读' }).count()).toBe(0);
  });

  test('打开脚本，每一页都无障碍，还能朗读', async () => {
    page = await openDesk(browser, system);
    await walk(() => inspect(page, 320));
    await page.getByRole('button', { name: '朗读' }).waitFor();
  });

  test.each([
    { name: '长者版', back: '标准版', size: '24px' },
    { name: '高对比', back: '标准对比', size: '18px' },
  ])('$name：每一页都按它显示，直到改回来', async ({ name, back, size }) => {
    page = await openDesk(browser, system);
    await page.goto('/');
    await page.getByRole('link', { name, exact: true }).click();
    await walk(async () => {
      await page.getByRole('link', { name: back, exact: true }).waitFor();
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe(size);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page, 320);
    });
    await page.getByRole('link', { name: back, exact: true }).click();
    await page.getByRole('link', { name, exact: true }).waitFor();
  });
});
