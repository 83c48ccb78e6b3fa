import type { Case, Channel, Discrepancy } from '../core/case.ts';

/** Whether a difference still waits for its end: reported or answered, neither resolved, waived nor asked for. */
export const isOpen = ({ state }: Discrepancy): boolean => state === 'open' || state === 'answered';

/**
 * Differences that are not resolved yet; they stop receipt, acceptance and decision (R-091, OP-73). With 不予受理
 * they are settled: nobody needs the piece any more.
 */
export const openDiscrepancies = (kase: Pick<Case, 'discrepancies' | 'rejectedAt'>): Discrepancy[] =>
  kase.rejectedAt === undefined ? kase.discrepancies.filter(isOpen) : [];

/** Whether the home window does without the piece of a line by a channel: waived, or asked from the applicant anew. */
export const isExcused = (
  kase: Pick<Case, 'discrepancies'>,
  lineId: string,
  channel: Channel,
  since = '',
): boolean =>
  kase.discrepancies.some(
    (each) =>
      each.lineId === lineId &&
      each.channel === channel &&
      each.reportedAt >= since &&
      (each.state === 'waived' || each.state === 'askedFromApplicant'),
  );
