import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { toString as drawQr } from 'qrcode';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import type { StaffAddress, TellStaff } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { later, msOf } from '../regulation/instant.ts';
import * as store from './second-factor.store.ts';
import { endSessionsOf, markProved } from './session.store.ts';
import { attemptsAllowed, lockMs } from './sign-in-rules.ts';
import { type Staff, wholeSystem } from './staff.ts';
import { obstacleToSecuring, scopeOf } from './staff-scope.ts';
import { plainField, type StaffWork } from './staff-work.service.ts';

/** What somebody scans or types into the app on the telephone; shown once. */
export type OfferedFactor = { secret: string; address: string; qr: string };

/** How the second factor of somebody stands. */
export type FactorState = { standing: boolean; recoveryCodesLeft: number };

/** Whose code it is. */
export type FactorHolder = Pick<Actor, 'kind' | 'id' | 'name' | 'grants'>;

/** Second factors of staff: codes of an app on a telephone that change every 30 seconds (RFC 6238). */
export type SecondFactors = {
  stateOfFactor(by: Actor): Promise<FactorState>;
  /** Offers a new secret; it counts after the first right code. Refuses `two-factor-standing`. */
  beginFactor(by: Actor): Promise<OfferedFactor>;
  /** Takes the first code; answers ten recovery codes, told once. Refuses `second-factor-wrong`, `second-factor-locked`. */
  confirmFactor(by: Actor, code: string): Promise<{ recoveryCodes: string[] }>;
  /** Proves the second factor in this session, by a code or a recovery code; each is taken once. */
  proveFactor(by: Actor, code: string, address?: string): Promise<{ recoveryCodesLeft: number }>;
  /**
   * Uses up a code of somebody who is not signed in here: the second person beside somebody else. Refuses
   * `two-factor-missing`, `second-factor-wrong`, `second-factor-locked`.
   */
  takeCode(holder: FactorHolder, code: string, address?: string): Promise<void>;
  /** Proposes to take the second factor of somebody away; another administrator approves. */
  proposeReset(by: Actor, staffId: string, reason: string): Promise<Staff>;
  /** Approves or withdraws it; refuses `own-proposal`, `reset-not-proposed`. All sessions of the person end. */
  decideReset(by: Actor, staffId: string, approve: boolean): Promise<Staff>;
  /** Resets within reach that wait for a second administrator. */
  listResets(by: Actor): Promise<store.WaitingReset[]>;
  /** The reset that waits for a second administrator. */
  findReset(staffId: string): Promise<store.OpenReset | undefined>;
};

/** What second factors stand on. */
export type SecondFactorOptions = {
  database: Database;
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  keyring: Pick<Keyring, 'seal' | 'openText'>;
  work: StaffWork;
  tellStaff: TellStaff;
};

const period = 30;
const issuer = '通办';
const recoveryCodesMade = 10;
const contextOf = (staffId: string): string => `second-factor:${staffId}`;

/** Ten groups of letters and digits without those that look alike: 80 random bits each. */
function makeRecoveryCodes(): string[] {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: recoveryCodesMade }, () =>
    Array.from(randomBytes(16), (byte) => signs.charAt(byte % signs.length))
      .join('')
      .replace(/(.{4})(?!$)/g, '$1-'),
  );
}

