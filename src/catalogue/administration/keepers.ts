import type { Actor } from '../../platform/actor.ts';
import type { Day } from '../../regulation/instant.ts';
import type { Role } from '../../regulation/roles.ts';
import type { Programme } from '../programme.ts';
import { isMemberProvince } from '../programme-rules.ts';

type Person = Pick<Actor, 'grants'>;

const isProvince = (region: string): boolean => region.endsWith('0000');

/** Roles that keep the lists; of the administrations only those of provinces. */
export const listKeepers: Role[] = ['coordinationGroup', 'serviceAdministration'];

/** Whether somebody decides on lists: the coordination group (规程第四条). */
export const decidesOnLists = ({ grants }: Person): boolean =>
  grants.some(({ role }) => role === 'coordinationGroup');

/** The provinces for whose administration somebody acts. */
export const provincesOf = ({ grants }: Person): string[] =>
  grants
    .filter(({ role, regionCode }) => role === 'serviceAdministration' && isProvince(regionCode))
    .map(({ regionCode }) => regionCode);

/** Whether somebody keeps lists at all: the coordination group and the administrations of provinces. */
export const keepsLists = (person: Person): boolean =>
  decidesOnLists(person) || provincesOf(person).length > 0;

/** Whether somebody may propose for a programme: the coordination group, and its member provinces. */
export const proposesFor = (person: Person, programme: Programme, on: Day): boolean =>
  decidesOnLists(person) || provincesOf(person).some((province) => isMemberProvince(programme, province, on));

/** By which role somebody keeps lists; for the audit log. */
export const keeperRole = (person: Person): Role =>
  decidesOnLists(person) ? 'coordinationGroup' : 'serviceAdministration';
