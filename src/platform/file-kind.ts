import { inflateSync } from 'node:zlib';
import { largestFile } from '../regulation/file-limits.ts';
import { Problem } from './problem.ts';
import { leastDpi, pictureFault, scanFault } from './resolution.ts';

/** Media types a scan may have. */
export type FileKind = 'application/pdf' | 'image/jpeg' | 'image/png';

/** What a file turned out to be; `pages` is 1 for pictures. */
export type CheckedFile = { mediaType: FileKind; pages: number };

const pngStart = Buffer.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
]);
const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);

const starts = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

function kindOf(bytes: Buffer): FileKind | undefined {
  if (starts(bytes, pngStart)) return 'image/png';
  if (starts(bytes, jpegStart)) return 'image/jpeg';
  // Readers accept a PDF whose header stands within the first 1024 bytes.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  return undefined;
}

/**
 * Decides by content what a file is. Refuses, naming the file: nothing in it, more than 20 MB, neither PDF nor
 * JPEG nor PNG, a PDF with a password or with something that runs by itself, a scan too coarse to read.
 */
export function checkFile(bytes: Uint8Array, name: string): CheckedFile {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.length === 0)
    throw new Problem('file-empty', { detail: `“${name}”是空的，请重新扫描或另选文件。` });
  if (content.length > largestFile) throw tooLarge(name);
  const mediaType = kindOf(content);
  if (mediaType === undefined) {
    throw new Problem('file-type-refused', {
      detail: `“${name}”的内容不是 PDF、JPEG 或 PNG，请换一种格式。`,
    });
  }
  if (mediaType !== 'application/pdf') {
    refuseUnclear(name, pictureFault(mediaType, content));
    return { mediaType, pages: 1 };
  }
  const { text, objectStreams } = outlineOfPdf(content);
  if (isEncrypted(text))
    throw new Problem('file-encrypted', { detail: `“${name}”加了密码，请去掉密码再传。` });
  if ([text, ...objectStreams].some(isActive)) {
    throw new Problem('file-infected', {
      detail: `“${name}”里带有会自行运行的内容，不能收。请打印后重新扫描。`,
    });
  }
  refuseUnclear(name, scanFault(text));
  return {
    mediaType,
    pages: countPages(text) + objectStreams.reduce((sum, stream) => sum + countPages(stream), 0),
  };
}

function refuseUnclear(name: string, fault: string | undefined): void {
  if (fault === undefined) return;
  throw new Problem('file-unclear', {
    detail: `“${name}”${fault}。请用 ${leastDpi} dpi 以上重新扫描。`,
  });
}

/** The refusal of a file over 20 MB. */
export const tooLarge = (name: string): Problem =>
  new Problem('file-too-large', { detail: `“${name}”超过 20 MB。请用 300 dpi 灰度重新扫描。` });

/**
 * A PDF without the bodies of its streams, which may contain anything, and the unpacked object streams, in which
 * newer PDFs keep their page dictionaries.
 */
function outlineOfPdf(bytes: Buffer): { text: string; objectStreams: string[] } {
  const parts: string[] = [];
  const objectStreams: string[] = [];
  let at = 0;
  let unpackable = largestFile;
  for (;;) {
    const start = bytes.indexOf('stream', at);
    const end = start < 0 ? -1 : bytes.indexOf('endstream', start);
    if (end < 0) break;
    const head = bytes.toString('latin1', at, start);
    parts.push(head);
    if (unpackable > 0 && /\/ObjStm\b/.test(head.slice(-2000))) {
      const unpacked = unpack(bytes.subarray(start + 'stream'.length, end), unpackable);
      // What does not unpack within the allowance uses it up: a small file must not cost unbounded work.
      unpackable -= unpacked?.length ?? unpackable;
      if (unpacked !== undefined) objectStreams.push(unpacked);
    }
    at = end + 'endstream'.length;
  }
  parts.push(bytes.toString('latin1', at));
  return { text: withPlainNames(parts.join(' ')), objectStreams };
}

function unpack(stream: Buffer, atMost: number): string | undefined {
  const body = stream.subarray(stream[0] === 0x0d ? 2 : 1);
  try {
    return withPlainNames(inflateSync(body, { maxOutputLength: atMost }).toString('latin1'));
  } catch {
    return undefined;
  }
}

/** `/#45ncrypt` says `/Encrypt` as well. */
const withPlainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Scripts, programs and files within a PDF: a scan has none of them. */
const isActive = (text: string): boolean => /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b/.test(text);

const isEncrypted = (text: string): boolean => /\/Encrypt\s*(?:<<|\d)/.test(text);

/** Page dictionaries, an object that was saved again counted once. */
function countPages(text: string): number {
  const numbered = new Set<string>();
  let unnumbered = 0;
  let current: string | undefined;
  for (const found of text.matchAll(/(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b|\/Type\s*\/Page(?![A-Za-z])/g)) {
    if (found[1] !== undefined) current = found[1];
    else if (current === undefined) unnumbered += 1;
    else numbered.add(current);
  }
  return numbered.size + unnumbered;
}
