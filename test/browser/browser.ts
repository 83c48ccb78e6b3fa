import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The rules that stand for WCAG 2.2 AA, and axe's own good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Starts the system's Chromium. The caller closes it. Throws when there is none, saying how to name one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium found: install it, or set CHROMIUM_PATH to its executable');
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Throws when axe finds a violation on the page as it stands, with each rule, the element and what to change.
 * Works under a strict content security policy: the script is handed to the page by the debugger, not by an element.
 */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const found = await inPage.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? node.html}`),
    }));
  }, TAGS);
  if (violations.length === 0) return;
  const report = violations.map(({ id, help, nodes }) => `${id} – ${help}\n    ${nodes.join('\n    ')}`);
  throw new Error(`${page.url()} has ${violations.length} axe violations:\n  ${report.join('\n  ')}`);
}
