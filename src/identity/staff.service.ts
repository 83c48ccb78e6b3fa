import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, isUniqueViolation } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Day } from '../regulation/instant.ts';
import { type Role, roles } from '../regulation/roles.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import { createOneTimePassword, type Passwords } from './passwords.service.ts';
import { endSessionsOf } from './session.store.ts';
import { clearAttempts, replacePassword } from './sign-in.store.ts';
import {
  findStaff,
  insertGrant,
  insertStaff,
  listHolders,
  listStaffOfRegion,
  listStaffOfWindows,
  revokeGrants,
  type StaffFilter,
  setSuspension,
} from './staff.store.ts';
import type { Staff, StaffMember } from './staff.ts';
import { mayGive, obstacleToReading, obstacleToResetting, scopeOf } from './staff-scope.ts';
import { plainField, type StaffWork, staffNotFound } from './staff-work.service.ts';

/** A role to be given: from today unless a later day is named, until revoked unless a last day is named. */
export type GrantRequest = {
  role: Role;
  regionCode: string;
  windowId?: string;
  validFrom?: Day;
  validTo?: Day;
};

/** A person with a first password, told once to whoever made it. */
export type WithOneTimePassword = { staff: Staff; oneTimePassword: string };

/**
 * Accounts and roles of staff. Every verb takes who does it and refuses `other-region` (403) for
 * accounts of another region and `not-authorised` for the own account and for roles above one's own.
 */
export type StaffRegister = {
  /** Accounts within reach, by username: of a region, or of the windows somebody leads. */
  listStaff(
    by: Actor,
    query: StaffFilter & { regionCode?: string | undefined; after?: string | undefined; limit: number },
  ): Promise<Staff[]>;
  /** One account within reach; refuses `not-found`. */
  getStaff(by: Actor, staffId: string): Promise<Staff>;
  /** Any account, for use by the system; undefined when there is none. */
  findStaff(staffId: string): Promise<Staff | undefined>;
  /** Who can be handed work now: holders of the role there who are not suspended. */
  listStaffWithRole(
    query: { role: Role } & ({ regionCode: string } | { windowId: string }),
  ): Promise<StaffMember[]>;
  /** Makes an account without roles; refuses `username-taken`. */
  createStaff(
    by: Actor,
    staff: { username: string; name: string; regionCode: string },
  ): Promise<WithOneTimePassword>;
  /** Keeps somebody out from this moment; open tasks go to the successor (refuses `successor-missing`). */
  suspendStaff(by: Actor, staffId: string, leave: { reason: string; successorId?: string }): Promise<Staff>;
  /** Lets a suspended account in again. */
  resumeStaff(by: Actor, staffId: string): Promise<Staff>;
  /** Gives a role; the same role at the same place takes the new validity. */
  grantRole(by: Actor, staffId: string, grant: GrantRequest): Promise<Staff>;
  /** Takes a role back, with effect on running sessions. */
  revokeGrant(by: Actor, staffId: string, grantId: string): Promise<Staff>;
  /** Makes a new first password, ends all sessions and unlocks. */
  resetPassword(by: Actor, staffId: string): Promise<WithOneTimePassword>;
  /** Gives the attempts back before the lock ends by itself. */
  unlockStaff(by: Actor, staffId: string): Promise<Staff>;
};

/** What the register needs from outside. */
export type StaffOptions = {
  database: Database;
  clock: Clock;
  wallClock: Clock;
  passwords: Passwords;
  work: StaffWork;
};

