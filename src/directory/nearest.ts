import type { RegionPath } from './region.ts';

/** How far two regions are from each other in the tree: steps up to what they have in common, and down again. */
function stepsBetween(from: RegionPath, to: RegionPath): { up: number; down: number } | undefined {
  let shared = 0;
  while (from[shared] !== undefined && from[shared]?.code === to[shared]?.code) shared += 1;
  return shared === 0 ? undefined : { up: from.length - shared, down: to.length - shared };
}

/**
 * The places nearest to a region in the tree of regions: its own first, then those of the region above, its
 * neighbours, and so on; none of another province.
 */
export function nearestOf<Place>(
  from: RegionPath,
  places: readonly { place: Place; path: RegionPath }[],
  limit: number,
): { place: Place; up: number; down: number }[] {
  return places
    .flatMap(({ place, path }) => {
      const steps = stepsBetween(from, path);
      return steps ? [{ place, ...steps, code: path.at(-1)?.code ?? '' }] : [];
    })
    .toSorted((a, b) => a.up - b.up || a.down - b.down || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
    .map(({ code: _code, ...each }) => each);
}
