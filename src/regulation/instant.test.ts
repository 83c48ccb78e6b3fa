import { expect, test } from 'vitest';
import { parseInstant } from './instant.ts';
import { isDay } from './shanghai-time.ts';

test.each([
  ['2021-10-08T17:20:00+08:00', '2021-10-08T17:20:00.000+08:00'],
  ['2021-10-08T09:20:00Z', '2021-10-08T17:20:00.000+08:00'],
  ['2021-10-08T17:20:00', undefined],
  // Its text would sort before every other, so that it seems to lie in the past.
  ['+010000-01-01T00:00:00Z', undefined],
  ['+275760-09-13T00:00:00Z', undefined],
  // No database knows the year 0.
  ['0000-01-01T00:00:00+08:00', undefined],
])('%s', (text, instant) => {
  expect(parseInstant(text)).toBe(instant);
});

test.each([
  ['1800-01-01', true],
  ['2999-12-31', true],
  ['0000-01-01', false],
  ['9999-12-31', false],
])('%s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
