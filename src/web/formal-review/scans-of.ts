import type { CaseView } from '../../cases/core/case-view.ts';
import type { Scan } from '../components/scan-viewer.tsx';

/** The scans of all materials, in the order of the lines. */
export const scansOf = (kase: CaseView): Scan[] =>
  kase.lines.flatMap((line) =>
    line.files.map((file, i) => ({
      id: file.id,
      href: file.href,
      mediaType: file.mediaType,
      pages: file.pages,
      name: line.files.length > 1 ? `${line.name}（${i + 1}）` : line.name,
    })),
  );
