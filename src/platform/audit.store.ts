import type { Instant } from '../regulation/instant.ts';
import type { AuditRow, AuditSeal } from './audit.ts';
import { all, type Db, first, type Runner, run, sql } from './database.ts';

const columns = sql`
  id, at, actor_id as "actorId", actor_name as "actorName", role, region_code as "regionCode",
  window_id as "windowId", action, subject_kind as "subjectKind", subject_id as "subjectId",
  case_id as "caseId", address, outcome, detail
`;

/** Adds entries, in their order. */
export async function insertAuditEntries(
  carryOut: Runner,
  entries: readonly Omit<AuditRow, 'id'>[],
): Promise<void> {
  await carryOut({
    name: 'audit-insert',
    text: `
      insert into audit_entries (at, actor_id, actor_name, role, region_code, window_id, action, subject_kind,
        subject_id, case_id, address, outcome, detail)
      select at, "actorId", "actorName", role, "regionCode", "windowId", action, "subjectKind", "subjectId", "caseId",
        address, outcome, detail
      from jsonb_to_recordset($1::jsonb) as e(
        at timestamptz, "actorId" uuid, "actorName" text, role text, "regionCode" text, "windowId" text, action text,
        "subjectKind" text, "subjectId" text, "caseId" uuid, address text, outcome text, detail jsonb)`,
    values: [JSON.stringify(entries)],
  });
}

/** What an auditor may ask for; all of it must hold. */
export type AuditFilters = {
  action?: string | undefined;
  actorId?: string | undefined;
  caseId?: string | undefined;
  regionCode?: string | undefined;
  from?: Instant | undefined;
  until?: Instant | undefined;
};

/** Entries with a lower id than `before`, newest first. */
export function listAuditEntries(
  db: Db,
  filters: AuditFilters,
  before: number | undefined,
  limit: number,
): Promise<AuditRow[]> {
  const conditions = [
    before === undefined ? undefined : sql`id < ${before}`,
    filters.action === undefined ? undefined : sql`action = ${filters.action}`,
    filters.actorId === undefined ? undefined : sql`actor_id = ${filters.actorId}`,
    filters.caseId === undefined ? undefined : sql`case_id = ${filters.caseId}`,
    filters.regionCode === undefined ? undefined : sql`region_code = ${filters.regionCode}`,
    filters.from === undefined ? undefined : sql`at >= ${filters.from}`,
    filters.until === undefined ? undefined : sql`at < ${filters.until}`,
  ].filter((condition) => condition !== undefined);
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  return all(
    db,
    sql<AuditRow>`select ${columns} from audit_entries ${where} order by id desc limit ${limit}`,
  );
}

/** Entries of a stretch of ids, oldest first. */
export const listAuditStretch = (db: Db, fromId: number, toId: number, limit: number): Promise<AuditRow[]> =>
  all(
    db,
    sql<AuditRow>`
      select ${columns} from audit_entries where id between ${fromId} and ${toId} order by id limit ${limit}
    `,
  );

/** The highest id that is visible; 0 for an empty log. */
export async function lastAuditId(db: Db): Promise<number> {
  const row = await first(db, sql<{ id: number | null }>`select max(id) as id from audit_entries`);
  return row?.id ?? 0;
}

/** How many entries follow an id. */
export async function countAuditEntriesAfter(db: Db, id: number): Promise<number> {
  const row = await first(db, sql<{ n: number }>`select count(*) as n from audit_entries where id > ${id}`);
  return row?.n ?? 0;
}

/** Transactions now at work that may have written entries which nobody else sees yet. */
export async function listAuditWriters(db: Db): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ writer: string }>`
      select distinct virtualtransaction as writer from pg_locks
      where locktype = 'relation' and relation = 'audit_entries'::regclass and mode = 'RowExclusiveLock'
        and database = (select oid from pg_database where datname = current_database())
        and pid <> pg_backend_pid()
    `,
  );
  return rows.map(({ writer }) => writer);
}

const sealColumns = sql`
  seal_no as "sealNo", from_id as "fromId", to_id as "toId", entries, encode(merkle_root, 'hex') as "merkleRoot",
  previous_hash as "previousHash", hash, sealed_at as "sealedAt"
`;

/** Seals after a number, in order. */
export const listAuditSeals = (db: Db, after: number, limit: number): Promise<AuditSeal[]> =>
  all(
    db,
    sql<AuditSeal>`select ${sealColumns} from audit_seals where seal_no > ${after} order by seal_no limit ${limit}`,
  );

/** The last seal, if there is one. */
export const findLastAuditSeal = (db: Db): Promise<AuditSeal | undefined> =>
  first(db, sql<AuditSeal>`select ${sealColumns} from audit_seals order by seal_no desc limit 1`);

/** Adds a seal. */
export async function insertAuditSeal(db: Db, seal: AuditSeal): Promise<void> {
  await run(
    db,
    sql`
      insert into audit_seals (seal_no, from_id, to_id, entries, merkle_root, previous_hash, hash, sealed_at)
      values (${seal.sealNo}, ${seal.fromId}, ${seal.toId}, ${seal.entries},
        ${Buffer.from(seal.merkleRoot, 'hex')}, ${seal.previousHash}, ${seal.hash}, ${seal.sealedAt})
    `,
  );
}
