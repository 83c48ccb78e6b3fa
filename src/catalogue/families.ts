import { type CatalogueItem, namesOf } from './item.ts';

/** An item by its catalogue and number. */
export type ItemKey = { readonly catalogueId: string; readonly number: number };

/** Two items of different lists that mean the same though their wording differs. */
export type SameItem = { readonly item: ItemKey; readonly sameAs: ItemKey };

/** Items of several lists that mean alike; named, and known for all editions, by the first item's name. */
export type ItemFamily = { readonly id: string; readonly name: string; readonly items: readonly ItemKey[] };

type Named = Pick<CatalogueItem, 'catalogueId' | 'number' | 'name' | 'localNames'>;

const idOf = ({ catalogueId, number }: ItemKey): string => `${catalogueId}-${number}`;

/** A name as it is compared: blanks do not count, brackets and commas in either width are one. */
const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/gu, '');

/**
 * Links the items of several lists into families: by an equal name (a local one counts too), or as stated. Lists
 * come in order of precedence; every item has a family, if only its own. Refuses to link two items of one list,
 * and an item whose names point to two families.
 */
export function linkFamilies(
  items: readonly Named[],
  stated: readonly SameItem[],
): { families: ItemFamily[]; faults: string[] } {
  const families = new Map<string, { id: string; name: string; items: ItemKey[] }>();
  const byName = new Map<string, string>();
  const byItem = new Map<string, string>();
  const faults: string[] = [];
  const statedOf = new Map(stated.map(({ item, sameAs }) => [idOf(item), sameAs]));
  for (const item of items) {
    const key = { catalogueId: item.catalogueId, number: item.number };
    const names = namesOf(item).map(plain);
    const same = statedOf.get(idOf(key));
    const found = same ? [byItem.get(idOf(same))] : names.map((name) => byName.get(name));
    const ids = [...new Set(found.filter((id) => id !== undefined))];
    if (ids.length > 1) faults.push(`${idOf(key)} 与多个事项同名，请人工确认。`);
    if (same && ids.length === 0) faults.push(`${idOf(key)} 所指的 ${idOf(same)} 不存在。`);
    const family = families.get(ids[0] ?? '') ?? { id: plain(item.name), name: item.name, items: [] };
    const twin = family.items.find(({ catalogueId }) => catalogueId === key.catalogueId);
    if (twin) faults.push(`${idOf(key)} 与 ${idOf(twin)} 同在一份清单，不能关联。`);
    family.items.push(key);
    families.set(family.id, family);
    byItem.set(idOf(key), family.id);
    for (const name of names) if (!byName.has(name)) byName.set(name, family.id);
  }
  return { families: faults.length > 0 ? [] : [...families.values()], faults };
}
