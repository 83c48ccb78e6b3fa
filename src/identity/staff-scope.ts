import type { Actor } from '../platform/actor.ts';
import type { Role } from '../regulation/roles.ts';
import type { Staff } from './staff.ts';

/** Whose accounts somebody manages. */
export type StaffScope = {
  everywhere: boolean;
  /** All accounts may be read, though not all changed. */
  readsEverywhere: boolean;
  /** Regions of which the person is the administration: these only, not those below. */
  regions: readonly string[];
  /** Windows the person leads: passwords of their clerks are reset there, face to face. */
  windows: readonly string[];
};

/** Roles that manage accounts, the widest first. */
export const managingRoles: readonly Role[] = [
  'systemAdministrator',
  'securityAdministrator',
  'serviceAdministration',
  'windowLead',
];

const givenByAdministration: ReadonlySet<Role> = new Set([
  'windowClerk',
  'windowLead',
  'outletClerk',
  'approver',
  'serviceAdministration',
]);
const ledAtWindow: ReadonlySet<Role> = new Set(['windowClerk', 'outletClerk']);

/** The accounts within somebody's reach, from the grants. */
export function scopeOf(actor: Actor): StaffScope {
  const { grants } = actor;
  return {
    everywhere: grants.some(({ role }) => role === 'systemAdministrator'),
    readsEverywhere: grants.some(
      ({ role }) => role === 'systemAdministrator' || role === 'securityAdministrator',
    ),
    regions: grants
      .filter(({ role }) => role === 'serviceAdministration')
      .map(({ regionCode }) => regionCode),
    windows: grants.flatMap(({ role, windowId }) => (role === 'windowLead' && windowId ? [windowId] : [])),
  };
}

/** Whether somebody may give or take a role in a region. */
export const mayGive = (scope: StaffScope, role: Role, regionCode: string): boolean =>
  scope.everywhere || (scope.regions.includes(regionCode) && givenByAdministration.has(role));

/** Why an account may not be managed: of another region, or of somebody with rights the manager cannot give. */
export type Obstacle = 'other-region' | 'higher-role' | 'own-account';

/** What keeps somebody from managing an account; undefined if nothing does. */
export function obstacleToManaging(actor: Actor, staff: Staff): Obstacle | undefined {
  const scope = scopeOf(actor);
  if (staff.id === actor.id) return 'own-account';
  if (scope.everywhere) return undefined;
  const regionCodes = [staff.regionCode ?? '', ...staff.grants.map(({ regionCode }) => regionCode)];
  if (!regionCodes.every((code) => scope.regions.includes(code))) return 'other-region';
  // Who could reset the password of a higher role could sign in with it.
  if (!staff.grants.every(({ role }) => givenByAdministration.has(role))) return 'higher-role';
  return undefined;
}

/** The same for resetting a password and unlocking, which the lead of the window may do as well. */
export function obstacleToResetting(actor: Actor, staff: Staff): Obstacle | undefined {
  const { windows } = scopeOf(actor);
  const isOwnClerk =
    staff.id !== actor.id &&
    staff.grants.length > 0 &&
    staff.grants.every(({ role, windowId }) => ledAtWindow.has(role) && windows.includes(windowId ?? ''));
  return isOwnClerk ? undefined : obstacleToManaging(actor, staff);
}

/** The same for reading: leads read their own window, who keeps the security of the system reads all. */
export function obstacleToReading(actor: Actor, staff: Staff): Obstacle | undefined {
  const { readsEverywhere, regions, windows } = scopeOf(actor);
  if (readsEverywhere || staff.id === actor.id || regions.includes(staff.regionCode ?? '')) return undefined;
  const within = staff.grants.some(
    ({ windowId, regionCode }) => windows.includes(windowId ?? '') || regions.includes(regionCode),
  );
  return within ? undefined : 'other-region';
}

/** The same for taking a second factor away and for releasing a locked account: also who keeps the security. */
export function obstacleToSecuring(actor: Actor, staff: Staff): Obstacle | undefined {
  if (staff.id === actor.id) return 'own-account';
  return actor.grants.some(({ role }) => role === 'securityAdministrator')
    ? undefined
    : obstacleToManaging(actor, staff);
}
