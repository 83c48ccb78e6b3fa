import type { StaffTasks } from '../../identity/identity-ports.ts';
import { all, type Db, sql } from '../../platform/database.ts';
import { targetsOf } from '../../regulation/lifecycle/index.ts';
import { type CaseState, caseStates, stateGroups } from '../../regulation/states.ts';
import { type Post, sideOfPost } from '../home/in-charge.ts';
import type { Executor } from './executor.service.ts';

/** States in which somebody in charge still has something to do; what is ended goes on without him. */
const inHand = (Object.keys(caseStates) as CaseState[]).filter(
  (state) => targetsOf('reassignCase', state).length > 0,
);

/** States in which the approver in charge still has to decide; correcting a decision record is anybody's of the region. */
const undecided: readonly CaseState[] = ['inTransit', ...stateGroups.atHome];

/** What is in somebody's hands by name: taken at either window, or given to the approver. */
const listHeld = (db: Db, staffId: string): Promise<{ caseId: string; post: Post }[]> =>
  all(
    db,
    sql<{ caseId: string; post: Post }>`
      select case_id as "caseId", 'approver' as post from case_parties
      where handler_id = ${staffId} and side = 'home' and state = any(${undecided}::text[])
      union all
      select case_id, side || 'Window' from case_parties
      where taken_by = ${staffId} and state = any(${inHand}::text[])
      order by "caseId", post`,
  );

/** Drafts that somebody is writing, with their window. */
const listDrafts = (db: Db, staffId: string): Promise<{ caseId: string; windowId: string }[]> =>
  all(
    db,
    sql<{ caseId: string; windowId: string }>`
      select id as "caseId", intake_window as "windowId" from cases
      where opened_by = ${staffId} and state = 'draft' order by id`,
  );

/** Builds the answer to "what is in this person's hands?". The executor comes later than the staff, so it is asked for. */
export const createStaffTasks = (executor: () => Executor): StaffTasks => ({
  openTasksOf: async (db, staffId) => (await listHeld(db, staffId)).length,
  async handOver(tx, fromStaffId, to, by) {
    for (const { caseId, post } of await listHeld(tx, fromStaffId)) {
      await executor().executeWithin(
        tx,
        // Identity has found that this person manages the account, and the successor fit, in the same transaction.
        {
          caseId,
          actor: by,
          capacity: `${sideOfPost(post)}Administration`,
          command: 'reassignCase',
          input: { successor: to.id, post },
        },
        { findStaff: async () => ({ ...to, name: '', active: true }) },
      );
    }
  },
  async handOverDrafts(tx, fromStaffId, heirAt, by) {
    for (const { caseId, windowId } of await listDrafts(tx, fromStaffId)) {
      const heir = await heirAt(windowId);
      if (!heir) continue;
      await executor().executeWithin(
        tx,
        {
          caseId,
          actor: by,
          capacity: 'intakeAdministration',
          command: 'handOverDraft',
          input: { staffId: heir.id },
        },
        { findStaff: async () => ({ ...heir, active: true }) },
      );
    }
  },
});
