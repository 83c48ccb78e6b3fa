import type { Actor, Grant } from '../platform/actor.ts';
import type { Db } from '../platform/database.ts';

/** What is needed of the directory. */
export type Places = {
  findRegion(code: string): { code: string } | undefined;
  /** Whole name of a region: 重庆市綦江区. */
  regionName(code: string): string;
  findWindow(id: string): { id: string; name: string; regionCode: string } | undefined;
  listWindows(): readonly { id: string; name: string; regionCode: string }[];
};

/** Open work under somebody's name, from the modules above. */
export type StaffTasks = {
  /** How many open tasks are assigned to this person by name. */
  openTasksOf(db: Db, staffId: string): Promise<number>;
  /** Assigns them to somebody else of the same region, who was found fit. */
  handOver(
    db: Db,
    fromStaffId: string,
    to: { id: string; regionCode: string | null; grants: readonly Grant[] },
    by: Actor,
  ): Promise<void>;
  /**
   * Gives the drafts that this person was writing to whoever goes on with them at their window (C.12); a draft of a
   * window where nobody is left stays, and is cleared in its time.
   */
  handOverDrafts(
    db: Db,
    fromStaffId: string,
    heirAt: (
      windowId: string,
    ) => Promise<
      { id: string; name: string; regionCode: string | null; grants: readonly Grant[] } | undefined
    >,
    by: Actor,
  ): Promise<void>;
};
