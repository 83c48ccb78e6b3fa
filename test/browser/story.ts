import type { Page } from 'playwright-core';
import { beforeEach, onTestFailed } from 'vitest';

/**
 * Tests of a file as steps of one story: after one that failed the others are skipped, and the failed one says what
 * stood on the pages.
 */
export function tellInSteps(pages: () => readonly Page[]): void {
  let broken = false;
  beforeEach(({ skip }) => {
    skip(broken, 'an earlier step failed');
    onTestFailed(async () => {
      broken = true;
      for (const page of pages()) {
        const shown = await page
          .locator('body')
          .innerText()
          .catch(() => '');
        console.error(`${page.url()}\n${shown}\n`);
      }
    });
  });
}
