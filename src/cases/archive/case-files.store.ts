import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CaseFileVersion } from './case-file-view.ts';

/** A version of a case file as stored. */
export type CaseFileRow = CaseFileVersion & { fileId: string; manifest: Buffer };

const columns = sql`
  version, file_id as "fileId", sha256, size, pages, manifest_digest as "manifestDigest", manifest, parts, faults,
  case_version as "caseVersion", chain_head as "chainHead", reason, made_at as "madeAt", made_by_name as "madeByName"`;

/** The versions of a case's file, the latest first. */
export const listVersions = (db: Db, caseId: string): Promise<CaseFileRow[]> =>
  all(
    db,
    sql<CaseFileRow>`select ${columns} from case_files where case_id = ${caseId} order by version desc`,
  );

/** Adds a version; the next number of the case. */
export async function insertVersion(
  tx: Db,
  row: Omit<CaseFileRow, 'version'> & { caseId: string; madeBy: string | null },
): Promise<void> {
  await run(
    tx,
    sql`insert into case_files (case_id, version, file_id, sha256, size, pages, manifest_digest, manifest, parts,
        faults, case_version, chain_head, reason, made_at, made_by, made_by_name)
      select ${row.caseId}::uuid, coalesce(max(version), 0) + 1, ${row.fileId}::uuid, ${row.sha256}, ${row.size},
        ${row.pages}::int, ${row.manifestDigest}, ${row.manifest}, ${row.parts}::int, ${row.faults}::int,
        ${row.caseVersion}::int, ${row.chainHead}, ${row.reason}, ${row.madeAt}::timestamptz, ${row.madeBy}::uuid,
        ${row.madeByName}
      from case_files where case_id = ${row.caseId}`,
  );
}

/** An order as stored. */
export type OrderRow = {
  caseId: string;
  reason: string;
  orderedAt: Instant;
  orderedBy: string | null;
  orderedByName: string | null;
  doneParts: number;
  allParts: number;
  tries: number;
  failure: string | null;
};

const orderColumns = sql`
  case_id as "caseId", reason, ordered_at as "orderedAt", ordered_by as "orderedBy",
  ordered_by_name as "orderedByName", done_parts as "doneParts", all_parts as "allParts", tries, failure`;

/** The order of a case, if one waits or is being carried out. */
export const findOrder = (db: Db, caseId: string): Promise<OrderRow | undefined> =>
  first(db, sql<OrderRow>`select ${orderColumns} from case_file_orders where case_id = ${caseId}`);

/** Orders files; one that was ordered already is tried anew. */
export async function insertOrders(
  tx: Db,
  caseIds: readonly string[],
  order: { reason: string; at: Instant; by: string | null; byName: string | null },
): Promise<void> {
  await run(
    tx,
    sql`insert into case_file_orders (case_id, reason, ordered_at, ordered_by, ordered_by_name, not_before)
      select id, ${order.reason}, ${order.at}::timestamptz, ${order.by}::uuid, ${order.byName}, ${order.at}::timestamptz
      from unnest(${[...caseIds]}::uuid[]) as o(id)
      on conflict (case_id) do update set reason = excluded.reason, ordered_at = excluded.ordered_at,
        ordered_by = excluded.ordered_by, ordered_by_name = excluded.ordered_by_name,
        not_before = excluded.not_before, tries = 0, failure = null`,
  );
}

/** Takes the next order that is due, for so long that nobody else takes it; one whose maker died is taken again. */
export const takeOrder = (db: Db, now: Instant, until: Instant): Promise<OrderRow | undefined> =>
  first(
    db,
    sql<OrderRow>`
      update case_file_orders set not_before = ${until}::timestamptz, tries = tries + 1, done_parts = 0
      where case_id = (select case_id from case_file_orders where not_before <= ${now}::timestamptz
        order by not_before, case_id limit 1 for update skip locked)
      returning ${orderColumns}`,
  );

/** How far an order is. */
export async function notePart(db: Db, caseId: string, doneParts: number, allParts: number): Promise<void> {
  await run(
    db,
    sql`update case_file_orders set done_parts = ${doneParts}, all_parts = ${allParts} where case_id = ${caseId}`,
  );
}

/** Puts an order off after it failed; one that has failed too often waits for somebody to order it anew. */
export async function putOff(
  db: Db,
  caseId: string,
  failure: string,
  notBefore: Instant | null,
): Promise<void> {
  await run(
    db,
    sql`update case_file_orders set failure = ${failure}, not_before = coalesce(${notBefore}::timestamptz, 'infinity')
      where case_id = ${caseId}`,
  );
}

/** Ends an order. */
export async function deleteOrder(tx: Db, caseId: string): Promise<void> {
  await run(tx, sql`delete from case_file_orders where case_id = ${caseId}`);
}

/** Of some cases those that have ended and have no file yet. */
export const listWithoutFile = (
  tx: Db,
  caseIds: readonly string[],
  states: readonly string[],
): Promise<{ id: string }[]> =>
  all(
    tx,
    sql<{ id: string }>`
      select c.id from cases c
      where c.id = any(${[...caseIds]}::uuid[]) and c.state = any(${[...states]}::text[])
        and not exists (select from case_files f where f.case_id = c.id)`,
  );

/** The number under which an event stands in the feed. */
export const findFeedNo = (db: Db, caseId: string, seq: number): Promise<{ feedNo: number } | undefined> =>
  first(
    db,
    sql<{ feedNo: number }>`
      select feed_no as "feedNo" from feed_entries where case_id = ${caseId} and seq = ${seq}`,
  );
