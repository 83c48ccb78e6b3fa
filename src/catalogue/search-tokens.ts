import { begunBy, gapsOf, isOneSlip, type Lexicon, type LexiconWord } from './search-lexicon.ts';

/**
 * A part of a question: `known` asks for any of the alternatives, as sure as it was recognised; `elsewhere` names a
 * matter of no list; `filler` means nothing; `rest` is looked for as it stands; `letters` is taken as pinyin.
 */
export type SearchToken =
  | {
      readonly kind: 'known';
      readonly word: string;
      readonly means: readonly string[];
      readonly sure: number;
      readonly isAct: boolean;
      /** Only what has a meaning as it stands answers it, not what has a part of it. */
      readonly exactly?: boolean;
    }
  | { readonly kind: 'elsewhere'; readonly word: string }
  | { readonly kind: 'filler'; readonly word: string }
  | { readonly kind: 'rest'; readonly text: string }
  | { readonly kind: 'letters'; readonly letters: string };

type Step = { readonly from: number; readonly worth: number; readonly token: SearchToken };

/** How sure a word is that was recognised by its sound, or with one slip. */
const sureness = { exact: 1, sound: 0.9, slip: 0.8 } as const;

/** Long words say more than the short ones in them. */
const worthOf = (length: number): number => length ** 1.5;

/**
 * Takes a question apart into the words that explain it best. `sound` has one syllable for each character; with it
 * words are recognised that were typed with wrong characters. 驾照丢了怎么补 → 驾驶证, and one of 补证, 补领 …
 */
export function tokensOf(query: string, lexicon: Lexicon, sound?: readonly string[]): SearchToken[] {
  const characters = [...query];
  const best: { worth: number; step?: Step }[] = [{ worth: 0 }];
  for (let end = 1; end <= characters.length; end += 1) {
    let found: { worth: number; step?: Step } = { worth: -1 };
    for (const step of stepsTo(end, characters, lexicon, sound)) {
      const worth = (best[step.from]?.worth ?? 0) + step.worth;
      // Of two ways alike the one that begins with the longer word: 快递公司|开办, not 快递|公司开办.
      if (worth >= found.worth) found = { worth, step };
    }
    best.push(found);
  }
  const tokens: SearchToken[] = [];
  for (let end = characters.length; end > 0; ) {
    const step = best[end]?.step;
    if (!step) break;
    tokens.unshift(step.token);
    end = step.from;
  }
  return joined(tokens).flatMap((token) =>
    token.kind === 'letters' && token.letters.length > 1 && token.letters.length < characters.length
      ? (spelt(token.letters, lexicon) ?? [token])
      : [token],
  );
}

function* stepsTo(
  end: number,
  characters: readonly string[],
  lexicon: Lexicon,
  sound: readonly string[] | undefined,
): Generator<Step> {
  const last = characters[end - 1] ?? '';
  yield { from: end - 1, worth: 0, token: restOf(last) };
  for (let from = Math.max(0, end - lexicon.longest - 1); from < end; from += 1) {
    const text = textOf(characters, from, end);
    const word = lexicon.words.get(text);
    if (word && !cutsLetters(characters, from, end))
      yield { from, worth: worth(word), token: tokenOf(word, sureness.exact) };
    if (sound && end - from >= 2 && end - from <= slipsUpTo) {
      const slip = recognised(characters.slice(from, end), sound.slice(from, end), lexicon);
      if (slip) yield { from, ...slip };
    }
  }
}

/** Longer parts are recognised by the words in them. */
const slipsUpTo = 14;

function textOf(characters: readonly string[], from: number, end: number): string {
  let text = '';
  for (let at = from; at < end; at += 1) text += characters[at];
  return text;
}

const restOf = (character: string): SearchToken =>
  /[a-z]/.test(character) ? { kind: 'letters', letters: character } : { kind: 'rest', text: character };

/** A word of letters must not begin or end within a run of letters. */
function cutsLetters(characters: readonly string[], from: number, end: number): boolean {
  const isLetter = (at: number) => /[a-z]/.test(characters[at] ?? '');
  return (isLetter(from) && isLetter(from - 1)) || (isLetter(end - 1) && isLetter(end));
}

const worth = ({ kind, word }: LexiconWord): number =>
  kind === 'filler' ? 0.7 * worthOf([...word].length) : worthOf([...word].length);

