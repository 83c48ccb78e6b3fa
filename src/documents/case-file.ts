import type { FileKind } from '../platform/file-kind.ts';

/** A table of a case file, with the sentences before it. */
export type CaseFileSection = {
  key: string;
  title: string;
  paragraphs: readonly string[];
  /** Columns; those with a share of the width wrap their words, the others are as wide as their longest word. */
  columns: readonly { name: string; wide?: number }[];
  rows: readonly (readonly string[])[];
  /** What stands there when there is no row. */
  empty: string;
};

/** A document or a scan of a case file. */
export type CaseFilePart = {
  no: number;
  /** What it is: 文书, 申请材料, … */
  section: string;
  title: string;
  /** Name of the attachment. */
  name: string;
  fileId: string;
  mediaType: FileKind;
  /** Digest and length that the case remembers. */
  sha256: string;
  size: number;
  /** Pages as counted when it came in. */
  pages: number;
  /** Why its bytes are not in the file: missing, or no longer those of the digest. */
  fault?: string;
};

/** What a case file shows, before it is laid out. */
export type CaseFilePages = {
  name: string;
  footer: string;
  cover: {
    programme: string;
    title: string;
    facts: readonly (readonly [label: string, value: string])[];
    notes: readonly string[];
  };
  sections: readonly CaseFileSection[];
  /** Time that the PDF bears, in seconds; the same content gives the same bytes. */
  timestamp: number;
};

/** Why a part is shown only as an attachment. */
export const onlyAttached = {
  tooMuch: '材料总量较大，未逐页展示，原文件见附件',
  unreadable: '原文件不能逐页展示，见附件',
} as const;
