import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { RecordStep, ResponsibilityKind, ResponsibilityRecord } from './responsibility.ts';

const columns = sql`r.id, r.case_id as "caseId", r.business_number as "businessNumber", r.kind, r.article, r.facts,
  r.evidence, r.evidence_digest as "evidenceDigest", r.party_side as "partySide", r.party_window as "partyWindow",
  r.party_region as "partyRegion", r.other_window as "otherWindow", r.other_region as "otherRegion",
  r.opened_by as "openedBy", r.opened_by_name as "openedByName", r.opened_region as "openedRegion",
  r.opened_at as "openedAt", r.state, r.outcome, r.closed_at as "closedAt", r.closing_note as "closingNote"`;

/** Writes a new record; false where the same matter of the case has one already. */
export const insertRecord = async (tx: Db, r: ResponsibilityRecord): Promise<boolean> =>
  (await run(
    tx,
    sql`insert into responsibility_records (id, case_id, business_number, kind, article, facts, evidence,
        evidence_digest, party_side, party_window, party_region, other_window, other_region, opened_by,
        opened_by_name, opened_region, opened_at, state)
      values (${r.id}::uuid, ${r.caseId}::uuid, ${r.businessNumber}, ${r.kind}, ${r.article}, ${r.facts},
        ${json(r.evidence)}, ${r.evidenceDigest}, ${r.partySide}, ${r.partyWindow}::uuid, ${r.partyRegion},
        ${r.otherWindow}::uuid, ${r.otherRegion}, ${r.openedBy}::uuid, ${r.openedByName}, ${r.openedRegion},
        ${r.openedAt}::timestamptz, ${r.state})
      on conflict do nothing`,
  )) > 0;

/** Adds an entry to the history of a record. */
export const insertRecordStep = (tx: Db, id: string, s: Omit<RecordStep, 'seq'>): Promise<number> =>
  run(
    tx,
    sql`insert into responsibility_steps (record_id, seq, type, at, actor, text)
      select ${id}::uuid, coalesce(max(seq), 0) + 1, ${s.type}, ${s.at}::timestamptz,
        ${JSON.stringify(s.actor)}::jsonb, ${s.text}
      from responsibility_steps where record_id = ${id}::uuid`,
  );

/** Closes a record. */
export const closeRecord = (
  tx: Db,
  r: Pick<ResponsibilityRecord, 'id' | 'outcome' | 'closedAt' | 'closingNote'>,
): Promise<number> =>
  run(
    tx,
    sql`update responsibility_records set state = 'closed', outcome = ${r.outcome},
        closed_at = ${r.closedAt}::timestamptz, closing_note = ${r.closingNote} where id = ${r.id}`,
  );

/** A record, locked. */
export const lockRecord = (tx: Db, id: string): Promise<ResponsibilityRecord | undefined> =>
  first(
    tx,
    sql<ResponsibilityRecord>`select ${columns} from responsibility_records r where r.id = ${id} for update`,
  );

/** Histories of some records. */
export const listRecordSteps = (
  db: Db,
  ids: readonly string[],
): Promise<(RecordStep & { recordId: string })[]> =>
  all(
    db,
    sql<RecordStep & { recordId: string }>`
      select record_id as "recordId", seq, type, at, actor, text from responsibility_steps
      where record_id = any(${[...ids]}::uuid[]) order by record_id, seq`,
  );

/** Who reads: windows, and regions by the beginning of their codes. */
export type RecordScope = { windows: readonly string[]; prefixes: readonly string[] };

const within = ({ windows, prefixes }: RecordScope) => {
  const patterns = prefixes.map((prefix) => `${prefix}%`);
  return sql`(r.party_window = any(${[...windows]}::uuid[]) or r.other_window = any(${[...windows]}::uuid[])
    or r.party_region like any(${patterns}::text[]) or r.other_region like any(${patterns}::text[]))`;
};

/** Records within somebody's sight, the latest first; of one case where it is named. */
export const listRecords = (
  db: Db,
  scope: RecordScope,
  caseId: string | undefined,
  after: { at: Instant; id: string } | undefined,
  limit: number,
): Promise<ResponsibilityRecord[]> =>
  all(
    db,
    sql<ResponsibilityRecord>`
      select ${columns} from responsibility_records r
      where ${within(scope)} and ${caseId === undefined ? sql`true` : sql`r.case_id = ${caseId}::uuid`}
        and ${after ? sql`(r.opened_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by r.opened_at desc, r.id desc limit ${limit}`,
  );

/** How many records there are against each window since a moment, by kind and outcome. */
export const countRecords = (
  db: Db,
  scope: RecordScope,
  since: Instant,
): Promise<{ windowId: string; kind: ResponsibilityKind; open: number; upheld: number; total: number }[]> =>
  all(
    db,
    sql<{ windowId: string; kind: ResponsibilityKind; open: number; upheld: number; total: number }>`
      select r.party_window as "windowId", r.kind, count(*) filter (where r.state = 'open') as open,
        count(*) filter (where r.outcome = 'upheld') as upheld, count(*) as total
      from responsibility_records r
      where ${within(scope)} and r.opened_at >= ${since}::timestamptz
      group by r.party_window, r.kind order by r.party_window, r.kind`,
  );