/** Builds the register over a database. */
export function createStaffRegister(options: StaffOptions): StaffRegister {
  const { database, clock, wallClock, passwords, work } = options;
  const { db } = database;
  const { today, view, note, fresh, change, manage, requireRegion, requirePlace, requireSettled } = work;
  const { requireApart, handOver } = work;

  async function withNewPassword(
    made: (passwordHash: string) => Promise<Staff>,
  ): Promise<WithOneTimePassword> {
    const oneTimePassword = createOneTimePassword();
    return { staff: await made(await passwords.hash(oneTimePassword)), oneTimePassword };
  }

  return {
    async listStaff(by, { regionCode, after = '', limit, ...filter }) {
      const scope = scopeOf(by);
      const page = { after, limit, ...filter };
      const region = regionCode ?? (scope.readsEverywhere ? by.grants[0]?.regionCode : scope.regions[0]);
      if (region === undefined) return listStaffOfWindows(db, scope.windows, page, view());
      if (!scope.readsEverywhere && !scope.regions.includes(region)) throw new Problem('other-region');
      return listStaffOfRegion(db, region, page, view());
    },

    async getStaff(by, staffId) {
      const staff = await fresh(db, staffId);
      if (staff.kind !== 'staff') throw staffNotFound();
      if (obstacleToReading(by, staff) === 'other-region') throw new Problem('other-region');
      return staff;
    },

    findStaff: (staffId) => findStaff(db, staffId, view()),

    listStaffWithRole: ({ role, ...place }) => listHolders(db, role, place, today()),

    async createStaff(by, { username, name, regionCode }) {
      const scope = scopeOf(by);
      if (!scope.everywhere && !scope.regions.includes(regionCode)) throw new Problem('other-region');
      requireRegion('/regionCode', regionCode);
      const account = {
        kind: 'staff' as const,
        username,
        name: plainField('/name', name, 50, 2),
        regionCode,
      };
      return withNewPassword(async (passwordHash) => {
        try {
          return await database.transaction(async (tx) => {
            const staffId = await insertStaff(tx, { ...account, passwordHash, now: clock.now() });
            await note(tx, 'staffCreated', by, staffId, { regionCode });
            return fresh(tx, staffId);
          });
        } catch (error) {
          if (isUniqueViolation(error, 'staff_accounts_username_key')) throw new Problem('username-taken');
          throw error;
        }
      });
    },

    async suspendStaff(by, staffId, { reason, successorId }) {
      const why = plainField('/reason', reason, 200, 2);
      return manage(by, staffId, async (tx, staff) => {
        if (staff.suspendedAt !== null) return;
        await handOver(tx, staff, successorId, by);
        await setSuspension(tx, staffId, { at: clock.now(), reason: why });
        await endSessionsOf(tx, staffId, { now: wallClock.now(), reason: 'suspended' });
        await note(tx, 'staffSuspended', by, staffId, { successorId: successorId ?? null }, why);
      });
    },

    resumeStaff: (by, staffId) =>
      manage(by, staffId, async (tx) => {
        await setSuspension(tx, staffId, undefined);
        await note(tx, 'staffResumed', by, staffId);
      }),

    async grantRole(by, staffId, request) {
      const { role, regionCode, windowId, validFrom = today(), validTo } = request;
      const scope = scopeOf(by);
      if (!scope.everywhere && !scope.regions.includes(regionCode)) throw new Problem('other-region');
      if (!mayGive(scope, role, regionCode)) {
        throw new Problem('not-authorised', { detail: `${roles[role]}由系统管理员授予。` });
      }
      requirePlace(request);
      if (!isDay(validFrom)) throw fieldInvalid('/validFrom', '没有这一天。');
      if (validTo !== undefined && !isDay(validTo)) throw fieldInvalid('/validTo', '没有这一天。');
      if (validTo !== undefined && (validTo < validFrom || validTo < today())) {
        throw fieldInvalid('/validTo', '最后一天不能早于第一天，也不能早于今天。');
      }
      return manage(by, staffId, async (tx, staff) => {
        requireSettled(staff);
        requireApart(staff.grants, role);
        const grantId = await insertGrant(tx, {
          staffId,
          role,
          regionCode,
          windowId: windowId ?? null,
          validFrom,
          validTo: validTo ?? null,
          givenBy: by.id,
          now: clock.now(),
        });
        const detail = {
          grantId,
          role,
          regionCode,
          windowId: windowId ?? null,
          validFrom,
          validTo: validTo ?? null,
        };
        await note(tx, 'roleGranted', by, staffId, detail);
      });
    },

    revokeGrant: (by, staffId, grantId) =>
      manage(by, staffId, async (tx, staff) => {
        const grant = staff.grants.find(({ id }) => id === grantId);
        if (!grant) throw new Problem('not-found', { detail: '没有这个岗位，或已经收回。' });
        await revokeGrants(tx, { staffId, grantId, by: by.id, now: clock.now() });
        const { role, regionCode, windowId } = grant;
        await note(tx, 'roleRevoked', by, staffId, { grantId, role, regionCode, windowId });
      }),

    resetPassword: (by, staffId) =>
      withNewPassword((to) =>
        change(
          staffId,
          (staff) => obstacleToResetting(by, staff),
          async (tx, staff) => {
            const now = wallClock.now();
            await replacePassword(tx, { staffId, from: undefined, to, mustChange: true, now });
            await endSessionsOf(tx, staffId, { now, reason: 'password-reset' });
            await clearAttempts(tx, staff.username);
            await note(tx, 'passwordReset', by, staffId);
          },
        ),
      ),

    unlockStaff: (by, staffId) =>
      change(
        staffId,
        (staff) => obstacleToResetting(by, staff),
        async (tx, staff) => {
          await clearAttempts(tx, staff.username);
          await note(tx, 'staffUnlocked', by, staffId);
        },
      ),
  };
}
