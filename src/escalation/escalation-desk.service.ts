import type { Executor } from '../cases/core/executor.service.ts';
import type { WindowTasks } from '../cases/window-move/window-tasks.ts';
import type { StaffRegister } from '../identity/staff.service.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { Settings } from '../settings/settings.service.ts';
import { createLadder, type Ladder } from './ladder.service.ts';
import type { LadderParts } from './ladder-moves.service.ts';
import type { CloseUnanswered } from './ladder-worker.service.ts';
import { createProblemReports, type ProblemReports } from './problem-reports.service.ts';
import { createResponses, type Responses } from './responses.service.ts';
import { createResponsibility, type Responsibility } from './responsibility.service.ts';
import { createSupervision, type Supervision } from './supervision.service.ts';
import { countOpenAt, moveWindow } from './supervision.store.ts';

/** Everything about coordination and responsibility, put together. */
export type EscalationDesk = {
  ladder: Ladder;
  responses: Responses;
  supervision: Supervision;
  problems: ProblemReports;
  responsibility: Responsibility;
  executor: Pick<Executor, 'open'>;
  /** An off-list request does not wait any more; told by the module below. */
  offListAnswered: Ladder['offListAnswered'];
  offListMoved: Ladder['offListMoved'];
  /** Orders to a window, and problems it reported, follow when it moves or closes. */
  windowTasks: WindowTasks;
  /** What the clock has to do; answers how much was done. */
  run(): Promise<number>;
  start(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

/** Puts the services together; `executor` is asked for when it is needed, since it is built later. */
export function createEscalationDesk(
  parts: LadderParts & {
    settings: Pick<Settings, 'findSet' | 'numberOf'>;
    audit: Pick<Audit, 'record'>;
    staff: Pick<StaffRegister, 'listStaffWithRole'>;
    executor: () => Pick<Executor, 'open'>;
    closeUnanswered: CloseUnanswered;
  },
): EscalationDesk {
  const executor: Pick<Executor, 'open'> = { open: (id, actor) => parts.executor().open(id, actor) };
  const ladder = createLadder(parts);
  const responses = createResponses(parts);
  const supervision = createSupervision(parts);
  const problems = createProblemReports(parts, ladder.moves);
  const run = async (): Promise<number> =>
    (await ladder.run()) + (await supervision.run()) + (await problems.run());
  return {
    ladder,
    responses,
    supervision,
    problems,
    responsibility: createResponsibility({ ...parts, executor }),
    executor,
    offListMoved: (tx, move) => ladder.offListMoved(tx, move),
    windowTasks: {
      countAt: countOpenAt,
      handOver: ({ from, to }) => parts.database.transaction((tx) => moveWindow(tx, from, to)),
    },
    async offListAnswered(tx, answer) {
      await ladder.offListAnswered(tx, answer);
      await responses.offListAnswered(tx, answer);
    },
    run,
    start(everyMs, onError) {
      let running: Promise<unknown> = Promise.resolve();
      let busy = false;
      const timer = setInterval(() => {
        if (busy) return;
        busy = true;
        running = (async () => {
          while ((await run()) > 0);
        })()
          .catch(onError)
          .finally(() => {
            busy = false;
          });
      }, everyMs);
      timer.unref();
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
