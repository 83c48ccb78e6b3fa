import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { demoPassword } from '../../src/identity/demo-staff.ts';
import { expectNoAxeViolations } from './browser.ts';
import type { ServedSystem } from './server.ts';

/** Longest wait for anything on a page, in milliseconds; two slow cores are waited for, a missing text fails. */
const patience = 20_000;

const wide = { width: 1440, height: 900 };

/** A browser of one's own, without what others have typed or signed in to. */
export async function openDesk(
  browser: Browser,
  system: ServedSystem,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...options,
    baseURL: system.origin,
    viewport: wide,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  // Turned on only when a test begins to wait, the browser's own file dialog would sometimes be faster.
  page.on('filechooser', () => undefined);
  return page;
}

/** Signs in on the sign-in page, with the hands of a clerk. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/desk/');
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '工作台', exact: true }).waitFor();
}

/** A clerk who is signed in already. */
export async function clerkAt(browser: Browser, system: ServedSystem, username: string): Promise<Page> {
  const page = await openDesk(browser, system);
  const answer = await page.request.post('/api/session', {
    data: { username, password: demoPassword },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status(), username).toBeLessThan(300);
  return page;
}

/** Waits until every one of the texts can be seen on the page. */
export async function sees(place: Page | Locator, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) await place.getByText(text).filter({ visible: true }).first().waitFor();
}

/** Presses a key at the pace of a hand: no two keys as fast as a scanner. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key, { delay: betweenKeys });
}

/** Pause between two keys, in milliseconds; a scanner's is shorter than 35. */
const betweenKeys = 60;

/** Types into whatever has the focus, at the pace of a hand. */
export const type = (page: Page, text: string): Promise<void> =>
  page.keyboard.type(text, { delay: betweenKeys });

/**
 * Scans a code as a hand scanner does: the characters as keys, five milliseconds apart, then Enter. The time of each
 * key goes with it, so that a busy machine does not make a slow typist of the scanner.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // A little ahead, so that the first one never seems to follow the last key of a hand.
  const begin = Date.now() / 1000 + 0.25;
  const strokes = [...code].map((key) => ({
    key,
    text: key,
    code: /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
  }));
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  await Promise.all(
    [...strokes, enter].flatMap(({ text, ...stroke }, i) => {
      const timestamp = begin + (i + 1) * 0.005;
      return [
        session.send('Input.dispatchKeyEvent', { ...stroke, text, type: 'keyDown', timestamp }),
        session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp', timestamp }),
      ];
    }),
  );
  await session.detach();
}

/** How far the content is wider than the window, in pixels. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The content fits into windows of these widths, in pixels. Leaves the page at 1440. */
export async function expectNoSidewaysScroll(page: Page, ...widths: number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(() => overhang(page), { message: `${page.url()} at ${width}` }).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(wide);
}

/**
 * What every page must be (ux §9): clean for axe on a wide screen and on a phone, without sideways scrolling at 1280
 * pixels and on a phone. Leaves the page at 1440.
 */
export async function inspect(page: Page, phone = 390): Promise<void> {
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: phone, height: 844 });
  await expectNoAxeViolations(page);
  await expectNoSidewaysScroll(page, phone, 1280);
}

/** Presses the button of a name with the mouse. */
export const tap = (place: Page | Locator, name: string | RegExp): Promise<void> =>
  place.getByRole('button', { name }).click();

/** Chooses in a list by its label. */
export async function choose(place: Page | Locator, label: string, option: string): Promise<void> {
  await place.getByLabel(label, { exact: true }).selectOption({ label: option });
}

/** Signs in a signature field, with one stroke of the mouse. */
export async function sign(page: Page, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('the signature field is not on the page');
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  for (const [x, y] of [
    [90, 70],
    [140, 40],
    [200, 80],
  ] as const) {
    await page.mouse.move(box.x + x, box.y + y, { steps: 3 });
  }
  await page.mouse.up();
}

/** One sheet for every name, as a scanner would give it. */
export async function scannedSheets(
  desk: Page,
  names: readonly string[],
): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const sheet = await desk.context().newPage();
  const files = [];
  for (const name of names) {
    await sheet.setContent(`<h1>${name}</h1>`);
    files.push({ name: `${name}.png`, mimeType: 'image/png', buffer: await sheet.screenshot() });
  }
  await sheet.close();
  return files;
}

/** Reads a document as the signed-in person; it must be there and a PDF. */
export async function readPdf(page: Page, address: string | null): Promise<Buffer> {
  const answer = await page.request.get(address ?? '');
  expect(answer.status(), address ?? '').toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const bytes = await answer.body();
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  return bytes;
}
