import { buildLexicon, type Lexicon } from './search-lexicon.ts';
import { isPattern, patternsOf, type SearchPattern } from './search-patterns.ts';
import { buildPostings, having, type Postings } from './search-postings.ts';
import { buildSpelling, type Spelling } from './search-spelling.ts';
import { alignedSyllables, partsOf, plain, plainSyllable } from './search-text.ts';

/**
 * An everyday word: `say` what something is called, `act` what is done with it, both with what they mean in the lists,
 * any of the terms; `filler` means nothing; `word` names a matter that is in no list. With “+” it is several words that
 * mean something together (see search-patterns.ts).
 */
export type SearchWord = {
  readonly kind: 'say' | 'act' | 'filler' | 'word';
  readonly word: string;
  readonly means: readonly string[];
  /** Its syllables. */
  readonly reading: readonly string[];
  /** Kept by an administration: nothing that ships is heard in it. */
  readonly isOwn?: boolean;
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
  /** What its guide says: results, statutory names, scenario. */
  readonly guide?: readonly string[];
  /** What else it may be asked by: lead departments, source, table of the list. */
  readonly labels: readonly string[];
  /** The matter, where several lists have it. */
  readonly family?: string;
};

/** A text of an entry as it is compared, with what a hit in it counts. */
export type IndexedText = { readonly text: string; readonly counts: number };

/** An entry made ready: its names as they are compared. */
export type IndexedEntry = {
  readonly entry: SearchEntry;
  /** Position in the order of the lists. */
  readonly position: number;
  readonly names: readonly { readonly text: string; readonly syllables: readonly string[] }[];
  /** Names, option names, everyday names and the guide; a hit counts by where it stands. */
  readonly texts: readonly IndexedText[];
  readonly labels: readonly string[];
};

/** The lists made ready for search, in memory. */
export type SearchIndex = {
  readonly entries: readonly IndexedEntry[];
  readonly lexicon: Lexicon;
  readonly patterns: readonly SearchPattern[];
  readonly postings: Postings;
  readonly spelling: Spelling;
};

/** What a hit counts by the kind of text it stands in. */
const counts = { name: 1, option: 0.95, everyday: 0.9, guide: 0.6 } as const;

/** An everyday word that means so few matters is a name of them: a question may use it in pieces. */
const namesAtMost = 3;

/** Builds the index; entries come in the order of the lists, which breaks ties. */
export function buildSearchIndex(entries: readonly SearchEntry[], given: readonly SearchWord[]): SearchIndex {
  const words = given.filter(({ word }) => !isPattern(word));
  const everyday = everydayNames(entries, words);
  const indexed = entries.map((entry, position): IndexedEntry => {
    const names = entry.names.map(({ name, reading }) => ({
      text: plain(name),
      syllables: reading.map(plainSyllable),
    }));
    const byText = new Map<string, number>();
    const add = (texts: readonly string[], count: number) => {
      for (const text of texts) if (text !== '' && !byText.has(text)) byText.set(text, count);
    };
    add(
      names.map(({ text }) => text),
      counts.name,
    );
    add(entry.optionNames.map(plain), counts.option);
    add(everyday.get(position) ?? [], counts.everyday);
    add((entry.guide ?? []).map(plain), counts.guide);
    return {
      entry,
      position,
      names,
      texts: [...byText].map(([text, count]) => ({ text, counts: count })),
      labels: entry.labels.map(plain),
    };
  });
  const postings = buildPostings(indexed.map(({ texts }) => texts.map(({ text }) => text)));
  return {
    entries: indexed,
    postings,
    spelling: buildSpelling(indexed.map(({ names }) => names)),
    lexicon: buildLexicon(words, termReadings(entries)),
    patterns: patternsOf(given),
  };
}

/** Everyday words as further names of the few items that they mean. */
function everydayNames(
  entries: readonly SearchEntry[],
  words: readonly SearchWord[],
): ReadonlyMap<number, string[]> {
  const says = words.filter(({ kind }) => kind === 'say');
  const meaning = new Map<string, string[]>();
  for (const { word, means } of says) {
    for (const term of means.map(plain)) meaning.set(term, [...(meaning.get(term) ?? []), plain(word)]);
  }
  const texts = entries.map(({ names, optionNames }) => [
    ...names.map(({ name }) => plain(name)),
    ...optionNames.map(plain),
  ]);
  const postings = buildPostings(texts);
  const found = new Map<number, string[]>();
  for (const [term, said] of meaning) {
    const parts = partsOf(term).map((part) => having(postings, part));
    const rarest = parts.reduce((least, one) => (one.length < least.length ? one : least), parts[0] ?? []);
    const at = rarest.filter((position) => texts[position]?.some((text) => text.includes(term)));
    const matters = new Set(at.map((position) => entries[position]?.family ?? String(position)));
    if (matters.size > namesAtMost) continue;
    for (const position of at) found.set(position, [...(found.get(position) ?? []), ...said]);
  }
  return found;
}

/** Parts of the names between their marks, with their syllables: what a question may say of them in one piece. */
function termReadings(entries: readonly SearchEntry[]): Map<string, readonly string[]> {
  const terms = new Map<string, readonly string[]>();
  for (const { name, reading } of entries.flatMap(({ names }) => names)) {
    const syllables = alignedSyllables(plain(name), reading.map(plainSyllable));
    if (!syllables) continue;
    let at = 0;
    for (const part of name.split(/[^\p{L}\p{N}]+/u)) {
      const text = plain(part);
      const length = [...text].length;
      if (length >= 2 && length <= 12 && !terms.has(text)) terms.set(text, syllables.slice(at, at + length));
      at += length;
    }
  }
  return terms;
}
