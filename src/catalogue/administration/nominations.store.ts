import { type Db, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** Notes that a nomination became a row of a draft; nothing when it is one already. */
export const addTaken = (
  tx: Db,
  taken: { proposalId: string; editionId: string; number: number; name: string; source: string },
  by: { id: string; name: string },
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`
      insert into nominations_taken (proposal_id, edition_id, number, name, source, taken_at, taken_by, taken_by_name)
      values (${taken.proposalId}, ${taken.editionId}, ${taken.number}, ${taken.name}, ${taken.source}, ${at},
        ${by.id}, ${by.name})
      on conflict (proposal_id) do nothing`,
  );
