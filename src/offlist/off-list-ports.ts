import type { Db } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Seat } from '../regulation/ladder.ts';
import type { LadderLevel } from '../regulation/off-list.ts';

/** How far the ladder has come for a request, and who sits at its second level (C.5). */
export type Ladder = { level: LadderLevel; second: readonly Seat[] };

/** Asks the ladder, which lies above. */
export type LadderOf = (db: Db, requestId: string) => Promise<Ladder>;

/** Told in the same transaction when a question to the home region is no longer open, by whomever it was ended. */
export type Answered = (
  tx: Db,
  answer: { requestId: string; outcome: 'consented' | 'refused' | 'withdrawn' | 'unanswered'; at: Instant },
) => Promise<void>;

/** How cases that were opened by a consent ended; cases lie above. */
export type CaseOutcomes = (
  db: Db,
  caseIds: readonly string[],
) => Promise<{ caseId: string; businessNumber: string | null; stateLabel: string; granted: boolean }[]>;

/**
 * How many cases were submitted, and granted, under a programme for some handling options, with a part in the regions
 * whose codes begin alike; cases lie above.
 */
export type HandledCases = (
  db: Db,
  of: { programmeId: string; optionIds: readonly string[]; prefix: string },
) => Promise<{ cases: number; granted: number }>;

/** Told in the same transaction when one side of a request goes over to another window of its region. */
export type Moved = (
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
) => Promise<void>;
