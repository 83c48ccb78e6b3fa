import type { Db } from '../platform/database.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { offListLimits } from '../regulation/off-list.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import * as store from './escalation.store.ts';
import { clockActor, type Escalation } from './escalation.ts';
import { closed, momentOfStep } from './escalation-flow.ts';
import type { LadderMoves, LadderParts } from './ladder-moves.service.ts';
import { listNewlyOverdue } from './off-list-facts.store.ts';

/**
 * Ends an off-list request that nobody answered, in the transaction handed in; false when it is no longer open. The ladder
 * itself changes nothing (C.4, 6).
 */
export type CloseUnanswered = (tx: Db, closing: { id: string; level2OpenedAt: Instant }) => Promise<boolean>;

/** What the clock does in the ladder. */
export type LadderWorker = {
  /** Moves what is due; answers how many escalations were moved. */
  run(): Promise<number>;
};

const atOnce = 200;

/** Acts of the clock that end something wait this long (OP-99). */
const graceMs = 5 * 60 * 1000;

/** Builds the clock's part of the ladder. */
export function createLadderWorker(
  { database, clock, directory, closeUnanswered }: LadderParts & { closeUnanswered: CloseUnanswered },
  moves: LadderMoves,
): LadderWorker {
  /** One step of the clock: the time of this level is over. */
  async function moveOn(tx: Db, one: Escalation, now: Instant): Promise<void> {
    const at = momentOfStep(one.dueAt ?? now, now);
    const how = { at, actor: clockActor };
    switch (one.state) {
      case 'level1':
        await moves.toLevelTwo(tx, one, { ...how, type: 'levelOneOverdue' });
        return;
      case 'level2':
        await moves.apply(tx, one, {
          ...how,
          type: 'reported',
          set: { state: 'reported', dueAt: null, reportedAt: at },
        });
        return;
      case 'answered':
        await moves.apply(tx, one, {
          ...how,
          type: 'confirmedBySilence',
          set: closed(at, 'answered'),
        });
        return;
      case 'reported':
      case 'closed':
        return;
    }
  }

  const moveDue = (): Promise<number> =>
    database.transaction(async (tx) => {
      const now = clock.now();
      const due = await store.lockDue(tx, now, atOnce);
      for (const one of due) await moveOn(tx, one, now);
      return due.length;
    });

  /** Consents to off-list requests that are overdue come into the ladder like missed duties. */
  const openOffList = (): Promise<number> =>
    database.transaction(async (tx) => {
      const overdue = await listNewlyOverdue(tx, clock.now(), atOnce);
      const opened = await moves.open(
        tx,
        overdue.map(({ id, wording, askedAt, dueAt, ...parties }) => ({
          ...parties,
          caseId: null,
          offListId: id,
          rule: 'offListConsent' as const,
          round: 1,
          businessNumber: null,
          subject: wording,
          programmeId: moves.programmeBetween(parties.intakeRegion, parties.homeRegion),
          holder: 'homeWindow' as const,
          since: askedAt,
          missedAt: dueAt,
        })),
      );
      return opened.length;
    });

  const isSilent = ({ homeRegion, level2At }: Escalation, now: Instant): boolean =>
    level2At !== null &&
    workingDaysDue(directory.calendarOf(homeRegion), later(level2At, -1), offListLimits.unansweredWorkingDays)
      .dueAt <= later(now, -graceMs);

  /** Two working days after level 2 opened nobody is waited for any longer (C.4, 6). */
  const closeSilent = (): Promise<number> =>
    database.transaction(async (tx) => {
      const now = clock.now();
      const silent = (await store.lockOffListAtLevelTwo(tx, atOnce)).filter((one) => isSilent(one, now));
      for (const one of silent) {
        const ended = await closeUnanswered(tx, {
          id: one.offListId ?? '',
          level2OpenedAt: one.level2At ?? now,
        });
        // Where it was open, its end has closed the escalation already.
        if (!ended)
          await moves.apply(tx, one, {
            type: 'requestEnded',
            at: now,
            actor: clockActor,
            set: closed(now, 'requestEnded'),
          });
      }
      return silent.length;
    });

  return { run: async () => (await openOffList()) + (await closeSilent()) + (await moveDue()) };
}
