import type { Directory } from '../../directory/directory.service.ts';
import { createCaseFileRenderer } from '../../documents/case-file-renderer.service.ts';
import type { Case } from '../core/case.ts';
import type { CaseCalendars } from '../core/due.ts';
import { type CaseFiles, type CaseFilesParts, createCaseFiles } from './case-files.service.ts';
import { createTraces, type Traces } from './traces.service.ts';

/** What is kept of a case for good: its trace, and its electronic file. */
export type Archive = { traces: Traces; caseFiles: CaseFiles };

/** Puts trace and case files together. */
export function createArchive(
  parts: Omit<CaseFilesParts, 'traces' | 'renderer'> & {
    directory: Directory;
    calendarsOf: (kase: Case) => CaseCalendars;
  },
): Archive {
  const traces = createTraces(parts);
  return { traces, caseFiles: createCaseFiles({ ...parts, traces, renderer: createCaseFileRenderer() }) };
}
