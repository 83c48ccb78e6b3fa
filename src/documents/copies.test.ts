import { describe, expect, it } from 'vitest';
import { type CopyMark, copyWords, repeatsHolder, triplicate } from './copies.ts';

describe('一式三份', () => {
  it('marks the three copies by holder, in the order of the annex', () => {
    expect(triplicate.map(copyWords)).toEqual([
      { holder: '申请人联', watermarks: [] },
      { holder: '收件地留存联', watermarks: [] },
      { holder: '属地联', watermarks: [] },
    ]);
  });

  it.each<[CopyMark, string, string[]]>([
    [{ state: 'draft', reprint: false }, '', ['草稿']],
    [{ holder: 'home', state: 'void', reprint: false }, '属地联', ['作废']],
    [{ holder: 'home', state: 'issued', reprint: true }, '属地联 · 副本（补打）', ['副本（补打）']],
    [{ holder: 'home', state: 'void', reprint: true }, '属地联 · 副本（补打）', ['作废', '副本（补打）']],
  ])('%j', (mark, holder, watermarks) => {
    expect(copyWords(mark)).toEqual({ holder, watermarks });
  });

  it('takes a fourth copy only as a reprint', () => {
    const fourth: CopyMark = { holder: 'applicant', state: 'issued', reprint: false };
    expect(repeatsHolder(triplicate)).toBe(false);
    expect(repeatsHolder([...triplicate, fourth])).toBe(true);
    expect(repeatsHolder([...triplicate, { ...fourth, reprint: true }])).toBe(false);
  });
});