const hashOf = (staffId: string, code: string): Buffer =>
  sha256(`${staffId} ${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);

/** Builds second factors over a database. */
export function createSecondFactors(options: SecondFactorOptions): SecondFactors {
  const { database, wallClock, audit, keyring, work, tellStaff } = options;
  const { db } = database;

  const noteOwn = (tx: typeof db, action: string, by: FactorHolder, refused = false, address?: string) =>
    audit.record(tx, {
      action,
      actor: auditActorOf(by),
      subject: { kind: 'staff', id: by.id },
      address,
      ...(refused ? { outcome: 'refused' as const } : {}),
    });

  /** Looks at a code and uses it up; a wrong, used or too late one is refused and recorded. */
  async function take(
    by: FactorHolder,
    code: string,
    factor: store.StoredFactor,
    address?: string,
  ): Promise<void> {
    const now = wallClock.now();
    const tries = { now, forgottenBefore: later(now, -lockMs), allowed: attemptsAllowed };
    const taken = await store.takeTry(db, by.id, tries);
    if (taken === undefined) {
      await noteOwn(db, 'secondFactorRefused', by, true, address);
      throw new Problem('second-factor-locked');
    }
    if (await isRight(by, code.trim(), factor)) return;
    await noteOwn(db, 'secondFactorRefused', by, true, address);
    const left = attemptsAllowed - taken;
    if (left === 0) throw new Problem('second-factor-locked');
    const detail = `动态验证码不对，或已经用过，还可以再试 ${left} 次。`;
    throw new Problem('second-factor-wrong', {
      detail,
      errors: [{ pointer: '/code', detail }],
      extensions: { triesLeft: left },
    });
  }

  async function isRight(by: FactorHolder, code: string, factor: store.StoredFactor): Promise<boolean> {
    const now = wallClock.now();
    const digits = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) {
      return (
        factor.confirmedAt !== null &&
        store.useRecoveryCode(db, { staffId: by.id, codeHash: hashOf(by.id, code), now })
      );
    }
    const secret = keyring.openText(factor.secret, contextOf(by.id));
    const epoch = Math.floor(msOf(now) / 1000);
    // One step of drift to either side: a telephone may be half a minute off.
    const found = verifySync({ secret, token: digits, epoch, epochTolerance: period });
    if (!found.valid) return false;
    const step = Math.floor(epoch / period) + found.delta;
    return store.useStep(db, { staffId: by.id, step, now });
  }

  return {
    async stateOfFactor(by) {
      const factor = await store.findFactor(db, by.id);
      return {
        standing: factor?.confirmedAt !== undefined && factor.confirmedAt !== null,
        recoveryCodesLeft: await store.countRecoveryCodes(db, by.id),
      };
    },

    async beginFactor(by) {
      const secret = generateSecret();
      const sealed = keyring.seal(secret, contextOf(by.id));
      const offered = await store.offerFactor(db, { staffId: by.id, secret: sealed, now: wallClock.now() });
      if (!offered) throw new Problem('two-factor-standing');
      const address = generateURI({ issuer, label: by.username, secret });
      return { secret, address, qr: await drawQr(address, { type: 'svg', margin: 1 }) };
    },

    async confirmFactor(by, code) {
      const factor = await store.findFactor(db, by.id);
      if (!factor) throw new Problem('two-factor-missing');
      if (factor.confirmedAt !== null) throw new Problem('two-factor-standing');
      if (!/^[\d\s]{6,8}$/.test(code)) throw fieldInvalid('/code', '请输入手机上显示的 6 位数字。');
      await take(by, code, factor);
      const recoveryCodes = makeRecoveryCodes();
      const now = wallClock.now();
      await database.transaction(async (tx) => {
        const hashes = recoveryCodes.map((each) => hashOf(by.id, each));
        await store.replaceRecoveryCodes(tx, { staffId: by.id, hashes, now });
        await markProved(tx, by.sessionId, now);
        await endSessionsOf(tx, by.id, { now, reason: 'second-factor-set-up', except: by.sessionId });
        await work.note(tx, 'secondFactorSetUp', by, by.id);
      });
      return { recoveryCodes };
    },

    async proveFactor(by, code, address) {
      const factor = await store.findFactor(db, by.id);
      if (!factor?.confirmedAt) throw new Problem('two-factor-missing');
      await take(by, code, factor, address);
      await database.transaction(async (tx) => {
        await markProved(tx, by.sessionId, wallClock.now());
        await noteOwn(tx, 'secondFactorProved', by, false, address);
      });
      return { recoveryCodesLeft: await store.countRecoveryCodes(db, by.id) };
    },

    async takeCode(holder, code, address) {
      const factor = await store.findFactor(db, holder.id);
      if (!factor?.confirmedAt) throw new Problem('two-factor-missing');
      await take(holder, code, factor, address);
    },

    async proposeReset(by, staffId, reason) {
      const why = plainField('/reason', reason, 200, 2);
      return work.change(
        staffId,
        (staff) => obstacleToSecuring(by, staff),
        async (tx, staff) => {
          if (!staff.twoFactor) throw new Problem('two-factor-missing');
          await store.insertReset(tx, { staffId, reason: why, by: by.id, now: wallClock.now() });
          await work.note(tx, 'secondFactorResetProposed', by, staffId, {}, why);
          const notice = {
            kind: 'secondFactorResetProposed',
            text: `${by.name}提出重置${staff.name}（${staff.username}）的动态验证码，请另一名管理人员复核`,
            link: '/people/waiting',
          };
          const to: StaffAddress[] = [
            ...(staff.regionCode === null
              ? []
              : [{ regionCode: staff.regionCode, role: 'serviceAdministration' as const }]),
            { regionCode: wholeSystem, role: 'securityAdministrator' },
          ];
          await tellStaff(
            tx,
            to.map((each) => ({
              ...notice,
              to: each,
              onceKey: `second-factor-reset:${staffId}:${wallClock.now()}`,
            })),
          );
        },
      );
    },

    async decideReset(by, staffId, approve) {
      return work.change(
        staffId,
        (staff) => obstacleToSecuring(by, staff),
        async (tx) => {
          const reset = await store.findOpenReset(tx, staffId);
          if (!reset) throw new Problem('reset-not-proposed');
          const now = wallClock.now();
          if (!approve) {
            await store.endReset(tx, { id: reset.id, approvedBy: undefined, now });
            await work.note(tx, 'secondFactorResetWithdrawn', by, staffId);
            return;
          }
          const fault = approvalFault(reset.proposedBy, by.id);
          if (fault) throw new Problem(fault);
          await store.endReset(tx, { id: reset.id, approvedBy: by.id, now });
          await store.removeFactor(tx, staffId);
          await endSessionsOf(tx, staffId, { now, reason: 'second-factor-reset' });
          await work.note(tx, 'secondFactorReset', by, staffId, { proposedBy: reset.proposedBy });
        },
      );
    },

    async listResets(by) {
      const { readsEverywhere, regions } = scopeOf(by);
      return store.listOpenResets(db, readsEverywhere ? null : regions);
    },

    findReset: (staffId) => store.findOpenReset(db, staffId),
  };
}
