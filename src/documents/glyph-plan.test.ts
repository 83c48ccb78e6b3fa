import { describe, expect, it } from 'vitest';
import { planPage, planText, printable } from './glyph-plan.ts';

const latinOnly = (grapheme: string): boolean => /^[\u0020-\u024f]+$/.test(grapheme);

describe('printable', () => {
  it.each([
    ['一\n二\t三\u2028四', '一 二 三 四'],
    ['甲\u0000乙\u0007丙\u007f', '甲乙丙'],
    ['名\u202e反\u2066转\u200f', '名反转'],
    ['葛\u{e0100}城\ufe00', '葛城'],
    ['半\ud800个', '半\ufffd个'],
    ['末\uffff尾', '末尾'],
    ['全　角', '全　角'],
    ['#set page(width: 1cm) *粗* $x$ \\ @a <b>', '#set page(width: 1cm) *粗* $x$ \\ @a <b>'],
  ])('%j becomes %j', (typed, text) => {
    expect(printable(typed)).toBe(text);
  });

  it('keeps a compatibility ideograph, since a name may be registered with it', () => {
    expect(printable('\uf9dc')).toBe('\uf9dc');
  });

  it('lets a very long word break, without touching numbers of ordinary length', () => {
    expect(printable('51010720210928000414')).toBe('51010720210928000414');
    const broken = printable('x'.repeat(100));
    expect(broken.replaceAll('\u200b', '')).toBe('x'.repeat(100));
    expect(Math.max(...broken.split('\u200b').map((piece) => piece.length))).toBeLessThanOrEqual(8);
  });
});

describe('planText', () => {
  it('leaves text as it is when a font has every character', () => {
    expect(planText('plain', latinOnly)).toBe('plain');
  });

  it('sets a box with the code point where no font has the character', () => {
    expect(planText('a𠮷b', latinOnly)).toEqual(['a', { box: 'U+20BB7' }, 'b']);
    expect(planText('𠮷', latinOnly)).toEqual([{ box: 'U+20BB7' }]);
  });

  it('sets one box for one character, though it be several code points', () => {
    expect(planText('👨‍👩', latinOnly)).toHaveLength(2);
    expect(planText('བོ', latinOnly)).toEqual([{ box: 'U+0F56' }]);
  });

  it('composes a letter and its accent only where the font has no separate accent', () => {
    expect(planText('e\u0301', latinOnly)).toBe('é');
  });
});

describe('planPage', () => {
  it('plans every text at every depth and names each missing character once', () => {
    const { page, missing } = planPage({ a: '綦', b: [{ c: 'x綦𠮷', d: 3 }], e: null }, latinOnly);
    expect(page).toEqual({
      a: [{ box: 'U+7DA6' }],
      b: [{ c: ['x', { box: 'U+7DA6' }, { box: 'U+20BB7' }], d: 3 }],
      e: null,
    });
    expect(missing).toEqual(['U+7DA6', 'U+20BB7']);
  });
});
