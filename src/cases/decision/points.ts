import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Case } from '../core/case.ts';

/** A point to judge, with the question and where it comes from. */
export type ReviewPointFacts = { id: string; materialId: string | null; question: string; basis: string };

/** Review points that apply to a case: those of its materials and those of the application as a whole. */
export const pointsFor = (kase: Pick<Case, 'lines'>, standard: ResolvedStandard): ReviewPointFacts[] =>
  standard.reviewPoints.filter(
    ({ materialId }) => materialId === null || kase.lines.some(({ id }) => id === materialId),
  );
