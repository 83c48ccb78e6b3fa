import { describe, expect, it } from 'vitest';
import { sealSvg } from './seal.ts';

const seal = { regionCode: '500110', authority: '重庆市綦江区政务服务管理办公室', sample: true };
const letters = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) => m[1]).join('');

describe('sealSvg', () => {
  it('names the administration, the purpose, and that it is a sample', () => {
    expect(letters(sealSvg(seal))).toBe('重庆市綦江区政务服务管理办公室行政审批服务专用章样章');
  });

  it('leaves the mark off a seal that is none', () => {
    expect(letters(sealSvg({ ...seal, sample: false }))).toBe(
      '重庆市綦江区政务服务管理办公室行政审批服务专用章',
    );
  });

  it('escapes what would be markup', () => {
    const svg = sealSvg({ ...seal, authority: '<a&"\'>' });
    expect(letters(svg)).toContain('&lt;a&amp;&quot;&apos;&gt;');
    expect(svg).not.toContain('<a&');
  });

  it.each([1, 2, 8, 15, 23, 40])('keeps %i characters within the ring', (count) => {
    const svg = sealSvg({ ...seal, authority: '政'.repeat(count) });
    const places = [...svg.matchAll(/translate\(([\d.]+) ([\d.]+)\)/g)];
    expect(places).toHaveLength(count);
    for (const [, x, y] of places) expect(Math.hypot(Number(x) - 210, Number(y) - 210)).toBeCloseTo(158, 0);
  });

  it('draws an empty square for a character no font has', () => {
    const drawn = sealSvg({ ...seal, authority: '𠮷林' }, (sign) => sign !== '𠮷');
    expect(letters(drawn)).toBe('林行政审批服务专用章样章');
    expect(drawn).toMatch(/<g transform="translate[^>]*><rect/);
  });
});
