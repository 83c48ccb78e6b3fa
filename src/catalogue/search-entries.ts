import { type CatalogueItem, type ItemRow, namesOf } from './item.ts';
import type { SearchEntry, SearchName } from './search-index.ts';
import type { StandardContent } from './standard.ts';

/** An item with what its names sound like, and the matter it is in all lists. */
export type SearchedItem = Pick<CatalogueItem, 'catalogueId'> &
  Pick<ItemRow, 'number' | 'name' | 'localNames' | 'leadDepartments' | 'source' | 'batch' | 'scenario'> & {
    readonly readings: readonly SearchName[];
    readonly familyId: string;
  };

/** A remark in brackets belongs to the option, not to what people ask for: 流动人口参保登记（持居住证）. */
const withoutRemarks = (name: string): string => name.replaceAll(/（[^（）]*）/gu, '');

/** What every scenario says, whatever the item: 申请人可异地申请…，不受户籍地限制。 */
const everyScenario =
  /申请人|可?异地|网上|申请|办理|不再需要到[^，。]*|不受[^，。]*限制|不影响[^，。]*|（[^（）]*）/gu;

/**
 * What can be found of an item: by its names, by those of its options, and by its guide, which is what results from it,
 * its statutory name and the case it is for.
 */
export function searchEntryOf(
  item: SearchedItem,
  options: readonly Pick<StandardContent, 'name' | 'result' | 'statutoryName'>[],
): SearchEntry {
  return {
    catalogueId: item.catalogueId,
    number: item.number,
    name: item.name,
    names: item.readings,
    optionNames: [...new Set(options.map(({ name }) => withoutRemarks(name)))],
    guide: [
      ...new Set([
        ...options.flatMap(({ result, statutoryName }) => [
          withoutRemarks(result.name),
          ...(statutoryName ? [statutoryName.text] : []),
        ]),
        ...(item.scenario === null ? [] : [item.scenario.replaceAll(everyScenario, ' ')]),
      ]),
    ],
    labels: [...item.leadDepartments.map(({ name }) => name), item.source, item.batch].filter(
      (text) => text !== null,
    ),
    family: item.familyId,
  };
}

/** The names of an item read aloud. */
export const readNames = (
  item: Pick<ItemRow, 'name' | 'localNames'>,
  syllablesOf: (text: string) => string[],
): SearchName[] => namesOf(item).map((name) => ({ name, reading: syllablesOf(name) }));
