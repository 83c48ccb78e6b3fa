import type { Db } from '../../platform/database.ts';

/** What goes over from one window to another of its region, in whose name and why. */
export type TaskMove = {
  from: string;
  to: string;
  by: { id: string; name: string; regionCode: string };
  reason: string;
};

/** What lies at a window beside cases, from the modules around: it follows when the window moves or closes. */
export type WindowTasks = {
  /** How much of it is still open there. */
  countAt(db: Db, windowId: string): Promise<number>;
  /** Gives some of it to the other window, what has ended as well; answers how much, 0 when nothing is left. */
  handOver(move: TaskMove): Promise<number>;
};
