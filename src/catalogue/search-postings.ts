import { bigramsOf } from './search-text.ts';

/** Which entries have a pair of characters, or one character, in a text: positions in order. */
export type Postings = {
  readonly size: number;
  readonly positions: ReadonlyMap<string, readonly number[]>;
};

/** Looks up the texts of all entries, by position. */
export function buildPostings(texts: readonly (readonly string[])[]): Postings {
  const positions = new Map<string, number[]>();
  for (const [position, own] of texts.entries()) {
    for (const text of own) {
      for (const key of [...bigramsOf(text), ...text]) {
        const known = positions.get(key);
        if (!known) positions.set(key, [position]);
        else if (known.at(-1) !== position) known.push(position);
      }
    }
  }
  return { size: texts.length, positions };
}

const none: readonly number[] = [];

/** Entries that have a pair, or a character. */
export const having = ({ positions }: Postings, part: string): readonly number[] =>
  positions.get(part) ?? none;
