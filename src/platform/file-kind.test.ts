import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { largestFile } from '../regulation/file-limits.ts';
import { checkFile } from './file-kind.ts';
import { Problem } from './problem.ts';

/** The head of a PNG, as far as anybody looks at it; with a density in dots a metre if one is declared. */
function pngOf(width: number, height: number, perMetre?: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const density = Buffer.alloc(13);
  density.write('pHYs', 0, 'latin1');
  density.writeUInt32BE(perMetre ?? 0, 4);
  density.writeUInt32BE(perMetre ?? 0, 8);
  density[12] = 1;
  return Buffer.concat([head, size, Buffer.alloc(8), ...(perMetre === undefined ? [] : [density])]);
}

/** A JPEG of a JFIF header with a density in dots an inch, and a frame. */
function jpegOf(width: number, height: number, dpi = 300): Buffer {
  const head = Buffer.from('ffd8ffe000104a46494600010101000000000000', 'hex');
  head.writeUInt16BE(dpi, 14);
  head.writeUInt16BE(dpi, 16);
  const frame = Buffer.from('ffc0000b0800000000011100', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([head, frame, Buffer.from('ffd9', 'hex')]);
}

const png = pngOf(1654, 2339);
const jpeg = jpegOf(1654, 2339);

/** A PDF page that is one scanned picture, so many dots wide. */
const scanned = (width: number): Buffer =>
  pdf(
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> >>\nendobj\n',
    `4 0 obj\n<< /Type /XObject /Subtype /Image /Width ${width} /Height 99 /Length 2 >>\nstream\n..\nendstream\nendobj\n`,
  );

const page = (no: number): string => `${no} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n`;
const pdf = (...parts: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...parts.map((part) => Buffer.from(part)),
    Buffer.from('%%EOF\n'),
  ]);
const trailer = (more = ''): string => `trailer\n<< /Size 9 /Root 1 0 R ${more}>>\nstartxref\n0\n`;
const pages = '2 0 obj\n<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>\nendobj\n';
const objectStream = (content: string): Buffer => {
  const body = deflateSync(Buffer.from(content));
  const head = `8 0 obj\n<< /Type /ObjStm /N 3 /First 12 /Filter /FlateDecode /Length ${body.length} >>\nstream\r\n`;
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\nendstream\nendobj\n')]);
};

