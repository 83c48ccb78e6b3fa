import type { CaseEvent } from './events.ts';

/** Uploads that an event takes into the case: scans of lines, photos of what differs, proofs, what windows send each other. */
export function filesOf(event: CaseEvent): readonly string[] {
  switch (event.type) {
    case 'fileAttached':
      return event.data.fileIds;
    case 'caseReinstated':
      return event.data.proofFileIds;
    case 'discrepancyReported':
      return event.data.discrepancies.flatMap(({ photoIds }) => photoIds);
    case 'parcelDispatched':
      return event.data.sealed?.photos.map(({ fileId }) => fileId) ?? [];
    case 'homeSupplementHandedIn':
      return event.data.pieces.flatMap(({ fileIds }) => fileIds);
    case 'windowAsked':
    case 'windowAnswered':
      return event.data.fileIds ?? [];
    default:
      return [];
  }
}
