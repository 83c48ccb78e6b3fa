import type { Actor, Grant } from '../platform/actor.ts';
import { type Role, roles } from '../regulation/roles.ts';
import { type Confirmations, createConfirmations } from './confirmations.service.ts';
import type { Places } from './identity-ports.ts';
import { createPasswordCheck } from './password-check.service.ts';
import { argon2Passwords, type Passwords } from './passwords.service.ts';
import { createSignIn, type SignIn, type SignInOptions } from './sign-in.service.ts';
import { createStaffRegister, type StaffOptions, type StaffRegister } from './staff.service.ts';
import { wholeSystem } from './staff.ts';

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
  grants: NamedGrant[];
  /** Window at which the person works: that of the first window role; null for people without a window. */
  actingWindow: NamedGrant | null;
};

/** People who sign in, their accounts and roles. */
export type Identity = SignIn & StaffRegister & Confirmations & { describe(actor: Actor): WhoAmI };

/** What the module needs from outside. */
export type IdentityOptions = Omit<SignInOptions & StaffOptions, 'passwords' | 'passwordCheck'> & {
  passwords?: Passwords;
};

function nameGrant(places: Places, { role, regionCode, windowId }: Grant): NamedGrant {
  return {
    role,
    roleName: roles[role],
    regionCode,
    regionName: regionCode === wholeSystem ? '全部地区' : places.regionName(regionCode),
    windowId,
    windowName: windowId === null ? null : (places.findWindow(windowId)?.name ?? null),
  };
}

/** Builds the module over a database. */
export function createIdentity(options: IdentityOptions): Identity {
  const withPasswords = { ...options, passwords: options.passwords ?? argon2Passwords };
  const complete = { ...withPasswords, passwordCheck: createPasswordCheck(withPasswords) };
  return {
    ...createSignIn(complete),
    ...createStaffRegister(complete),
    ...createConfirmations(complete),
    describe(actor) {
      const grants = actor.grants.map((grant) => nameGrant(options.places, grant));
      const { id, kind, username, name, mustChangePassword } = actor;
      const actingWindow = grants.find(({ windowId }) => windowId !== null) ?? null;
      return { id, kind, username, name, mustChangePassword, grants, actingWindow };
    },
  };
}
