import type { Case } from './case.ts';
import type { CaseEvent } from './events.ts';

/** Windows of which a history tells: those of the case now, and those that had it before. */
export const windowsToldOf = (
  kase: Pick<Case, 'intake' | 'home'>,
  events: readonly CaseEvent[],
): string[] => [
  ...new Set([
    kase.intake.windowId,
    kase.home.windowId,
    ...events.flatMap(({ actor }) => actor.windowId ?? []),
    ...events.flatMap((event) => (event.type === 'movedToWindow' ? [event.data.from, event.data.to] : [])),
  ]),
];
