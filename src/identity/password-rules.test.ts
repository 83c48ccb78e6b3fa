import { describe, expect, test } from 'vitest';
import { weaknessOf } from './password-rules.ts';

describe('a password is too weak', () => {
  test.each([
    ['short1234', '新密码至少 10 位，现在只有 9 位。'],
    ['密码密码', '新密码至少 10 位，现在只有 4 位。'],
    ['my Intake.510107!', '新密码里不能有账号名。'],
    ['abababababab', '新密码里不同的字太少，至少要有 4 个不同的字。'],
    ['23456789:;<', '新密码是连着的数字或字母，太容易猜到，请换一个。'],
    ['zyxwvutsrqp', '新密码是连着的数字或字母，太容易猜到，请换一个。'],
    ['WOAINI5201314', '很多人用过这个密码，太容易猜到，请换一个。'],
    ['Tongban-2021', '很多人用过这个密码，太容易猜到，请换一个。'],
  ])('%s', (password, sentence) => {
    expect(weaknessOf(password, 'intake.510107')).toBe(sentence);
  });
});

describe('no kinds of characters are prescribed', () => {
  test.each(['correct horse battery', '八月桂花遍地开放香飘', 'wuhou counter three'])('%s', (password) => {
    expect(weaknessOf(password, 'intake.510107')).toBeUndefined();
  });

  test('length counts characters, not bytes or halves of characters', () => {
    expect(weaknessOf('𠮷日良辰万事如意', 'lead')).toContain('只有 8 位');
    expect(weaknessOf('𠮷日良辰万事如意𬭎声', 'lead')).toBeUndefined();
  });
});
