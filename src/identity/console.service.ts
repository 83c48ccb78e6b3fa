import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, isUniqueViolation } from '../platform/database.ts';
import { dayOf } from '../regulation/instant.ts';
import { argon2Passwords, createOneTimePassword, type Passwords } from './passwords.service.ts';
import { removeFactor } from './second-factor.store.ts';
import { endSessionsOf } from './session.store.ts';
import { clearAttempts, findCredentials, replacePassword } from './sign-in.store.ts';
import { insertGrant, insertStaff } from './staff.store.ts';
import { wholeSystem } from './staff.ts';
import { insertStaffChange } from './staff-changes.store.ts';

/** What somebody at the machine itself may do without signing in: begin, and get back in. */
export type AdminConsole = {
  /** Makes a system administrator; answers the first password. Throws when the username is taken or unusable. */
  createAdministrator(username: string): Promise<string>;
  /** Makes a new first password, ends all sessions and unlocks; answers the password. Throws for an unknown username. */
  resetPassword(username: string): Promise<string>;
  /** Takes the second factor away, where no second administrator is there to do so. Throws for an unknown username. */
  resetSecondFactor(username: string): Promise<void>;
  /** Gives all attempts back. Throws for an unknown username. */
  unlock(username: string): Promise<void>;
};

/** Builds the console over a database; its errors are Chinese sentences for whoever runs it. */
export function createAdminConsole(options: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  passwords?: Passwords;
}): AdminConsole {
  const { database, clock, audit, passwords = argon2Passwords } = options;

  async function idOf(username: string): Promise<string> {
    const account = await findCredentials(database.db, username);
    if (!account) throw new Error(`没有账号 ${username}。`);
    return account.id;
  }

  return {
    async createAdministrator(username) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,49}$/.test(username)) {
        throw new Error('账号名应为 3 到 50 位字母、数字、点、横线，以字母或数字开头。');
      }
      const password = createOneTimePassword();
      const passwordHash = await passwords.hash(password);
      const now = clock.now();
      try {
        await database.transaction(async (tx) => {
          const staffId = await insertStaff(tx, {
            kind: 'staff',
            username,
            name: '系统管理员',
            regionCode: wholeSystem,
            passwordHash,
            now,
          });
          await insertGrant(tx, {
            staffId,
            role: 'systemAdministrator',
            regionCode: wholeSystem,
            windowId: null,
            validFrom: dayOf(now),
            validTo: null,
            givenBy: null,
            now,
          });
          await audit.record(tx, {
            action: 'administratorCreated',
            actor: null,
            subject: { kind: 'staff', id: staffId },
            detail: { by: 'console' },
          });
        });
      } catch (error) {
        if (isUniqueViolation(error, 'staff_accounts_username_key'))
          throw new Error(`账号 ${username} 已经存在。`, { cause: error });
        throw error;
      }
      return password;
    },

    async resetPassword(username) {
      const staffId = await idOf(username);
      const password = createOneTimePassword();
      const to = await passwords.hash(password);
      const now = clock.now();
      await database.transaction(async (tx) => {
        await replacePassword(tx, { staffId, from: undefined, to, mustChange: true, now });
        await endSessionsOf(tx, staffId, { now, reason: 'password-reset' });
        await clearAttempts(tx, username);
        await audit.record(tx, {
          action: 'passwordReset',
          actor: null,
          subject: { kind: 'staff', id: staffId },
          detail: { by: 'console' },
        });
      });
      return password;
    },

    async resetSecondFactor(username) {
      const staffId = await idOf(username);
      const now = clock.now();
      await database.transaction(async (tx) => {
        await removeFactor(tx, staffId);
        await endSessionsOf(tx, staffId, { now, reason: 'second-factor-reset' });
        const detail = { by: 'console' };
        await insertStaffChange(tx, { staffId, kind: 'secondFactorReset', by: null, at: now, detail });
        await audit.record(tx, {
          action: 'secondFactorReset',
          actor: null,
          subject: { kind: 'staff', id: staffId },
          detail,
        });
      });
    },

    async unlock(username) {
      const staffId = await idOf(username);
      await database.transaction(async (tx) => {
        await clearAttempts(tx, username);
        await audit.record(tx, {
          action: 'staffUnlocked',
          actor: null,
          subject: { kind: 'staff', id: staffId },
          detail: { by: 'console' },
        });
      });
    },
  };
}
