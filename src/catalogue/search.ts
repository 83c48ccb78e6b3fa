import { answers, type Found, type InScope } from './search-answers.ts';
import { type Fits, fitsOf, positionsOf, spelledNames } from './search-fit.ts';
import type { IndexedEntry, SearchIndex } from './search-index.ts';
import { withPatterns } from './search-patterns.ts';
import { plain, plainSyllable } from './search-text.ts';
import { spelt, tokensOf } from './search-tokens.ts';

/** What is asked. `catalogueId` keeps the search to one list. */
export type SearchQuestion = {
  readonly query: string;
  readonly catalogueId?: string | undefined;
  readonly limit: number;
};

/** An item that fits, with how well: 1 is its whole name. */
export type SearchHit = {
  readonly catalogueId: string;
  readonly number: number;
  readonly name: string;
  readonly score: number;
};

/** Items that fit, best first; `offList` when nothing in the lists does. */
export type SearchResult = { readonly items: readonly SearchHit[]; readonly offList: boolean };

/** The syllables of a text, for characters that were typed by their sound. */
export type ReadAloud = (text: string) => readonly string[];

/** Most characters of a question that count; the rest is cut off. */
export const longestQuery = 50;

/** With less than this found, the question may have been mistyped. */
const sure = 0.8;
/** The same matter in a further list counts a little less, so that the first hits are different matters. */
const again = 0.97;

/**
 * Finds items by any part of a name or local name, by everyday words, pinyin or initials, by department or source, and
 * by names with slips. What stands in a name as it was typed goes before all else; then what the words mean.
 */
export function searchItems(
  index: SearchIndex,
  question: SearchQuestion,
  readAloud: ReadAloud,
): SearchResult {
  const query = plain([...question.query].slice(0, longestQuery).join(''));
  const { catalogueId, limit } = question;
  const inScope: InScope = (position) =>
    catalogueId === undefined || index.entries[position]?.entry.catalogueId === catalogueId;
  const found = query === '' ? [] : findAll(index, query, inScope, readAloud);
  const items = ranked(index, found)
    .slice(0, limit)
    .map(({ entry: { entry }, score }) => ({
      catalogueId: entry.catalogueId,
      number: entry.number,
      name: entry.name,
      score: Math.round(score * 1000) / 1000,
    }));
  return { items, offList: items.length === 0 && question.query.trim() !== '' };
}

function findAll(index: SearchIndex, query: string, inScope: InScope, readAloud: ReadAloud): Found[] {
  const isLetters = /^[a-z]+$/.test(query);
  const ways = [
    () => byNumber(index, query, inScope),
    () => [...byName(index, query, inScope), ...byMeaning(index, query, inScope)],
    () => byLabel(index, query, inScope),
    () => (isLetters ? bySpelling(index, query, inScope) : byQuestion(index, query, inScope, readAloud)),
  ];
  for (const [i, way] of ways.entries()) {
    const found = way();
    if (found.length > 0) return found;
    // A known word whose matters stand in other lists only is not sought in pieces in this one.
    if (i === 1 && byMeaning(index, query, () => true).length > 0) return [];
  }
  return [];
}

/** Each entry once with its best score, best first; ties in the order of the lists. */
function ranked({ entries }: SearchIndex, found: readonly Found[]): { entry: IndexedEntry; score: number }[] {
  const best = new Map<number, number>();
  for (const { position, score } of found) best.set(position, Math.max(score, best.get(position) ?? 0));
  const order = (a: Found, b: Found) => b.score - a.score || a.position - b.position;
  const seen = new Set<string>();
  return [...best]
    .map(([position, score]) => ({ position, score }))
    .toSorted(order)
    .map(({ position, score }) => {
      const family = entries[position]?.entry.family;
      const repeated = family !== undefined && seen.has(family);
      if (family !== undefined) seen.add(family);
      return { position, score: repeated ? score * again : score };
    })
    .toSorted(order)
    .flatMap(({ position, score }) => {
      const entry = entries[position];
      return entry ? [{ entry, score }] : [];
    });
}

const share = (part: string, whole: string): number => part.length / Math.max(1, whole.length);

