import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoAxeViolations, openBrowser } from './browser.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  await page.route('**/*', (route) => {
    const body = new URL(route.request().url()).searchParams.get('body') ?? '';
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'self'" };
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers,
      body: `<!doctype html><html lang="zh-CN"><title>通办</title><main><h1>办件</h1>${body}</main></html>`,
    });
  });
});

afterAll(() => browser?.close());

const show = (body: string) => page.goto(`http://tongban.test/?body=${encodeURIComponent(body)}`);

test('a page in order passes axe, also under a strict content security policy', async () => {
  await show('<label>姓名 <input></label>');
  await expectNoAxeViolations(page);
});

test('a field without a label and a picture without a text are named', async () => {
  await show('<input id="name"><img src="seal.png">');
  await expect(expectNoAxeViolations(page)).rejects.toThrow(/label[\s\S]*#name|#name[\s\S]*label/);
  await expect(expectNoAxeViolations(page)).rejects.toThrow(/image-alt/);
});
