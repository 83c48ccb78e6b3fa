import { fullNameOf, type RegionLevel, type RegionPath } from './region.ts';

const order: readonly RegionLevel[] = ['province', 'prefecture', 'county'];

/**
 * Finds regions for the region picker by part of a name (綦江, 成都武侯), by pinyin or its initials from any
 * syllable on (qijiang, qj), or by the first digits of a code. Best first: the whole name, the beginning of a
 * name, a part of it; then higher levels, then by pinyin.
 */
export function searchRegions(paths: readonly RegionPath[], query: string, limit: number): RegionPath[] {
  const wanted = query.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return [];
  return paths
    .flatMap((path) => {
      const rank = rankOf(path, wanted);
      return rank === undefined ? [] : [{ path, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || compare(a.path, b.path))
    .slice(0, limit)
    .map(({ path }) => path);
}

function rankOf(path: RegionPath, wanted: string): number | undefined {
  const region = path.at(-1);
  if (!region) return undefined;
  if (/^\d+$/.test(wanted)) return region.code.startsWith(wanted) ? 0 : undefined;
  if (/^[a-zü]+$/.test(wanted)) return pinyinRank(region.pinyin, wanted);
  if (region.name === wanted) return 0;
  if (region.name.startsWith(wanted)) return 1;
  if (region.name.includes(wanted)) return 2;
  return holdsInOrder(fullNameOf(path), wanted) && wanted.includes(region.name.charAt(0)) ? 3 : undefined;
}

/** ü is typed as v or as u. */
const plain = (letters: string): string => letters.replaceAll(/[vü]/g, 'u');

function pinyinRank(pinyin: string, wanted: string): number | undefined {
  const syllables = plain(pinyin).split(' ');
  const letters = plain(wanted);
  for (let from = 0; from < syllables.length; from += 1) {
    const rest = syllables.slice(from);
    const whole = rest.join('');
    if (from === 0 && (whole === letters || syllables.slice(0, -1).join('') === letters)) return 0;
    if (whole.startsWith(letters)) return from === 0 ? 1 : 3;
    if (
      rest
        .map((syllable) => syllable.charAt(0))
        .join('')
        .startsWith(letters)
    )
      return from === 0 ? 2 : 4;
  }
  return undefined;
}

/** Whether the characters wanted stand in the text in this order, with others between: 成都武侯 in 四川省成都市武侯区. */
function holdsInOrder(text: string, wanted: string): boolean {
  let at = -1;
  return Array.from(wanted).every((char) => (at = text.indexOf(char, at + 1)) >= 0);
}

function compare(a: RegionPath, b: RegionPath): number {
  const [left, right] = [a.at(-1), b.at(-1)];
  if (!left || !right) return 0;
  return (
    order.indexOf(left.level) - order.indexOf(right.level) ||
    (left.pinyin < right.pinyin ? -1 : left.pinyin > right.pinyin ? 1 : 0) ||
    (left.code < right.code ? -1 : 1)
  );
}
