import { plainSyllable } from './search-text.ts';

/** Finds the entries whose names letters may spell, so that not every name need be read. */
export type Spelling = { candidates(letters: string): Iterable<number> };

/** Names of so few entries are simply all read. */
const fewEnough = 1500;

/** The names of all entries, by position. */
export function buildSpelling(
  names: readonly (readonly { readonly syllables: readonly string[] }[])[],
): Spelling {
  const byStart = new Map<string, Set<number>>();
  const everybody = [...names.keys()];
  if (names.length <= fewEnough) return { candidates: () => everybody };
  const known = new Set<string>();
  for (const [position, own] of names.entries()) {
    for (const { syllables } of own) {
      const plainOnes = syllables.map(plainSyllable);
      for (const [at, syllable] of plainOnes.entries()) {
        known.add(syllable);
        const next = plainOnes[at + 1];
        if (next === undefined) continue;
        // Two whole syllables, or three initials.
        put(byStart, `${syllable} ${next}`, position);
        const third = plainOnes[at + 2];
        if (third !== undefined) put(byStart, `${syllable[0]}${next[0]}${third[0]}`, position);
      }
    }
  }
  const longest = Math.max(...[...known].map((syllable) => syllable.length));
  return {
    candidates(letters) {
      const found = new Set<number>();
      for (let first = Math.min(longest, letters.length - 1); first >= 1; first -= 1) {
        if (!known.has(letters.slice(0, first))) continue;
        for (let second = Math.min(longest, letters.length - first); second >= 1; second -= 1) {
          const key = `${letters.slice(0, first)} ${letters.slice(first, first + second)}`;
          for (const position of byStart.get(key) ?? []) found.add(position);
        }
      }
      for (const position of byStart.get(letters.slice(0, 3)) ?? []) found.add(position);
      return found;
    },
  };
}

function put(map: Map<string, Set<number>>, key: string, position: number): void {
  const known = map.get(key);
  if (known) known.add(position);
  else map.set(key, new Set([position]));
}
