import { type Instant, latest } from '../../regulation/instant.ts';
import type { RefusalOf } from '../../regulation/lifecycle/index.ts';
import type { Case } from '../core/case.ts';
import { archivePaperOpen, openOriginals } from '../custody/originals.ts';
import { openIncidents } from '../custody/parcels.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';

/** What still stands between a case and its end, the first of it. */
export function completionBlocked(kase: Case): RefusalOf<'completeCase'> | undefined {
  if (!kase.result?.deliveredAt && !kase.result?.keptAt) return 'result-not-delivered';
  if (openDiscrepancies(kase).length > 0) return 'discrepancy-open';
  if (openIncidents(kase).length > 0) return 'incident-open';
  if (openOriginals(kase).length > 0) return 'original-open';
  // A deemed receipt does not conjure up paper: what the archive needs must really be there.
  if (kase.outcome === 'notAccepted') return undefined;
  const asked = kase.paperTasks.some(({ state }) => state === 'open');
  return asked || archivePaperOpen(kase).length > 0 ? 'archive-paper-open' : undefined;
}

/** When the last condition of completion was met; the working day for it starts there. */
export const completableSince = (kase: Case): Instant =>
  latest(
    kase.result?.deliveredAt ?? kase.result?.keptAt,
    kase.custody.at(-1)?.at,
    ...kase.incidents.map(({ closedAt }) => closedAt),
    ...kase.discrepancies.map(({ resolvedAt }) => resolvedAt),
  );
