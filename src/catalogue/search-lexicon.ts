import type { SearchWord } from './search-index.ts';
import { plain, plainSyllable } from './search-text.ts';

/** A word that questions are taken apart by: one of `SearchWord`, or a `term` of the lists themselves. */
export type LexiconWord = {
  readonly kind: SearchWord['kind'] | 'term';
  readonly word: string;
  readonly means: readonly string[];
  readonly syllables: readonly string[];
  /** Kept by an administration. */
  readonly isOwn?: boolean;
};

/** All words, by how they may be typed. */
export type Lexicon = {
  readonly words: ReadonlyMap<string, LexiconWord>;
  /** Syllables → words that sound so; of two characters and more. */
  readonly bySound: ReadonlyMap<string, readonly LexiconWord[]>;
  /** A word of three characters and more without one of them → words. */
  readonly byGap: ReadonlyMap<string, readonly LexiconWord[]>;
  /** Letters → words that are spelt so in pinyin, in full or (three and more) by initials. */
  readonly byLetters: ReadonlyMap<string, readonly LexiconWord[]>;
  /** The keys of `byLetters`, in order. */
  readonly letters: readonly string[];
  readonly longest: number;
  readonly longestLetters: number;
};

/** Puts the words together; a word of the administrators or the shipped file goes before a term of the lists. */
export function buildLexicon(
  words: readonly SearchWord[],
  terms: ReadonlyMap<string, readonly string[]>,
): Lexicon {
  const all = new Map<string, LexiconWord>();
  for (const { kind, word, means, reading, isOwn = false } of words) {
    const text = plain(word);
    if (text === '' || all.has(text)) continue;
    const syllables = reading.map(plainSyllable);
    all.set(text, { kind, word: text, means: means.map(plain), syllables, isOwn });
  }
  for (const [word, syllables] of terms) {
    if (!all.has(word)) all.set(word, { kind: 'term', word, means: [word], syllables });
  }
  const bySound = new Map<string, LexiconWord[]>();
  const byGap = new Map<string, LexiconWord[]>();
  const byLetters = new Map<string, LexiconWord[]>();
  const short: LexiconWord[] = [];
  for (const word of all.values()) {
    const characters = [...word.word];
    const whole = word.syllables.length === characters.length && !/[a-z0-9]/.test(word.word);
    const letters = word.syllables.join('');
    if (letters !== '') put(byLetters, letters, word);
    if (whole && characters.length >= 3) put(byLetters, initialsOf(word.syllables), word);
    if (whole && characters.length === 2 && (word.kind === 'act' || word.kind === 'filler')) short.push(word);
    if (word.kind === 'filler') continue;
    if (whole && characters.length >= 2) put(bySound, word.syllables.join(' '), word);
    for (const gap of characters.length >= 3 ? gapsOf(characters) : []) put(byGap, gap, word);
  }
  // Two initials that are a syllable of some word as well are that.
  const spelled = new Set(byLetters.keys());
  for (const word of short) {
    const initials = initialsOf(word.syllables);
    if (!spelled.has(initials)) put(byLetters, initials, word);
  }
  return {
    words: all,
    bySound,
    byGap,
    byLetters,
    letters: [...byLetters.keys()].toSorted(),
    longest: Math.max(1, ...[...all.keys()].map((word) => [...word].length)),
    longestLetters: Math.max(1, ...[...byLetters.keys()].map((letters) => letters.length)),
  };
}

const initialsOf = (syllables: readonly string[]): string =>
  syllables.map((syllable) => syllable.slice(0, 1)).join('');

/** The text without each one of its characters. */
export const gapsOf = (characters: readonly string[]): string[] =>
  characters.map((_, at) => characters.filter((__, i) => i !== at).join(''));

function put(map: Map<string, LexiconWord[]>, key: string, word: LexiconWord): void {
  const known = map.get(key);
  if (!known) map.set(key, [word]);
  else if (!known.includes(word)) known.push(word);
}

/** Whether two words differ by one character wrong, left out or too much, or by two changed over. */
export function isOneSlip(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const [restA, restB] = [a.length - head - tail, b.length - head - tail];
  if (restA <= 1 && restB <= 1) return restA + restB > 0;
  return restA === 2 && restB === 2 && a[head] === b[head + 1] && a[head + 1] === b[head];
}

/** So many words that begin alike are looked at. */
const begunAtMost = 100;

/** The words whose letters begin with these, where these are the greater part; the shortest first. */
export function begunBy({ letters, byLetters }: Lexicon, typed: string): readonly LexiconWord[] {
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((letters[middle] ?? '') < typed) low = middle + 1;
    else high = middle;
  }
  let shortest: string | undefined;
  for (const key of letters.slice(low, low + begunAtMost)) {
    if (!key.startsWith(typed)) break;
    if (typed.length * 2 > key.length && (shortest === undefined || key.length < shortest.length))
      shortest = key;
  }
  return (shortest === undefined ? undefined : byLetters.get(shortest)) ?? [];
}
