import type { Case, PaperTask, Parcel } from '../core/case.ts';
import { isExcused } from './open-discrepancies.ts';

/** Paper the home window asked for and has not got, all of it or for one purpose (R-086, OP-88). */
export const openPaperTasks = (kase: Pick<Case, 'paperTasks'>, purpose?: PaperTask['purpose']): PaperTask[] =>
  kase.paperTasks.filter(
    (task) => task.state === 'open' && (purpose === undefined || task.purpose === purpose),
  );

/** Paper tasks as they stand once all that they name is at home, or the home window does without it. */
export const settledTasks = (
  kase: Pick<Case, 'paperTasks' | 'lines' | 'discrepancies'>,
): Pick<Case, 'paperTasks'> => ({
  paperTasks: kase.paperTasks.map((task) => {
    const settled = task.lineIds.every(
      (id) =>
        kase.lines.some((line) => line.id === id && line.paper === 'home') ||
        isExcused(kase, id, 'postal', task.demandedAt),
    );
    return task.state === 'open' && settled ? { ...task, state: 'received' } : task;
  }),
});

/** Whether a parcel still brings something: not cancelled, come back, lost or opened. */
export const isComing = (parcel: Parcel): boolean =>
  !(parcel.cancelledAt ?? parcel.returnedAt ?? parcel.lostAt ?? parcel.confirmedAt);

/** The parcel that brings the paper of a task to the home window, if one is registered. */
export const parcelOfTask = (kase: Pick<Case, 'parcels'>, { lineIds }: PaperTask): Parcel | undefined =>
  kase.parcels.find(
    (parcel) =>
      parcel.to === 'home' &&
      isComing(parcel) &&
      parcel.packed.some(({ lineId }) => lineIds.includes(lineId)),
  );
