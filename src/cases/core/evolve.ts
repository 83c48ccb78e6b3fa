import type { EventType } from '../../regulation/lifecycle/index.ts';
import { isTerminal } from '../../regulation/states.ts';
import { decisionSlice } from '../decision/decision.slice.ts';
import { deliverySlice } from '../delivery/delivery.slice.ts';
import { homeSlice } from '../home/home.slice.ts';
import { intakeSlice, openedCase } from '../intake/intake.slice.ts';
import { reviewSlice } from '../review/review.slice.ts';
import { transferSlice } from '../transfer/transfer.slice.ts';
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
};

/** The case after one more event. The event names the state; the table decided it when it was recorded. */
export function evolve(kase: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'caseOpened') return openedCase(event);
  if (!kase) throw new Error(`event ${event.type} before caseOpened`);
  const handler = slices[event.type] as (kase: Case, event: CaseEvent) => Partial<Case>;
  return {
    ...kase,
    ...handler(kase, event),
    state: event.state,
    version: event.seq,
    ...(isTerminal(event.state) && !kase.endedAt ? { endedAt: event.effectiveAt } : {}),
  };
}

/** The case that a history tells. */
export function fold(id: string, events: readonly CaseEvent[]): Case {
  let kase: Case | undefined;
  for (const event of events) kase = { ...evolve(kase, event), id };
  if (!kase) throw new Error('a case without events');
  return kase;
}
