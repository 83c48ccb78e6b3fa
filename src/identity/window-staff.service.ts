import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { dayOf } from '../regulation/instant.ts';
import { copyGrants, countHoldersAt, endGrantsAt } from './staff.store.ts';
import { insertStaffChange } from './staff-changes.store.ts';

/** The staff of a window as a whole, when it goes over to another one. */
export type WindowStaff = {
  /** How many people hold a role at a window. */
  countAt(db: Db, windowId: string): Promise<number>;
  /** Lets the staff of a window work at another as well, while its cases go over. */
  joinWindow(tx: Db, by: Actor, move: { from: string; to: string }): Promise<void>;
  /** Ends the roles at a window whose cases went over; answers how many people that were. */
  leaveWindow(tx: Db, by: Actor, windowId: string): Promise<number>;
};

/** Builds what moves the staff of a window; every change stands in the audit log under each account. */
export function createWindowStaff({
  clock,
  audit,
}: {
  clock: Clock;
  audit: Pick<Audit, 'record'>;
}): WindowStaff {
  async function note(
    tx: Db,
    action: string,
    by: Actor,
    staffIds: Iterable<string>,
    detail: Record<string, string>,
  ): Promise<void> {
    const actor = auditActorOf(by, 'serviceAdministration');
    for (const id of staffIds) {
      await insertStaffChange(tx, { staffId: id, kind: action, by, at: clock.now(), detail });
      await audit.record(tx, { action, actor, subject: { kind: 'staff', id }, detail });
    }
  }

  return {
    countAt: (db, windowId) => countHoldersAt(db, windowId, dayOf(clock.now())),

    async joinWindow(tx, by, { from, to }) {
      const now = clock.now();
      const joined = await copyGrants(tx, { from, to, by: by.id, now, today: dayOf(now) });
      const staffIds = new Set(joined.map(({ staffId }) => staffId));
      await note(tx, 'windowJoined', by, staffIds, { from, to });
    },

    async leaveWindow(tx, by, windowId) {
      const ended = await endGrantsAt(tx, { windowId, by: by.id, now: clock.now() });
      const staffIds = new Set(ended.map(({ staffId }) => staffId));
      await note(tx, 'windowLeft', by, staffIds, { windowId });
      return staffIds.size;
    },
  };
}
