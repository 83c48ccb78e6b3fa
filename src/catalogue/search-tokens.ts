import { bigramsOf, type SearchIndex } from './search-index.ts';

/** A part of a question: what it asks for, as alternatives, or text that is looked for as it stands. */
export type SearchToken =
  | { readonly kind: 'meaning'; readonly alternatives: readonly string[]; readonly word: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'letters'; readonly letters: string };

/**
 * Takes a question apart: everyday words (the longest first) become what they mean, filling words go, letters are
 * taken as pinyin, and what is left stays as it is. 驾照丢了怎么补 → 驾驶证, and one of 补证, 补领, 挂失 …
 */
export function tokensOf(query: string, { says, fillers, longestWord }: SearchIndex): SearchToken[] {
  const characters = [...query];
  const tokens: SearchToken[] = [];
  let pending = '';
  const flush = () => {
    if (pending !== '') tokens.push({ kind: 'text', text: pending });
    pending = '';
  };
  for (let at = 0; at < characters.length; ) {
    const letters = /^[a-z]{2,}/.exec(characters.slice(at).join(''))?.[0];
    const word =
      letters && !says.has(letters)
        ? undefined
        : longest(characters, at, longestWord, (text) => says.has(text) || fillers.has(text));
    if (letters && word === undefined) {
      flush();
      tokens.push({ kind: 'letters', letters });
      at += letters.length;
    } else if (word === undefined) {
      pending += characters[at];
      at += 1;
    } else {
      flush();
      const meaning = says.get(word);
      if (meaning) tokens.push({ kind: 'meaning', alternatives: [...meaning.means, word], word });
      at += [...word].length;
    }
  }
  flush();
  return tokens;
}

function longest(
  characters: readonly string[],
  at: number,
  most: number,
  isWord: (text: string) => boolean,
): string | undefined {
  for (let length = Math.min(most, characters.length - at); length > 0; length -= 1) {
    const text = characters.slice(at, at + length).join('');
    if (isWord(text)) return text;
  }
  return undefined;
}

/** The pairs of a text, or the one character it consists of. */
export const partsOf = (text: string): string[] => {
  const parts = bigramsOf(text);
  return parts.length > 0 ? parts : [text];
};
