import type { Actor } from '../../platform/actor.ts';
import { all, type Db, sql } from '../../platform/database.ts';
import { targetsOf } from '../../regulation/lifecycle/index.ts';
import { type CaseState, caseStates } from '../../regulation/states.ts';
import type { Executor } from './executor.service.ts';

/** Cases that are in somebody's hands by name, as the care of staff accounts needs them. */
export type StaffTasks = {
  openTasksOf(db: Db, staffId: string): Promise<number>;
  handOver(
    db: Db,
    fromStaffId: string,
    to: { id: string; regionCode: string | null },
    by: Actor,
  ): Promise<void>;
};

/** States in which a handler still has something to do; what is decided goes on without him. */
const inHand = (Object.keys(caseStates) as CaseState[]).filter(
  (state) => targetsOf('reassignCase', state).length > 0,
);

const listHeld = (db: Db, staffId: string): Promise<{ caseId: string }[]> =>
  all(
    db,
    sql<{ caseId: string }>`
      select case_id as "caseId" from case_parties
      where handler_id = ${staffId} and side = 'home' and state = any(${inHand}::text[])`,
  );

/** Builds the answer to "what is in this person's hands?". The executor comes later than the staff, so it is asked for. */
export const createStaffTasks = (executor: () => Executor): StaffTasks => ({
  openTasksOf: async (db, staffId) => (await listHeld(db, staffId)).length,
  async handOver(tx, fromStaffId, to, by) {
    for (const { caseId } of await listHeld(tx, fromStaffId)) {
      await executor().executeWithin(
        tx,
        // Identity has found that this person manages the account, and the successor fit, in the same transaction.
        {
          caseId,
          actor: by,
          capacity: 'homeAdministration',
          command: 'reassignCase',
          input: { successor: to.id },
        },
        { findStaff: async (id) => ({ id, name: '', regionCode: to.regionCode, active: true }) },
      );
    }
  },
});
