import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations, openBrowser } from './browser.ts';
import { clerkAt, expectNoSidewaysScroll, openDesk } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';

/** Every page that a person opens from the side bar, the header or the zone, by who uses it. */
const pages: Record<string, readonly string[]> = {
  'intake.510107': [
    '',
    'new',
    'find',
    'notices',
    'custody',
    'shipments',
    'phone-tasks',
    'offlist',
    'offlist/new',
    'feedback',
    'directory',
    'consultation',
  ],
  'admin.510107': [
    'windows',
    'guides',
    'people',
    'people/review',
    'people/import',
    'people/waiting',
    'escalations',
    'responsibility',
  ],
  'admin.510000': [
    'rollout',
    'rollout/510107',
    'standards',
    'standards/048-1',
    'directory',
    'programmes',
    'catalogue-admin?programme=southwest-5&tab=localNames',
    'catalogue-admin?programme=southwest-5&tab=nominations',
    'extensions',
    'consultation',
  ],
  coordinator: [
    'catalogue-admin',
    'catalogue-admin?programme=southwest-5&tab=members',
    'catalogue-admin?programme=southwest-5&tab=pilots',
    'catalogue-admin?programme=southwest-5&tab=splits',
    'catalogue-admin?programme=southwest-5&tab=history',
    'standards/tables',
    'synonyms',
    'matrix/southwest-5/48',
    'settings',
    'templates',
    'escalations',
    'demand',
  ],
  sysadmin: ['operations', 'notices'],
  secadmin: ['people', 'people/review'],
  auditor: ['operations', 'find'],
};

/** Pages of the zone, as anybody opens them. */
const zone = [
  '/',
  '/search?q=社保卡',
  '/items/southwest-5/48?region=510107',
  '/items/southwest-5/48/form?region=500110',
  '/early',
  '/progress',
  '/verify',
  '/windows?region=510107',
];

let browser: Browser;
let system: ServedSystem;

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
});
afterAll(() => browser?.close());

/** What goes wrong on a page without anybody seeing it: broken scripts, and answers that the page did not want. */
function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  return faults;
}

async function lookAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const read = { message: path, timeout: 20_000 };
  await expect.poll(() => page.getByRole('heading', { level: 1 }).count(), read).toBe(1);
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), read).toBe(0);
  await expectNoAxeViolations(page);
  await expectNoSidewaysScroll(page, 390, 1280);
}

for (const [username, paths] of Object.entries(pages)) {
  test(`${username}：每一页都打得开、无障碍、不横向滚动`, async () => {
    const page = await clerkAt(browser, system, username);
    const faults = listen(page);
    for (const path of paths) await lookAt(page, `/desk/${path}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });
}

test('专区：每一页都打得开、无障碍、不横向滚动', async () => {
  const page = await openDesk(browser, system);
  const faults = listen(page);
  for (const path of zone) await lookAt(page, path);
  expect(faults).toEqual([]);
  await page.context().close();
});
