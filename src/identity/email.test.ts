import { expect, test } from 'vitest';
import { checkEmail, maskEmail } from './email.ts';

test('邮箱：去掉空白，全角变半角', () => {
  expect(checkEmail(' luo@example.com ')).toEqual({ valid: true, normalized: 'luo@example.com' });
  expect(checkEmail('luo＠example.com')).toEqual({ valid: true, normalized: 'luo@example.com' });
  expect(maskEmail('luo@example.com')).toBe('l****@example.com');
});

test.each([
  '',
  'luo',
  'luo@',
  '@example.com',
  'luo@example',
  'luo luo@example.com',
  'a@b.c\nBcc: x@y.zz',
  `${'a'.repeat(300)}@example.com`,
])('不是邮箱：%j', (text) => {
  expect(checkEmail(text).valid).toBe(false);
});
