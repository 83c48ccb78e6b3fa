import type { Case } from '../core/case.ts';
import type { EventContents } from '../core/events.ts';
import { type Move, takePaper } from '../custody/paper.ts';
import { withReceived } from '../transfer/receipt.ts';

const states = {
  pieceThere: 'resolved',
  waived: 'waived',
  askedFromApplicant: 'askedFromApplicant',
} as const;

/**
 * What the end of a discrepancy changes, for the decision and for the fold alike: a piece that is there lies at home,
 * and what it held back goes on.
 */
export function afterResolution(
  kase: Case,
  { id, result }: EventContents['discrepancyResolved']['data'],
  move: Move,
): Partial<Case> {
  const found = kase.discrepancies.find((each) => each.id === id);
  if (!found) return {};
  const discrepancies = kase.discrepancies.map((each) =>
    each.id === id ? { ...each, state: states[result], resolvedAt: move.at } : each,
  );
  const line = kase.lines.find((each) => each.id === found.lineId);
  const paper =
    result === 'pieceThere' && found.channel === 'postal' && line?.paper !== 'home'
      ? takePaper(kase, [found.lineId], 'home', move)
      : {};
  const morePackages = kase.morePackages.map((each) =>
    each.refId === id && result === 'pieceThere' ? { ...each, receivedAt: each.receivedAt ?? move.at } : each,
  );
  const after = { ...kase, discrepancies, morePackages, ...paper };
  return { discrepancies, morePackages, ...paper, ...withReceived(after) };
}
