import { createHash } from 'node:crypto';
import type { Case, IssuedDocument, Line, ManifestEntry } from '../core/case.ts';
import type { FileFacts } from '../core/fact-sources.ts';

/** The frozen list of what goes in a package: every file of the lines, in their order. */
export function manifestOf(lines: readonly Line[], files: readonly FileFacts[]): ManifestEntry[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  return lines.flatMap((line) =>
    line.fileIds.flatMap((fileId) => {
      const file = byId.get(fileId);
      return file ? [{ fileId, lineId: line.id, sha256: file.sha256, size: file.size }] : [];
    }),
  );
}

/** Files that went in any package so far. */
export const filesSent = (kase: Pick<Case, 'package' | 'morePackages'>): ReadonlySet<string> =>
  new Set(
    [...(kase.package ? [kase.package] : []), ...kase.morePackages].flatMap(({ manifest }) =>
      manifest.map(({ fileId }) => fileId),
    ),
  );

/** One digest over a manifest: SHA-256, in hex, of its lines `sha256 size file` and of the receipt's digest. */
export function manifestDigest(manifest: readonly ManifestEntry[], receiptDigest: string): string {
  const lines = manifest.map((entry) => `${entry.sha256} ${entry.size} ${entry.fileId}\n`);
  return createHash('sha256')
    .update(lines.join('') + receiptDigest)
    .digest('hex');
}

/** Digests of the forms whose home copies go with the first package: the receipt, and every notice. */
export const homeCopiesDigest = (
  { notices, documents }: Pick<Case, 'notices' | 'documents'>,
  receipt: IssuedDocument | undefined,
): string =>
  [receipt, ...notices.map(({ documentId }) => documents.find(({ id }) => id === documentId))]
    .map((document) => document?.contentDigest ?? '')
    .join('');
