import { expect, test } from 'vitest';
import { afterEffort, type Effort } from './effort.ts';

const total = (efforts: readonly Effort[]): number => efforts.reduce(afterEffort, 0);

test('a frequent item takes nine, by search twelve, as the interface rules count them', () => {
  const frequent: Effort[] = ['key', 'scan', 'key', 'key', 'scan', 'key', 'key', 'key', 'key'];
  expect(total(frequent)).toBe(9);
  expect(total([...frequent, 'searchLetter', 'searchLetter', 'searchLetter'])).toBe(12);
});

test("typing the applicant's data is not counted", () => {
  expect(total(Array<Effort>(30).fill('data'))).toBe(0);
});
