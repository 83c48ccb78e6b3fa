const shortest = 10;

/** Longest password taken, in characters: long enough for any sentence, short enough not to keep the machine busy. */
export const longestPassword = 128;

/** Passwords of ten characters and more that head every list of stolen ones, and our own published one. */
const common = new Set(
  `1234567890 0123456789 12345678910 123456789a a123456789 1234567890a a1234567890 12345678900 123123123123 1122334455
   112233445566 1111111111 0000000000 8888888888 6666666666 1234512345 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
   q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 zxcvbnm123
   password12 password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 administrator admin12345 admin123456 admin@123456
   welcome123 welcome1234 iloveyou123 iloveyou520 woaini1314 woaini5201314 woaini520520 woaini123456 5201314520 1314520520
   aa123456789 aaa123456789 abc123456789 abcd123456 abcd12345678 qq123456789 wang123456 zhang123456 liu123456789
   147258369a 14725836900 789456123a 7894561230 9876543210 98765432100 0987654321 tongban2021 tongban-2021 tongban@2021`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
);

/** Whether every character follows the one before it in the same direction: 23456789ab, zyxwvut. */
function isRun(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/**
 * Why a password is too easy to guess, as one sentence; undefined if it is not. Length counts and lists of
 * known passwords do; kinds of characters are not prescribed (NIST SP 800-63B, 3.1.1.2).
 */
export function weaknessOf(password: string, username: string): string | undefined {
  const characters = [...password];
  const lower = password.toLowerCase();
  if (characters.length < shortest) return `新密码至少 ${shortest} 位，现在只有 ${characters.length} 位。`;
  if (lower.includes(username.toLowerCase())) return '新密码里不能有账号名。';
  if (new Set(characters).size < 4) return '新密码里不同的字太少，至少要有 4 个不同的字。';
  if (isRun(characters)) return '新密码是连着的数字或字母，太容易猜到，请换一个。';
  if (common.has(lower)) return '很多人用过这个密码，太容易猜到，请换一个。';
  return undefined;
}
