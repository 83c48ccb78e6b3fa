import type { Actor } from '../../platform/actor.ts';
import type { Instant } from '../../regulation/instant.ts';
import { regionsOf, windowsOf } from './list-scope.ts';
import type { Scan } from './listed.ts';

/**
 * The work lists: what waits for me; what I have in hand by name; what is over its time; what waits for somebody else;
 * both sides of the window; own drafts; what ended in the last 30 days.
 */
export const queues = ['mine', 'taken', 'overdue', 'waiting', 'intake', 'home', 'drafts', 'closed'] as const;
export type Queue = (typeof queues)[number];

/** Whether a list is in the order of what happened last, and not of what is due. */
export const isLatestFirst = (queue: Queue): boolean => queue === 'closed' || queue === 'drafts';

/** Whether priority cases of the green channel stand on top of a list. 已逾期 stays in the order of what is due. */
export const isRanked = (queue: Queue): boolean => queue === 'mine' || queue === 'intake' || queue === 'home';

/** The scans behind a list; the same grants that decide on a single case decide what is listed. */
export function scansOf(
  actor: Actor,
  { queue, state }: { queue: Queue; state?: string | undefined },
  { now, endedSince }: { now: Instant; endedSince: Instant },
): Scan[] {
  const windows = windowsOf(actor);
  const regions = regionsOf(actor, 'approver');
  const staffId = actor.id;
  const handled = (waiting: boolean): Scan[] =>
    regions.length > 0 ? [{ kind: 'handled', staffId, regions, windows, waiting }] : [];
  switch (queue) {
    case 'mine':
    case 'overdue': {
      const windowsBefore = queue === 'overdue' ? now : 'infinity';
      return [
        ...windows.map((windowId): Scan => ({ kind: 'windowTurn', windowId })),
        ...regions.map(
          (regionCode): Scan => ({ kind: 'approverTurn', regionCode, staffId, windows, windowsBefore }),
        ),
      ];
    }
    case 'taken':
      return [
        ...(windows.length > 0 ? [{ kind: 'taken', staffId, windows } satisfies Scan] : []),
        ...handled(false),
      ];
    case 'waiting':
      return [
        ...windows.map((windowId): Scan => ({ kind: 'waiting', windowId, staffId, regions })),
        ...handled(true),
      ];
    case 'closed':
      return windows.map((windowId): Scan => ({ kind: 'ended', windowId, since: endedSince }));
    case 'drafts':
      return [];
    case 'intake':
    case 'home':
      return windows.map(
        (windowId): Scan =>
          state === undefined
            ? { kind: 'side', windowId, side: queue }
            : { kind: 'state', windowId, side: queue, state },
      );
  }
}
