import type { Grant } from '../platform/actor.ts';
import type { Day, Instant } from '../regulation/instant.ts';

/** Region code of roles and accounts that belong to the system as a whole (auditor, system administrator). */
export const wholeSystem = '000000';

/** A role somebody holds: from a day, to a day or until revoked. */
export type StaffGrant = Grant & {
  id: string;
  validFrom: Day;
  /** Last day on which it holds; null means until revoked. */
  validTo: Day | null;
};

/** An account as administrations see it; never with anything of its password. */
export type Staff = {
  id: string;
  kind: 'staff' | 'applicant';
  username: string;
  /** Name as printed on forms. */
  name: string;
  /** Region whose administration manages the account; null for applicants. */
  regionCode: string | null;
  mustChangePassword: boolean;
  /** Too many wrong passwords: no sign-in before this moment. */
  lockedUntil: Instant | null;
  suspendedAt: Instant | null;
  /** Too many cases opened in an hour: nothing is open until released. */
  casesLockedAt: Instant | null;
  /** A second factor is set up. */
  twoFactor: boolean;
  /** Last day on which the signed statement on confidentiality holds. */
  statementUntil: Day | null;
  /** Region to which the person goes as soon as it accepts; null when nothing waits. */
  transferTo: string | null;
  /** Made for demonstration. */
  sample: boolean;
  /** Grants that hold today or will. */
  grants: StaffGrant[];
};

/** An account as needed to check a password. */
export type Credentials = {
  id: string;
  kind: 'staff' | 'applicant';
  username: string;
  name: string;
  passwordHash: string;
  mustChangePassword: boolean;
  suspendedAt: Instant | null;
};

/** Somebody who can be handed work: enough to choose and to print. */
export type StaffMember = { id: string; username: string; name: string };

/** Whether a grant holds on a day. */
export const isValidOn = (grant: StaffGrant, day: Day): boolean =>
  grant.validFrom <= day && (grant.validTo === null || day <= grant.validTo);
