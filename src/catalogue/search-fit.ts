import { pinyinFit } from './pinyin-match.ts';
import type { IndexedEntry, SearchIndex } from './search-index.ts';
import { having } from './search-postings.ts';
import { partsOf, plainSyllable } from './search-text.ts';
import type { SearchToken } from './search-tokens.ts';

/** How well entries answer something that was asked for, from 0 to 1, side by side; who does not at all is missing. */
export type Fits = { readonly positions: Int32Array; readonly fits: Float32Array };

/** Something a question asks for: what it weighs in the question, and who answers it. */
export type Asked = {
  /** `thing` is what is asked for by name, `act` what is done with it; `stranger` stands nowhere; else `part`. */
  readonly role: 'thing' | 'act' | 'part' | 'stranger';
  readonly weight: number;
  readonly fits: Fits;
  readonly terms: readonly string[];
  /** Characters that belong to no word. */
  readonly loose?: boolean;
  /** A word like 补贴 or 证明, which says what sort of thing is asked for; what stands before it says which. */
  readonly isHead?: boolean;
};

/** So much of a term must stand in a text for it to fit in part. */
const partAtLeast = 0.6;
/** So well fits what has a term as it stands, in a name, a further or an everyday one. */
const asItStands = 0.89;
/** A term whose pairs stand apart in the text. */
const apart = 0.75;
/** What each further meaning of a word counts less. */
const perMeaning = 0.03;
/** A word of the lexicon is surer than a pair of characters. */
const wordWeight = 1.2;
/** A pair of characters that stands nowhere: a part of speech, or a matter that is elsewhere. */
const strangerWeight = 3.2;
/** A long word says more than its rarity. */
const byLength = (word: string, short: number, perCharacter: number, most: number): number =>
  Math.min(most, short + perCharacter * ([...word].length - 2));
/** A thing that so many entries have is no thing to ask for by itself. */
const rareEnough = 3;
/** Words that say only what sort of thing is asked for. */
const heads: ReadonlySet<string> = new Set(
  '补贴 补助 津贴 奖励 证明 资格 资质 罚款 公证 认证 许可 备案 登记 预约 广告 抵押 评估 审批 保险 救助 检测 验收 注册 考核 年检 鉴定'.split(
    ' ',
  ),
);
const rememberedAtMost = 4000;

const remembered = new WeakMap<SearchIndex, { terms: Map<string, Fits>; words: Map<string, Asked> }>();

function memoryOf(index: SearchIndex): { terms: Map<string, Fits>; words: Map<string, Asked> } {
  const known = remembered.get(index) ?? { terms: new Map(), words: new Map() };
  if (!remembered.has(index)) remembered.set(index, known);
  for (const map of [known.terms, known.words]) if (map.size > rememberedAtMost) map.clear();
  return known;
}

/** Weight of something that so many entries have; what none has weighs most. */
const rarity = (count: number, all: number): number => Math.log((all + 1) / (count + 0.5));

/** Entries in which a term stands: 1 in a name, less elsewhere, still less in part. Remembered for each index. */
export function fitsOf(index: SearchIndex, term: string): Fits {
  const { terms } = memoryOf(index);
  const before = terms.get(term);
  if (before) return before;
  const fits = findFits(index, term);
  terms.set(term, fits);
  return fits;
}

const fitsFrom = (found: readonly (readonly [position: number, fit: number])[]): Fits => ({
  positions: Int32Array.from(found, ([position]) => position),
  fits: Float32Array.from(found, ([, fit]) => fit),
});

/** The entries that fit at least so well. */
export const positionsOf = ({ positions, fits }: Fits, least = 0): number[] =>
  [...positions].filter((_, i) => (fits[i] ?? 0) >= least);

function findFits({ entries, postings }: SearchIndex, term: string): Fits {
  const parts = [...new Set(partsOf(term))];
  const least = [...term].length < 3 ? parts.length : Math.ceil(parts.length * partAtLeast);
  const counted = new Uint8Array(postings.size);
  for (const part of parts)
    for (const position of having(postings, part)) counted[position] = (counted[position] ?? 0) + 1;
  const found: [number, number][] = [];
  for (const [position, count] of counted.entries()) {
    if (count < least) continue;
    const texts = entries[position]?.texts ?? [];
    const share = count / parts.length;
    const counts = share === 1 ? bestOf(texts, (text) => text.includes(term)) : 0;
    const loose =
      counts > 0 ? 0 : bestOf(texts, (text) => parts.filter((part) => text.includes(part)).length >= least);
    const fit = counts > 0 ? counts : loose * (share === 1 ? apart : 0.8 * share ** 1.5);
    if (fit > 0) found.push([position, fit]);
  }
  return fitsFrom(found);
}

