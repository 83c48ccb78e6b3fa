import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stylesheetOf } from './stylesheet.ts';

const tokens = readFileSync(join(import.meta.dirname, '../web/tokens.css'), 'utf8');

const propertiesIn = (css: string, selector: string): string[] =>
  css
    .slice(css.indexOf(`${selector} {`))
    .split('}')[0]
    ?.match(/--[\w-]+: [^;]+;/g) ?? [];

it('the browser’s wish for more contrast gives the same tokens as the choice of high contrast', () => {
  const css = stylesheetOf(tokens, 'main { color: var(--ink); }');
  const chosen = propertiesIn(css, '[data-theme="contrast"]');
  expect(chosen.length).toBeGreaterThan(30);
  expect(propertiesIn(css, ':root:not([data-theme])')).toEqual(chosen);
  expect(css.indexOf('main {')).toBeGreaterThan(css.indexOf(':root:not([data-theme])'));
});

it('refuses tokens without high contrast', () => {
  expect(() => stylesheetOf(':root { --ink: #000; }', '')).toThrow('data-theme');
});
