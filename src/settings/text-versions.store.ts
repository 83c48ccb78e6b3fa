import { all, type Db, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { TextKind } from './text-version-view.ts';

/** A version as it is stored, with what was decided about it. */
export type TextVersionRow = {
  id: string;
  kind: TextKind;
  subject: string;
  number: number;
  title: string;
  reference: string;
  trial: boolean;
  validFrom: Day;
  proposedBy: string | null;
  proposedByName: string | null;
  proposedAt: Instant | null;
  approved: boolean | null;
  decidedByName: string | null;
  decidedAt: Instant | null;
};

/** All versions, by subject, the earliest first; a few dozen. */
export const listTextVersions = (db: Db): Promise<TextVersionRow[]> =>
  all(
    db,
    sql<TextVersionRow>`
      select v.id, v.kind, v.subject, v.number, v.title, v.reference, v.trial, v.valid_from as "validFrom",
        v.proposed_by as "proposedBy", v.proposed_by_name as "proposedByName", v.proposed_at as "proposedAt",
        d.approved, d.decided_by_name as "decidedByName", d.decided_at as "decidedAt"
      from text_versions v left join text_version_decisions d on d.version_id = v.id
      order by v.kind, v.subject, v.valid_from, v.number`,
  );

/** Stores a proposed version. */
export const insertTextVersion = (
  tx: Db,
  version: Omit<TextVersionRow, 'approved' | 'decidedByName' | 'decidedAt'>,
): Promise<number> =>
  run(
    tx,
    sql`insert into text_versions (id, kind, subject, number, title, reference, trial, valid_from, proposed_by,
        proposed_by_name, proposed_at)
      values (${version.id}::uuid, ${version.kind}, ${version.subject}, ${version.number}, ${version.title},
        ${version.reference}, ${version.trial}, ${version.validFrom}::date, ${version.proposedBy}::uuid,
        ${version.proposedByName}, ${version.proposedAt}::timestamptz)`,
  );

/** Stores what was decided about a version. */
export const insertTextVersionDecision = (
  tx: Db,
  decision: { id: string; approved: boolean; by: string; byName: string; at: Instant },
): Promise<number> =>
  run(
    tx,
    sql`insert into text_version_decisions (version_id, approved, decided_by, decided_by_name, decided_at)
      values (${decision.id}::uuid, ${decision.approved}, ${decision.by}::uuid, ${decision.byName},
        ${decision.at}::timestamptz)`,
  );
