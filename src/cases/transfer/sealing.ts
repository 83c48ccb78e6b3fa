import { createHash } from 'node:crypto';
import type { PackedLine, SealedContents } from '../core/case.ts';
import type { FileFacts } from '../core/fact-sources.ts';

/**
 * What lay in a parcel before it was sealed (封装前): the photos with their digests, and one SHA-256, in hex, over the
 * lines packed and the photos, so that neither can be changed afterwards. Nothing without a photo.
 */
export function sealingRecord(
  packed: readonly PackedLine[],
  files: readonly FileFacts[],
): SealedContents | undefined {
  if (files.length === 0) return undefined;
  const photos = files.map(({ id, sha256 }) => ({ fileId: id, sha256 }));
  const text = [
    ...packed.map(({ lineId, originals, copies }) => `${lineId} ${originals} ${copies}`),
    ...photos.map(({ fileId, sha256 }) => `${sha256} ${fileId}`),
  ];
  return { photos, digest: createHash('sha256').update(text.join('\n')).digest('hex') };
}
