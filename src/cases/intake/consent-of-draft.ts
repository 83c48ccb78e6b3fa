import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';

/** What a step of a case does to the off-list consent it rests on (C.4, 4a, 4b), in the same transaction. */
export type ConsentStep = { act: 'use' | 'expire'; requestId: string };

/** Opening uses the consent; a draft that the clock clears ends it. Anything else leaves it alone. */
export function consentStep(
  { offList }: Pick<Case, 'offList'>,
  events: readonly CaseEvent[],
): ConsentStep | undefined {
  if (!offList) return undefined;
  const { requestId } = offList;
  if (events.some(({ type }) => type === 'caseOpened')) return { act: 'use', requestId };
  return events.some((event) => event.type === 'draftDiscarded' && event.data.byClock)
    ? { act: 'expire', requestId }
    : undefined;
}
