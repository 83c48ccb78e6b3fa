import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { clerkAt, inspect, sees, tap } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';

let browser: Browser;
let system: ServedSystem;
let desk: Page;

const nobodyServes = 'fax';

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  const { outbox } = system.background;
  await system.database.transaction((tx) =>
    outbox.put(
      tx,
      ...['first', 'second'].map((key) => ({ topic: nobodyServes, key, orderKey: 'one', body: {} })),
    ),
  );
  desk = await clerkAt(browser, system, 'sysadmin');
  await desk.goto('/desk/operations');
});
afterAll(() => browser?.close());

test('系统管理员看到每项读到哪里、外发消息等了多少', async () => {
  await sees(desk, '运行状况', '站内通知', '办件变化的去向', '外发消息');
  await sees(desk.getByRole('row', { name: /fax/ }), '2 条', '已不再使用');
  await inspect(desk);
});

test('停止重试一条：先问，后面的继续；没送到的可以重发', async () => {
  await tap(desk, '看明细：fax');
  const messages = desk.getByRole('table', { name: 'fax：消息' });
  await sees(messages, 'first', 'second');
  await inspect(desk);
  await tap(messages.getByRole('row', { name: /first/ }), '停止重试');
  const dialog = desk.getByRole('dialog', { name: '停止重试这一条' });
  await sees(dialog, /排在后面的继续办/);
  await tap(dialog, '停止重试');
  await sees(desk, '已停止重试，后面的继续办。', /有 1 条停了下来/);
  await tap(desk, '没有送到的');
  await sees(messages.getByRole('row', { name: /first/ }), '已停发', '由系统管理员停止发送');
  await tap(messages.getByRole('row', { name: /first/ }), '重发');
  await sees(desk, /1 条已排到最前/);
  await tap(desk, '等待的');
  await sees(messages, 'first', 'second');
});

test('审计人员只看不改；窗口人员在导航里没有这一页，打开也看不到', async () => {
  const auditor = await clerkAt(browser, system, 'auditor');
  await auditor.goto('/desk/operations');
  await tap(auditor, '看明细：fax');
  await sees(auditor.getByRole('table', { name: 'fax：消息' }), 'first');
  expect(await auditor.getByRole('button', { name: /重发|停止重试/ }).count()).toBe(0);
  const clerk = await clerkAt(browser, system, 'intake.510107');
  await clerk.goto('/desk/operations');
  await sees(clerk, '您的岗位看不了运行状况。');
  expect(await clerk.getByRole('link', { name: '运行状况' }).count()).toBe(0);
});
