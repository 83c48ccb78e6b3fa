import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Theme = 'standard' | 'elder' | 'contrast';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replaceAll(/\s*\{/g, '{');

const selectors: Record<Theme, string> = {
  standard: ':root{',
  elder: '[data-mode="elder"]{',
  contrast: '[data-theme="contrast"]{',
};

function declared(theme: Theme): Record<string, string> {
  const start = css.indexOf(selectors[theme]);
  if (start < 0) throw new Error(`no block ${selectors[theme]} in tokens.css`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries(
    Array.from(block.matchAll(/--([\w-]+):\s*(#[0-9A-F]{6})/gi), ([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

const standard = declared('standard');

function colour(theme: Theme, name: string): string {
  const value = theme === 'standard' ? standard[name] : (declared(theme)[name] ?? standard[name]);
  if (value === undefined) throw new Error(`no colour --${name}`);
  return value;
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: Theme, ink: string, ground: string): number {
  const [light = 0, dark = 0] = [luminance(colour(theme, ink)), luminance(colour(theme, ground))].toSorted(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** The table of the interface reference, §2.1: ink, ground, standard, elder, high contrast, needed. */
const pairs: [string, string, number, number, number, number][] = [
  ['ink', 'surface', 15.7, 18.2, 21, 4.5],
  ['ink-2', 'page', 7.2, 10.7, 21, 4.5],
  ['ink-3', 'page', 5, 10.7, 16.8, 4.5],
  ['ink-3', 'sunken', 4.7, 9.9, 13.9, 4.5],
  ['primary', 'surface', 8.4, 10.6, 16.1, 4.5],
  ['primary', 'primary-soft', 7.3, 9.2, 12.7, 4.5],
  ['on-primary', 'primary', 8.4, 10.6, 16.1, 4.5],
  ['intake', 'intake-soft', 5.9, 5.9, 13.2, 4.5],
  ['home', 'home-soft', 7.1, 7.1, 12.4, 4.5],
  ['ok', 'ok-soft', 6, 6, 13.3, 4.5],
  ['warn', 'warn-soft', 6, 6, 13.3, 4.5],
  ['bad', 'bad-soft', 6, 6, 10.4, 4.5],
  ['go', 'go-soft', 7.3, 7.3, 12.4, 4.5],
  ['wait', 'wait-soft', 6.7, 6.7, 21, 4.5],
  ['pause', 'pause-soft', 7.2, 7.2, 17.5, 4.5],
  ['control', 'surface', 3.7, 7.5, 21, 3],
  ['control', 'page', 3.4, 6.9, 21, 3],
  ['focus', 'surface', 5.7, 5.7, 16.1, 3],
  ['focus', 'page', 5.3, 5.3, 16.1, 3],
];

describe.each(pairs)('%s on %s', (ink, ground, onStandard, onElder, onContrast, needed) => {
  test.each<[Theme, number]>([
    ['standard', onStandard],
    ['elder', onElder],
    ['contrast', onContrast],
  ])('%s has the stated ratio and the needed one', (theme, stated) => {
    const ratio = contrast(theme, ink, ground);
    expect(Math.round(ratio * 10) / 10).toBe(stated);
    expect(ratio).toBeGreaterThanOrEqual(needed);
  });
});

test('in high contrast every text stands out by 7 : 1', () => {
  for (const [ink, ground, , , , needed] of pairs.filter((pair) => pair[5] === 4.5)) {
    expect(contrast('contrast', ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
      Math.max(7, needed),
    );
  }
});
