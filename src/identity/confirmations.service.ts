import { randomBytes } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { entranceFault } from '../platform/entrance.ts';
import { Problem } from '../platform/problem.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import type { CommandName } from '../regulation/lifecycle/index.ts';
import type { RefusalCode } from '../regulation/refusals.ts';
import { separatePowers } from '../regulation/roles.ts';
import { barOf } from './bar.ts';
import { type Confirmer, findConfirmer, insertConfirmation } from './confirmation.store.ts';
import type { PasswordCheck } from './password-check.service.ts';
import type { SecondFactors } from './second-factor.service.ts';
import { findStanding } from './session.store.ts';
import { confirmationMs, wrongPair } from './sign-in-rules.ts';
import type { Credentials } from './staff.ts';

/** The act a second person confirms: on one case as both saw it, for one caller. */
export type ActToConfirm = { caseId: string; version: number; command: CommandName };

/** A confirmation just given; the token is told once and kept nowhere. */
export type GivenConfirmation = { token: string; name: string; expiresAt: Instant };

/**
 * Second persons: a colleague confirms one act of somebody signed in, at the same desk, with all that signing in asks:
 * account, password, and the code where a second factor is set up.
 */
export type Confirmations = {
  /**
   * Refuses `confirmation-failed`, `confirmation-own` (nobody is a second person beside themselves), `account-locked`,
   * `account-suspended`, `second-factor-wrong`, `second-factor-locked`, whatever would keep the person from acting in a
   * session (`entranceFault`), and `roles-apart` for those who keep or audit the system. Wrong passwords and codes count
   * towards the same locks as at sign-in.
   */
  confirm(
    by: Actor,
    act: ActToConfirm & { username: string; password: string; code?: string; address: string },
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
  factors: Pick<SecondFactors, 'takeCode'>;
  /** Some roles must have a second factor; off in demo mode. */
  twoFactorRequired?: boolean | undefined;
};

/** What is said to the desk about the second person, whom the usual sentences would address. */
const sentences: Readonly<Partial<Record<RefusalCode, string>>> = {
  'second-factor-due': '确认人的账号设置了动态验证码，请确认人一并输入。',
  'two-factor-set-up-due': '确认人的岗位须先设置动态验证码，请本人登录设置后再确认。',
  'statement-due': '确认人还没有签署本年度的保密承诺，请本人登录签署后再确认。',
  'cases-locked': '确认人的账号因一小时内打开的办件过多已锁定，不能确认。',
  'password-change-required': '确认人还在用初始密码，请本人登录修改后再确认。',
  'no-role': '确认人现在没有岗位，不能确认。',
  'roles-apart': '系统管理、安全保密、审计人员不办件，不能作确认人。',
  'not-authorised': '申请人的账号不能作确认人。',
};

const tokenShape = /^[\w-]{43}$/;

/** Builds confirmations over a database. */
export function createConfirmations(options: ConfirmationOptions): Confirmations {
  const { database, clock, wallClock, audit, passwordCheck, factors, twoFactorRequired = false } = options;

  /** The same that keeps somebody from acting in a session keeps from confirming; takes the code where there is one. */
  async function faultOf(
    account: Credentials,
    code: string,
    address: string,
  ): Promise<RefusalCode | undefined> {
    if (account.kind !== 'staff') return 'not-authorised';
    const today = dayOf(clock.now());
    const found = await findStanding(database.db, account.id, today);
    if (!found) return 'no-role';
    const { standing, grants } = found;
    const proved = standing.secondFactor && code !== '';
    if (proved) await factors.takeCode({ ...account, grants }, code, address);
    const bar = barOf({ kind: account.kind, grants }, { ...standing, proved }, { today, twoFactorRequired });
    const fault = entranceFault({ ...account, grants, bar });
    return fault ?? (grants.some(({ role }) => separatePowers.includes(role)) ? 'roles-apart' : undefined);
  }

  async function refuseFor(fault: RefusalCode, account: Credentials, address: string): Promise<never> {
    await audit.record(database.db, {
      action: 'confirmationFailed',
      actor: null,
      subject: { kind: 'staff', id: account.id },
      address,
      outcome: 'refused',
      detail: { reason: fault },
    });
    const detail = sentences[fault] ?? '';
    throw new Problem(fault, {
      ...(detail === '' ? {} : { detail }),
      ...(fault === 'second-factor-due' ? { errors: [{ pointer: '/code', detail }] } : {}),
    });
  }

  return {
    async confirm(by, { username, password, code = '', address, caseId, version, command }) {
      if (username.toLowerCase() === by.username.toLowerCase()) throw new Problem('confirmation-own');
      const checked = await passwordCheck.check({ username, password, address }, 'confirmationFailed');
      if (!checked.right) {
        const { triesLeft } = checked;
        throw new Problem('confirmation-failed', { detail: wrongPair(triesLeft), extensions: { triesLeft } });
      }
      const { account } = checked;
      const fault = await faultOf(account, code.trim(), address);
      if (fault) await refuseFor(fault, account, address);
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
