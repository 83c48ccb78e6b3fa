import { describe, expect, it } from 'vitest';
import { countsAreWhole, countsText, type MaterialCounts, piecesOf } from './material-counts.ts';

describe('收件明细的份数', () => {
  it.each<[MaterialCounts, string]>([
    [{ originals: 1, copies: 0 }, '原件1份'],
    [{ originals: 0, copies: 1 }, '复印件1份'],
    [{ originals: 1, copies: 1 }, '原件1份，复印件1份'],
    [{ originals: 0, copies: 0, licences: 1 }, '电子证照1份'],
    [{ originals: 2, copies: 3, licences: 1 }, '原件2份，复印件3份，电子证照1份'],
    [{ originals: 0, copies: 0, electronicFiles: 2 }, '电子件2份'],
    [{ originals: 0, copies: 0 }, ''],
  ])('%j prints %s', (counts, text) => {
    expect(countsText(counts)).toBe(text);
  });

  it('counts pieces of every kind', () => {
    const counts = { originals: 2, copies: 3, licences: 1, electronicFiles: 4 };
    expect(piecesOf(counts)).toBe(10);
  });

  it.each([-1, 100, 0.5, Number.NaN])('refuses a count of %s', (originals) => {
    expect(countsAreWhole({ originals, copies: 0 })).toBe(false);
  });

  it.each([0, 1, 99])('takes a count of %s', (originals) => {
    expect(countsAreWhole({ originals, copies: 0 })).toBe(true);
  });
});
