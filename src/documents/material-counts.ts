/**
 * How many pieces of one material (材料) were handed in. Whole numbers, never negative.
 * `electronicFiles` are files handed in as such, which are neither paper nor an electronic licence.
 */
export type MaterialCounts = {
  readonly originals: number;
  readonly copies: number;
  readonly licences?: number;
  readonly electronicFiles?: number;
};

const words: readonly (readonly [keyof MaterialCounts, string])[] = [
  ['originals', '原件'],
  ['copies', '复印件'],
  ['licences', '电子证照'],
  ['electronicFiles', '电子件'],
];

/** The counts as the forms print them: `原件1份，复印件1份`; empty when nothing was handed in. */
export function countsText(counts: MaterialCounts): string {
  return words.flatMap(([key, word]) => (counts[key] ? [`${word}${counts[key]}份`] : [])).join('，');
}

/** Pieces of every kind together. */
export const piecesOf = (counts: MaterialCounts): number =>
  words.reduce((sum, [key]) => sum + (counts[key] ?? 0), 0);

/** Whether every count is a whole number of 0 to 99. */
export const countsAreWhole = (counts: MaterialCounts): boolean =>
  words.every(([key]) => {
    const count = counts[key] ?? 0;
    return Number.isInteger(count) && count >= 0 && count <= 99;
  });
