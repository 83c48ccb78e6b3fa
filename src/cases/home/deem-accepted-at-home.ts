import { object } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { acceptanceEnd, deemedAcceptedOn } from './acceptance.ts';

/**
 * No decision within the 5 working days: accepted by law, dated on the day of receipt, after a supplement on the day of
 * its arrival (C.1, 20a, OP-76). Nothing can be refused as 不予受理 afterwards.
 */
export const deemAcceptedAtHome = command<'deemAcceptedAtHome', Nothing, { end: Instant | undefined }>({
  name: 'deemAcceptedAtHome',
  input: object({}),
  summary: '逾期未作受理决定，视为受理',
  example: {},
  facts: async (sources, kase) => ({ end: await acceptanceEnd(sources, kase) }),
  decide(kase, _input, { end }, { now }) {
    if (openDiscrepancies(kase).length > 0) return refuse('discrepancy-open');
    if (end === undefined || now < end) return refuse('acceptance-not-due');
    return { events: [{ type: 'homeAcceptanceDeemed', data: { acceptedOn: deemedAcceptedOn(kase) } }] };
  },
});
