import { type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { Credentials } from './staff.ts';

/** A single sign-on under way. */
export type SignInFlow = { nonce: string; verifier: string };

/** Keeps a sign-on that begins; those that are over go. */
export async function insertFlow(
  db: Db,
  flow: SignInFlow & { stateHash: Buffer; now: Instant; expiresAt: Instant },
): Promise<void> {
  const { stateHash, nonce, verifier, now, expiresAt } = flow;
  await run(db, sql`delete from sign_in_flows where expires_at <= ${now}`);
  await run(
    db,
    sql`insert into sign_in_flows (state_hash, nonce, verifier, expires_at)
      values (${stateHash}, ${nonce}, ${verifier}, ${expiresAt})`,
  );
}

/** Takes a sign-on away for good: nobody gets it twice. */
export function takeFlow(db: Db, stateHash: Buffer, now: Instant): Promise<SignInFlow | undefined> {
  return first(
    db,
    sql<SignInFlow>`
      delete from sign_in_flows where state_hash = ${stateHash} and expires_at > ${now} returning nonce, verifier`,
  );
}

/** The account linked to a subject of an identity service. */
export function findLinked(db: Db, issuer: string, subject: string): Promise<Credentials | undefined> {
  return first(
    db,
    sql<Credentials>`
      select a.id, a.kind, a.username, a.name, a.password_hash as "passwordHash",
        a.must_change_password as "mustChangePassword", a.suspended_at as "suspendedAt"
      from staff_subjects s join staff_accounts a on a.id = s.staff_id
      where s.issuer = ${issuer} and s.subject = ${subject} and s.ended_at is null`,
  );
}

/** The subject to which an account is linked. */
export async function findSubject(db: Db, issuer: string, staffId: string): Promise<string | undefined> {
  const row = await first(
    db,
    sql<{ subject: string }>`
      select subject from staff_subjects where issuer = ${issuer} and staff_id = ${staffId} and ended_at is null`,
  );
  return row?.subject;
}

/** Links an account to a subject. */
export async function insertLink(
  tx: Db,
  link: { staffId: string; issuer: string; subject: string; by: string; now: Instant },
): Promise<void> {
  await run(
    tx,
    sql`insert into staff_subjects (staff_id, issuer, subject, linked_by, linked_at)
      values (${link.staffId}, ${link.issuer}, ${link.subject}, ${link.by}, ${link.now})`,
  );
}

/** Ends the link of an account. */
export async function endLink(
  tx: Db,
  link: { staffId: string; issuer: string; by: string; now: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update staff_subjects set ended_at = ${link.now}, ended_by = ${link.by}
      where staff_id = ${link.staffId} and issuer = ${link.issuer} and ended_at is null`,
  );
}
