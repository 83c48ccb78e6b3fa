import type { Role } from '../../regulation/roles.ts';

/** Whether somebody sees people at all. */
export const seesPeople = (roles: ReadonlySet<Role>): boolean =>
  roles.has('windowLead') || keepsAccess(roles);

/** Whether somebody makes and changes accounts. */
export const keepsPeople = (roles: ReadonlySet<Role>): boolean =>
  roles.has('serviceAdministration') || roles.has('systemAdministrator');

/** Whether somebody looks access through, resets second factors and releases locked accounts. */
export const keepsAccess = (roles: ReadonlySet<Role>): boolean =>
  keepsPeople(roles) || roles.has('securityAdministrator');

/** The roles of a session. */
export const rolesOf = (grants: readonly { role: Role }[] = []): ReadonlySet<Role> =>
  new Set(grants.map(({ role }) => role));
