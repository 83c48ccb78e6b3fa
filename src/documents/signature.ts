import type { Instant } from '../regulation/instant.ts';

/**
 * How the applicant signed (R-078, OP-59): not yet (the blank is signed by pen), on a signature pad, or by confirming
 * electronically. A stroke is a run of points; points lie in a field of `width` × `height`.
 */
export type ApplicantSignature =
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'pad';
      readonly width: number;
      readonly height: number;
      readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[];
      readonly signedAt: Instant;
    }
  | { readonly kind: 'confirmed'; readonly words: string; readonly signedAt: Instant };

const number = (value: number): number => Math.round(value * 10) / 10;

/** The pad's strokes as an SVG in ink; undefined when the applicant signs otherwise. */
export function signatureSvg(signature: ApplicantSignature): string | undefined {
  if (signature.kind !== 'pad') return undefined;
  const lines = signature.strokes.map((points) => {
    const [first, ...rest] = points.map(([x, y]) => `${number(x)},${number(y)}`);
    return `<polyline points="${[first, ...(rest.length > 0 ? rest : [first])].join(' ')}"/>`;
  });
  const { width, height } = signature;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}">` +
    `<g fill="none" stroke="#111" stroke-width="${number(height / 45)}" stroke-linecap="round" stroke-linejoin="round">` +
    `${lines.join('')}</g></svg>`
  );
}
