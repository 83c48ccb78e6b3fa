import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receipt, signIn } from '../../scripts/client/client.ts';
import { demoPassword } from '../../src/identity/demo-staff.ts';
import { openBrowser } from './browser.ts';
import { clerkAt, expectNoSidewaysScroll, inspect, press, sees, tap } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';

let browser: Browser;
let system: ServedSystem;
const option = 'item-southwest-5-25';

/** An application for an item that has no published standard yet, registered and under review. */
async function opened(key: string): Promise<Receipt> {
  const clerk = await signIn(system.origin, 'intake.510107', demoPassword);
  return clerk.post<Receipt>(
    '/api/cases',
    {
      catalogueId: 'southwest-5',
      itemNumber: 25,
      homeRegion: '500110',
      mode: 'proxyIntake',
      applicant: {
        kind: 'person',
        name: '罗晓梅',
        identityKind: 'residentId',
        identityNumber: '11010519491231002X',
      },
      contact: { name: '罗晓梅', phone: '13800006021' },
      situations: { [`${option}-s-self`]: true, [`${option}-s-agent`]: false },
      delivery: { way: 'pickUpAtIntake' },
      duplicateReason: '同一人的另一件',
      submit: true,
      startReview: true,
    },
    { 'idempotency-key': key },
  );
}

/** How often a page sounded: every tone it began. */
async function countTones(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const heard = { tones: 0 };
    class Counted extends AudioContext {
      override createOscillator(): OscillatorNode {
        heard.tones += 1;
        return super.createOscillator();
      }
    }
    Object.assign(globalThis, { heard, AudioContext: Counted });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: { tones: number } }).heard.tones);
}

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
});
afterAll(() => browser?.close());

test('新建收件：没有发布收件标准的事项也能登记，说明标准由属地给', async () => {
  const intake = await clerkAt(browser, system, 'intake.510107');
  await intake.goto('/desk/new');
  await intake.getByRole('combobox', { name: /查找|事项/ }).fill('社会保险个人权益记录单');
  await intake
    .getByRole('option', { name: /权益记录单/ })
    .first()
    .click();
  await sees(intake, '收件标准待完善', /登记后请属地窗口给收件标准/);
  await inspect(intake);
  await intake.context().close();
});

test('请求标准：两个窗口同时看见，属地响一声、接手、列出材料，收件窗口的清单自己出来', async () => {
  const now = await opened('browser-stage-one-1');
  const home = await clerkAt(browser, system, 'home.500110');
  const tones = await countTones(home);
  const lead = await clerkAt(browser, system, 'lead.500110');
  await home.goto('/desk/');
  await lead.goto('/desk/');
  await home.getByRole('heading', { level: 1, name: '工作台' }).waitFor();

  const intake = await clerkAt(browser, system, 'intake.510107');
  await intake.goto(`/desk/cases/${now.id}/review`);
  await sees(intake, '这个事项还没有发布收件标准', /渝快办的办事指南/);
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await intake.getByLabel('要特别问清的').fill('要不要本人到场？');
  await press(intake, 'Control+Enter');
  await sees(intake, '正等属地答复');

  const alerts = home.getByRole('region', { name: '等本窗口答复' });
  await sees(alerts, /收件标准请求/, '四川省成都市武侯区在等');
  await sees(lead.getByRole('region', { name: '等本窗口答复' }), /收件标准请求/);
  // Nobody was asked yet: silent until the clerk says yes, and then once at once.
  expect(await tones()).toBe(0);
  await tap(alerts, '打开');
  await expect.poll(tones).toBe(2);
  await sees(alerts, '关掉提示音');
  await tap(lead.getByRole('region', { name: '等本窗口答复' }), '接手');
  await sees(alerts, /已接手/);
  await expectNoSidewaysScroll(home, 1440, 1000, 390);

  await sees(
    lead,
    '答复收件标准 · 社会保险个人权益记录单查询打印（养老保险、工伤保险、失业保险等）',
    '要不要本人到场？',
  );
  await press(lead, 'Control+Enter');
  await sees(lead, '至少列一项材料，收件窗口才能据此收件。', '请写主管部门。');
  await inspect(lead);
  await lead.getByLabel('材料名称').fill('居民身份证');
  await lead.getByLabel('主管部门').fill('人力社保局');
  await lead.getByLabel('承诺时限（工作日）').fill('0');
  await press(lead, 'Control+Enter');
  await sees(lead, '已答复，收件窗口据此审查');

  await sees(intake, '居民身份证', /属地窗口答复/);
  await intake.context().close();
  await lead.context().close();
  await home.context().close();
});

test('第二件：沿用上次收到的标准；写给对方窗口，对方答复', async () => {
  const now = await opened('browser-stage-one-2');
  const intake = await clerkAt(browser, system, 'intake.510107');
  await intake.goto(`/desk/cases/${now.id}/review`);
  await sees(intake, '上次收到的标准', /答复 · 材料 1 项/);
  await tap(intake, '沿用这份标准');
  await sees(intake, '居民身份证是否齐全、符合法定形式？');
  await press(intake, 'm');
  const dialog = intake.getByRole('dialog');
  await dialog.getByLabel('写什么').fill('证件磁条坏了，可以收吗？');
  await press(intake, 'Control+Enter');
  await sees(intake, '已发给对方窗口');

  const home = await clerkAt(browser, system, 'home.500110');
  await home.goto('/desk/');
  const alerts = home.getByRole('region', { name: '等本窗口答复' });
  await tap(alerts, '去答复');
  await sees(home, '证件磁条坏了，可以收吗？');
  await inspect(home);
  await press(home, 'Control+Enter');
  await home.getByLabel('答复内容').fill('可以收，请核对照片。');
  await press(home, 'Control+Enter');
  await sees(home, '已答复，计时停止');
  await intake.goto(`/desk/cases/${now.id}`);
  await sees(intake, '可以收，请核对照片。', /对方 .* 看过/);
  await inspect(intake);
  await home.context().close();
  await intake.context().close();
});

test('按办事指南收件：网址和版本都要写', async () => {
  const now = await opened('browser-stage-one-3');
  const intake = await clerkAt(browser, system, 'intake.510107');
  await intake.goto(`/desk/cases/${now.id}/review`);
  await tap(intake, '按办事指南收件');
  await sees(intake, '指南出处', /已填入上次的答复/);
  await press(intake, 'Control+Enter');
  await sees(intake, '请写指南的版本，或公布、更新日期。');
  await inspect(intake);
  await intake.getByLabel('网址').fill('https://zwykb.cq.gov.cn/item/25');
  await intake.getByLabel('版本').fill('2021-06 版');
  await press(intake, 'Control+Enter');
  await sees(intake, /属地办事指南/, '看指南（2021-06 版）');
  await intake.context().close();
});