function bestOf(texts: IndexedEntry['texts'], holds: (text: string) => boolean): number {
  let best = 0;
  for (const { text, counts } of texts) if (counts > best && holds(text)) best = counts;
  return best;
}

/** What one part of a question asks for. */
export function askedBy(token: SearchToken, index: SearchIndex): Asked[] {
  const all = index.entries.length;
  switch (token.kind) {
    case 'filler':
      return [];
    case 'elsewhere':
      return [
        {
          role: 'part',
          weight: byLength(token.word, 5, 1.5, 8),
          fits: wholly(fitsOf(index, token.word)),
          terms: [token.word],
        },
      ];
    case 'known':
      return [meantBy(token, index)];
    case 'letters': {
      const fits = spelledNames(index, token.letters);
      return [{ role: 'part', weight: rarity(fits.positions.length, all), fits, terms: [] }];
    }
    case 'rest':
      return partsOf(token.text).map((part) => {
        const fits = asTyped(fitsOf(index, part));
        const alone = [...part].length === 1;
        const count = fits.positions.length;
        const weight = count > 0 ? rarity(count, all) : strangerWeight;
        return {
          role: count > 0 ? ('part' as const) : ('stranger' as const),
          weight: alone ? Math.min(weight, 1) : weight,
          fits,
          terms: [part],
          loose: true,
        };
      });
  }
}

/** Pairs of characters alone say little of everyday names and guides. */
const asTyped = ({ positions, fits }: Fits): Fits => ({
  positions,
  fits: fits.map((fit) => (fit >= 0.949 ? fit : 0.4 * fit)),
});

/** Only those that have the term as it is, in a name. */
const wholly = ({ positions, fits }: Fits): Fits =>
  fitsFrom(
    [...positions].flatMap((position, i) => ((fits[i] ?? 0) >= 0.949 ? [[position, 1] as const] : [])),
  );

function meantBy(
  { word, means, sure, isAct, exactly = false }: SearchToken & { kind: 'known' },
  index: SearchIndex,
): Asked {
  const terms = exactly ? means : [...new Set([...means, word])];
  const { words } = memoryOf(index);
  const key = `${sure} ${exactly} ${terms.join(' ')}`;
  const before = words.get(key);
  if (before) return before;
  const best = new Float32Array(index.entries.length);
  for (const [i, term] of terms.entries()) {
    const { positions, fits } = fitsOf(index, term);
    for (const [at, position] of positions.entries()) {
      if (exactly && (fits[at] ?? 0) < asItStands) continue;
      const counted = (fits[at] ?? 0) * sure * (1 - perMeaning * Math.min(i, 5));
      if (counted > (best[position] ?? 0)) best[position] = counted;
    }
  }
  const found = [...best.entries()].filter(([, fit]) => fit > 0);
  const whole = found.filter(([, fit]) => fit >= partAtLeast).length;
  const rare = rarity(whole, index.entries.length);
  const asked: Asked = {
    role: isAct ? 'act' : rare >= rareEnough ? 'thing' : 'part',
    weight: rare * (isAct ? 1 : wordWeight * byLength(word, 0.95, 0.1, 1.3)),
    fits: fitsFrom(found),
    terms,
    isHead: heads.has(word),
  };
  words.set(key, asked);
  return asked;
}

/** Entries with a name that letters spell from some syllable on, in full or by initials. */
export function spelledNames(index: SearchIndex, typed: string): Fits {
  const letters = plainSyllable(typed);
  const found: [number, number][] = [];
  for (const position of index.spelling.candidates(letters)) {
    const names = index.entries[position]?.names ?? [];
    let best = 0;
    for (const { syllables } of names) best = Math.max(best, pinyinFit(letters, syllables) ?? 0);
    if (best > 0) found.push([position, 0.7 + 0.3 * best]);
  }
  return fitsFrom(found);
}
