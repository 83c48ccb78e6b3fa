import type { Actor } from '../platform/actor.ts';
import { all, type Db, first, type Runner, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { Standing } from './bar.ts';
import { grantsOn, standingOf } from './standing-sql.ts';

/** A session to be opened; of its token only the SHA-256. */
export type NewSession = {
  tokenHash: Buffer;
  staffId: string;
  /** The hash the password was checked against: no session opens on one that was replaced meanwhile. */
  passwordHash: string;
  way: 'password' | 'openId';
  address: string;
  now: Instant;
  idleExpiresAt: Instant;
  expiresAt: Instant;
};

/** Opens a session; answers its id, or undefined when the account was suspended or its password replaced. */
export async function insertSession(db: Db, session: NewSession): Promise<string | undefined> {
  const { tokenHash, staffId, passwordHash, way, address, now, idleExpiresAt, expiresAt } = session;
  const row = await first(
    db,
    sql<{ id: string }>`
      insert into sessions (token_hash, staff_id, address, created_at, last_used_at, idle_expires_at, expires_at, way)
      select ${tokenHash}, id, ${address}, ${now}::timestamptz, ${now}::timestamptz, ${idleExpiresAt}::timestamptz,
        ${expiresAt}::timestamptz, ${way}
      from staff_accounts
      where id = ${staffId} and password_hash = ${passwordHash} and suspended_at is null
      for update
      returning id`,
  );
  return row?.id;
}

/** Somebody signed in, with what bars are made from. */
export type SessionHolder = Omit<Actor, 'bar'> & { standing: Standing };

/** Moments and day by which sessions are judged. */
export type SessionUse = {
  now: Instant;
  /** New idle end, if the use is noted. */
  idleExpiresAt: Instant;
  /** Use is noted again when last noted before this. */
  touchBefore: Instant;
  /** Day on which grants must hold. */
  today: Day;
};

/**
 * The persons behind tokens with the grants of today, in one statement that also notes the use: whatever was
 * suspended, revoked or ended counts from the next request on. One answer a token, in their order.
 */
export async function findActors(
  carryOut: Runner,
  tokenHashes: readonly Buffer[],
  use: SessionUse,
): Promise<(SessionHolder | undefined)[]> {
  const rows = await carryOut<SessionHolder & { tokenHash: Buffer }>({
    name: 'identity-find-actors',
    text: `
      with touched as (
        update sessions set last_used_at = $2::timestamptz, idle_expires_at = $3::timestamptz
        where token_hash = any($1::bytea[]) and ended_at is null and idle_expires_at > $2::timestamptz
          and expires_at > $2::timestamptz and last_used_at < $4::timestamptz
      )
      select a.kind, a.id, a.username, a.name, s.id as "sessionId", a.must_change_password as "mustChangePassword",
        ${standingOf('s.second_factor_at is not null')} as standing,
        ${grantsOn('$5::date')} as grants, s.token_hash as "tokenHash"
      from sessions s join staff_accounts a on a.id = s.staff_id
      where s.token_hash = any($1::bytea[]) and s.ended_at is null and s.idle_expires_at > $2::timestamptz
        and s.expires_at > $2::timestamptz and a.suspended_at is null`,
    values: [tokenHashes, use.now, use.idleExpiresAt, use.touchBefore, use.today],
  });
  const found = new Map(rows.map(({ tokenHash, ...actor }) => [tokenHash.toString('hex'), actor]));
  return tokenHashes.map((tokenHash) => found.get(tokenHash.toString('hex')));
}

/** Ends one session. */
export async function endSession(db: Db, sessionId: string, now: Instant, reason: string): Promise<void> {
  await run(
    db,
    sql`update sessions set ended_at = ${now}, ended_reason = ${reason} where id = ${sessionId} and ended_at is null`,
  );
}

/** Ends the running sessions of a person, but for one; answers how many. */
export async function endSessionsOf(
  db: Db,
  staffId: string,
  end: { now: Instant; reason: string; except?: string },
): Promise<number> {
  const ended = await all(
    db,
    sql<{ id: string }>`
      update sessions set ended_at = ${end.now}, ended_reason = ${end.reason}
      where staff_id = ${staffId} and ended_at is null and id is distinct from ${end.except ?? null}::uuid
      returning id`,
  );
  return ended.length;
}

/** Notes that the second factor was proved in a session. */
export async function markProved(db: Db, sessionId: string, now: Instant): Promise<void> {
  await run(db, sql`update sessions set second_factor_at = ${now} where id = ${sessionId}`);
}

/** How an account stands that nobody signed in with, and its roles of a day. */
export function findStanding(
  db: Db,
  staffId: string,
  today: Day,
): Promise<(Pick<Actor, 'grants'> & { standing: Standing }) | undefined> {
  return first(
    db,
    sql<Pick<Actor, 'grants'> & { standing: Standing }>`
      select ${sql.raw(standingOf('false'))} as standing, ${sql.raw(grantsOn('t.day'))} as grants
      from staff_accounts a, (select ${today}::date as day) t where a.id = ${staffId}`,
  );
}
