import { randomBytes } from 'node:crypto';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import type { Passwords } from './passwords.service.ts';
import {
  clearAttempts,
  findCredentials,
  findLastAttempt,
  forgetAttempts,
  takeAttempt,
} from './sign-in.store.ts';
import { attemptsAllowed, lockedSentence, lockedUntil, lockMs } from './sign-in-rules.ts';
import type { Credentials } from './staff.ts';

/** An account and a password as somebody typed them, and from where. */
export type Attempt = { username: string; password: string; address?: string | undefined };

/** What came of it: the account, or how many tries are left. */
export type Checked = { right: true; account: Credentials } | { right: false; triesLeft: number };

/** Passwords looked at under one lock, whatever they are typed for: five wrong in a row, 15 minutes. */
export type PasswordCheck = {
  /**
   * Looks at a password; unknown usernames count and lock alike. Refuses `account-locked`, and `account-suspended`
   * after the right password. A refusal is recorded under the name of the action.
   */
  check(attempt: Attempt, refusedAction: string): Promise<Checked>;
};

/** What the check needs from outside; the clock is the one that runs out locks. */
export type PasswordCheckOptions = {
  database: Database;
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  passwords: Passwords;
};

/** Builds the check over a database. */
export function createPasswordCheck({
  database: { db },
  wallClock,
  audit,
  passwords,
}: PasswordCheckOptions): PasswordCheck {
  // What an unknown username is checked against, so that the answer takes as long as for a known one.
  const nobodysHash = passwords.hash(randomBytes(16).toString('hex'));
  nobodysHash.catch(() => undefined);

  function lockedProblem(until: Instant): Problem {
    return new Problem('account-locked', {
      detail: lockedSentence(until, wallClock.now()),
      extensions: { lockedUntil: until },
    });
  }

  return {
    async check({ username, password, address }, action) {
      /** Records a password refused; who typed it is not known. */
      const noteRefused = (
        reason: 'locked' | 'wrong-pair' | 'suspended',
        staffId: string | undefined,
      ): Promise<void> =>
        audit.record(db, {
          action,
          actor: null,
          subject: staffId === undefined ? undefined : { kind: 'staff', id: staffId },
          address,
          outcome: 'refused',
          detail: { reason },
        });

      const begun = wallClock.now();
      const taken = await takeAttempt(db, username, {
        now: begun,
        forgottenBefore: later(begun, -lockMs),
        allowed: attemptsAllowed,
      });
      if (taken === undefined) {
        const lastAttemptAt = (await findLastAttempt(db, username)) ?? begun;
        await noteRefused('locked', undefined);
        throw lockedProblem(lockedUntil(lastAttemptAt));
      }
      const account = await findCredentials(db, username);
      const right = await passwords.matches(account?.passwordHash ?? (await nobodysHash), password);
      if (!account || !right) {
        const now = wallClock.now();
        await forgetAttempts(db, later(now, -lockMs));
        await noteRefused('wrong-pair', account?.id);
        const triesLeft = attemptsAllowed - taken;
        if (triesLeft === 0) throw lockedProblem(lockedUntil(now));
        return { right: false, triesLeft };
      }
      await clearAttempts(db, username);
      if (account.suspendedAt) {
        await noteRefused('suspended', account.id);
        throw new Problem('account-suspended');
      }
      return { right: true, account };
    },
  };
}
