import type { Actor } from '../../platform/actor.ts';
import type { Role } from '../../regulation/roles.ts';

/** Windows at which somebody works, each once. */
export const windowsOf = (actor: Actor): string[] => [
  ...new Set(
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    ),
  ),
];

/** Regions of somebody's grants of a role, each once. */
export const regionsOf = (actor: Actor, wanted: Role): string[] => [
  ...new Set(actor.grants.filter(({ role }) => role === wanted).map(({ regionCode }) => regionCode)),
];

/** The codes for which an administration answers, by their beginning: 510000 → 51, 510100 → 5101. */
export const administeredPrefix = (regionCode: string): string =>
  regionCode.endsWith('0000')
    ? regionCode.slice(0, 2)
    : regionCode.endsWith('00')
      ? regionCode.slice(0, 4)
      : regionCode;
