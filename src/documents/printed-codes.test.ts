import { describe, expect, it } from 'vitest';
import { barCodeSvg, qrSvg } from './printed-codes.ts';

/** Widths of bars and gaps, read back from the drawing. */
function widths(svg: string): number[] {
  const bars = [...svg.matchAll(/M(\d+) 0h(\d+)v/g)].map(([, x, w]) => ({ x: Number(x), w: Number(w) }));
  return bars.flatMap(({ x, w }, i) => {
    const next = bars[i + 1];
    return next === undefined ? [w] : [w, next.x - x - w];
  });
}

describe('barCodeSvg', () => {
  it('starts with code set C, ends with stop, and carries the check sign of ISO/IEC 15417', () => {
    // 12 34: start C 105, check (105 + 12 + 2 × 34) mod 103 = 82
    const signs = {
      startC: [2, 1, 1, 2, 3, 2],
      12: [1, 1, 2, 2, 3, 2],
      34: [1, 3, 1, 1, 2, 3],
      82: [1, 2, 1, 2, 4, 1],
    };
    const stop = [2, 3, 3, 1, 1, 1, 2];
    expect(widths(barCodeSvg('1234'))).toEqual([
      ...signs.startC,
      ...signs[12],
      ...signs[34],
      ...signs[82],
      ...stop,
    ]);
  });

  it('leaves ten modules free on either side', () => {
    const svg = barCodeSvg('51010720210928000414');
    const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const sum = widths(svg).reduce((total, w) => total + w, 0);
    expect(svg).toContain('d="M10 0');
    expect(width).toBe(sum + 20);
    expect(sum).toBe(11 * 12 + 13);
  });

  it.each(['', '123', '12a4', '１２'])('refuses %j', (text) => {
    expect(() => barCodeSvg(text)).toThrow(RangeError);
  });
});

describe('qrSvg', () => {
  it('draws the three finder patterns inside a quiet zone of four modules', () => {
    const svg = qrSvg('https://tongban.example/verify/8KQ27F3AXW5N');
    const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => `${x},${y}`));
    const finder = (left: number, top: number): boolean =>
      Array.from({ length: 7 }, (_, i) => i).every(
        (i) =>
          dark.has(`${left + i},${top}`) &&
          dark.has(`${left},${top + i}`) &&
          dark.has(`${left + i},${top + 6}`),
      );
    expect([finder(4, 4), finder(side - 11, 4), finder(4, side - 11), finder(side - 11, side - 11)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    for (const place of dark) {
      const [x, y] = place.split(',').map(Number);
      expect(Math.min(x ?? 0, y ?? 0)).toBeGreaterThanOrEqual(4);
    }
  });

  it('differs for different addresses', () => {
    expect(qrSvg('https://a.example/verify/1')).not.toBe(qrSvg('https://a.example/verify/2'));
  });
});
