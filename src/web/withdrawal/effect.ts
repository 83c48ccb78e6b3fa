import type { CaseView } from '../../cases/core/case-view.ts';

/** What a withdrawal brings about: at once, at once with the materials on their way, or by request after 受理. */
export type WithdrawalEffect = 'atOnce' | 'onTheWay' | 'requested';

/** What a withdrawal brings about now, by how far the case has come (OP-81). */
export function effectOf({
  homeAcceptedOn,
  receivedAtHomeAt,
  package: sent,
  parcels,
}: Pick<CaseView, 'homeAcceptedOn' | 'receivedAtHomeAt' | 'package' | 'parcels'>): WithdrawalEffect {
  if (homeAcceptedOn !== undefined) return 'requested';
  const underWay = receivedAtHomeAt === undefined && (sent !== undefined || parcels.length > 0);
  return underWay ? 'onTheWay' : 'atOnce';
}
