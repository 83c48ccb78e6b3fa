import {
  all,
  type Db,
  run as execute,
  first,
  type NamedStatement,
  type Runner,
  sql,
} from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from './case.ts';
import type { CaseColumns, CaseRow, DutyRow, EventRow, PartyRow } from './stored-case.ts';

/** Everything one step writes, all or nothing. */
export type Step = {
  caseId: string;
  /** Version the step was decided on; 0 for a new case. */
  before: number;
  after: number;
  columns: CaseColumns;
  snapshot: Omit<Case, 'personal'>;
  personal: Buffer | null;
  keyWrapped: Buffer | null;
  recordedAt: Instant;
  events: (Omit<EventRow, 'sealed'> & { sealed: string | null })[];
  duties: DutyRow[];
  parties: PartyRow[];
  /** Keys of the search that come and go. */
  search: { added: string[]; removed: string[] };
  request: { actorId: string; key: string; digest: string; status: number } | null;
};

const stepText = `
with head as (
  insert into cases (
    id, version, state, business_number, programme_id, catalogue_id, item_number, option_id,
    intake_region, intake_window, home_region, home_window, opened_by, opened_at, submitted_at, ended_at,
    updated_at, applicant_masked, identity_index, identity_tail_index, phone_tail_index,
    head_hash, snapshot, personal, key_wrapped)
  select $1::uuid, $3::int, c.state, c."businessNumber", c."programmeId", c."catalogueId", c."itemNumber", c."optionId",
    c."intakeRegion", c."intakeWindow", c."homeRegion", c."homeWindow", c."openedBy", c."openedAt", c."submittedAt",
    c."endedAt", $9::timestamptz, c."applicantMasked", c."identityIndex", c."identityTailIndex", c."phoneTailIndex",
    $10::text, $5::jsonb, $6::bytea, $7::bytea
  from jsonb_to_record($4::jsonb) as c(
    state text, "businessNumber" text, "programmeId" text, "catalogueId" text, "itemNumber" int, "optionId" text,
    "intakeRegion" text, "intakeWindow" uuid, "homeRegion" text, "homeWindow" uuid, "openedBy" uuid,
    "openedAt" timestamptz, "submittedAt" timestamptz, "endedAt" timestamptz, "applicantMasked" text,
    "identityIndex" text, "identityTailIndex" text, "phoneTailIndex" text)
  where $2::int = 0 or exists (select from cases where id = $1::uuid and version = $2::int)
  on conflict (id) do update set
    version = excluded.version, state = excluded.state, business_number = excluded.business_number,
    programme_id = excluded.programme_id, catalogue_id = excluded.catalogue_id, item_number = excluded.item_number,
    option_id = excluded.option_id, intake_window = excluded.intake_window, home_region = excluded.home_region, home_window = excluded.home_window,
    opened_by = excluded.opened_by, submitted_at = excluded.submitted_at, ended_at = excluded.ended_at, updated_at = excluded.updated_at,
    applicant_masked = excluded.applicant_masked, identity_index = excluded.identity_index,
    identity_tail_index = excluded.identity_tail_index, phone_tail_index = excluded.phone_tail_index,
    head_hash = excluded.head_hash, snapshot = excluded.snapshot, personal = excluded.personal,
    key_wrapped = excluded.key_wrapped
  where cases.version = $2::int
  returning id
), told as (
  select e.* from head, jsonb_to_recordset($8::jsonb) as e(
    seq int, type text, state text, command text, article text, actor jsonb, "effectiveAt" timestamptz,
    "recordedAt" timestamptz, data jsonb, commitment text, "previousHash" text, hash text, sealed text)
), events as (
  insert into case_events
  select $1::uuid, seq, type, state, command, article, actor, "effectiveAt", "recordedAt", data, commitment,
    "previousHash", hash from told
), contents as (
  insert into case_event_contents select $1::uuid, seq, decode(sealed, 'base64') from told where sealed is not null
), feed as (
  insert into feed_pending (case_id, seq, type, event_hash) select $1::uuid, seq, type, hash from told order by seq
), due as (
  select d.* from head, jsonb_to_recordset($11::jsonb) as d(
    rule text, round int, holder text, since timestamptz, "dueAt" timestamptz, provisional boolean, fires boolean,
    "halfAt" timestamptz, "warnAt" timestamptz, "remindAt" timestamptz)
), ended as (
  delete from case_duties where case_id = $1::uuid and exists (select from head)
    and (rule, round) not in (select rule, round from due)
), duties as (
  insert into case_duties (case_id, rule, round, holder, since, due_at, provisional, fires, half_at, warn_at, remind_at)
  select $1::uuid, rule, round, holder, since, "dueAt", provisional, fires, "halfAt", "warnAt", "remindAt" from due
  on conflict (case_id, rule, round) do update set holder = excluded.holder, since = excluded.since,
    due_at = excluded.due_at, provisional = excluded.provisional, fires = excluded.fires,
    half_at = excluded.half_at, warn_at = excluded.warn_at, remind_at = case
      when case_duties.due_at = excluded.due_at and case_duties.half_at is not distinct from excluded.half_at
      then case_duties.remind_at else excluded.remind_at end
), parties as (
  insert into case_parties (case_id, side, window_id, region_code, state, is_open, is_ended, handler_id, taken_by,
    priority, next_rule, sort_at, window_sort_at, approver_rule, approver_sort_at, updated_at)
  select $1::uuid, p.side, p."windowId", p."regionCode", p.state, p."isOpen", p."isEnded", p."handlerId", p."takenBy",
    p.priority, p."nextRule", p."sortAt", p."windowSortAt", p."approverRule", p."approverSortAt", $9::timestamptz
  from head, jsonb_to_recordset($12::jsonb) as p(
    side text, "windowId" uuid, "regionCode" text, state text, "isOpen" boolean, "isEnded" boolean, "handlerId" uuid,
    "takenBy" uuid, priority boolean, "nextRule" text, "sortAt" timestamptz, "windowSortAt" timestamptz, "approverRule" text,
    "approverSortAt" timestamptz)
  on conflict (case_id, side) do update set window_id = excluded.window_id, region_code = excluded.region_code,
    state = excluded.state, is_open = excluded.is_open, is_ended = excluded.is_ended,
    handler_id = excluded.handler_id, taken_by = excluded.taken_by, priority = excluded.priority, next_rule = excluded.next_rule,
    sort_at = excluded.sort_at, window_sort_at = excluded.window_sort_at, approver_rule = excluded.approver_rule,
    approver_sort_at = excluded.approver_sort_at, updated_at = excluded.updated_at
), found as (
  insert into case_search select decode(k.hex, 'hex'), id from head, jsonb_array_elements_text($15::jsonb->'added') k(hex)
  on conflict do nothing
), lost as (
  delete from case_search where case_id = $1::uuid and exists (select from head)
    and jsonb_array_length($15::jsonb->'removed') > 0
    and key = any(array(select decode(k.hex, 'hex') from jsonb_array_elements_text($15::jsonb->'removed') k(hex)))
), request as (
  insert into case_request_keys (actor_id, key, digest, case_id, version_before, version, status, recorded_at)
  select r."actorId", r.key, r.digest, $1::uuid, $2::int, $3::int, r.status, $9::timestamptz
  from head, jsonb_to_recordset($13::jsonb) as r("actorId" text, key text, digest text, status int)
), draft as (
  delete from case_drafts where case_id = $1::uuid and $14::boolean and exists (select from head)
)
select id from head`;

