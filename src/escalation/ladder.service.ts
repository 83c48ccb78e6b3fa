import type { Audit } from '../platform/audit.service.ts';
import type { Db } from '../platform/database.ts';
import type { Subscriber } from '../platform/subscribers.service.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Seat } from '../regulation/ladder.ts';
import { listMatters } from './case-facts.store.ts';
import * as store from './escalation.store.ts';
import { clockActor, secondOf } from './escalation.ts';
import { closed } from './escalation-flow.ts';
import { createLadderActs, type LadderActs } from './ladder-acts.service.ts';
import { createLadderFeed } from './ladder-feed.service.ts';
import { createLadderMoves, type LadderMoves, type LadderParts } from './ladder-moves.service.ts';
import { createLadderReading, type LadderReading } from './ladder-reading.service.ts';
import { type CloseUnanswered, createLadderWorker, type LadderWorker } from './ladder-worker.service.ts';
import { findConsent } from './off-list-facts.store.ts';

/** The ladder (C.5): level 1 by itself at the due time, level 2, and the list of major problems. */
export type Ladder = LadderActs &
  LadderReading &
  LadderWorker & {
    moves: LadderMoves;
    /** Opens level 1 for missed duties that are marked overdue now, in that transaction. */
    onOverdue(tx: Db, duties: readonly { caseId: string; rule: string; round: number }[]): Promise<void>;
    subscriber: Subscriber;
    /** How far the ladder has come for an off-list request, and who sits at level 2 (C.4). */
    offListLevel(db: Db, offListId: string): Promise<{ level: 0 | 1 | 2; second: readonly Seat[] }>;
    /** One side of an off-list request goes over to another window, in that transaction. */
    offListMoved(
      tx: Db,
      move: {
        requestId: string;
        side: 'intake' | 'home';
        from: string;
        to: string;
        at: Instant;
        by: { id: string; name: string; regionCode: string };
        reason: string;
      },
    ): Promise<void>;
    /** An off-list request does not wait any more: in the transaction that ends the question. */
    offListAnswered(
      tx: Db,
      answer: {
        requestId: string;
        outcome: 'consented' | 'refused' | 'withdrawn' | 'unanswered';
        at: Instant;
      },
    ): Promise<void>;
  };

/** Builds the ladder. */
export function createLadder(
  parts: LadderParts & { audit: Pick<Audit, 'record'>; closeUnanswered: CloseUnanswered },
): Ladder {
  const moves = createLadderMoves(parts);
  const follower = createLadderFeed(moves);
  return {
    moves,
    ...createLadderActs(parts, moves),
    ...createLadderReading(parts, moves),
    ...createLadderWorker(parts, moves),
    subscriber: {
      name: 'ladder',
      title: '协调督办：有了答复即了结，办件结束即了结',
      from: 'now',
      handle: (tx, entries) => follower.handle(tx, entries),
    },
    async offListLevel(db, offListId) {
      const one = await store.findOfOffList(db, offListId);
      return one === undefined || one.closedAt !== null
        ? { level: 0, second: [] }
        : { level: one.level, second: secondOf(one).lead };
    },
    async offListMoved(tx, { requestId, by, reason, ...move }) {
      const actor = { ...clockActor, kind: 'staff' as const, ...by, role: 'serviceAdministration' };
      for (const one of await store.lockAllOf(tx, { offListId: requestId }))
        await moves.moveWindow(tx, one, { ...move, actor, text: reason });
    },
    async offListAnswered(tx, { requestId, outcome, at }) {
      const found = await store.findOfOffList(tx, requestId);
      const one = found && (await store.lockEscalation(tx, found.id));
      if (!one || one.closedAt !== null) return;
      const replied = outcome === 'consented' || outcome === 'refused';
      const by = (await findConsent(tx, requestId))?.by ?? clockActor.name;
      const how = { at, actor: replied ? { ...clockActor, name: by } : clockActor };
      if (replied) await moves.answered(tx, one, how);
      else
        await moves.apply(tx, one, {
          ...how,
          type: 'requestEnded',
          text: outcome === 'unanswered' ? '逐级协调以后仍没有答复，清单外申请按无答复了结。' : null,
          set: closed(at, 'requestEnded'),
        });
    },
    async onOverdue(tx, duties) {
      const escalating = duties.filter(({ rule }) => moves.escalates(rule));
      if (escalating.length === 0) return;
      const matters = await listMatters(tx, escalating);
      await moves.open(
        tx,
        matters.map(({ dueAt, catalogueId, itemNumber, ...matter }) => ({
          ...matter,
          offListId: null,
          subject: moves.subjectOf({ catalogueId, itemNumber }),
          missedAt: dueAt,
        })),
      );
    },
  };
}
