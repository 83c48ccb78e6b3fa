import type { SearchWord } from './search-index.ts';
import type { Lexicon } from './search-lexicon.ts';
import { plain } from './search-text.ts';
import type { SearchToken } from './search-tokens.ts';

/**
 * Words that mean something only together, wherever they stand in a question: 户口+老婆/媳妇/丈夫. Each part is any of
 * its alternatives; a part that begins with “-” must not be there.
 */
export type SearchPattern = {
  readonly kind: 'say' | 'word';
  readonly word: string;
  readonly parts: readonly (readonly string[])[];
  readonly without: readonly string[];
  readonly means: readonly string[];
};

/** Whether a word is a pattern of several. */
export const isPattern = (word: string): boolean => word.includes('+');

/** By what two words are the same: of patterns the marks count. */
export const keyOfWord = (word: string): string =>
  isPattern(word) ? partsOfPattern(word).join('+') : plain(word);

const partsOfPattern = (word: string): string[] =>
  word.split('+').map((part) => {
    const alternatives = part.split('/').map(plain).filter(Boolean).join('/');
    return part.trim().startsWith('-') ? `-${alternatives}` : alternatives;
  });

/** What is wrong with the parts of a pattern, in one sentence; undefined where nothing is. */
export function faultOfPattern(word: string): string | undefined {
  const parts = partsOfPattern(word);
  if (parts.some((part) => part === '' || part === '-')) return '“+”两边都要有字，例如“户口+老婆/丈夫”。';
  return parts.filter((part) => !part.startsWith('-')).length < 2 ? '用“+”要连接至少两个词。' : undefined;
}

/** The patterns among the words. */
export const patternsOf = (words: readonly SearchWord[]): SearchPattern[] =>
  words.flatMap(({ kind, word, means }) => {
    if (!isPattern(word) || (kind !== 'say' && kind !== 'word')) return [];
    const parts = partsOfPattern(word);
    return [
      {
        kind,
        word: plain(word),
        parts: parts.filter((part) => !part.startsWith('-')).map((part) => part.split('/')),
        without: parts.flatMap((part) => (part.startsWith('-') ? part.slice(1).split('/') : [])),
        means: means.map(plain),
      },
    ];
  });

/**
 * A question’s parts with what it says by words that stand apart, which explain a matter of no list that is one of
 * them. Each pattern is heard in the question as it was typed, and in the words that were recognised in it; of patterns
 * that mean the same things only the first speaks.
 */
export function withPatterns(
  query: string,
  tokens: readonly SearchToken[],
  { patterns, lexicon }: { patterns: readonly SearchPattern[]; lexicon: Pick<Lexicon, 'words'> },
): SearchToken[] {
  const words = tokens.flatMap((token) => ('word' in token ? token.word : []));
  const isOwn = (word: string) => lexicon.words.get(word)?.isOwn === true;
  // A word that an administration keeps says what it says, whatever stands in it.
  const rest = words.filter(isOwn).reduce((text, word) => text.replaceAll(word, ' '), query);
  const heard = [rest, ...words.filter((word) => !isOwn(word))].join(' ');
  const has = (part: string) => heard.includes(part);
  const said = new Set<string>();
  const explained: string[] = [];
  const found = patterns.flatMap(({ kind, word, parts, without, means }): SearchToken[] => {
    if (!parts.every((alternatives) => alternatives.some(has)) || without.some(has)) return [];
    const meaning = means.join(' ');
    if (said.has(meaning)) return [];
    said.add(meaning);
    if (kind === 'say') explained.push(...parts.flatMap((alternatives) => alternatives.filter(has)));
    return [
      kind === 'word'
        ? { kind: 'elsewhere', word }
        : { kind: 'known', word, means, sure: 1, isAct: false, exactly: true },
    ];
  });
  const isExplained = (token: SearchToken) =>
    token.kind === 'elsewhere' && explained.some((part) => token.word.includes(part));
  return [...tokens.filter((token) => !isExplained(token)), ...found];
}
