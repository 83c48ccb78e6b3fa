import { describe, expect, it } from 'vitest';
import { signatureSvg } from './signature.ts';

describe('signatureSvg', () => {
  it('draws each stroke of the pad, a single point as a dot', () => {
    const svg = signatureSvg({
      kind: 'pad',
      width: 400,
      height: 160,
      strokes: [
        [
          [10, 20],
          [30.04, 40],
        ],
        [[5, 5]],
      ],
      signedAt: '2021-09-28T10:05:00.000+08:00',
    });
    expect(svg).toContain('viewBox="0 0 400 160"');
    expect(svg?.match(/points="[^"]*"/g)).toEqual(['points="10,20 30,40"', 'points="5,5 5,5"']);
  });

  it('has nothing to draw where the pen or a confirmation signs', () => {
    expect(signatureSvg({ kind: 'blank' })).toBeUndefined();
    expect(
      signatureSvg({ kind: 'confirmed', words: '已确认', signedAt: '2021-09-28T10:05:00.000+08:00' }),
    ).toBeUndefined();
  });
});
