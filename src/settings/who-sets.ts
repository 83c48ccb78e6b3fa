import type { Grant } from '../platform/actor.ts';
import { isWithinHierarchy } from '../regulation/ladder.ts';
import type { SettingScope } from '../regulation/settings.ts';

const isProvince = (code: string): boolean => code.endsWith('0000');

/** The grant by which somebody proposes a value: the coordination group for all, a province for its regions. */
export const proposingGrant = (grants: readonly Grant[], { kind, code }: SettingScope): Grant | undefined =>
  grants.find(({ role, regionCode }) =>
    kind === 'region'
      ? role === 'serviceAdministration' && isProvince(regionCode) && isWithinHierarchy(regionCode, code)
      : role === 'coordinationGroup',
  );

/** The grant by which somebody decides: the same, and the coordination group also what a province proposes. */
export const decidingGrant = (grants: readonly Grant[], scope: SettingScope): Grant | undefined =>
  proposingGrant(grants, scope) ?? grants.find(({ role }) => role === 'coordinationGroup');

/** The grant by which somebody keeps versions of the Rules and forms. */
export const versionGrant = (grants: readonly Grant[]): Grant | undefined =>
  grants.find(({ role }) => role === 'coordinationGroup');
