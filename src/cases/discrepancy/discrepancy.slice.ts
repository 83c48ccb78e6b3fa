import type { Case, Discrepancy, PaperTask } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { withIncident } from '../custody/carried.ts';
import { takePaper } from '../custody/paper.ts';
import { afterResolution } from './resolution.ts';

const changeTask = (kase: Case, id: string, change: Partial<PaperTask>): PaperTask[] =>
  kase.paperTasks.map((task) => (task.id === id ? { ...task, ...change } : task));

/** A parcel that was delivered to nobody is an incident from the report on (C.12). */
function missed(kase: Case, found: readonly Discrepancy[], at: string): Partial<Case> {
  const first = found.find(({ kind, waybill }) => kind === 'notReceived' && waybill !== undefined);
  return first?.waybill === undefined
    ? {}
    : withIncident(kase, { waybill: first.waybill, kind: 'notReceived', at, id: first.id });
}

/** Paper asked for and pieces that differ. */
export const discrepancySlice = slice({
  paperDemanded: (kase, { data, effectiveAt }) => ({
    paperTasks: [...kase.paperTasks, { ...data, demandedAt: effectiveAt, state: 'open' }],
  }),
  paperDemandCancelled: (kase, { data }) => ({
    paperTasks: changeTask(kase, data.id, { state: 'cancelled' }),
  }),
  discrepancyReported: (kase, { data, personal, effectiveAt }) => {
    const found = data.discrepancies.map((each) => ({
      ...each,
      reportedAt: effectiveAt,
      state: 'open' as const,
    }));
    return {
      discrepancies: [...kase.discrepancies, ...found],
      ...missed(kase, found, effectiveAt),
      ...withPersonal(kase, personal, ({ discrepancyNotes }, { notes }) => ({
        discrepancyNotes: { ...discrepancyNotes, ...notes },
      })),
    };
  },
  discrepancyAnswered: (kase, { data, personal, actor, effectiveAt }) => {
    const answered = kase.discrepancies.find(({ id }) => id === data.id);
    return {
      discrepancies: kase.discrepancies.map((each) =>
        each.id === data.id ? { ...each, state: 'answered', answeredAt: effectiveAt } : each,
      ),
      // It had never been in the parcel: it is with the intake window still.
      ...(data.foundHere && answered
        ? takePaper(kase, [answered.lineId], 'intake', { at: effectiveAt, by: actor.id })
        : {}),
      ...withPersonal(kase, personal, ({ discrepancyAnswers }, { answer }) => ({
        discrepancyAnswers: { ...discrepancyAnswers, [data.id]: answer },
      })),
    };
  },
  discrepancyResolved: (kase, { data, actor, effectiveAt }) =>
    afterResolution(kase, data, { at: effectiveAt, by: actor.id }),
});
