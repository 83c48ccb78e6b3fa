import type { KnownDepartment } from './departments.ts';
import type { SameItem } from './families.ts';
import type { ItemRow } from './item.ts';
import type { Programme } from './programme.ts';
import { faultsOfProgramme, isMemberProvince } from './programme-rules.ts';
import { faultsOfLocalNames, type ListKind, readList } from './published-lists.ts';
import type { SearchWord } from './search-index.ts';
import { faultOfPattern, isPattern, keyOfWord } from './search-patterns.ts';
import { readTable } from './tsv.ts';

/** A programme of `programmes.json`, with where its list stands. */
export type ShippedProgramme = Programme & {
  /** District a national list was localised for. */
  readonly localisedFor?: string;
  readonly edition?: {
    readonly label: string;
    readonly effectiveFrom: string;
    readonly lists: readonly {
      readonly file: string;
      readonly kind: ListKind;
      readonly items: number;
      readonly batch?: string;
      readonly dueText?: string;
    }[];
  };
};

/** A file's text by its name. */
export type Texts = ReadonlyMap<string, string>;

/** A programme with the rows of its list; none where the list was not supplied. */
export type ReadCatalogue = { readonly programme: ShippedProgramme; readonly items: readonly ItemRow[] };

/** A search word without its syllables. */
export type PlainWord = Omit<SearchWord, 'reading'>;

export type ReadCatalogues = {
  readonly catalogues: readonly ReadCatalogue[];
  readonly sameItems: readonly SameItem[];
  readonly words: readonly PlainWord[];
  /** Every wrong row of every file; with one of them nothing is loaded. */
  readonly faults: readonly string[];
};

/** Reads the files of `data/catalogue`: programmes, their lists, items that are the same, everyday words. */
export function readCatalogueFiles(texts: Texts): ReadCatalogues {
  const faults: string[] = [];
  const table = (file: string, columns: readonly string[]) => {
    const { rows, faults: wrong } = readTable(texts.get(file) ?? '', columns);
    faults.push(...wrong.map((fault) => `${file} ${fault}`));
    return rows.map(({ cells }) => cells);
  };
  const departments = table('departments.tsv', ['catalogue', 'region', 'name']);
  const corrections = table('corrections.tsv', ['published', 'readAs']).map(
    ({ published = '', readAs = '' }) => ({
      published,
      readAs,
    }),
  );
  const programmes = JSON.parse(texts.get('programmes.json') ?? '[]') as ShippedProgramme[];
  const catalogues = programmes.map((programme): ReadCatalogue => {
    faults.push(
      ...faultsOfProgramme(programme).map(({ detail }) => `programmes.json ${programme.id}：${detail}`),
    );
    const { edition } = programme;
    if (!edition) return { programme, items: [] };
    const known = departments
      .filter(({ catalogue }) => catalogue === programme.id)
      .map(({ region, name }): KnownDepartment => ({ region: region || null, name: name ?? '' }));
    const list = readList(
      edition.lists.map(({ file, ...rest }) => ({ ...rest, text: texts.get(file) ?? '' })),
      {
        departments: known,
        corrections,
        ...(programme.localisedFor === undefined ? {} : { localisedFor: programme.localisedFor }),
      },
    );
    const strangers = faultsOfLocalNames(list.items, (province) =>
      isMemberProvince(programme, province, edition.effectiveFrom),
    );
    faults.push(...[...list.faults, ...strangers].map((fault) => `${programme.id} ${fault}`));
    return { programme, items: list.items };
  });
  const words = table('synonyms.tsv', ['kind', 'word', 'means']).map(
    ({ kind, word = '', means = '' }): PlainWord => ({
      kind: kind as SearchWord['kind'],
      word,
      means: means === '' ? [] : means.split('|'),
    }),
  );
  faults.push(...faultsOfWords(words));
  return {
    catalogues,
    sameItems: table('same-items.tsv', [
      'catalogue',
      'number',
      'sameAsCatalogue',
      'sameAsNumber',
      'reason',
    ]).map(({ catalogue = '', number, sameAsCatalogue = '', sameAsNumber }) => ({
      item: { catalogueId: catalogue, number: Number(number) },
      sameAs: { catalogueId: sameAsCatalogue, number: Number(sameAsNumber) },
    })),
    words,
    faults,
  };
}

const wordKinds: readonly string[] = ['say', 'act', 'filler', 'word'] satisfies SearchWord['kind'][];

/** Words of no known kind, words that stand twice, and words that mean something or nothing against their kind. */
function faultsOfWords(words: readonly PlainWord[]): string[] {
  const seen = new Set<string>();
  return words.flatMap(({ kind, word, means }) => {
    const key = keyOfWord(word);
    const twice = seen.has(key);
    seen.add(key);
    const at = `synonyms.tsv “${word}”：`;
    if (!wordKinds.includes(kind)) return [`${at}类别 ${kind} 不存在。`];
    if (key === '' || twice) return [`${at}${twice ? '重复。' : '没有字。'}`];
    const fault = isPattern(word) ? faultOfPattern(word) : undefined;
    if (fault !== undefined) return [`${at}${fault}`];
    const isMeant = kind === 'say' || kind === 'act';
    return isMeant === means.length > 0 ? [] : [`${at}${isMeant ? '缺少清单用语。' : '不应有清单用语。'}`];
  });
}