/** The question is a number in the list: #48, 第48项. */
function byNumber({ entries }: SearchIndex, query: string, inScope: InScope): Found[] {
  const number = /^第?(\d{1,3})项?$/.exec(query)?.[1];
  return number === undefined
    ? []
    : entries
        .filter(({ entry, position }) => entry.number === Number(number) && inScope(position))
        .map(({ position }) => ({ position, score: 0.9 }));
}

/** The question stands in a name: the whole name before its beginning before another part. */
function byName(index: SearchIndex, query: string, inScope: InScope): Found[] {
  const found: Found[] = [];
  for (const position of positionsOf(fitsOf(index, query))) {
    if (!inScope(position)) continue;
    let best = 0;
    for (const { text, counts } of index.entries[position]?.texts ?? []) {
      if (counts < 0.95 || !text.includes(query)) continue;
      const base = text === query ? 0.91 : text.startsWith(query) ? 0.86 : 0.82;
      best = Math.max(best, base + 0.09 * share(query, text) - (counts < 1 ? 0.05 : 0));
    }
    if (best > 0) found.push({ position, score: best });
  }
  return found;
}

/** The question is an everyday word. */
function byMeaning(index: SearchIndex, query: string, inScope: InScope): Found[] {
  const said = index.lexicon.words.get(query);
  if (said?.kind !== 'say' && said?.kind !== 'act') return [];
  return said.means.flatMap((term, i) =>
    positionsOf(fitsOf(index, term))
      .filter(inScope)
      .flatMap((position) => {
        const names = index.entries[position]?.texts.filter(
          ({ text, counts }) => counts >= 0.95 && text.includes(term),
        );
        const best = Math.max(0, ...(names ?? []).map(({ text }) => share(term, text)));
        return best > 0 ? [{ position, score: 0.75 - 0.02 * Math.min(i, 5) + 0.05 * best }] : [];
      }),
  );
}

const longestLabel = 30;

/** The question names a department or a source: 残联, 税务局. */
function byLabel({ entries }: SearchIndex, query: string, inScope: InScope): Found[] {
  if (query.length < 2 || query.length > longestLabel) return [];
  return entries
    .filter(({ labels, position }) => inScope(position) && labels.some((label) => label.includes(query)))
    .map(({ position }) => ({ position, score: 0.5 }));
}

/** Who sent somebody to ask says nothing of the matter: 我妈让我来问. */
const preamble = /^.{0,8}(?:让|叫|喊|托|帮|替).{1,3}?来?(?:问|咨询|打听)(?:一下|一哈|下|哈|问)?(?=.{3})/u;

/** A question in everyday words: how much of its weight an item answers; rare words weigh more. */
function byQuestion(index: SearchIndex, asked: string, inScope: InScope, readAloud: ReadAloud): Found[] {
  const query = asked.replace(preamble, '');
  const understood = (sound?: readonly string[]) => {
    const tokens = tokensOf(query, index.lexicon, sound);
    return answers(index, withPatterns(query, tokens, index), inScope, sound !== undefined);
  };
  const typed = understood();
  if (typed.best >= sure) return typed.found;
  const meant = understood(soundOf(query, readAloud));
  return (meant.best > typed.best + 0.03 ? meant : typed).found;
}

/** One syllable for each character; none where letters stand between. */
function soundOf(query: string, readAloud: ReadAloud): string[] {
  return [...query].flatMap((character) =>
    /[a-z0-9]/.test(character) ? [''] : [plainSyllable(readAloud(character)[0] ?? '')],
  );
}

/** Letters alone: a name that they spell, or everyday words. */
function bySpelling(index: SearchIndex, query: string, inScope: InScope): Found[] {
  if (query.length < 2) return [];
  const named = toFound(spelledNames(index, query), inScope, 0.7);
  const words = spelt(query, index.lexicon);
  const meant = words ? answers(index, words, inScope).found : [];
  // Few letters are rather the initials of a word than of a part of a name.
  return query.length > 4 && named.length > 0 ? named : meant.length > 0 ? [...meant, ...named] : named;
}

const toFound = (fits: Fits, inScope: InScope, most: number): Found[] =>
  [...fits.positions].flatMap((position, i) =>
    inScope(position) ? [{ position, score: most * (fits.fits[i] ?? 0) }] : [],
  );
