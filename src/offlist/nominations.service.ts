import type { NominationsTaken } from '../catalogue/administration/nominations.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { findProposal } from './demand.store.ts';

/** Makes a nomination a row of a draft, with the nominating provinces as its source; answers its number. */
export async function takeNomination(
  { database, nominations }: { database: Database; nominations: NominationsTaken },
  actor: Actor,
  proposalId: string,
  { editionId, department }: { editionId: string; department: string },
): Promise<number> {
  const proposal = await findProposal(database.db, proposalId);
  if (!proposal) throw new Problem('not-found', { detail: '没有这份提名。' });
  return nominations.take(actor, editionId, {
    proposalId,
    name: proposal.name,
    source: proposal.sourceText,
    provinces: proposal.provinces,
    requests: proposal.figures.requests,
    department,
  });
}