/**
 * One step as one statement: it writes everything or, when the version is no longer the one the step was
 * decided on, nothing (design, idea 3).
 */
export function stepStatement(step: Step): NamedStatement {
  return {
    name: 'case-step',
    text: stepText,
    values: [
      step.caseId,
      step.before,
      step.after,
      JSON.stringify(step.columns),
      JSON.stringify(step.snapshot),
      step.personal,
      step.keyWrapped,
      JSON.stringify(step.events),
      step.recordedAt,
      step.events.at(-1)?.hash ?? '',
      JSON.stringify(step.duties),
      JSON.stringify(step.parties),
      JSON.stringify(step.request ? [step.request] : []),
      step.columns.state !== 'draft',
      JSON.stringify(step.search),
    ],
  };
}

const caseRow = 'id, version, snapshot, personal, key_wrapped as "keyWrapped", head_hash as "headHash"';

/** The stored case; undefined when there is none. */
export async function findCase(run: Runner, id: string): Promise<CaseRow | undefined> {
  const [row] = await run<CaseRow>({
    name: 'case-find',
    text: `select ${caseRow} from cases where id = $1`,
    values: [id],
  });
  return row;
}

/** The history of a case in order, with its sealed contents. */
export const listEvents = (db: Db, caseId: string): Promise<EventRow[]> =>
  all(
    db,
    sql<EventRow>`
      select e.seq, e.type, e.state, e.command, e.article, e.actor, e.effective_at as "effectiveAt",
        e.recorded_at as "recordedAt", e.data, e.commitment, e.previous_hash as "previousHash", e.hash, c.sealed
      from case_events e left join case_event_contents c using (case_id, seq)
      where e.case_id = ${caseId} order by e.seq`,
  );

