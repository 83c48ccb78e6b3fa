import type { Instant } from '../../regulation/instant.ts';
import type { Case } from './case.ts';

/** A document is voided: it stays in the case and readable, marked 作废. */
export const voided = (
  kase: Pick<Case, 'documents'>,
  documentId: string,
  at: Instant,
): Pick<Case, 'documents'> => ({
  documents: kase.documents.map((document) =>
    document.id === documentId ? { ...document, voidedAt: at } : document,
  ),
});
