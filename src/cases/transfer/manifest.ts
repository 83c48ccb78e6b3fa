import { createHash } from 'node:crypto';
import type { Case, ManifestEntry } from '../core/case.ts';
import type { FileFacts } from '../core/fact-sources.ts';

/** The frozen list of what goes in a package: every file of every line, and the home copy of the receipt. */
export function manifestOf(kase: Case, files: readonly FileFacts[]): ManifestEntry[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  return kase.lines.flatMap((line) =>
    line.fileIds.flatMap((fileId) => {
      const file = byId.get(fileId);
      return file ? [{ fileId, lineId: line.id, sha256: file.sha256, size: file.size }] : [];
    }),
  );
}

/** One digest over a manifest: SHA-256, in hex, of its lines `sha256 size file` and of the receipt's digest. */
export function manifestDigest(manifest: readonly ManifestEntry[], receiptDigest: string): string {
  const lines = manifest.map((entry) => `${entry.sha256} ${entry.size} ${entry.fileId}\n`);
  return createHash('sha256')
    .update(lines.join('') + receiptDigest)
    .digest('hex');
}
