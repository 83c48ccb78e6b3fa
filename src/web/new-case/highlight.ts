/** A piece of a name, marked where it fits what was searched for, and where it begins. */
export type Piece = { text: string; marked: boolean; at: number };

/**
 * A name cut into pieces, with every character marked that was searched for; characters typed as pinyin cannot be
 * marked and leave the name as it is.
 */
export function highlight(name: string, searched: string): Piece[] {
  const wanted = new Set(Array.from(searched.toLowerCase()).filter((character) => character.trim() !== ''));
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of name) {
    const marked = wanted.has(character.toLowerCase());
    const last = pieces.at(-1);
    if (last?.marked === marked) last.text += character;
    else pieces.push({ text: character, marked, at });
    at += character.length;
  }
  return pieces;
}
