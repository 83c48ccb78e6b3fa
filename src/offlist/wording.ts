import { bigramsOf, plain, plainSyllable } from '../catalogue/search-text.ts';

/** A wording made ready to be compared: as it is searched, and by sound. */
export type ComparedWording = { plain: string; syllables: readonly string[]; parts: readonly string[] };

/** Words around the matter that say nothing about it: 想办、怎么办理、的 … */
const around =
  /^(?:我?(?:想|要|需要|申请|请求|咨询)?(?:办理|办个|办|补办一下)?)|(?:怎么办|怎么办理|的?手续|业务|事项|一下)$/g;

/** A wording without blanks, punctuation, width and what only surrounds it; never empty where the wording is not. */
export function plainWording(text: string): string {
  const whole = plain(text);
  const core = whole.replaceAll(around, '').replaceAll(/[的了]/g, '');
  return [...core].length >= 2 ? core : whole;
}

/** A wording with its sound, read by the caller; characters and syllables go into one set of parts. */
export function comparedWording(
  text: string,
  readAloud: (text: string) => readonly string[],
): ComparedWording {
  const core = plainWording(text);
  const syllables = readAloud(core).map(plainSyllable);
  return {
    plain: core,
    syllables,
    parts: [...new Set([...bigramsOf(core), ...soundPairs(syllables)])],
  };
}

/** Pairs of neighbouring syllables, written so that they cannot be taken for characters: `diao-yu`. */
const soundPairs = (syllables: readonly string[]): string[] =>
  syllables.slice(1).map((syllable, i) => `${syllables[i]}-${syllable}`);

/** How much two lists of parts share, from 0 to 1 (Dice). */
function shared(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [new Set(a), new Set(b)];
  if (first.size + second.size === 0) return 0;
  const both = [...first].filter((part) => second.has(part)).length;
  return (2 * both) / (first.size + second.size);
}

/** Above this two wordings are taken for one matter until somebody says otherwise. */
export const alike = 0.6;

/** How alike two wordings are, from 0 to 1: by their characters, or a little less by their sound. */
export function likeness(a: ComparedWording, b: ComparedWording): number {
  if (a.plain === b.plain) return 1;
  return Math.max(
    shared(bigramsOf(a.plain), bigramsOf(b.plain)),
    0.9 * shared(soundPairs(a.syllables), soundPairs(b.syllables)),
  );
}
