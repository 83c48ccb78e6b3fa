import { readCatalogueFiles } from '../../src/catalogue/catalogue-files.ts';
import { linkFamilies } from '../../src/catalogue/families.ts';
import { readShippedFiles } from '../../src/catalogue/loader.service.ts';
import { syllablesOf } from '../../src/catalogue/pinyin.service.ts';
import { readNames, searchEntryOf } from '../../src/catalogue/search-entries.ts';
import { buildSearchIndex, type SearchEntry, type SearchIndex } from '../../src/catalogue/search-index.ts';
import { readStandards } from '../../src/catalogue/standard-files.ts';

/** The index of the shipped lists, standards and words, as a running system has it. */
export async function shippedIndex(): Promise<SearchIndex> {
  const files = await readShippedFiles();
  const { catalogues, sameItems, words } = readCatalogueFiles(files.catalogue);
  const items = catalogues.flatMap(({ programme, items: rows }) =>
    rows.map((row) => ({ ...row, catalogueId: programme.id })),
  );
  const { families } = linkFamilies(items, sameItems);
  const familyOf = new Map(
    families.flatMap(({ id, items: own }) =>
      own.map(({ catalogueId, number }) => [`${catalogueId} ${number}`, id]),
    ),
  );
  const { standards } = readStandards(
    files.standards,
    new Map(
      catalogues.map(({ programme, items: rows }) => [
        programme.id,
        { programme, items: rows, on: programme.edition?.effectiveFrom ?? '2021-05-21' },
      ]),
    ),
  );
  const ofFamily = Map.groupBy(standards, ({ catalogueId, itemNumber }) =>
    familyOf.get(`${catalogueId} ${itemNumber}`),
  );
  const entries = items.map((item): SearchEntry => {
    const familyId = familyOf.get(`${item.catalogueId} ${item.number}`) ?? '';
    const own = (ofFamily.get(familyId) ?? []).map(({ content }) => content);
    return searchEntryOf({ ...item, familyId, readings: readNames(item, syllablesOf) }, own);
  });
  return buildSearchIndex(
    entries,
    words.map((word) => ({ ...word, reading: syllablesOf(word.word) })),
  );
}
