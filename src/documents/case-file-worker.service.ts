import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { type CaseFilePages, type CaseFilePart, onlyAttached } from './case-file.ts';
import { loadFonts } from './fonts.service.ts';
import { planPage } from './glyph-plan.ts';

/** What the worker is given: the pages, the parts, and the bytes of those that are to be shown. */
export type CaseFileWork = {
  pages: CaseFilePages;
  parts: readonly CaseFilePart[];
  bytes: ReadonlyMap<number, Uint8Array>;
};

/** What it answers: the PDF, how many pages it has, and what it showed of each part. */
export type CaseFileLaidOut = {
  pdf: Uint8Array;
  pageCount: number;
  shown: ReadonlyMap<number, number>;
};

const folder = fileURLToPath(new URL('../../data/forms/', import.meta.url));
const most = 500;

const { blobs, canDraw } = loadFonts();
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: blobs }] });

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;
const nameOf = ({ no, mediaType }: CaseFilePart): string => `part-${no}.${endings[mediaType]}`;

/** Whether the compiler can show a page of a part; a page that is not there is an error of its own. */
function canShow(part: CaseFilePart, page: number): boolean {
  const which = part.mediaType === 'application/pdf' ? `, page: ${page}` : '';
  const probe = `${folder}probe.typ`;
  compiler.addSource(probe, `#image("${nameOf(part)}"${which}, width: 10pt)`);
  return compiler.compile({ mainFilePath: probe }).result !== null;
}

/** How many pages of a part can be shown: all of them, or none. */
function pagesOf(part: CaseFilePart): number {
  if (!canShow(part, 1)) return 0;
  if (part.mediaType !== 'application/pdf') return 1;
  // What was counted when it came in is right for nearly every file; the compiler has the last word.
  if (part.pages > 0 && canShow(part, part.pages) && !canShow(part, part.pages + 1)) return part.pages;
  let pages = 1;
  while (pages < most && canShow(part, pages + 1)) pages += 1;
  return pages;
}

function layOut({ pages, parts, bytes }: CaseFileWork): CaseFileLaidOut {
  for (const part of parts) {
    const content = bytes.get(part.no);
    if (content) compiler.mapShadow(`${folder}${nameOf(part)}`, Buffer.from(content));
  }
  const shown = new Map(parts.map((part) => [part.no, bytes.has(part.no) ? pagesOf(part) : 0]));
  const noteOf = (part: CaseFilePart): string => {
    if (part.fault !== undefined) return part.fault;
    if (!bytes.has(part.no)) return onlyAttached.tooMuch;
    return shown.get(part.no) === 0 ? onlyAttached.unreadable : '';
  };
  const { timestamp, ...texts } = pages;
  const planned = planPage(
    {
      ...texts,
      sections: texts.sections.map((section) => ({
        ...section,
        columns: section.columns.map(({ name, wide = 0 }) => ({ name, wide })),
      })),
      parts: parts.map((part) => ({ title: part.title, section: part.section, note: noteOf(part) })),
    },
    canDraw,
  ).page as unknown as { parts: object[] };
  const file = {
    ...planned,
    name: texts.name,
    sections: (planned as unknown as { sections: object[] }).sections.map((section, at) => ({
      ...section,
      key: texts.sections[at]?.key,
    })),
    parts: parts.map((part, at) => ({
      ...planned.parts[at],
      no: part.no,
      pages: shown.get(part.no) || part.pages,
      shown: shown.get(part.no) ?? 0,
      media: part.mediaType,
      path: nameOf(part),
    })),
  };
  const compiled = compiler.compile({
    mainFilePath: `${folder}case-file.typ`,
    inputs: { file: JSON.stringify(file) },
  });
  const document: NodeTypstDocument | null = compiled.result;
  if (document === null) {
    const error = compiled.takeDiagnostics();
    throw new Error(`a case file does not compile: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }
  const pdf = compiler.pdf(document, { creationTimestamp: timestamp });
  return { pdf, pageCount: document.numOfPages, shown };
}

const laidOut = layOut(workerData as CaseFileWork);
parentPort?.postMessage(laidOut, []);