/** One duty of a case as stored; undefined when it no longer runs. */
export const findDuty = (
  db: Db,
  caseId: string,
  { rule, round }: Pick<DutyRow, 'rule' | 'round'>,
): Promise<Pick<DutyRow, 'dueAt' | 'provisional'> | undefined> =>
  first(
    db,
    sql<Pick<DutyRow, 'dueAt' | 'provisional'>>`
      select due_at as "dueAt", provisional from case_duties
      where case_id = ${caseId} and rule = ${rule} and round = ${round}`,
  );

/** Moves the due time of a duty after its calendar changed, with its reminders, and in the work lists as well. */
export const moveDuty = (
  db: Db,
  caseId: string,
  { rule, round, dueAt, provisional, halfAt, warnAt, remindAt }: Omit<DutyRow, 'holder' | 'since' | 'fires'>,
): Promise<number> =>
  execute(
    db,
    sql`with moved as (
        update case_duties set due_at = ${dueAt}::timestamptz, provisional = ${provisional},
          half_at = ${halfAt}::timestamptz, warn_at = ${warnAt}::timestamptz,
          remind_at = case when due_at = ${dueAt}::timestamptz then remind_at else ${remindAt}::timestamptz end
        where case_id = ${caseId} and rule = ${rule} and round = ${round} returning case_id)
      update case_parties p set
        sort_at = case when p.next_rule = ${rule} then ${dueAt}::timestamptz else p.sort_at end,
        window_sort_at = case when p.next_rule = ${rule} and p.window_sort_at is not null
          then ${dueAt}::timestamptz else p.window_sort_at end,
        approver_sort_at = case when p.approver_rule = ${rule} then ${dueAt}::timestamptz else p.approver_sort_at end
      from moved where p.case_id = moved.case_id and ${rule} in (p.next_rule, p.approver_rule)`,
  );

/** A duty that the clock acts on. */
export type FiringDuty = { caseId: string; rule: string; round: number; dueAt: Instant };

const behind = (after: FiringDuty | undefined) =>
  after
    ? sql`(due_at, case_id, rule) > (${after.dueAt}::timestamptz, ${after.caseId}::uuid, ${after.rule})`
    : sql`true`;

/** Duties whose time is over and that the clock acts on, oldest first (`case_duties_due`). */
export const listDueDuties = (
  db: Db,
  before: Instant,
  after: FiringDuty | undefined,
  limit: number,
): Promise<FiringDuty[]> =>
  all(
    db,
    sql<FiringDuty>`
      select case_id as "caseId", rule, round, due_at as "dueAt" from case_duties
      where fires and not provisional and due_at <= ${before} and ${behind(after)}
      order by due_at, case_id, rule limit ${limit}`,
  );

/** Duties that the clock would act on, but whose due time lies beyond the notices that were loaded when it was computed. */
export const listProvisionalDuties = (
  db: Db,
  after: FiringDuty | undefined,
  limit: number,
): Promise<FiringDuty[]> =>
  all(
    db,
    sql<FiringDuty>`
      select case_id as "caseId", rule, round, due_at as "dueAt" from case_duties
      where fires and provisional and ${behind(after)} order by due_at, case_id, rule limit ${limit}`,
  );

/** A request that was carried out: its digest, and the version of the case before and after it. */
type StoredRequest = { digest: string; caseId: string; before: number; after: number; status: number };

/** A request that was carried out under a key, if there is one. */
export async function findRequest(
  run: Runner,
  actorId: string,
  key: string,
): Promise<StoredRequest | undefined> {
  const [row] = await run<StoredRequest>({
    name: 'case-request-find',
    text: `select digest, case_id as "caseId", version_before as "before", version as "after", status
      from case_request_keys where actor_id = $1 and key = $2`,
    values: [actorId, key],
  });
  return row;
}

/** The wrapped key of a case; null once it was destroyed. */
export const findCaseKey = (db: Db, caseId: string): Promise<{ keyWrapped: Buffer | null } | undefined> =>
  first(
    db,
    sql<{ keyWrapped: Buffer | null }>`select key_wrapped as "keyWrapped" from cases where id = ${caseId}`,
  );

/** Whether any case belongs to a programme. */
export async function hasCasesOfProgramme(db: Db, programmeId: string): Promise<boolean> {
  const row = await first(
    db,
    sql<{ found: boolean }>`select exists (select from cases where programme_id = ${programmeId}) as found`,
  );
  return row?.found ?? false;
}