function refusalOf(bytes: Uint8Array, name = '户口簿.pdf'): Problem {
  try {
    checkFile(bytes, name);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('accepted files (R-068)', () => {
  test.each([
    ['PNG', png, 'image/png', 1],
    ['PNG of a one-inch portrait photo', pngOf(295, 413), 'image/png', 1],
    ['PNG that declares 300 dpi', pngOf(1000, 700, 11_811), 'image/png', 1],
    ['JPEG of a camera that declares 72 dpi for want of better', jpegOf(4000, 3000, 72), 'image/jpeg', 1],
    ['PDF scanned at 200 dpi', scanned(1654), 'application/pdf', 1],
    ['JPEG', jpeg, 'image/jpeg', 1],
    ['PDF with two pages', pdf(pages, page(3), page(4), trailer()), 'application/pdf', 2],
    ['PDF whose page was saved again', pdf(page(3), trailer(), page(3), trailer()), 'application/pdf', 1],
    [
      'PDF with packed page dictionaries',
      pdf(objectStream('3 0 4 40 5 80 <</Type/Page/Parent 2 0 R>> <</Type/Page>> <</Type/Pages>>')),
      'application/pdf',
      2,
    ],
    [
      'PDF with a header after other bytes',
      Buffer.concat([Buffer.from('\n\n'), pdf(page(3))]),
      'application/pdf',
      1,
    ],
    [
      'PDF whose content merely speaks of encryption',
      pdf(page(3), '5 0 obj\n<< /Length 20 >>\nstream\n/Encrypt 7 0 R here\nendstream\nendobj\n', trailer()),
      'application/pdf',
      1,
    ],
    [
      'PDF with readable metadata',
      pdf(page(3), '6 0 obj << /EncryptMetadata false >> endobj ', trailer()),
      'application/pdf',
      1,
    ],
  ])('%s', (_what, bytes, mediaType, count) => {
    expect(checkFile(bytes, 'x')).toEqual({ mediaType, pages: count });
  });

  test('of exactly 20 MB', () => {
    const bytes = Buffer.alloc(largestFile);
    jpeg.copy(bytes);
    expect(checkFile(bytes, 'x').mediaType).toBe('image/jpeg');
  });
});

describe('refused files, by name', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a program', Buffer.from('MZ\u0090\u0000'), 'file-type-refused'],
    ['a web page', Buffer.from('<!doctype html><script>'), 'file-type-refused'],
    ['a GIF', Buffer.from('GIF89a'), 'file-type-refused'],
    ['a PNG signature without its header', png.subarray(0, 8), 'file-type-refused'],
    [
      'a PDF header far into other content',
      Buffer.concat([Buffer.alloc(2000), pdf(page(3))]),
      'file-type-refused',
    ],
    ['a PDF with a password', pdf(page(3), trailer('/Encrypt 7 0 R ')), 'file-encrypted'],
    [
      'a PDF with a password, dictionary in place',
      pdf(page(3), trailer('/Encrypt<</Filter/Standard>>')),
      'file-encrypted',
    ],
    [
      'a PDF with a password, name written otherwise',
      pdf(page(3), trailer('/#45ncrypt 7 0 R ')),
      'file-encrypted',
    ],
    [
      'a PDF with a password and a packed table',
      pdf('9 0 obj <</Type/XRef/Encrypt 7 0 R>> stream\n..\nendstream'),
      'file-encrypted',
    ],
    ['over 20 MB', Buffer.alloc(largestFile + 1, jpeg), 'file-too-large'],
    ['a thumbnail', pngOf(120, 160), 'file-unclear'],
    [
      'a picture without a size',
      Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
      'file-unclear',
    ],
    ['a scan that declares 100 dpi', jpegOf(827, 1169, 100), 'file-unclear'],
    ['a PNG that declares 150 dpi', pngOf(1240, 1754, 5906), 'file-unclear'],
    ['a PDF scanned at 100 dpi', scanned(827), 'file-unclear'],
    [
      'a PDF with a script',
      pdf(page(3), '7 0 obj\n<< /S /JavaScript /JS (app.alert) >>\nendobj\n'),
      'file-infected',
    ],
    [
      'a PDF with a program',
      pdf(page(3), '7 0 obj\n<< /S /L#61unch /F (a.exe) >>\nendobj\n'),
      'file-infected',
    ],
    [
      'a PDF with a file in a packed object',
      pdf(page(3), objectStream('<</Type/EmbeddedFile>>')),
      'file-infected',
    ],
  ])('%s', (_what, bytes, code) => {
    const problem = refusalOf(bytes, '户口簿.pdf');
    expect(problem.code).toBe(code);
    expect(problem.details.detail).toContain('“户口簿.pdf”');
  });
});

describe('files made to cost time', () => {
  const many = (text: string): Buffer => pdf(text.repeat(Math.floor(2_000_000 / text.length)));
  test.each([['stream'], ['1'], ['1 '], ['/Type '], ['/Type/ObjStm stream endstream '], ['/Encrypt ']])(
    '2 MB of “%s” are read in time in proportion',
    (text) => {
      const before = performance.now();
      checkFile(many(text), 'x');
      expect(performance.now() - before).toBeLessThan(4000);
    },
  );

  test('streams that unpack to far more than they hold use up one allowance', () => {
    const bomb = objectStream('<</Type/Page>>'.padEnd(15 * 1024 * 1024, ' '));
    const counted = checkFile(pdf(...Array.from({ length: 50 }, () => bomb)), 'x').pages;
    expect(counted).toBe(1);
  });
});
