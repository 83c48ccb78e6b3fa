import { crc32, deflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** Most colours a palette PNG can have. */
const colours = 256;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

type Pixels = { width: number; height: number; base64: string };

/** The pixels of a picture, which the browser knows how to read. */
async function pixelsOf(
  browser: Browser,
  png: Buffer,
): Promise<{ width: number; height: number; rgba: Buffer }> {
  const page = await browser.newPage();
  try {
    const { width, height, base64 } = await page.evaluate(
      async (source): Promise<Pixels> => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('no canvas');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width, image.height);
        let bytes = '';
        for (let at = 0; at < data.length; at += 0x80_00) {
          bytes += String.fromCharCode(...data.subarray(at, at + 0x80_00));
        }
        return { width: image.width, height: image.height, base64: btoa(bytes) };
      },
      `data:image/png;base64,${png.toString('base64')}`,
    );
    return { width, height, rgba: Buffer.from(base64, 'base64') };
  } finally {
    await page.close();
  }
}

/** Colours that look the same: of text there are many greys, which must not crowd out a rare hue. */
const alike = (colour: number): number => colour & 0xf8_f8_f8;

/** The most frequent colours, one of those that look the same, and for each colour of the picture the nearest. */
function reduce(counts: ReadonlyMap<number, number>): { palette: number[]; nearest: Map<number, number> } {
  const groups = Map.groupBy(
    [...counts].toSorted(([, a], [, b]) => b - a),
    ([colour]) => alike(colour),
  );
  const palette = [...groups.values()]
    .map((group) => ({ colour: group[0]?.[0] ?? 0, total: group.reduce((sum, [, count]) => sum + count, 0) }))
    .toSorted((a, b) => b.total - a.total)
    .slice(0, colours)
    .map(({ colour }) => colour);
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) {
    if (nearest.has(colour)) continue;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, other] of palette.entries()) {
      const red = (colour >> 16) - (other >> 16);
      const green = ((colour >> 8) & 255) - ((other >> 8) & 255);
      const blue = (colour & 255) - (other & 255);
      const distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = index;
      }
    }
    nearest.set(colour, best);
  }
  return { palette, nearest };
}

/** The same picture with at most 256 colours: a third of the size, and text stays sharp. */
export async function paletted(browser: Browser, png: Buffer): Promise<Buffer> {
  const { width, height, rgba } = await pixelsOf(browser, png);
  const counts = new Map<number, number>();
  const colourAt = (pixel: number): number => rgba.readUInt32BE(pixel * 4) >>> 8;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt(pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, nearest } = reduce(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const row = Math.floor(pixel / width);
    rows[row * (width + 1) + 1 + (pixel % width)] = nearest.get(colourAt(pixel)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
