import type { Actor, Grant } from '../../platform/actor.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case } from './case.ts';

type Parties = Pick<Case, 'intake' | 'home' | 'openedBy' | 'state'>;

/** Whether an administration answers for a region: its own, the prefecture's for its counties, the province's for all. */
export const administers = (own: string, region: string): boolean =>
  own === region ||
  (own.endsWith('0000') && own.slice(0, 2) === region.slice(0, 2)) ||
  (own.endsWith('00') && own.slice(0, 4) === region.slice(0, 4));

function fromGrant(grant: Grant, { intake, home, state }: Parties): Capacity[] {
  const registered = state !== 'draft' && state !== 'discarded';
  const capacities: Capacity[] = [];
  const atIntake = grant.windowId === intake.windowId;
  const atHome = registered && grant.windowId === home.windowId;
  if (grant.role === 'windowClerk' || grant.role === 'windowLead') {
    const lead = grant.role === 'windowLead';
    if (atIntake) capacities.push('intakeClerk', ...(lead ? (['intakeLead'] as const) : []));
    if (atHome) capacities.push('homeClerk', ...(lead ? (['homeLead'] as const) : []));
  }
  if (grant.role === 'approver' && registered && grant.regionCode === home.regionCode)
    capacities.push('approver');
  if (grant.role === 'serviceAdministration' && registered) {
    if (administers(grant.regionCode, intake.regionCode)) capacities.push('intakeAdministration');
    if (administers(grant.regionCode, home.regionCode)) capacities.push('homeAdministration');
  }
  if (grant.role === 'auditor' && registered) capacities.push('auditor');
  return capacities;
}

/**
 * As what somebody acts on a case: the grants against the parties stored in it. None means that the
 * case does not exist for this person. A draft exists for its creator alone.
 */
export function capacitiesOf(actor: Pick<Actor, 'id' | 'grants'>, parties: Parties): ReadonlySet<Capacity> {
  if (parties.state === 'draft' || parties.state === 'discarded') {
    if (actor.id !== parties.openedBy) return new Set();
    return new Set<Capacity>(['creator', ...actor.grants.flatMap((grant) => fromGrant(grant, parties))]);
  }
  return new Set(actor.grants.flatMap((grant) => fromGrant(grant, parties)));
}

const isAskedByIntake = ({ requests = [] }: Pick<Case, 'requests'>): boolean =>
  requests.some(({ kind, from, state }) => kind === 'question' && from === 'intake' && state === 'open');

/** Capacities whose holders may see personal data and scans at this stage of the case. */
export function seesPersonal(
  kase: Pick<Case, 'state' | 'package' | 'parcels' | 'receivedAtHomeAt' | 'requests'>,
  capacities: ReadonlySet<Capacity>,
): boolean {
  if (capacities.has('intakeClerk') || capacities.has('creator')) return true;
  // Withdrawn on the way: what was sent is locked for the home side, which never received it.
  if (kase.state === 'withdrawn' && kase.receivedAtHomeAt === undefined) return false;
  // Asked about the materials before they were sent, the home clerk sees what the question is about (design §2).
  if (capacities.has('homeClerk') && isAskedByIntake(kase)) return true;
  const transferred = kase.package !== undefined || kase.parcels.length > 0;
  return transferred && (capacities.has('homeClerk') || capacities.has('approver'));
}

/** Whether the home side's own work — opinions, assignment — is for these eyes. */
export const seesHomeWork = (capacities: ReadonlySet<Capacity>): boolean =>
  capacities.has('homeClerk') || capacities.has('approver') || capacities.has('homeAdministration');
