import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlainText } from './plain-text.ts';

describe('keeps', () => {
  it.each([
    '罗晓梅',
    '𠮷田鳛䶮㛃𬭎綦',
    '德吉·卓玛',
    'བཀྲ་ཤིས་བདེ་ལེགས།',
    'ꆈꌠꉙ',
    'ئۇيغۇر',
    '葛\u{E0100}城',
    "O'Neil & Söhne <b>{{x}}</b>; DROP TABLE cases",
    '#set page(paper: "a0")',
  ])('%s', (value) => {
    expect(checkPlainText(value, { max: 60 })).toEqual({ valid: true, normalized: value });
  });

  it('brings text into NFC and drops blanks at its ends', () => {
    expect(checkPlainText('\u3000 Zoe\u0308 ', { max: 3 })).toEqual({ valid: true, normalized: 'Zoë' });
  });

  it('line breaks only where they are allowed', () => {
    expect(checkPlainText('一\r\n二\r三\n\t四', { max: 20, lines: true })).toEqual({
      valid: true,
      normalized: '一\n二\n三\n\t四',
    });
    expect(checkPlainText('一\n二', { max: 20 }).valid).toBe(false);
  });
});

describe('refuses', () => {
  it.each([
    ['a null', '罗\u0000梅', '里面有控制字符，请删掉后重新输入。'],
    ['an escape', '\u001b[31m罗', '里面有控制字符，请删掉后重新输入。'],
    ['a line break at the end', '罗晓梅\n', '里面有控制字符，请删掉后重新输入。'],
    ['a C1 control', '罗\u0085梅', '里面有控制字符，请删掉后重新输入。'],
    ['a line separator', '罗\u2028梅', '里面有控制字符，请删掉后重新输入。'],
    ['a right-to-left override', '罗\u202e梅', '里面有改变书写方向的隐藏字符，请删掉后重新输入。'],
    ['a right-to-left mark', '罗\u200f梅', '里面有改变书写方向的隐藏字符，请删掉后重新输入。'],
    ['an Arabic letter mark', '罗\u061c梅', '里面有改变书写方向的隐藏字符，请删掉后重新输入。'],
    ['an isolate', '罗\u2067梅\u2069', '里面有改变书写方向的隐藏字符，请删掉后重新输入。'],
    ['a zero-width space', '罗\u200b梅', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['a zero-width joiner', '罗\u200d梅', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['a byte-order mark in front', '\ufeff罗', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['a soft hyphen', '罗\u00ad梅', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['a Hangul filler', '\u3164', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['a tag character', '罗\u{E0041}', '里面有看不见的隐藏字符，请删掉后重新输入。'],
    ['the first half of a pair', '罗\ud842', '里面有半个字符，请删掉后重新输入。'],
    ['the second half of a pair', '\udfb7罗', '里面有半个字符，请删掉后重新输入。'],
    ['a replacement character', '罗\ufffd梅', '里面有无法识别的字符，请删掉后重新输入。'],
    ['a noncharacter', '罗\uffff', '里面有无法识别的字符，请删掉后重新输入。'],
    ['piled-up marks', `a${'\u0316'.repeat(9)}`, '里面有叠得太多的符号，请删掉后重新输入。'],
  ])('%s', (_, value, reason) => {
    expect(checkPlainText(value, { max: 40 })).toEqual({ valid: false, reason });
    expect(checkPlainText('罗晓梅', { max: 40 }).valid).toBe(true);
  });

  it('what stays forbidden with line breaks allowed', () => {
    expect(checkPlainText('一\u0000二', { max: 20, lines: true }).valid).toBe(false);
    expect(checkPlainText('一\u2029二', { max: 20, lines: true }).valid).toBe(false);
    expect(checkPlainText('一\u200b二', { max: 20, lines: true }).valid).toBe(false);
  });
});

describe('length', () => {
  it('counts characters, not halves of pairs', () => {
    expect(checkPlainText('𠮷'.repeat(5), { max: 5 }).valid).toBe(true);
    expect(checkPlainText('𠮷'.repeat(6), { max: 5 })).toEqual({
      valid: false,
      reason: '最多写 5 个字，现在有 6 个。',
    });
  });

  it.each([
    ['好', 5, '至少写 5 个字，现在只有 1 个。'],
    ['', 5, '至少写 5 个字，现在还没有写。'],
    ['  \u3000', 1, '至少写 1 个字，现在还没有写。'],
  ])('%j is too short for %i', (value, min, reason) => {
    expect(checkPlainText(value, { min, max: 100 })).toEqual({ valid: false, reason });
  });

  it('an enormous text is refused without being searched', () => {
    expect(checkPlainText('\u200b'.repeat(2_000_000), { max: 40 })).toEqual({
      valid: false,
      reason: '最多写 40 个字，现在的内容太长。',
    });
  });
});

it('an accepted text is well-formed, in NFC, within its length, and accepted again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (value, lines) => {
      const result = checkPlainText(value, { max: 40, lines });
      if (!result.valid) return;
      expect(result.normalized.isWellFormed()).toBe(true);
      expect(result.normalized).toBe(result.normalized.normalize('NFC'));
      expect(Array.from(result.normalized).length).toBeLessThanOrEqual(40);
      expect(checkPlainText(result.normalized, { max: 40, lines })).toEqual(result);
    }),
  );
});
