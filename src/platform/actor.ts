import type { Bar } from '../regulation/bars.ts';
import type { Role } from '../regulation/roles.ts';

/** One right of a person: a role in a region and, for window roles, at a window. */
export type Grant = { role: Role; regionCode: string; windowId: string | null };

/** Who sends a request: a member of staff, or an applicant by own account. */
export type Actor = {
  kind: 'staff' | 'applicant';
  /** Account id (uuid). */
  id: string;
  username: string;
  /** Name as printed on forms and shown in timelines. */
  name: string;
  /** Grants valid now. */
  grants: readonly Grant[];
  /** Session by which the request came; for audit and for signing out. */
  sessionId: string;
  /** The first password was not yet changed: nothing but changing it is allowed. */
  mustChangePassword: boolean;
  /** What must be done before anything else; absent when nothing must. */
  bar?: Bar | undefined;
};

/** Whether somebody holds one of the roles anywhere. */
export const holds = (actor: Actor, ...roles: Role[]): boolean =>
  actor.grants.some((grant) => roles.includes(grant.role));
