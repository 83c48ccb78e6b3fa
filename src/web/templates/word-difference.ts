/** A stretch of a text beside an earlier one: the same in both, only in the new, or only in the old. */
export type Stretch = { kind: 'same' | 'added' | 'removed'; text: string };

/** A stretch with its place among the others. */
export type PlacedStretch = Stretch & { place: number };

/** Variables count as one sign, everything else character by character. */
const signsOf = (text: string): string[] => text.match(/\{[^{}]*\}|[\s\S]/gu) ?? [];

/** How a text differs from an earlier one, by the longest common run of signs; both are at most a few hundred long. */
export function differenceOf(before: string, after: string): PlacedStretch[] {
  const [old, now] = [signsOf(before), signsOf(after)];
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], text: string): void => {
    const last = stretches.at(-1);
    if (last?.kind === kind) last.text += text;
    else stretches.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add('same', now[j] ?? '');
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      add('removed', old[i] ?? '');
      i += 1;
    } else {
      add('added', now[j] ?? '');
      j += 1;
    }
  }
  return stretches.map((stretch, place) => ({ ...stretch, place }));
}
