import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { TryKind } from './try-limits.ts';

/** A try as stored: who and what only as keyed digests. */
type TryRow = { kind: TryKind; addressHash: string; subjectHash: string; at: Instant };

/** Lets one transaction at a time count tries under these digests; in one order, so that none wait for each other. */
export async function waitTurn(tx: Db, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes.toSorted()) {
    await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 650))`);
  }
}

type Past = { kind: TryKind; since: Instant; until: Instant; limit: number };

/** Moments of the latest tries from an address, newest first. */
export async function listTriesOfAddress(tx: Db, addressHash: string, past: Past): Promise<Instant[]> {
  const rows = await all(
    tx,
    sql<{ at: Instant }>`
      select at from public_tries
      where kind = ${past.kind} and address_hash = ${addressHash} and at > ${past.since} and at <= ${past.until}
      order by at desc limit ${past.limit}`,
  );
  return rows.map(({ at }) => at);
}

/** Moments of the latest tries at one number or code, newest first. */
export async function listTriesOfSubject(tx: Db, subjectHash: string, past: Past): Promise<Instant[]> {
  const rows = await all(
    tx,
    sql<{ at: Instant }>`
      select at from public_tries
      where kind = ${past.kind} and subject_hash = ${subjectHash} and at > ${past.since} and at <= ${past.until}
      order by at desc limit ${past.limit}`,
  );
  return rows.map(({ at }) => at);
}

/** Writes a try down; answers its id. */
export async function addTry(tx: Db, { kind, addressHash, subjectHash, at }: TryRow): Promise<number> {
  const row = await first(
    tx,
    sql<{ id: number }>`
      insert into public_tries (kind, address_hash, subject_hash, at)
      values (${kind}, ${addressHash}, ${subjectHash}, ${at})
      returning id`,
  );
  if (!row) throw new Error('the try was not stored');
  return row.id;
}

/** Takes a try back: it was right. */
export async function removeTry(db: Db, id: number): Promise<void> {
  await run(db, sql`delete from public_tries where id = ${id}`);
}

/** Forgets some of the tries from before a moment; others that do the same are not waited for. */
export async function forgetTries(tx: Db, before: Instant): Promise<void> {
  await run(
    tx,
    sql`
      delete from public_tries
      where id in (
        select id from public_tries where at < ${before} order by at limit 100 for update skip locked
      )`,
  );
}
