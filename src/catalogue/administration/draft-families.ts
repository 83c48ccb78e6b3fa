import type { ItemRow } from '../item.ts';
import { matchItems, plainName } from './item-match.ts';

/** What the families of a new edition are taken from. */
export type FamilySources = {
  /** Links made by hand, or taken over when the draft was begun. */
  readonly linked: ReadonlyMap<number, string>;
  /** The edition before, with its families by number. */
  readonly before: readonly ItemRow[];
  readonly beforeFamilies: ReadonlyMap<number, string>;
  /** Plain name → family, over all published lists. */
  readonly byName: ReadonlyMap<string, string>;
  readonly known: ReadonlySet<string>;
};

/**
 * The family of every row of a new edition: as linked; else that of the row it continues; else of an item with
 * an equal name in another list; else a new one. Two rows of one list never share one.
 */
export function familiesOfDraft(
  items: readonly ItemRow[],
  { linked, before, beforeFamilies, byName, known }: FamilySources,
): { members: { number: number; familyId: string }[]; fresh: { id: string; name: string }[] } {
  const matched = matchItems(before, items);
  const taken = new Set(linked.values());
  const fresh: { id: string; name: string }[] = [];
  const members = items.map(({ number, name }) => {
    const own = linked.get(number);
    if (own !== undefined) return { number, familyId: own };
    const offered = [beforeFamilies.get(matched.get(number)?.number ?? 0), byName.get(plainName(name))];
    let familyId = offered.find((id) => id !== undefined && !taken.has(id));
    if (familyId === undefined) {
      const plain = plainName(name);
      familyId = known.has(plain) || taken.has(plain) ? `${plain}#${number}` : plain;
      fresh.push({ id: familyId, name });
    }
    taken.add(familyId);
    return { number, familyId };
  });
  return { members, fresh };
}
