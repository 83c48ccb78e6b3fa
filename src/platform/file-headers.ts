import type { FileKind } from './file-kind.ts';

/** A file name in a header (RFC 8187). */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Headers under which a stored file is sent: shown in place, kept by no cache. */
export const fileHeaders = (file: {
  mediaType: FileKind;
  name: string | undefined;
}): Record<string, string> => ({
  'content-type': file.mediaType,
  'content-disposition': `inline; filename*=UTF-8''${encoded(file.name ?? 'file')}`,
  'cache-control': 'private, no-store',
});

/** Headers under which something made for the reader is sent: saved under its name, kept by no cache. */
export const attachmentHeaders = (file: { mediaType: string; name: string }): Record<string, string> => ({
  'content-type': file.mediaType,
  'content-disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
  'cache-control': 'private, no-store',
});

/** Headers under which a file is sent that anybody may see and that never changes. */
export const publishedHeaders = (file: {
  mediaType: FileKind;
  name: string | undefined;
}): Record<string, string> => ({
  ...fileHeaders(file),
  'cache-control': 'public, max-age=86400, immutable',
});
