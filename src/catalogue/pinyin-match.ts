/**
 * How letters fit a run of syllables from some syllable on: every syllable typed in full, by its first letter or
 * (zh, ch, sh) first two, the last one in part too. Answers how well, from 0 to 1, and undefined when they do not
 * fit; whole syllables from the start of the name fit best.
 */
export function pinyinFit(letters: string, syllables: readonly string[]): number | undefined {
  let best: number | undefined;
  for (let start = 0; start < syllables.length; start += 1) {
    const found = run(letters, syllables, start);
    if (!found) continue;
    const { full, used } = found;
    const fit = 0.5 * (full / used) + 0.2 * (start === 0 ? 1 : 0) + 0.3 * (used / syllables.length);
    if (best === undefined || fit > best) best = fit;
  }
  return best;
}

type Run = { full: number; used: number };

const noRun = undefined;

function run(letters: string, syllables: readonly string[], at: number): Run | undefined {
  if (letters === '') return { full: 0, used: 0 };
  const syllable = syllables[at];
  if (syllable === undefined || syllable[0] !== letters[0]) return noRun;
  const better = (a: Run | undefined, b: Run | undefined) =>
    !a || (b && b.full / b.used > a.full / a.used) ? b : a;
  let best: Run | undefined = noRun;
  if (letters.startsWith(syllable)) {
    const rest = run(letters.slice(syllable.length), syllables, at + 1);
    if (rest) best = { full: rest.full + 1, used: rest.used + 1 };
  }
  if (best && best.full === best.used) return best;
  for (const initial of initialsOf(syllable)) {
    if (!letters.startsWith(initial)) continue;
    const rest = run(letters.slice(initial.length), syllables, at + 1);
    if (rest) best = better(best, { full: rest.full, used: rest.used + 1 });
  }
  // The last syllable may be typed in part: shehuibaozh
  if (syllable.startsWith(letters)) best = better(best, { full: letters.length / syllable.length, used: 1 });
  return best;
}

const initialsOf = (syllable: string): string[] =>
  /^[zcs]h/.test(syllable) ? [syllable.slice(0, 2), syllable.slice(0, 1)] : [syllable.slice(0, 1)];
