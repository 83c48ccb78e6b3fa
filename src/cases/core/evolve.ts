import type { EventType } from '../../regulation/lifecycle/index.ts';
import { isTerminal } from '../../regulation/states.ts';
import { custodySlice } from '../custody/custody.slice.ts';
import { decisionSlice } from '../decision/decision.slice.ts';
import { deliverySlice } from '../delivery/delivery.slice.ts';
import { discrepancySlice } from '../discrepancy/discrepancy.slice.ts';
import { homeSlice } from '../home/home.slice.ts';
import { homeSupplementSlice } from '../home-supplement/home-supplement.slice.ts';
import { intakeSlice, openedCase } from '../intake/intake.slice.ts';
import { noticeSlice } from '../notice/notice.slice.ts';
import { prioritySlice } from '../priority/priority.slice.ts';
import { endedRequests } from '../requests/open-requests.ts';
import { requestsSlice } from '../requests/requests.slice.ts';
import { reviewSlice } from '../review/review.slice.ts';
import { transferSlice } from '../transfer/transfer.slice.ts';
import { windowMoveSlice } from '../window-move/window-move.slice.ts';
import { withdrawalSlice } from '../withdrawal/withdrawal.slice.ts';
import type { Case } from './case.ts';
import type { CaseEvent } from './events.ts';
import type { Slice } from './slice.ts';

type Later = Exclude<EventType, 'caseOpened'>;

const slices: Slice<Later> = {
  ...intakeSlice,
  ...reviewSlice,
  ...transferSlice,
  ...homeSlice,
  ...decisionSlice,
  ...deliverySlice,
  ...withdrawalSlice,
  ...homeSupplementSlice,
  ...custodySlice,
  ...discrepancySlice,
  ...noticeSlice,
  ...requestsSlice,
  ...windowMoveSlice,
  ...prioritySlice,
};

/** The case after one more event. The event names the state; the table decided it when it was recorded. */
export function evolve(kase: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'caseOpened') return openedCase(event);
  if (!kase) throw new Error(`event ${event.type} before caseOpened`);
  const handler = slices[event.type] as (kase: Case, event: CaseEvent) => Partial<Case>;
  // A reinstated case has not ended (C.1, 12a).
  const { endedAt, ...running } = kase;
  return {
    ...running,
    ...endedRequests(kase, event.state, event.effectiveAt),
    ...handler(kase, event),
    state: event.state,
    version: event.seq,
    ...(isTerminal(event.state) ? { endedAt: endedAt ?? event.effectiveAt } : {}),
  };
}

/** The case that a history tells. */
export function fold(id: string, events: readonly CaseEvent[]): Case {
  let kase: Case | undefined;
  for (const event of events) kase = { ...evolve(kase, event), id };
  if (!kase) throw new Error('a case without events');
  return kase;
}
