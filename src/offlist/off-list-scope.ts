import type { Actor } from '../platform/actor.ts';
import type { OffListActor } from '../regulation/off-list.ts';
import type { Role } from '../regulation/roles.ts';
import type { OffListRequest } from './off-list-request.ts';

/** The codes for which an administration answers, by their beginning: 510000 → 51, 510100 → 5101. */
export const prefixOf = (regionCode: string): string => regionCode.replace(/(?:00){1,2}$/, '');

/** Windows at which somebody works, each once. */
export const ownWindows = ({ grants }: Actor): string[] => [
  ...new Set(
    grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    ),
  ),
];

/** Beginnings of the codes of the regions that somebody administers. */
export const administered = ({ grants }: Actor): string[] => [
  ...new Set(
    grants.flatMap(({ role, regionCode }) =>
      role === 'serviceAdministration' ? [prefixOf(regionCode)] : [],
    ),
  ),
];

const holds = ({ grants }: Actor, wanted: Role): boolean => grants.some(({ role }) => role === wanted);

/** What somebody reads of the demand, as beginnings of intake regions; '' is everything. */
export const demandScope = (actor: Actor): string[] =>
  holds(actor, 'coordinationGroup') || holds(actor, 'auditor') ? [''] : administered(actor);

/** Whether a region lies within one of the beginnings. */
const within = (region: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => region.startsWith(prefix));

/**
 * As what somebody stands to a request: the intake window, the window that was asked, and those above both. The home
 * side knows of it from the question on; the coordination group and the auditors know of all.
 */
export function offListActorsOf(
  actor: Actor,
  { intake, homeWindow, homeRegion }: Pick<OffListRequest, 'intake' | 'homeWindow' | 'homeRegion'>,
): ReadonlySet<OffListActor> {
  const windows = ownWindows(actor);
  const prefixes = administered(actor);
  const found: [OffListActor, boolean][] = [
    ['intakeClerk', windows.includes(intake.windowId)],
    ['homeClerk', homeWindow !== undefined && windows.includes(homeWindow)],
    ['homeAdministration', homeWindow !== undefined && within(homeRegion, prefixes)],
    ['intakeAdministration', within(intake.regionCode, prefixes)],
    ['coordinationGroup', holds(actor, 'coordinationGroup')],
    ['auditor', holds(actor, 'auditor')],
  ];
  return new Set(found.flatMap(([as, is]) => (is ? [as] : [])));
}
