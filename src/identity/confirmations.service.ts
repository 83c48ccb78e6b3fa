import { randomBytes } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { Problem } from '../platform/problem.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import type { CommandName } from '../regulation/lifecycle/index.ts';
import { type Confirmer, findConfirmer, insertConfirmation } from './confirmation.store.ts';
import type { PasswordCheck } from './password-check.service.ts';
import { confirmationMs, wrongPair } from './sign-in-rules.ts';

/** The act a second person confirms: on one case as both saw it, for one caller. */
export type ActToConfirm = { caseId: string; version: number; command: CommandName };

/** A confirmation just given; the token is told once and kept nowhere. */
export type GivenConfirmation = { token: string; name: string; expiresAt: Instant };

/** Second persons: a colleague confirms one act of somebody signed in, with account and password, at the same desk. */
export type Confirmations = {
  /**
   * Refuses `confirmation-failed`, `confirmation-own` (nobody is a second person beside themselves), `account-locked`,
   * `account-suspended`, `password-change-required`. Wrong passwords count towards the same lock as at sign-in.
   */
  confirm(
    by: Actor,
    act: ActToConfirm & { username: string; password: string; address: string },
  ): Promise<GivenConfirmation>;
  /** Who confirmed this act of this caller in the last five minutes; undefined for any other token. */
  findConfirmer(token: string, callerId: string, act: ActToConfirm): Promise<Confirmer | undefined>;
};

/** What confirmations need from outside. */
export type ConfirmationOptions = {
  database: Database;
  /** Clock of the days on which roles hold. */
  clock: Clock;
  /** Clock that runs the five minutes out. */
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  passwordCheck: PasswordCheck;
};

const tokenShape = /^[\w-]{43}$/;

/** Builds confirmations over a database. */
export function createConfirmations(options: ConfirmationOptions): Confirmations {
  const { database, clock, wallClock, audit, passwordCheck } = options;
  return {
    async confirm(by, { username, password, address, caseId, version, command }) {
      if (username.toLowerCase() === by.username.toLowerCase()) throw new Problem('confirmation-own');
      const checked = await passwordCheck.check({ username, password, address }, 'confirmationFailed');
      if (!checked.right) {
        const { triesLeft } = checked;
        throw new Problem('confirmation-failed', { detail: wrongPair(triesLeft), extensions: { triesLeft } });
      }
      const { account } = checked;
      if (account.mustChangePassword) throw new Problem('password-change-required');
      const token = randomBytes(32).toString('base64url');
      const now = wallClock.now();
      const expiresAt = later(now, confirmationMs);
      const given = { staffId: account.id, requestedBy: by.id, caseId, caseVersion: version, command };
      await database.transaction(async (tx) => {
        await insertConfirmation(tx, { ...given, tokenHash: sha256(token), now, expiresAt });
        await audit.record(tx, {
          action: 'actConfirmed',
          actor: account,
          subject: { kind: 'case', id: caseId },
          caseId,
          address,
          detail: { command, requestedBy: by.id },
        });
      });
      return { token, name: account.name, expiresAt };
    },

    async findConfirmer(token, callerId, { caseId, version, command }) {
      if (!tokenShape.test(token)) return undefined;
      return findConfirmer(database.db, {
        tokenHash: sha256(token),
        requestedBy: callerId,
        caseId,
        caseVersion: version,
        command,
        now: wallClock.now(),
        today: dayOf(clock.now()),
      });
    },
  };
}
