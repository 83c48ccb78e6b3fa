/** A text as it is compared: one width, small letters, only letters, digits and characters. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Letters as they are compared in pinyin: ü is typed as v or as u. */
export const plainSyllable = (syllable: string): string => syllable.replaceAll(/[vü]/g, 'u');

/** The pairs of neighbouring characters of a text. */
export function bigramsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** The pairs of a text, or the one character it consists of. */
export function partsOf(text: string): string[] {
  const parts = bigramsOf(text);
  return parts.length > 0 ? parts : [text];
}

/**
 * One syllable for each character of a plain text, where its reading has one for each; of a run of letters or digits
 * the first character has them all and the others none. Undefined where the two do not fit.
 */
export function alignedSyllables(text: string, reading: readonly string[]): string[] | undefined {
  const aligned: string[] = [];
  let at = 0;
  let inRun = false;
  for (const character of text) {
    const isLatin = /[a-z0-9]/.test(character);
    if (isLatin && inRun) {
      aligned.push('');
      continue;
    }
    const syllable = reading[at];
    if (syllable === undefined) return undefined;
    aligned.push(syllable);
    at += 1;
    inRun = isLatin;
  }
  return at === reading.length ? aligned : undefined;
}
