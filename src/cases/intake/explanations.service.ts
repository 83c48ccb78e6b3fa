import type { Actor } from '../../platform/actor.ts';
import type { Database } from '../../platform/database.ts';
import type { Day } from '../../regulation/instant.ts';
import { endOfDay, startOfDay } from '../../regulation/shanghai-time.ts';
import { type ExplanationRow, listExplanations } from './explanation.store.ts';

/** The regions an administration answers for, as the beginning of their codes; an auditor reads all. */
function prefixOf(role: string, regionCode: string): string[] {
  if (role === 'auditor') return [''];
  return role === 'serviceAdministration' ? [regionCode.replace(/(?:00){1,2}$/, '')] : [];
}

/** What somebody may look up: their own windows, or the regions they administer. */
const scopeOf = ({ grants }: Actor): { windows: string[]; prefixes: string[] } => ({
  windows: grants.flatMap(({ role, windowId }) =>
    windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
  ),
  prefixes: grants.flatMap(({ role, regionCode }) => prefixOf(role, regionCode)),
});

/** Looks explanations up by day and window, within what somebody may see. */
export type Explanations = {
  list(actor: Actor, asked: { from: Day; to: Day; window: string | undefined }): Promise<ExplanationRow[]>;
};

/** Builds the look-up. */
export const createExplanations = (database: Database): Explanations => ({
  list: (actor, { from, to, window }) =>
    listExplanations(database.db, {
      from: startOfDay(from),
      until: endOfDay(to),
      window,
      ...scopeOf(actor),
    }),
});
