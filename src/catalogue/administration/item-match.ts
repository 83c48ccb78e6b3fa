import { type ItemRow, namesOf } from '../item.ts';

type Named = Pick<ItemRow, 'number' | 'name' | 'localNames'>;

/** A name as it is compared: blanks do not count, brackets and commas in either width are one. */
export const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/gu, '');

const pairsOf = (name: string): string[] => {
  const signs = [...plainName(name)];
  return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
};

/** Share of pairs of characters two names need in common to be one name reworded. */
const reworded = 0.5;

/** Whether a name is an earlier one reworded (Dice over pairs of characters): 开具有无犯罪记录证明, 开具无犯罪记录证明. */
export function isReworded(before: string, after: string): boolean {
  const [first, second] = [pairsOf(before), pairsOf(after)];
  const common = second.filter((pair) => first.includes(pair)).length;
  return first.length + second.length > 0 && (2 * common) / (first.length + second.length) >= reworded;
}

/**
 * Which row of an earlier list each row of a later one continues: the one with an equal name, at the same number first;
 * else the one at the same number, if its name is gone and reworded here. By number of the later list.
 */
export function matchItems<Earlier extends Named>(
  before: readonly Earlier[],
  after: readonly Named[],
): Map<number, Earlier> {
  const matched = new Map<number, Earlier>();
  const taken = new Set<number>();
  const take = (number: number, earlier: Earlier | undefined) => {
    if (!earlier || taken.has(earlier.number) || matched.has(number)) return;
    matched.set(number, earlier);
    taken.add(earlier.number);
  };
  const byNumber = new Map(before.map((item) => [item.number, item]));
  const byName = Map.groupBy(
    before.flatMap((item) => [...new Set(namesOf(item).map(plainName))].map((name) => ({ name, item }))),
    ({ name }) => name,
  );
  for (const { number, name } of after) {
    const same = byNumber.get(number);
    if (same && plainName(same.name) === plainName(name)) take(number, same);
  }
  for (const item of after)
    for (const name of namesOf(item).map(plainName))
      for (const { item: earlier } of byName.get(name) ?? []) take(item.number, earlier);
  for (const { number, name } of after) {
    const same = byNumber.get(number);
    if (same && isReworded(same.name, name)) take(number, same);
  }
  return matched;
}

/** What a later list changes of an earlier one. */
export type ListDifference<Row> = {
  readonly added: readonly Row[];
  readonly changed: readonly { readonly before: Row; readonly after: Row }[];
  readonly missing: readonly Row[];
  readonly unchanged: number;
};

/** Compares two lists row by row: rows belong together as `matchItems` says, and are compared as they are shown. */
export function differenceOfLists<Row extends Readonly<Record<string, string>>>(
  before: readonly ItemRow[],
  after: readonly ItemRow[],
  shown: (item: ItemRow) => Row,
): ListDifference<Row> {
  const matched = matchItems(before, after);
  const kept = new Set([...matched.values()].map(({ number }) => number));
  const pairs = after.flatMap((item) => {
    const earlier = matched.get(item.number);
    return earlier ? [{ before: shown(earlier), after: shown(item) }] : [];
  });
  const changed = pairs.filter((pair) =>
    Object.keys(pair.after).some((key) => pair.before[key] !== pair.after[key]),
  );
  return {
    added: after.filter(({ number }) => !matched.has(number)).map(shown),
    changed,
    missing: before.filter(({ number }) => !kept.has(number)).map(shown),
    unchanged: pairs.length - changed.length,
  };
}
