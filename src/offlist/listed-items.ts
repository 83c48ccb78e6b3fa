import { plain } from '../catalogue/search-text.ts';
import type { NotThisItem } from './off-list-request.ts';

/** An item of a list that holds for both regions, found for a wording. */
export type ListedItem = {
  catalogueId: string;
  catalogueName: string;
  number: number;
  name: string;
  /** The wording is one of its names: nobody can say that it is something else. */
  exact: boolean;
};

/** Whether a wording is one of the names. */
export const isNamed = (wording: string, names: readonly string[]): boolean =>
  names.some((name) => plain(name) === plain(wording));

/** Items of the lists that stand against recording a wording: exact ones, and those nobody has ruled out yet. */
export const standingAgainst = (
  found: readonly ListedItem[],
  notThese: readonly Pick<NotThisItem, 'catalogueId' | 'number'>[],
): ListedItem[] =>
  found.filter(
    ({ exact, catalogueId, number }) =>
      exact || !notThese.some((item) => item.catalogueId === catalogueId && item.number === number),
  );

/** The sentence of the refusal: the items by number and name. */
export const listedSentence = (items: readonly ListedItem[]): string =>
  items.some(({ exact }) => exact)
    ? `清单里有这件事：${named(items.filter(({ exact }) => exact))}。请按清单事项收件。`
    : `清单里有相近的事项：${named(items)}。请向申请人问清是不是其中一项；都不是的，逐项确认后再登记。`;

const named = (items: readonly ListedItem[]): string =>
  items.map(({ catalogueName, number, name }) => `${catalogueName}第 ${number} 项“${name}”`).join('、');
