import { object } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { command, type Nothing, refuse } from '../core/command.ts';

/**
 * No decision within the 5 working days: accepted by law, dated on the day of receipt (C.1, 20a, OP-76).
 * Nothing can be refused as 不予受理 afterwards.
 */
export const deemAcceptedAtHome = command<'deemAcceptedAtHome', Nothing, { dueAt: Instant }>({
  name: 'deemAcceptedAtHome',
  input: object({}),
  summary: '逾期未作受理决定，视为受理',
  example: {},
  facts: async (sources, kase) => ({ dueAt: await sources.acceptanceDueAt(kase) }),
  decide(kase, _input, { dueAt }, { now }) {
    if (!kase.receivedAtHomeAt || now < dueAt) return refuse('acceptance-not-due');
    return { events: [{ type: 'homeAcceptanceDeemed', data: { acceptedOn: dayOf(kase.receivedAtHomeAt) } }] };
  },
});
