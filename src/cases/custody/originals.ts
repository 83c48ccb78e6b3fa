import type { Case, Line, Side } from '../core/case.ts';
import { isExcused } from '../discrepancy/open-discrepancies.ts';
import { parcelWith, senderOf } from './parcels.ts';

const givenUp: ReadonlySet<Case['state']> = new Set(['withdrawn', 'deemedAbandoned', 'notTaken']);

/** Whether the home region files paper of this case; of an application it never took up it keeps nothing. */
const hasArchive = ({ state, outcome }: Case): boolean => !givenUp.has(state) && outcome !== 'notAccepted';

/** Whether the paper of a line has an original that goes back to the applicant. Not counted counts as one. */
export const belongsToApplicant = (kase: Case, line: Line): boolean =>
  (line.received?.originals ?? 1) > 0 && !(line.archivePaper && hasArchive(kase));

/**
 * Whether paper is still needed (C.1, 32c): for good in the archive; until the decision where the home window examines
 * the original or has the paper already; and as long as the home window asks for it.
 */
export function isNeeded(kase: Case, line: Line): boolean {
  if (!hasArchive(kase) || kase.intakeAcceptedAt === undefined) return false;
  if (kase.paperTasks.some(({ state, lineIds }) => state === 'open' && lineIds.includes(line.id)))
    return true;
  if (line.archivePaper) return true;
  return kase.outcome === undefined && (line.examineOriginal || line.paper === 'home');
}

/** Originals at a window that can go back to the applicant now. */
const returnableAt = (kase: Case, side: Side): Line[] =>
  kase.lines.filter((line) => line.paper === side && belongsToApplicant(kase, line) && !isNeeded(kase, line));

/** Originals at the home window that go back with the result; what is kept for the archive does not. */
export const originalsAtHome = (kase: Case): Line[] => returnableAt(kase, 'home');

/** Originals kept for collection together with the result they belong to (OP-87). */
const keptWithResult = ({ result }: Case, { id, paper }: Line): boolean =>
  result?.keptAt !== undefined &&
  result.deliveredAt === undefined &&
  paper === 'home' &&
  (result.originals ?? []).includes(id);

/** Originals that somebody still owes the applicant: not returned, not settled. */
export const openOriginals = (kase: Case): Line[] =>
  kase.lines.filter(
    (line) =>
      (line.paper === 'intake' ||
        line.paper === 'onTheWay' ||
        line.paper === 'home' ||
        line.paper === 'lost') &&
      belongsToApplicant(kase, line) &&
      !keptWithResult(kase, line),
  );

/**
 * Paper for the archive that has not reached the home window; what was lost and settled, or what the home window said
 * it does without, is not waited for.
 */
export const archivePaperOpen = (kase: Pick<Case, 'lines' | 'discrepancies'>): Line[] =>
  kase.lines.filter(
    (line) =>
      line.archivePaper &&
      line.received?.medium === 'paper' &&
      line.paper !== 'home' &&
      line.paper !== 'settled' &&
      !isExcused(kase, line.id, 'postal'),
  );

/** The window that has to give an original back; undefined while the carrier has it or the law keeps it. */
export function owes(kase: Case, line: Line): Side | undefined {
  if (keptWithResult(kase, line) || !belongsToApplicant(kase, line) || isNeeded(kase, line)) return undefined;
  if (line.paper === 'intake' || line.paper === 'home') return line.paper;
  if (line.paper !== 'onTheWay') return undefined;
  const parcel = parcelWith(kase, line);
  if (!parcel) return undefined;
  // Missing from a parcel that was opened: the window that packed it looks for it, or settles it as lost.
  if (parcel.confirmedAt !== undefined) return senderOf(parcel);
  if (parcel.deliveredAt !== undefined) return parcel.to === 'applicant' ? undefined : parcel.to;
  const waits = parcel.collectedAt === undefined && parcel.purpose !== 'result';
  return waits && parcel.from !== 'applicant' ? parcel.from : undefined;
}
