import type { Capacity } from '../../regulation/roles.ts';
import type { Side } from '../core/case.ts';

const clerks = { intake: 'intakeClerk', home: 'homeClerk' } as const satisfies Record<Side, Capacity>;
const leads = { intake: 'intakeLead', home: 'homeLead' } as const satisfies Record<Side, Capacity>;

/** Whether somebody acts as clerk of a window of the case. */
export const isClerkOf = (side: Side, capacities: ReadonlySet<Capacity>): boolean =>
  capacities.has(clerks[side]);

/** The lead of a window of the case. */
export const leadOf = (side: Side): Capacity => leads[side];
