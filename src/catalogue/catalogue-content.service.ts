import type { Db } from '../platform/database.ts';
import {
  listEditions,
  listFamilyMembers,
  listItems,
  listOptions,
  listProgrammes,
  listStandards,
  listWords,
  type StoredItem,
} from './catalogue.store.ts';
import type { CatalogueContent, KnownOption } from './catalogue-content.ts';
import { familyKey, itemKey } from './catalogue-content.ts';
import type { SearchEntry } from './search-index.ts';

const groupBy = <T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> =>
  Map.groupBy(values, keyOf);

/** A remark in brackets belongs to the option, not to what people ask for: 流动人口参保登记（持居住证）. */
const withoutRemarks = (name: string): string => name.replaceAll(/（[^（）]*）/gu, '');

/** Reads all that is published, of all times. */
export async function readCatalogueContent(tx: Db): Promise<CatalogueContent> {
  const programmes = await listProgrammes(tx);
  const editions = await listEditions(tx);
  const items = await listItems(tx);
  const familyOf = new Map((await listFamilyMembers(tx)).map((member) => [itemKey(member), member.familyId]));
  const versions = groupBy(await listStandards(tx), ({ optionId }) => optionId);
  const options = (await listOptions(tx)).map(
    (option): KnownOption => ({ ...option, versions: versions.get(option.id) ?? [] }),
  );
  const optionsOf = groupBy(options, ({ familyId }) => familyId);
  const entryOf = (item: StoredItem): SearchEntry => ({
    catalogueId: item.catalogueId,
    number: item.number,
    name: item.name,
    names: item.readings,
    optionNames: (optionsOf.get(familyOf.get(itemKey(item)) ?? '') ?? []).map(({ name }) =>
      withoutRemarks(name),
    ),
    labels: [...item.leadDepartments.map(({ name }) => name), item.source, item.batch].filter(
      (text) => text !== null,
    ),
  });
  const itemsOf = groupBy(items, ({ editionId }) => editionId);
  const plainItems = new Map(
    [...itemsOf].map(([id, own]) => [id, own.map(({ readings: _readings, ...item }) => item)]),
  );
  // Of several entries with one key a Map keeps the last; the first in list order has to stay.
  const itemOf = new Map(
    [...plainItems.values()]
      .flat()
      .toReversed()
      .map((item) => [familyKey(item.editionId, familyOf.get(itemKey(item)) ?? ''), item]),
  );
  return {
    programmes,
    editions,
    items: plainItems,
    itemOf,
    searchable: new Map([...itemsOf].map(([id, own]) => [id, own.map(entryOf)])),
    familyOf,
    options: new Map(options.map((option) => [option.id, option])),
    optionsOf,
    words: await listWords(tx),
  };
}
