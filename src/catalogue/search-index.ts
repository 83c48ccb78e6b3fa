/** An everyday word (kind `say`) with what it means in the lists: any of the terms; `filler` means nothing, `word` is in no list. */
export type SearchWord = {
  readonly kind: 'say' | 'filler' | 'word';
  readonly word: string;
  readonly means: readonly string[];
  /** Its syllables. */
  readonly reading: readonly string[];
};

/** A name of an item with its syllables. */
export type SearchName = { readonly name: string; readonly reading: readonly string[] };

/** What can be found: an item with its names and what else it may be asked by. */
export type SearchEntry = {
  readonly catalogueId: string;
  readonly number: number;
  readonly name: string;
  readonly names: readonly SearchName[];
  /** Names of its handling options. */
  readonly optionNames: readonly string[];
  /** What else it may be asked by: lead departments, source, table of the list. */
  readonly labels: readonly string[];
};

/** An entry made ready: its names as they are compared. */
export type IndexedEntry = {
  readonly entry: SearchEntry;
  /** Position in the order of the lists. */
  readonly position: number;
  readonly names: readonly { readonly text: string; readonly syllables: readonly string[] }[];
  /** Names and option names. */
  readonly texts: readonly string[];
  readonly labels: readonly string[];
};

export type IndexedWord = {
  readonly word: string;
  readonly means: readonly string[];
  readonly syllables: readonly string[];
};

/** The lists made ready for search, in memory. */
export type SearchIndex = {
  readonly entries: readonly IndexedEntry[];
  /** Two characters → positions of the entries that have them in a name. */
  readonly bigrams: ReadonlyMap<string, ReadonlySet<number>>;
  readonly says: ReadonlyMap<string, IndexedWord>;
  readonly fillers: ReadonlySet<string>;
  /** Words that are right as they stand, and therefore no misspelling of another. */
  readonly known: ReadonlySet<string>;
  readonly longestWord: number;
};

/** A text as it is compared: one width, small letters, only letters, digits and characters. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Letters as they are compared in pinyin: ü is typed as v or as u. */
export const plainSyllable = (syllable: string): string => syllable.replaceAll(/[vü]/g, 'u');

/** The pairs of neighbouring characters of a text. */
export function bigramsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** Builds the index; entries come in the order of the lists, which breaks ties. */
export function buildSearchIndex(entries: readonly SearchEntry[], words: readonly SearchWord[]): SearchIndex {
  const indexed = entries.map((entry, position): IndexedEntry => {
    const names = entry.names.map(({ name, reading }) => ({
      text: plain(name),
      syllables: reading.map(plainSyllable),
    }));
    return {
      entry,
      position,
      names,
      texts: [...new Set([...names.map(({ text }) => text), ...entry.optionNames.map(plain)])],
      labels: entry.labels.map(plain),
    };
  });
  const bigrams = new Map<string, Set<number>>();
  for (const { texts, position } of indexed) {
    for (const bigram of texts.flatMap(bigramsOf)) {
      const positions = bigrams.get(bigram) ?? new Set<number>();
      bigrams.set(bigram, positions.add(position));
    }
  }
  const says = words
    .filter(({ kind }) => kind === 'say')
    .map(({ word, means, reading }): [string, IndexedWord] => [
      plain(word),
      { word: plain(word), means: means.map(plain), syllables: reading.map(plainSyllable) },
    ]);
  const ofKind = (kind: SearchWord['kind']) =>
    new Set(words.filter((word) => word.kind === kind).map(({ word }) => plain(word)));
  return {
    entries: indexed,
    bigrams,
    says: new Map(says),
    fillers: ofKind('filler'),
    known: ofKind('word'),
    longestWord: Math.max(1, ...words.map(({ word }) => [...word].length)),
  };
}
