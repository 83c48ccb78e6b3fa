import { pinyinFit, pinyinSpells } from './pinyin-match.ts';
import { type IndexedEntry, plain, plainSyllable, type SearchIndex } from './search-index.ts';
import { partsOf, type SearchToken, tokensOf } from './search-tokens.ts';

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

type Found = { entry: IndexedEntry; score: number };

/** What it takes for a question in everyday words to fit: part of its weight that is found. */
const enough = 0.5;
/** Hits far behind the best are left out. */
const nearBest = 0.62;

/**
 * Finds items by any part of a name or local name, by everyday words, pinyin or initials, by department or source, and
 * by a name with one character wrong. Each way is tried only if those before it found nothing.
 */
export function searchItems(
  index: SearchIndex,
  question: SearchQuestion,
  readAloud: ReadAloud,
): SearchResult {
  const query = plain([...question.query].slice(0, longestQuery).join(''));
  const { catalogueId, limit } = question;
  const scope = catalogueId
    ? index.entries.filter(({ entry }) => entry.catalogueId === catalogueId)
    : index.entries;
  const ways = [
    () => [...byName(scope, query), ...byMeaning(index, scope, query)],
    () => byLabel(scope, query),
    () => [...byQuestion(index, scope, query), ...byWordInPinyin(index, scope, query)],
    () => bySound(index, scope, query, readAloud),
    () => byNearlyName(index, scope, query),
  ];
  const found = query === '' ? [] : (firstFinding(ways) ?? []);
  const best = new Map<number, Found>();
  for (const hit of found) {
    const before = best.get(hit.entry.position);
    if (!before || hit.score > before.score) best.set(hit.entry.position, hit);
  }
  const items = [...best.values()]
    .toSorted((a, b) => b.score - a.score || a.entry.position - b.entry.position)
    .slice(0, limit)
    .map(({ entry: { entry }, score }) => ({
      catalogueId: entry.catalogueId,
      number: entry.number,
      name: entry.name,
      score: Math.round(score * 1000) / 1000,
    }));
  return { items, offList: items.length === 0 && question.query.trim() !== '' };
}

function firstFinding(ways: readonly (() => Found[])[]): Found[] | undefined {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return undefined;
}

const share = (part: string, whole: string): number => part.length / Math.max(1, whole.length);

/** The question stands in a name: the whole name before its beginning before another part. */
function byName(scope: readonly IndexedEntry[], query: string): Found[] {
  return scope.flatMap((entry) => {
    const scores = entry.texts.flatMap((text, i) => {
      if (!text.includes(query)) return [];
      const base = text === query ? 0.91 : text.startsWith(query) ? 0.86 : 0.82;
      return [base + 0.09 * share(query, text) - (i < entry.names.length ? 0 : 0.05)];
    });
    return scores.length > 0 ? [{ entry, score: Math.max(...scores) }] : [];
  });
}

/** The question is an everyday word. */
function byMeaning({ says }: SearchIndex, scope: readonly IndexedEntry[], query: string): Found[] {
  const means = says.get(query)?.means ?? [];
  return scope.flatMap((entry) => {
    const scores = entry.texts.flatMap((text) =>
      means.flatMap((term, i) =>
        text.includes(term) ? [0.75 - 0.02 * Math.min(i, 5) + 0.05 * share(term, text)] : [],
      ),
    );
    return scores.length > 0 ? [{ entry, score: Math.max(...scores) }] : [];
  });
}

/** The question names a department or a source: 残联, 税务局. */
function byLabel(scope: readonly IndexedEntry[], query: string): Found[] {
  if ([...query].length < 2) return [];
  return scope
    .filter(({ labels }) => labels.some((label) => label.includes(query)))
    .map((entry) => ({ entry, score: 0.5 }));
}

/** A question in everyday words or pinyin: how much of its weight an item answers; rare words weigh more. */
function byQuestion(index: SearchIndex, scope: readonly IndexedEntry[], query: string): Found[] {
  const asked = tokensOf(query, index).flatMap((token) => weigh(token, index));
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const scored = scope
    .map((entry) => {
      const got = asked.reduce((sum, { weight, fit }) => sum + weight * fit(entry), 0) / total;
      return { entry, score: got };
    })
    .filter(({ score }) => score >= enough);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score >= nearBest * best)
    .map(({ entry, score }) => ({
      entry,
      score: 0.72 * score + 0.03 / (1 + (entry.texts[0]?.length ?? 0) / 20),
    }));
}

type Asked = { weight: number; fit: (entry: IndexedEntry) => number };

/** Weight of something that so many entries have; what none has weighs most. */
const rarity = (having: number, all: number): number => Math.log((all + 1) / (having + 0.5));

