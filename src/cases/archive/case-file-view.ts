import type { FileKind } from '../../platform/file-kind.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { EventView } from '../core/case-view.ts';
import type { EndedDuty } from './trace.ts';

/** An entry of the trace: who did what, when, and which duties that ended. */
export type TraceEntry = EventView & { duties: EndedDuty[] };

/** The whole trace of a case. */
export type TraceView = {
  /** No number is missing and every link and digest is right. */
  whole: boolean;
  head: string;
  gaps: number[];
  fault?: string;
  entries: TraceEntry[];
};

/** A part of a case file with its digest. */
export type CaseFileEntry = {
  no: number;
  section: string;
  title: string;
  name: string;
  mediaType: FileKind;
  pages: number;
  size: number;
  sha256: string;
  /** Why its bytes are not in the file. */
  fault?: string;
};

/** One version of a case file. */
export type CaseFileVersion = {
  version: number;
  sha256: string;
  size: number;
  pages: number;
  parts: number;
  faults: number;
  caseVersion: number;
  manifestDigest: string;
  chainHead: string;
  reason: string;
  madeAt: Instant;
  madeByName: string | null;
};

/** How far the making of a case file is. */
export type CaseFileOrder = {
  reason: string;
  orderedAt: Instant;
  doneParts: number;
  allParts: number;
  failure: string | null;
};

/** The case file as its reader sees it. */
export type CaseFileView = {
  /** Whether the case has ended, so that a file is made. */
  ended: boolean;
  /** Entries of the history that came after the last version. */
  newer: number;
  versions: CaseFileVersion[];
  order: CaseFileOrder | null;
  /** The two windows that keep it. */
  keptAt: { regionName: string; windowName: string }[];
  parts: CaseFileEntry[];
};
