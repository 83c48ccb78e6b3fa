import { object } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, type Nothing, noFacts, refuse } from '../core/command.ts';
import { archivePaperOpen, originalsAtHome } from './originals.ts';

/** What still stands between a case and its end. */
function completionBlocked(
  kase: Case,
): 'result-not-delivered' | 'original-open' | 'archive-paper-open' | undefined {
  if (!kase.result?.deliveredAt) return 'result-not-delivered';
  if (originalsAtHome(kase).length > 0) return 'original-open';
  // A deemed receipt does not conjure up paper: what the archive needs must really be there.
  if (kase.outcome !== 'notAccepted' && archivePaperOpen(kase).length > 0) return 'archive-paper-open';
  return undefined;
}

/** Closes the case: result delivered, originals returned, archive complete (C.1, 33). */
export const completeCase = command<'completeCase', Nothing, undefined>({
  name: 'completeCase',
  input: object({}),
  summary: '办结',
  example: {},
  facts: noFacts,
  blocked: (kase) => completionBlocked(kase),
  decide(kase) {
    const blocked = completionBlocked(kase);
    return blocked ? refuse(blocked) : { events: [{ type: 'caseCompleted', data: {} }] };
  },
});