function weigh(token: SearchToken, { entries, bigrams }: SearchIndex): Asked[] {
  const all = entries.length;
  if (token.kind === 'meaning') {
    const having = new Map(
      entries.flatMap((entry) => {
        const at = token.alternatives.findIndex((term) => entry.texts.some((text) => text.includes(term)));
        return at < 0 ? [] : [[entry.position, 1 - 0.03 * Math.min(at, 5)] as const];
      }),
    );
    return [{ weight: 1.2 * rarity(having.size, all), fit: ({ position }) => having.get(position) ?? 0 }];
  }
  if (token.kind === 'letters') {
    const letters = plainSyllable(token.letters);
    const having = new Map(
      entries.flatMap((entry) => {
        const fits = entry.names.flatMap(({ syllables }) => pinyinFit(letters, syllables) ?? []);
        return fits.length > 0 ? [[entry.position, 0.7 + 0.3 * Math.max(...fits)] as const] : [];
      }),
    );
    return [{ weight: rarity(having.size, all), fit: ({ position }) => having.get(position) ?? 0 }];
  }
  return partsOf(token.text).map((part) => {
    const having = bigrams.get(part) ?? (part.length === 1 ? undefined : new Set<number>());
    // One character alone says little, and is looked for as it stands.
    return having
      ? { weight: rarity(having.size, all), fit: ({ position }) => (having.has(position) ? 1 : 0) }
      : { weight: 1, fit: ({ texts }) => (texts.some((text) => text.includes(part)) ? 1 : 0) };
  });
}

/** What was typed sounds like a part of a name or an everyday word: wrong characters with the right sound. */
function bySound(
  index: SearchIndex,
  scope: readonly IndexedEntry[],
  query: string,
  readAloud: ReadAloud,
): Found[] {
  if ([...query].length < 3 || index.known.has(query) || /^[a-z0-9]*$/.test(query)) return [];
  const sound = readAloud(query).map(plainSyllable);
  const named = scope
    .filter(({ names }) => names.some(({ syllables }) => isRunOf(sound, syllables)))
    .map((entry) => ({ entry, score: 0.62 }));
  if (named.length > 0) return named;
  const word = [...index.says.values()].find(({ syllables }) => syllables.join(' ') === sound.join(' '));
  return word
    ? byMeaning(index, scope, word.word).map(({ entry, score }) => ({ entry, score: score - 0.15 }))
    : [];
}

/** Everyday words typed in pinyin: shebaoka, sbk. */
function byWordInPinyin(index: SearchIndex, scope: readonly IndexedEntry[], query: string): Found[] {
  if (!/^[a-z]{2,}$/.test(query)) return [];
  const letters = plainSyllable(query);
  const fits = [...index.says.values()].flatMap(({ word, syllables }) =>
    pinyinSpells(letters, syllables) ? [word] : [],
  );
  return fits
    .flatMap((word) => byMeaning(index, scope, word))
    .map(({ entry, score }) => ({ entry, score: score - 0.1 }));
}

const isRunOf = (part: readonly string[], whole: readonly string[]): boolean =>
  ` ${whole.join(' ')} `.includes(` ${part.join(' ')} `);

/** One character of the question is wrong: a part of a name or an everyday word differs from it in one place. */
function byNearlyName(index: SearchIndex, scope: readonly IndexedEntry[], query: string): Found[] {
  const characters = [...query];
  if (characters.length < 3 || index.known.has(query)) return [];
  const inside = characters.length === 3 ? [1] : characters.keys();
  const patterns = [...inside].map(
    (at) => [characters.slice(0, at).join(''), characters.slice(at + 1).join('')] as const,
  );
  const isNear = (text: string) => patterns.some(([head, tail]) => holdsWithGap(text, head, tail));
  const named = scope
    .filter(({ names }) => names.some(({ text }) => isNear(text)))
    .map((entry) => ({ entry, score: 0.58 }));
  if (named.length > 0) return named;
  const words = [...index.says.keys()].filter(
    (word) => [...word].length === characters.length && isNear(word),
  );
  return words
    .flatMap((word) => byMeaning(index, scope, word))
    .map(({ entry, score }) => ({ entry, score: score - 0.2 }));
}

/** Whether head, any one character and tail stand together in the text. */
function holdsWithGap(text: string, head: string, tail: string): boolean {
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
    const gap = at + head.length;
    if (gap < text.length && text.startsWith(tail, gap + 1)) return true;
    if (head === '') {
      const tailAt = text.indexOf(tail, 1);
      return tailAt > 0;
    }
  }
  return false;
}
