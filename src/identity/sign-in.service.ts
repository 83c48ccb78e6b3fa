import { randomBytes } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { AuditActor } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { Problem } from '../platform/problem.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import { barOf } from './bar.ts';
import type { PasswordCheck } from './password-check.service.ts';
import { weaknessOf } from './password-rules.ts';
import type { Passwords } from './passwords.service.ts';
import { endSession, endSessionsOf, findActors, insertSession } from './session.store.ts';
import { replacePassword } from './sign-in.store.ts';
import { idleMs, sessionMs, touchMs, wrongPair } from './sign-in-rules.ts';
import type { Credentials } from './staff.ts';

/** A session just opened; the token is told once and kept nowhere. */
export type OpenedSession = {
  token: string;
  expiresAt: Instant;
  mustChangePassword: boolean;
  staffId: string;
  name: string;
};

/** Signing in and out, and who sends a request. */
export type SignIn = {
  /**
   * Opens a session. Refuses `sign-in-failed`, `account-locked` (five wrong passwords in a row, 15 minutes; unknown
   * usernames lock alike), `account-suspended` (told only after the right password).
   */
  signIn(attempt: { username: string; password: string; address: string }): Promise<OpenedSession>;
  /** The person behind a token, with the grants that hold now. */
  authenticate(token: string): Promise<Actor | undefined>;
  /** Opens a session for somebody whom the identity service vouched for; undefined when suspended meanwhile. */
  openFor(account: Credentials, address: string): Promise<OpenedSession | undefined>;
  signOut(actor: Actor): Promise<void>;
  /**
   * Replaces the own password; all other sessions of the person end. Refuses `current-password-wrong`,
   * `account-locked`, `password-too-weak`.
   */
  changePassword(actor: Actor, change: { currentPassword: string; newPassword: string }): Promise<void>;
};

/** What signing in needs from outside. */
export type SignInOptions = {
  database: Database;
  /** Clock of the days on which roles hold. */
  clock: Clock;
  /** Clock that runs out sessions and locks. A clock set for demonstration must not end or prolong them. */
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  passwords: Passwords;
  passwordCheck: PasswordCheck;
  /** Administrators must set up a second factor before anything else; off in demo mode. */
  twoFactorRequired?: boolean | undefined;
};

const tokenShape = /^[\w-]{43}$/;

/** Builds signing in over a database. */
export function createSignIn(options: SignInOptions): SignIn {
  const { database, clock, wallClock, audit, passwords, passwordCheck, twoFactorRequired = false } = options;

  /** Records that somebody did something with the own account. */
  const noteDone = (tx: Db, action: string, actor: AuditActor, address?: string): Promise<void> =>
    audit.record(tx, { action, actor, subject: { kind: 'staff', id: actor.id }, address });

  async function openSession(
    account: Credentials,
    address: string,
    way: 'password' | 'openId' = 'password',
  ): Promise<OpenedSession | undefined> {
    const token = randomBytes(32).toString('base64url');
    const now = wallClock.now();
    const expiresAt = later(now, sessionMs);
    const opened = await database.transaction(async (tx) => {
      const sessionId = await insertSession(tx, {
        tokenHash: sha256(token),
        staffId: account.id,
        passwordHash: account.passwordHash,
        way,
        address,
        now,
        idleExpiresAt: later(now, idleMs),
        expiresAt,
      });
      if (sessionId) await noteDone(tx, 'signedIn', account, address);
      return sessionId !== undefined;
    });
    if (!opened) return undefined;
    const { id: staffId, name, mustChangePassword } = account;
    return { token, expiresAt, mustChangePassword, staffId, name };
  }

  const findActor = database.share(async (tokenHashes: readonly Buffer[]): Promise<(Actor | undefined)[]> => {
    const now = wallClock.now();
    const today = dayOf(clock.now());
    const holders = await findActors(database.run, tokenHashes, {
      now,
      idleExpiresAt: later(now, idleMs),
      touchBefore: later(now, -touchMs),
      today,
    });
    return holders.map((holder) => {
      if (!holder) return undefined;
      const { standing, ...actor } = holder;
      return { ...actor, bar: barOf(actor, standing, { today, twoFactorRequired }) };
    });
  });

  return {
    async signIn(attempt) {
      const checked = await passwordCheck.check(attempt, 'signInFailed');
      if (!checked.right) {
        const { triesLeft } = checked;
        throw new Problem('sign-in-failed', { detail: wrongPair(triesLeft), extensions: { triesLeft } });
      }
      const { account } = checked;
      const session = await openSession(account, attempt.address);
      // Suspended, or the password replaced, at this very moment.
      if (!session) throw new Problem('sign-in-failed');
      return session;
    },

    openFor: (account, address) => openSession(account, address, 'openId'),

    authenticate: async (token) => (tokenShape.test(token) ? findActor(sha256(token)) : undefined),

    async signOut(actor) {
      await database.transaction(async (tx) => {
        await endSession(tx, actor.sessionId, wallClock.now(), 'signed-out');
        await noteDone(tx, 'signedOut', actor);
      });
    },

    async changePassword(actor, { currentPassword, newPassword }) {
      const attempt = { username: actor.username, password: currentPassword };
      const checked = await passwordCheck.check(attempt, 'signInFailed');
      if (!checked.right) {
        const detail = `现在的密码不对，还可以再试 ${checked.triesLeft} 次。`;
        throw new Problem('current-password-wrong', {
          detail,
          errors: [{ pointer: '/currentPassword', detail }],
        });
      }
      const { account } = checked;
      const weakness =
        newPassword === currentPassword
          ? '新密码不能和现在的一样。'
          : weaknessOf(newPassword, actor.username);
      if (weakness) {
        throw new Problem('password-too-weak', {
          detail: weakness,
          errors: [{ pointer: '/newPassword', detail: weakness }],
        });
      }
      const to = await passwords.hash(newPassword);
      await database.transaction(async (tx) => {
        const now = wallClock.now();
        const change = { staffId: actor.id, from: account.passwordHash, to, mustChange: false, now };
        if (!(await replacePassword(tx, change))) throw new Problem('current-password-wrong');
        await endSessionsOf(tx, actor.id, { now, reason: 'password-changed', except: actor.sessionId });
        await noteDone(tx, 'passwordChanged', actor);
      });
    },
  };
}
