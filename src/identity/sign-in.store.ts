import { type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Credentials } from './staff.ts';

const digestOf = (username: string) => sql`sha256(convert_to(lower(${username}::text), 'UTF8'))`;

/**
 * Takes one attempt before the password is looked at, so that many at once cannot guess more often than
 * allowed. Answers how many are used up now; undefined when none was left. Attempts before `forgottenBefore`
 * no longer count.
 */
export async function takeAttempt(
  db: Db,
  username: string,
  attempt: { now: Instant; forgottenBefore: Instant; allowed: number },
): Promise<number | undefined> {
  const { now, forgottenBefore, allowed } = attempt;
  const row = await first(
    db,
    sql<{ attempts: number }>`
      insert into sign_in_attempts as taken (username_digest, attempts, last_attempt_at)
      values (${digestOf(username)}, 1, ${now})
      on conflict (username_digest) do update set
        attempts = case when taken.last_attempt_at <= ${forgottenBefore} then 1 else taken.attempts + 1 end,
        last_attempt_at = excluded.last_attempt_at
      where taken.last_attempt_at <= ${forgottenBefore} or taken.attempts < ${allowed}
      returning attempts`,
  );
  return row?.attempts;
}

/** Moment of the last attempt under a username. */
export async function findLastAttempt(db: Db, username: string): Promise<Instant | undefined> {
  const row = await first(
    db,
    sql<{ at: Instant }>`
      select last_attempt_at as at from sign_in_attempts where username_digest = ${digestOf(username)}`,
  );
  return row?.at;
}

/** Gives all attempts back: after a right password, or unlocked by hand. */
export async function clearAttempts(db: Db, username: string): Promise<void> {
  await run(db, sql`delete from sign_in_attempts where username_digest = ${digestOf(username)}`);
}

/** Removes what no longer counts, whoever typed it. */
export async function forgetAttempts(db: Db, before: Instant): Promise<void> {
  await run(db, sql`delete from sign_in_attempts where last_attempt_at <= ${before}`);
}

/** The credentials under a username, whatever the case of its letters. */
export function findCredentials(db: Db, username: string): Promise<Credentials | undefined> {
  return first(
    db,
    sql<Credentials>`
      select id, kind, username, name, password_hash as "passwordHash", must_change_password as "mustChangePassword",
        suspended_at as "suspendedAt"
      from staff_accounts where lower(username) = lower(${username}::text)`,
  );
}

/** Replaces a password; answers false when it was replaced by somebody else meanwhile (`from` is outdated). */
export async function replacePassword(
  db: Db,
  change: { staffId: string; from: string | undefined; to: string; mustChange: boolean; now: Instant },
): Promise<boolean> {
  const touched = await run(
    db,
    sql`update staff_accounts
      set password_hash = ${change.to}, must_change_password = ${change.mustChange}, password_set_at = ${change.now}
      where id = ${change.staffId} and password_hash = coalesce(${change.from ?? null}::text, password_hash)`,
  );
  return touched === 1;
}
