import { type Instant, instantOf, msOf } from '../regulation/instant.ts';

/** The one clock of the system; everything that needs the time gets it handed in. */
export type Clock = {
  now(): Instant;
  /** Moves the clock (demo mode and tests); it goes on from there. */
  set(now: Instant): void;
};

/** A clock that follows the machine's, shifted by what was set. */
export function createClock(machine: () => number = Date.now): Clock {
  let shiftMs = 0;
  return {
    now: () => instantOf(machine() + shiftMs),
    set(now) {
      shiftMs = msOf(now) - machine();
    },
  };
}
