import { type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** A draft's content as stored. */
export type DraftRow = { revision: number; content: Buffer; updatedAt: Instant };

/** The content of a draft. */
export const findDraft = (db: Db, caseId: string): Promise<DraftRow | undefined> =>
  first(
    db,
    sql<DraftRow>`select revision, content, updated_at as "updatedAt" from case_drafts where case_id = ${caseId}`,
  );

/**
 * Saves a draft if it still has the revision the writer saw (0: none yet); answers whether it did. The time
 * the draft is kept runs anew.
 */
export async function saveDraft(
  tx: Db,
  draft: {
    caseId: string;
    seen: number;
    content: Buffer;
    at: Instant;
    keptUntil: Instant;
    /** When its creator is reminded that it is about to be cleared. */
    remindAt: Instant | null;
  },
): Promise<boolean> {
  const saved = await run(
    tx,
    sql`insert into case_drafts (case_id, revision, content, updated_at)
      select id, 1, ${draft.content}, ${draft.at}::timestamptz from cases
      where id = ${draft.caseId} and state = 'draft' and ${draft.seen}::int = 0
      on conflict do nothing`,
  );
  const changed =
    saved > 0
      ? saved
      : await run(
          tx,
          sql`update case_drafts d set revision = d.revision + 1, content = ${draft.content}, updated_at = ${draft.at}::timestamptz
            from cases c where c.id = d.case_id and c.state = 'draft'
            and d.case_id = ${draft.caseId} and d.revision = ${draft.seen}::int`,
        );
  if (changed === 0) return false;
  // Own drafts are listed by their case's last change.
  await run(tx, sql`update cases set updated_at = ${draft.at}::timestamptz where id = ${draft.caseId}`);
  await run(
    tx,
    sql`update case_duties set since = ${draft.at}::timestamptz, due_at = ${draft.keptUntil}::timestamptz,
        half_at = ${draft.remindAt}::timestamptz, remind_at = ${draft.remindAt}::timestamptz
      where case_id = ${draft.caseId} and rule = 'draftKept'`,
  );
  return true;
}