function tokenOf({ kind, word, means }: LexiconWord, sure: number): SearchToken {
  if (kind === 'filler') return { kind, word };
  if (kind === 'word') return { kind: 'elsewhere', word };
  return { kind: 'known', word, means, sure, isAct: kind === 'act' };
}

/** A word that sounds like this part, or differs from it by one slip; not where the part is a word itself. */
function recognised(
  part: readonly string[],
  syllables: readonly string[],
  { words, bySound, byGap }: Lexicon,
): Omit<Step, 'from'> | undefined {
  if (words.has(part.join('')) || part.some((character) => /[a-z0-9]/.test(character))) return undefined;
  const alike = (bySound.get(syllables.join(' ')) ?? []).find(
    ({ word }) => part.length > 2 || [...word].some((character, i) => character === part[i]),
  );
  if (alike) {
    return { worth: 0.75 * worthOf(part.length), token: tokenOf(alike, sureness.sound) };
  }
  if (part.length < 3) return undefined;
  const near = new Set([
    ...(byGap.get(part.join('')) ?? []),
    ...gapsOf(part).flatMap((gap) => {
      const whole = words.get(gap);
      return [
        ...(byGap.get(gap) ?? []),
        ...(whole && gap.length > 3 && whole.kind !== 'filler' ? [whole] : []),
      ];
    }),
  ]);
  for (const word of near) {
    const characters = [...word.word];
    if (!isOneSlip(part, characters)) continue;
    // Of three characters only the one in the middle may be wrong: 护师证 is not 药师证.
    const ends = part[0] === characters[0] && part.at(-1) === characters.at(-1);
    if (Math.min(part.length, characters.length) <= 3 && !(ends && part.length === characters.length))
      continue;
    return { worth: 0.6 * worthOf(part.length), token: tokenOf(word, sureness.slip) };
  }
  return undefined;
}

/** Neighbouring rests become one. */
function joined(tokens: readonly SearchToken[]): SearchToken[] {
  const all: SearchToken[] = [];
  for (const token of tokens) {
    const before = all.at(-1);
    if (token.kind === 'rest' && before?.kind === 'rest')
      all[all.length - 1] = { kind: 'rest', text: before.text + token.text };
    else if (token.kind === 'letters' && before?.kind === 'letters')
      all[all.length - 1] = { kind: 'letters', letters: before.letters + token.letters };
    else all.push(token);
  }
  return all;
}

/**
 * Letters as words in pinyin, in full or by initials, the last one perhaps begun only: shebaokadiule. Undefined where
 * some letters belong to no word.
 */
export function spelt(letters: string, lexicon: Lexicon): SearchToken[] | undefined {
  const { byLetters, longestLetters } = lexicon;
  type Way = { cost: number; tokens: readonly SearchToken[] };
  const ways: (Way | undefined)[] = [{ cost: 0, tokens: [] }];
  for (let end = 1; end <= letters.length; end += 1) {
    let found: Way | undefined;
    for (let from = Math.max(0, end - longestLetters); from < end; from += 1) {
      const before = ways[from];
      const words = before && byLetters.get(letters.slice(from, end));
      if (!words) continue;
      // Few long words explain letters better than many short ones.
      const cost = before.cost + 1 + (words.some(({ kind }) => kind !== 'filler') ? 0 : 0.5);
      if (!found || cost < found.cost) found = { cost, tokens: [...before.tokens, ...meant(words)] };
    }
    ways.push(found);
  }
  const whole = ways[letters.length];
  if (whole) return whole.tokens.slice();
  for (let from = 0; from <= letters.length - 4; from += 1) {
    const words = ways[from] && begunBy(lexicon, letters.slice(from));
    if (words && words.length > 0) return [...(ways[from]?.tokens ?? []), ...meant(words)];
  }
  return undefined;
}

/** Words that are spelt alike: any of what they mean. */
function meant(words: readonly LexiconWord[]): SearchToken[] {
  const said = words.filter(({ kind }) => kind !== 'filler' && kind !== 'word');
  const [first] = said.length > 0 ? said : words;
  if (!first) return [];
  if (said.length === 0) return [tokenOf(first, sureness.exact)];
  const means = [...new Set(said.flatMap(({ word, means: own }) => [...own, word]))];
  return [{ kind: 'known', word: first.word, means, sure: sureness.sound, isAct: first.kind === 'act' }];
}
