import { scannerPause } from './scanner.ts';

/**
 * What a single key does waits a moment: a scan begins with a character that may be a key as well, and it must not
 * choose or mark anything.
 */
type HeldKey = {
  /** Lets an act of the key just pressed wait for the next character. */
  hold: (act: () => void) => void;
  /** Carries out what waits: the next key came at the pace of a hand, or none came. */
  release: () => void;
  /** Forgets what waits: it was the beginning of a scan. */
  drop: () => void;
};

/** A held key, with nothing held. */
export function createHeldKey(): HeldKey {
  let held: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = (): (() => void)[] => {
    clearTimeout(timer);
    const acts = held;
    held = [];
    return acts;
  };
  const release = (): void => {
    for (const act of take()) act();
  };
  return {
    hold(act) {
      if (held.length === 0) timer = setTimeout(release, scannerPause * 2);
      held.push(act);
    },
    release,
    drop: () => void take(),
  };
}
