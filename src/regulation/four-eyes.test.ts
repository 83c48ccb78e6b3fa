import { expect, test } from 'vitest';
import { approvalFault } from './four-eyes.ts';

test('nobody approves what they proposed themselves', () => {
  expect(approvalFault('a', 'a')).toBe('own-proposal');
  expect(approvalFault('a', 'b')).toBeUndefined();
});
