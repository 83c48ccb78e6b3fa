import type { Actor, Grant } from '../platform/actor.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import type { Bar } from '../regulation/bars.ts';
import { type Role, roles } from '../regulation/roles.ts';
import { type AccessReview, createAccessReview } from './access-review.service.ts';
import { type Confidentiality, createConfidentiality } from './confidentiality.service.ts';
import { type Confirmations, createConfirmations } from './confirmations.service.ts';
import type { Places } from './identity-ports.ts';
import { createOpenId, type OpenId, type OpenIdOptions } from './open-id.service.ts';
import { createPasswordCheck } from './password-check.service.ts';
import { argon2Passwords, type Passwords } from './passwords.service.ts';
import {
  createSecondFactors,
  type SecondFactorOptions,
  type SecondFactors,
} from './second-factor.service.ts';
import { createSignIn, type SignIn, type SignInOptions } from './sign-in.service.ts';
import { createStaffRegister, type StaffRegister } from './staff.service.ts';
import { type Staff, type StaffGrant, wholeSystem } from './staff.ts';
import { listStaffChanges, type StaffChange } from './staff-changes.store.ts';
import { createStaffTables, type StaffTables } from './staff-import.service.ts';
import { createStaffMoves, type StaffMoves } from './staff-moves.service.ts';
import { createStaffTransfers, type StaffTransfers } from './staff-transfers.service.ts';
import { createStaffWork, type StaffWorkOptions } from './staff-work.service.ts';
import { createWindowStaff, type WindowStaff } from './window-staff.service.ts';

/** A role with the names of its place, for people. */
export type NamedGrant = {
  role: Role;
  roleName: string;
  regionCode: string;
  regionName: string;
  windowId: string | null;
  windowName: string | null;
};

/** Who is signed in, as the pages show it. */
export type WhoAmI = {
  id: string;
  kind: Actor['kind'];
  username: string;
  name: string;
  mustChangePassword: boolean;
  /** What must be done before anything else; null when nothing must. */
  bar: Bar | null;
  grants: NamedGrant[];
  /** Window at which the person works: that of the first window role; null for people without a window. */
  actingWindow: NamedGrant | null;
};

/** An account with the names of the places of its roles. */
export type StaffView = Omit<Staff, 'grants'> & {
  regionName: string | null;
  transferToName: string | null;
  grants: (StaffGrant & Pick<NamedGrant, 'roleName' | 'regionName' | 'windowName'>)[];
};

/** People who sign in, their accounts and roles. */
export type Identity = SignIn &
  StaffRegister &
  StaffMoves &
  StaffTransfers &
  StaffTables &
  WindowStaff &
  Confirmations &
  SecondFactors &
  Confidentiality &
  AccessReview &
  OpenId & {
    describe(actor: Actor): WhoAmI;
    present(staff: Staff): StaffView;
    /** Whole name of a region, of the whole system too; empty for none. */
    regionName(code: string | null): string;
    /** A role with the names of its place. */
    nameGrant(grant: Grant): NamedGrant;
    /** The history of an account within reach, the latest first. */
    listChanges(
      by: Actor,
      staffId: string,
      page: { before?: number | undefined; limit: number },
    ): Promise<StaffChange[]>;
  };

/** What the module needs from outside. */
export type IdentityOptions = Omit<SignInOptions, 'passwords' | 'passwordCheck'> &
  Omit<StaffWorkOptions, 'database'> & {
    passwords?: Passwords;
    keyring: SecondFactorOptions['keyring'];
    tellStaff: TellStaff;
    /** Different cases an hour that one person may open; 0 counts nothing. */
    casesPerHour?: number;
    /** Single sign-on, where there is an identity service. */
    openId?: Pick<OpenIdOptions, 'settings' | 'fetch'> | undefined;
  };

const nameOf = (places: Places, code: string): string =>
  code === wholeSystem ? '全部地区' : places.regionName(code);

function nameGrant(places: Places, { role, regionCode, windowId }: Grant): NamedGrant {
  return {
    role,
    roleName: roles[role],
    regionCode,
    regionName: nameOf(places, regionCode),
    windowId,
    windowName: windowId === null ? null : (places.findWindow(windowId)?.name ?? null),
  };
}

/** Builds the module over a database. */
export function createIdentity(options: IdentityOptions): Identity {
  const { database, places, passwords = argon2Passwords, casesPerHour = 0 } = options;
  const withPasswords = { ...options, passwords, casesPerHour, db: database.db };
  const work = createStaffWork(options);
  const complete = { ...withPasswords, work, passwordCheck: createPasswordCheck(withPasswords) };
  const signIn = createSignIn(complete);
  const factors = createSecondFactors(complete);
  const register = createStaffRegister(complete);
  const named = (grant: Grant): NamedGrant => nameGrant(places, grant);
  return {
    ...signIn,
    ...register,
    ...createStaffMoves(complete),
    ...createStaffTransfers(complete),
    ...createStaffTables(complete),
    ...createWindowStaff(complete),
    ...createConfirmations({ ...complete, factors }),
    ...factors,
    ...createConfidentiality(complete),
    ...createAccessReview(complete),
    ...createOpenId({ ...complete, signIn, settings: undefined, ...options.openId }),
    nameGrant: named,
    regionName: (code) => (code === null ? '' : nameOf(places, code)),
    async listChanges(by, staffId, page) {
      await register.getStaff(by, staffId);
      return listStaffChanges(database.db, { staffId, ...page });
    },
    present: (staff) => ({
      ...staff,
      regionName: staff.regionCode === null ? null : nameOf(places, staff.regionCode),
      transferToName: staff.transferTo === null ? null : nameOf(places, staff.transferTo),
      grants: staff.grants.map((grant) => {
        const { roleName, regionName, windowName } = named(grant);
        return { ...grant, roleName, regionName, windowName };
      }),
    }),
    describe(actor) {
      const grants = actor.grants.map(named);
      const { id, kind, username, name, mustChangePassword, bar = null } = actor;
      const actingWindow = grants.find(({ windowId }) => windowId !== null) ?? null;
      return { id, kind, username, name, mustChangePassword, bar, grants, actingWindow };
    },
  };
}
