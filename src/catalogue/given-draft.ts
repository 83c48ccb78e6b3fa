import type { GivenStandard } from './given-standard.ts';
import type { GivenStandardInput } from './given-standard-form.ts';

/** Most that a checklist may hold, and the lengths of its texts in characters. */
export const givenLimits = {
  materials: 50,
  pointsEach: 10,
  copies: 99,
  name: 100,
  note: 300,
  point: 200,
  basis: 100,
  /** Working days of the home region. */
  days: 365,
} as const;

/** A standard as its home window would write it again: what an answer is prefilled with. */
export const inputOfGiven = (standard: GivenStandard): GivenStandardInput => ({
  itemName: standard.itemName,
  level: standard.level,
  department: standard.department,
  materials: standard.materials.map(({ id, name, required, originals, copies, sendOriginal, note }) => ({
    name,
    required,
    originals,
    copies,
    sendOriginal,
    note,
    points: standard.reviewPoints.flatMap(({ materialId, question }) =>
      materialId === id ? [question] : [],
    ),
  })),
  promisedDays: standard.promisedDays,
  statutoryDays: standard.statutoryDays,
  legalBasis: [...standard.legalBasis],
  note: standard.note,
});
