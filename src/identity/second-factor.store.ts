import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';

/** A second factor as stored. */
export type StoredFactor = { secret: Buffer; confirmedAt: Instant | null; lastStep: number };

/** Offers a new secret; answers false when a confirmed one stands. */
export async function offerFactor(
  db: Db,
  { staffId, secret, now }: { staffId: string; secret: Buffer; now: Instant },
): Promise<boolean> {
  const touched = await run(
    db,
    sql`insert into second_factors as kept (staff_id, secret, begun_at) values (${staffId}, ${secret}, ${now})
      on conflict (staff_id) do update set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
      where kept.confirmed_at is null`,
  );
  return touched === 1;
}

/** The second factor of somebody, confirmed or only offered. */
export function findFactor(db: Db, staffId: string): Promise<StoredFactor | undefined> {
  return first(
    db,
    sql<StoredFactor>`
      select secret, confirmed_at as "confirmedAt", last_step as "lastStep" from second_factors where staff_id = ${staffId}`,
  );
}

/**
 * Takes one try before the code is looked at, so that many at once cannot guess more often than allowed. Answers how
 * many are used up now; undefined when none was left.
 */
export async function takeTry(
  db: Db,
  staffId: string,
  { now, forgottenBefore, allowed }: { now: Instant; forgottenBefore: Instant; allowed: number },
): Promise<number | undefined> {
  const row = await first(
    db,
    sql<{ attempts: number }>`
      update second_factors set
        attempts = case when last_attempt_at is null or last_attempt_at <= ${forgottenBefore} then 1 else attempts + 1 end,
        last_attempt_at = ${now}
      where staff_id = ${staffId}
        and (last_attempt_at is null or last_attempt_at <= ${forgottenBefore} or attempts < ${allowed})
      returning attempts`,
  );
  return row?.attempts;
}

/** Uses up the code of a time step and gives the tries back; answers false when it or a later one was used before. */
export async function useStep(
  db: Db,
  { staffId, step, now }: { staffId: string; step: number; now: Instant },
): Promise<boolean> {
  const touched = await run(
    db,
    sql`update second_factors
      set last_step = ${step}, attempts = 0, confirmed_at = coalesce(confirmed_at, ${now})
      where staff_id = ${staffId} and last_step < ${step}`,
  );
  return touched === 1;
}

/** Uses up a recovery code and gives the tries back; answers false for an unknown or used one. */
export async function useRecoveryCode(
  db: Db,
  { staffId, codeHash, now }: { staffId: string; codeHash: Buffer; now: Instant },
): Promise<boolean> {
  const touched = await run(
    db,
    sql`update recovery_codes set used_at = ${now}
      where staff_id = ${staffId} and code_hash = ${codeHash} and used_at is null`,
  );
  if (touched === 1) await run(db, sql`update second_factors set attempts = 0 where staff_id = ${staffId}`);
  return touched === 1;
}

/** Puts new recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  db: Db,
  { staffId, hashes, now }: { staffId: string; hashes: readonly Buffer[]; now: Instant },
): Promise<void> {
  await run(db, sql`delete from recovery_codes where staff_id = ${staffId}`);
  for (const hash of hashes)
    await run(
      db,
      sql`insert into recovery_codes (staff_id, code_hash, made_at) values (${staffId}, ${hash}, ${now})`,
    );
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(db: Db, staffId: string): Promise<number> {
  const rows = await all(
    db,
    sql<{
      hash: Buffer;
    }>`select code_hash as hash from recovery_codes where staff_id = ${staffId} and used_at is null`,
  );
  return rows.length;
}

/** Takes the second factor away with its recovery codes. */
export async function removeFactor(db: Db, staffId: string): Promise<void> {
  await run(db, sql`delete from recovery_codes where staff_id = ${staffId}`);
  await run(db, sql`delete from second_factors where staff_id = ${staffId}`);
}

/** A reset that waits for a second administrator. */
export type OpenReset = {
  id: string;
  staffId: string;
  reason: string;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Instant;
};

/** The reset of somebody's second factor that waits. */
export function findOpenReset(db: Db, staffId: string): Promise<OpenReset | undefined> {
  return first(
    db,
    sql<OpenReset>`
      select r.id, r.staff_id as "staffId", r.reason, r.proposed_by as "proposedBy", a.name as "proposedByName",
        r.proposed_at as "proposedAt"
      from second_factor_resets r join staff_accounts a on a.id = r.proposed_by
      where r.staff_id = ${staffId} and r.approved_at is null and r.withdrawn_at is null`,
  );
}

/** A reset that waits, with whose it is. */
export type WaitingReset = OpenReset & { username: string; name: string; regionCode: string | null };

/** Resets that wait, of accounts of some regions (null: all), the longest first. */
export function listOpenResets(db: Db, regions: readonly string[] | null): Promise<WaitingReset[]> {
  return all(
    db,
    sql<WaitingReset>`
      select r.id, r.staff_id as "staffId", r.reason, r.proposed_by as "proposedBy", b.name as "proposedByName",
        r.proposed_at as "proposedAt", a.username, a.name, a.region_code as "regionCode"
      from second_factor_resets r join staff_accounts b on b.id = r.proposed_by join staff_accounts a on a.id = r.staff_id
      where r.approved_at is null and r.withdrawn_at is null
        and (${regions === null} or a.region_code = any(${[...(regions ?? [])]}::text[]))
      order by r.proposed_at limit 200`,
  );
}

/** Proposes a reset; one that waits stays as it is. */
export async function insertReset(
  db: Db,
  { staffId, reason, by, now }: { staffId: string; reason: string; by: string; now: Instant },
): Promise<void> {
  await run(
    db,
    sql`insert into second_factor_resets (staff_id, reason, proposed_by, proposed_at)
      values (${staffId}, ${reason}, ${by}, ${now}) on conflict do nothing`,
  );
}

/** Ends the reset that waits: approved by somebody, or withdrawn. */
export async function endReset(
  db: Db,
  { id, approvedBy, now }: { id: string; approvedBy: string | undefined; now: Instant },
): Promise<void> {
  await run(
    db,
    approvedBy === undefined
      ? sql`update second_factor_resets set withdrawn_at = ${now} where id = ${id}`
      : sql`update second_factor_resets set approved_at = ${now}, approved_by = ${approvedBy} where id = ${id}`,
  );
}
