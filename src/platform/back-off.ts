/** For how long something that fails is tried again before a person must look at it (OP-95). */
export const triedForMs = 7 * 24 * 60 * 60 * 1000;

const firstWaitMs = 10_000;
const longestWaitMs = 60 * 60 * 1000;

/**
 * Milliseconds until the next try after so many failures in a row: from ten seconds, twice as long each time, to an
 * hour, and a quarter more or less by chance (0 to 1), so that what failed together does not come back together.
 */
export const waitAfter = (failures: number, chance: number = Math.random()): number =>
  Math.round(Math.min(firstWaitMs * 2 ** Math.min(failures - 1, 20), longestWaitMs) * (0.75 + 0.5 * chance));
