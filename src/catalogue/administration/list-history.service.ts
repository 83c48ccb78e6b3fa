import type { Actor } from '../../platform/actor.ts';
import { Problem } from '../../platform/problem.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { StoredChange } from './change.ts';
import { listChanges } from './changes.store.ts';
import { keepsLists, proposesFor } from './keepers.ts';
import { type KeepingPorts, programmeIn } from './keeping.service.ts';

/** The history of the lists of a programme. */
export type ListHistory = {
  list(
    actor: Actor,
    programmeId: string,
    before: number | undefined,
  ): Promise<{ changes: StoredChange[]; more: boolean }>;
};

const pageOf = 50;

/** The history over its table; drafts are for those who may propose. */
export function createListHistory({
  database,
  clock,
}: Pick<KeepingPorts, 'database' | 'clock'>): ListHistory {
  return {
    async list(actor, programmeId, before) {
      if (!keepsLists(actor)) throw new Problem('not-authorised');
      const programme = await programmeIn(database.db, programmeId);
      if (!proposesFor(actor, programme, dayOf(clock.now()))) throw new Problem('not-authorised');
      const found = await listChanges(database.db, programmeId, { before, limit: pageOf + 1 });
      return { changes: found.slice(0, pageOf), more: found.length > pageOf };
    },
  };
}
