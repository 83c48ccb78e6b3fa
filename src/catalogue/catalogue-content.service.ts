import type { Db } from '../platform/database.ts';
import { listLocalNames } from './administration/matters.store.ts';
import { listBindingPilots } from './administration/pilots.store.ts';
import {
  listEditions,
  listFamilyMembers,
  listItems,
  listOptions,
  listProgrammes,
  listSetStages,
  listStandards,
  listWords,
  type StoredItem,
} from './catalogue.store.ts';
import type { CatalogueContent, KnownOption } from './catalogue-content.ts';
import { familyKey, itemKey, stageKey } from './catalogue-content.ts';
import { searchEntryOf } from './search-entries.ts';
import type { SearchEntry } from './search-index.ts';
import { listSynonymWords } from './synonyms.store.ts';
import { mergedWords } from './synonyms.ts';

const groupBy = <T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> =>
  Map.groupBy(values, keyOf);

/** Items with the names that provinces keep for them, beside those of the list. */
function withLocalNames(
  items: readonly StoredItem[],
  familyOf: ReadonlyMap<string, string>,
  names: Awaited<ReturnType<typeof listLocalNames>>,
): StoredItem[] {
  const kept = groupBy(names, ({ programmeId, familyId }) => familyKey(programmeId, familyId));
  return items.map((item) => {
    const own = kept.get(familyKey(item.catalogueId, familyOf.get(itemKey(item)) ?? ''));
    if (!own) return item;
    const local = own.flatMap(({ province, name }) => (name === null ? [] : [[province, name] as const]));
    const statutory = own.flatMap(({ province, statutoryName }) =>
      statutoryName === null ? [] : [[province, statutoryName] as const],
    );
    return {
      ...item,
      localNames: { ...item.localNames, ...Object.fromEntries(local) },
      statutoryNames: Object.fromEntries(statutory),
      readings: [...item.readings, ...own.flatMap(({ readings }) => readings)],
    };
  });
}

/** Reads all that is published, of all times. */
export async function readCatalogueContent(tx: Db): Promise<CatalogueContent> {
  const programmes = await listProgrammes(tx);
  const editions = await listEditions(tx);
  const familyOf = new Map((await listFamilyMembers(tx)).map((member) => [itemKey(member), member.familyId]));
  const items = withLocalNames(await listItems(tx), familyOf, await listLocalNames(tx));
  const versions = groupBy(await listStandards(tx), ({ optionId }) => optionId);
  const options = (await listOptions(tx)).map(
    (option): KnownOption => ({ ...option, versions: versions.get(option.id) ?? [] }),
  );
  const optionsOf = groupBy(options, ({ familyId }) => familyId);
  const entryOf = (item: StoredItem): SearchEntry => {
    const familyId = familyOf.get(itemKey(item)) ?? '';
    const known = (optionsOf.get(familyId) ?? []).flatMap(({ versions: own }) => own.at(-1)?.content ?? []);
    return searchEntryOf({ ...item, familyId }, known);
  };
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
    stages: new Map((await listSetStages(tx)).map((set) => [stageKey(set.optionId, set.province), set])),
    pilots: groupBy(await listBindingPilots(tx), ({ programmeId, familyId }) =>
      familyKey(programmeId, familyId),
    ),
    words: mergedWords(await listWords(tx), await listSynonymWords(tx)),
  };
}
