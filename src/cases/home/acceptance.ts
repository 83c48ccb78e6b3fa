import { type Day, dayOf, type Instant, latest } from '../../regulation/instant.ts';
import type { Case, OpenDuty } from '../core/case.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { discrepancyPauses } from '../discrepancy/pauses.ts';
import { supplementPauses } from '../home-supplement/pause.ts';
import { arrivedAt } from '../home-supplement/supplement.ts';

type Waiting = Pick<Case, 'receivedAtHomeAt' | 'openedAt' | 'homeSupplements' | 'reinstatements'>;

/**
 * Where the 5 working days for 受理 begin: with the receipt of the materials, anew with the arrival of a supplement's last
 * point (the complete application, OP-77) and with a reinstatement.
 */
export function acceptanceStart({
  receivedAtHomeAt,
  openedAt,
  homeSupplements,
  reinstatements,
}: Waiting): Instant {
  const received = receivedAtHomeAt ?? openedAt;
  const supplement = homeSupplements.findLast(
    ({ state, returnTo }) => state === 'received' && returnTo === 'receivedAtHome',
  );
  return latest(
    received,
    supplement && arrivedAt(supplement),
    ...reinstatements.map(({ at }) => at).filter((at) => at > received),
  );
}

/** The day on which an acceptance that was never decided counts as given (C.1, 20a; OP-76). */
export const deemedAcceptedOn = (kase: Waiting): Day => dayOf(acceptanceStart(kase));

/** The 5 working days for 受理 or 不予受理; days of a supplement in vain and of a missing piece do not count. */
export const acceptanceDuty = (kase: Case): OpenDuty => ({
  rule: 'homeAcceptance',
  round: 1 + kase.homeSupplements.length + kase.reinstatements.length,
  holder: 'homeWindow',
  since: acceptanceStart(kase),
  pauses: [...supplementPauses(kase, 'receivedAtHome'), ...discrepancyPauses(kase)],
});

/** When acceptance counts as given by law; undefined while the days stand still for a piece that differs. */
export const acceptanceEnd = async (
  sources: Pick<FactSources, 'due'>,
  kase: Case,
): Promise<Instant | undefined> =>
  openDiscrepancies(kase).length > 0 ? undefined : (await sources.due(kase, acceptanceDuty(kase))).dueAt;
