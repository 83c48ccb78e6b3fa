import { type Db, first, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import { grantsOn } from './standing-sql.ts';

/** For what one confirmation was given, to whom. */
export type ConfirmedAct = { requestedBy: string; caseId: string; caseVersion: number; command: string };

/** Keeps a confirmation; those that are over go. */
export async function insertConfirmation(
  db: Db,
  confirmation: ConfirmedAct & { tokenHash: Buffer; staffId: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  const { tokenHash, staffId, requestedBy, caseId, caseVersion, command, now, expiresAt } = confirmation;
  await run(db, sql`delete from confirmations where expires_at <= ${now}`);
  await run(
    db,
    sql`insert into confirmations (token_hash, staff_id, requested_by, case_id, case_version, command, expires_at)
      values (${tokenHash}, ${staffId}, ${requestedBy}, ${caseId}, ${caseVersion}, ${command}, ${expiresAt})`,
  );
}

/** Who confirmed, with the grants of today. */
export type Confirmer = {
  id: string;
  name: string;
  grants: { role: Role; regionCode: string; windowId: string | null }[];
};

/** The person behind a token that holds for this act; nobody whose account was suspended or locked since. */
export function findConfirmer(
  db: Db,
  asked: ConfirmedAct & { tokenHash: Buffer; now: Instant; today: Day },
): Promise<Confirmer | undefined> {
  const { tokenHash, requestedBy, caseId, caseVersion, command, now, today } = asked;
  return first(
    db,
    sql<Confirmer>`
      select a.id, a.name, ${sql.raw(grantsOn('t.day'))} as grants
      from confirmations c join staff_accounts a on a.id = c.staff_id, (select ${today}::date as day) t
      where c.token_hash = ${tokenHash} and c.requested_by = ${requestedBy} and c.case_id = ${caseId}
        and c.case_version = ${caseVersion} and c.command = ${command} and c.expires_at > ${now}
        and a.suspended_at is null and a.cases_locked_at is null`,
  );
}
