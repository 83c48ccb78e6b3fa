/** Dots an inch that a scan must have to be legible. */
export const leastDpi = 200;

/** Densities that programs write when they know none: screens of old. */
const unknownDensities = new Set([72, 96]);

/** Shorter and longer side in dots of the smallest thing ever scanned, a one-inch portrait photo, at 200 dpi. */
const smallest = [197, 276] as const;

/** Size in dots, and the density the file declares, if any. */
type Picture = { width: number; height: number; dpi?: number };

const perMetre = 0.0254;

function pictureOfPng(bytes: Buffer): Picture | undefined {
  if (bytes.length < 24) return undefined;
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  const at = bytes.subarray(0, 4096).indexOf('pHYs');
  if (at < 0 || at + 13 > bytes.length || bytes[at + 12] !== 1) return size;
  return { ...size, dpi: Math.round(bytes.readUInt32BE(at + 4) * perMetre) };
}

/** Marker segments of a JPEG up to its frame: JFIF may declare a density, the frame has the size. */
function pictureOfJpeg(bytes: Buffer): Picture | undefined {
  let dpi: number | undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xe0 && bytes.toString('latin1', at + 4, at + 8) === 'JFIF' && at + 14 < bytes.length) {
      const density = bytes.readUInt16BE(at + 12);
      if (bytes[at + 11] === 1) dpi = density;
      if (bytes[at + 11] === 2) dpi = Math.round(density * 2.54);
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const size = { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
      return dpi === undefined ? size : { ...size, dpi };
    }
  }
  return undefined;
}

/** Why a picture cannot be legible, as a Chinese half-sentence; undefined when it may be. */
export function pictureFault(mediaType: 'image/jpeg' | 'image/png', bytes: Buffer): string | undefined {
  const picture = mediaType === 'image/png' ? pictureOfPng(bytes) : pictureOfJpeg(bytes);
  if (!picture) return '读不出图像尺寸';
  const [shorter, longer] = [picture.width, picture.height].toSorted((a, b) => a - b) as [number, number];
  if (shorter < smallest[0] || longer < smallest[1])
    return `只有 ${picture.width}×${picture.height} 点，看不清`;
  const { dpi } = picture;
  if (dpi !== undefined && dpi > 1 && dpi < leastDpi && !unknownDensities.has(dpi))
    return `只有 ${dpi} dpi，看不清`;
  return undefined;
}

/**
 * Why the pages of a PDF that is nothing but scanned pictures cannot be legible: the widest picture against the
 * width of the page. A PDF with text of its own is as sharp as its reader.
 */
export function scanFault(outline: string): string | undefined {
  if (/\/Font\b/.test(outline)) return undefined;
  const box = /\/MediaBox\s*\[\s*(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s*\]/.exec(outline);
  const widths = outline
    .split(/\bobj\b/)
    .filter((object) => /\/Subtype\s*\/Image\b/.test(object))
    .map((object) => Number(/\/Width\s+(\d{1,6})\b/.exec(object)?.[1] ?? 0));
  if (!box || widths.length === 0) return undefined;
  const inches = (Number(box[3]) - Number(box[1])) / 72;
  const dpi = Math.round(Math.max(...widths) / inches);
  return inches > 0 && dpi < leastDpi ? `扫描只有约 ${dpi} dpi，看不清` : undefined;
}
