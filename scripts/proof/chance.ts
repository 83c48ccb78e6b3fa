/** Chance that can be repeated: the same seed gives the same numbers. */
export type Chance = {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number from 0 up to, and without, a bound. */
  below(bound: number): number;
  /** One of several; throws when there is none. */
  of<Each>(each: readonly Each[]): Each;
  /** True so often of a hundred times. */
  percent(of100: number): boolean;
};

/** Chance from a seed (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    of(each) {
      const found = each[below(each.length)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    percent: (of100) => next() * 100 < of100,
  };
}
