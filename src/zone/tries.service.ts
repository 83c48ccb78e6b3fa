import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import { type Instant, later } from '../regulation/instant.ts';
import {
  addTry,
  forgetTries,
  listTriesOfAddress,
  listTriesOfSubject,
  removeTry,
  waitTurn,
} from './tries.store.ts';
import { addressGroup, blockedUntil, type TryKind, triesLeft, tryLimits, tryWindowMs } from './try-limits.ts';

/** Somebody without an account asks for something that can be guessed at. */
type Attempt = { kind: TryKind; address: string; subject: string };

/** What came of it. Nothing tells whether the number or code exists. */
export type AttemptResult<Found> =
  | { outcome: 'found'; found: Found }
  | { outcome: 'noMatch'; triesLeft: number }
  | { outcome: 'blocked'; until: Instant };

/** Guards the public queries against guessing. */
export type Tries = {
  /**
   * Looks something up, unless the address or the subject is blocked. The try is written down before the look-up,
   * so that many at once count as many, and taken back when it was right. Every answer takes the same time.
   */
  look<Found>(attempt: Attempt, find: () => Promise<Found | undefined>): Promise<AttemptResult<Found>>;
};

/** What guarding needs; `answerMs` is how long every look-up takes at least, longer than any real one. */
type TriesOptions = {
  database: Database;
  clock: Clock;
  blindIndex: Keyring['blindIndex'];
  answerMs?: number;
};

type Reserved = { tryId: number; triesLeft: number } | { until: Instant };

/** Counts tries in the database, so that restarts and several processes agree. */
export function createTries({ database, clock, blindIndex, answerMs = 250 }: TriesOptions): Tries {
  const reserve = ({ kind, address, subject }: Attempt): Promise<Reserved> => {
    const limits = tryLimits[kind];
    const addressHash = blindIndex('public-try-address', addressGroup(address));
    const subjectHash = blindIndex(`public-try-${kind}`, subject);
    const now = clock.now();
    const since = later(now, -2 * tryWindowMs);
    const past = (limit: number) => ({ kind, since, until: now, limit });
    return database.transaction(async (tx) => {
      await waitTurn(tx, [`${kind}:${addressHash}`, `${kind}:${subjectHash}`]);
      const counted = [
        {
          limit: limits.perAddress,
          tries: await listTriesOfAddress(tx, addressHash, past(limits.perAddress)),
        },
      ];
      if (limits.perSubject !== undefined) {
        const { perSubject } = limits;
        counted.push({
          limit: perSubject,
          tries: await listTriesOfSubject(tx, subjectHash, past(perSubject)),
        });
      }
      const [until] = counted
        .flatMap(({ tries, limit }) => blockedUntil(tries, limit, now) ?? [])
        .toSorted()
        .toReversed();
      if (until !== undefined) return { until };
      const tryId = await addTry(tx, { kind, addressHash, subjectHash, at: now });
      await forgetTries(tx, since);
      const left = counted.map(({ tries, limit }) => triesLeft([now, ...tries], limit, now));
      return { tryId, triesLeft: Math.min(...left) };
    });
  };
  return {
    async look(attempt, find) {
      const reserved = await reserve(attempt);
      if ('until' in reserved) return { outcome: 'blocked', until: reserved.until };
      try {
        const [found] = await Promise.all([find(), wait(answerMs)]);
        if (found === undefined) return { outcome: 'noMatch', triesLeft: reserved.triesLeft };
        await removeTry(database.db, reserved.tryId);
        return { outcome: 'found', found };
      } catch (error) {
        await removeTry(database.db, reserved.tryId);
        throw error;
      }
    },
  };
}
