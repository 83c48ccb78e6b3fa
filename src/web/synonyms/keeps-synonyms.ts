import type { Role } from '../../regulation/roles.ts';

/** Whether somebody keeps the everyday words: the coordination group, and the administration of a province. */
export const keepsSynonyms = (grants: readonly { role: Role; regionCode: string }[]): boolean =>
  grants.some(
    ({ role, regionCode }) =>
      role === 'coordinationGroup' || (role === 'serviceAdministration' && regionCode.endsWith('0000')),
  );
