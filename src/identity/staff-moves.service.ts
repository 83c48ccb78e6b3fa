import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Day } from '../regulation/instant.ts';
import { roles } from '../regulation/roles.ts';
import { addDays, isDay } from '../regulation/shanghai-time.ts';
import type { StaffTasks } from './identity-ports.ts';
import type { GrantRequest } from './staff.service.ts';
import { insertGrant, revokeGrants, setGrantEnd } from './staff.store.ts';
import type { Staff, StaffGrant } from './staff.ts';
import { mayGive, scopeOf } from './staff-scope.ts';
import type { StaffWork } from './staff-work.service.ts';

/** Somebody changes place: roles that end, and the one that begins. */
export type StaffMove = {
  /** Roles that end; the others stay. */
  endGrantIds: readonly string[];
  grant: Pick<GrantRequest, 'role' | 'regionCode' | 'windowId'>;
  /** First day in the new place; the roles that end hold through the day before. */
  from: Day;
  /** Who goes on with the tasks under the person's name. */
  successorId?: string;
};

/** Movers: roles that end and begin by date, and the tasks of whoever goes. */
export type StaffMoves = {
  /** Moves somebody within the own region; refuses `successor-missing` with open tasks and no successor. */
  moveStaff(by: Actor, staffId: string, move: StaffMove): Promise<Staff>;
  /** Lets a role end with a day that is today or later; refuses `grant-ended`. */
  endGrant(by: Actor, staffId: string, grantId: string, lastDay: Day): Promise<Staff>;
  /** How many open tasks stand under somebody's name. */
  openTasksOf(staffId: string): Promise<number>;
};

/** Builds moves from the parts of the register. */
export function createStaffMoves(options: {
  db: Db;
  clock: Clock;
  tasks: StaffTasks;
  work: StaffWork;
}): StaffMoves {
  const { db, clock, tasks, work } = options;

  function grantOf(staff: Staff, grantId: string): StaffGrant {
    const grant = staff.grants.find(({ id }) => id === grantId);
    if (!grant) throw new Problem('grant-ended');
    return grant;
  }

  async function end(tx: Db, by: Actor, staff: Staff, grant: StaffGrant, lastDay: Day): Promise<void> {
    const { id: grantId, role, regionCode, windowId } = grant;
    const now = clock.now();
    // A role that would end before it began never was one.
    const never = lastDay < work.today() || lastDay < grant.validFrom;
    if (never) await revokeGrants(tx, { staffId: staff.id, grantId, by: by.id, now });
    else await setGrantEnd(tx, grantId, lastDay);
    const detail = { grantId, role, regionCode, windowId, lastDay };
    await work.note(tx, never ? 'roleRevoked' : 'roleEnding', by, staff.id, detail);
  }

  return {
    async moveStaff(by, staffId, { endGrantIds, grant: wanted, from, successorId }) {
      const scope = scopeOf(by);
      const { role, regionCode, windowId } = wanted;
      if (!scope.everywhere && !scope.regions.includes(regionCode)) throw new Problem('other-region');
      if (!mayGive(scope, role, regionCode))
        throw new Problem('not-authorised', { detail: `${roles[role]}由系统管理员授予。` });
      work.requirePlace(wanted);
      if (!isDay(from) || from < work.today()) throw fieldInvalid('/from', '到岗日期应是今天或以后的一天。');
      return work.manage(by, staffId, async (tx, staff) => {
        work.requireSettled(staff);
        const ended = endGrantIds.map((id) => grantOf(staff, id));
        work.requireApart(
          staff.grants.filter(({ id }) => !endGrantIds.includes(id)),
          role,
        );
        await work.handOver(tx, staff, successorId, by);
        for (const grant of ended) await end(tx, by, staff, grant, addDays(from, -1));
        const grantId = await insertGrant(tx, {
          staffId,
          role,
          regionCode,
          windowId: windowId ?? null,
          validFrom: from,
          validTo: null,
          givenBy: by.id,
          now: clock.now(),
        });
        const detail = { grantId, role, regionCode, windowId: windowId ?? null, validFrom: from };
        await work.note(tx, 'staffMoved', by, staffId, { ...detail, successorId: successorId ?? null });
      });
    },

    async endGrant(by, staffId, grantId, lastDay) {
      if (!isDay(lastDay) || lastDay < work.today())
        throw fieldInvalid('/lastDay', '最后一天应是今天或以后的一天；要马上结束，请收回岗位。');
      return work.manage(by, staffId, async (tx, staff) => {
        const grant = grantOf(staff, grantId);
        if (lastDay < grant.validFrom) throw fieldInvalid('/lastDay', '最后一天不能早于第一天。');
        await end(tx, by, staff, grant, lastDay);
      });
    },

    openTasksOf: (staffId) => tasks.openTasksOf(db, staffId),
  };
}
