import { type Db, first, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';

/** A signature under the statement on confidentiality. */
export type StoredSignature = { version: number; digest: string; signedAt: Instant; validUntil: Day };

/** The last signature of somebody. */
export function findLastSignature(db: Db, staffId: string): Promise<StoredSignature | undefined> {
  return first(
    db,
    sql<StoredSignature>`
      select version, digest, signed_at as "signedAt", valid_until as "validUntil"
      from confidentiality_signatures where staff_id = ${staffId} order by signed_at desc limit 1`,
  );
}

/** Keeps a signature; from now on it opens the cases. */
export async function insertSignature(
  tx: Db,
  signature: StoredSignature & { staffId: string; name: string },
): Promise<void> {
  const { staffId, name, version, digest, signedAt, validUntil } = signature;
  await run(
    tx,
    sql`insert into confidentiality_signatures (staff_id, name, version, digest, signed_at, valid_until)
      values (${staffId}, ${name}, ${version}, ${digest}, ${signedAt}, ${validUntil})`,
  );
  await run(
    tx,
    sql`update staff_accounts set statement_version = ${version}, statement_until = ${validUntil} where id = ${staffId}`,
  );
}

/** Notes that a case was opened; answers how many different ones this person opened since a moment. */
export async function noteOpening(
  db: Db,
  { staffId, caseId, now, since }: { staffId: string; caseId: string; now: Instant; since: Instant },
): Promise<number> {
  await run(
    db,
    sql`insert into case_openings (staff_id, case_id, opened_at) values (${staffId}, ${caseId}, ${now})
      on conflict (staff_id, case_id) do update set opened_at = excluded.opened_at`,
  );
  const row = await first(
    db,
    sql<{ n: number }>`
      select count(*)::int as n from case_openings where staff_id = ${staffId} and opened_at > ${since}`,
  );
  return row?.n ?? 0;
}

/** Forgets openings before a moment: they no longer count. */
export async function forgetOpenings(db: Db, before: Instant): Promise<void> {
  await run(db, sql`delete from case_openings where opened_at <= ${before}`);
}

/** Forgets what somebody opened, when an administrator found nothing wrong with it. */
export async function forgetOpeningsOf(db: Db, staffId: string): Promise<void> {
  await run(db, sql`delete from case_openings where staff_id = ${staffId}`);
}
