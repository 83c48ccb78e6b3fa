import type { CanDraw } from './glyph-plan.ts';

/** The 行政审批服务专用章 of a region: whose it is, and whether it is a sample (样章) for demonstration. */
export type Seal = {
  readonly regionCode: string;
  /** The administration named around the ring, e.g. 重庆市綦江区政务服务管理办公室. */
  readonly authority: string;
  readonly sample: boolean;
};

/** Words straight across the lower half of every seal. */
const sealPurpose = '行政审批服务专用章';

const red = '#c8161d';
const font = "font-family=\"'Noto Serif SC','Noto Sans SC','Songti SC',SimSun,serif\" font-weight=\"600\"";

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Half the width of a Chinese character's box lies this far above the baseline, in ems. */
const centreAboveBaseline = 0.38;

function star(cx: number, cy: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * 0.382;
    const angle = (Math.PI / 5) * i - Math.PI / 2;
    return `${round(cx + r * Math.cos(angle))},${round(cy + r * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${red}"/>`;
}

function glyph(sign: string, size: number, squeeze: number, canDraw: CanDraw): string {
  if (!canDraw(sign)) {
    const half = size * 0.4;
    return `<rect x="${round(-half * squeeze)}" y="${round(-half)}" width="${round(2 * half * squeeze)}" height="${round(2 * half)}" fill="none" stroke="${red}" stroke-width="2"/>`;
  }
  return `<text transform="scale(${round(squeeze)} 1)" y="${round(size * centreAboveBaseline)}" font-size="${round(size)}" text-anchor="middle">${escapeXml(sign)}</text>`;
}

function ringText(text: string, canDraw: CanDraw): string {
  const signs = Array.from(text.trim());
  const radius = 158;
  const reach = Math.min(232, 30 * Math.max(signs.length - 1, 1));
  const step = signs.length > 1 ? reach / (signs.length - 1) : 0;
  const room = signs.length > 1 ? (Math.PI / 180) * step * (radius - 14) : 60;
  const size = Math.min(50, Math.max(36, room / 0.72));
  const squeeze = Math.min(1, room / size);
  return signs
    .map((sign, i) => {
      const degrees = -reach / 2 + step * i;
      const angle = (Math.PI / 180) * degrees;
      const x = round(210 + radius * Math.sin(angle));
      const y = round(210 - radius * Math.cos(angle));
      return `<g transform="translate(${x} ${y}) rotate(${round(degrees)})">${glyph(sign, size, squeeze, canDraw)}</g>`;
    })
    .join('');
}

/**
 * The seal as an SVG of 42 × 42 mm (one unit is a tenth of a millimetre): a round red ring, the administration around,
 * a star, the purpose below; 样章 under it when it is a sample. `canDraw` tells which characters the fonts at hand can
 * draw; the others become an empty square.
 */
export function sealSvg(seal: Seal, canDraw: CanDraw = () => true): string {
  const purpose = `<text x="210" y="322" font-size="31" text-anchor="middle">${sealPurpose}</text>`;
  const sample = seal.sample
    ? `<rect x="150" y="220" width="120" height="60" rx="5" fill="none" stroke="${red}" stroke-width="4"/>` +
      '<text x="210" y="267" font-size="46" text-anchor="middle">样章</text>'
    : '';
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="42mm" height="42mm" viewBox="0 0 420 420">' +
    `<g opacity="0.88"><circle cx="210" cy="210" r="202" fill="none" stroke="${red}" stroke-width="12"/>` +
    `<g fill="${red}" ${font}>${ringText(seal.authority, canDraw)}${purpose}${sample}</g>` +
    `${seal.sample ? star(210, 164, 44) : star(210, 210, 60)}</g></svg>`
  );
}
