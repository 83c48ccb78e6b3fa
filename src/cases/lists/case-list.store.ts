import { all, type Database, type Db, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CaseState, Outcome } from '../../regulation/states.ts';

/** A row of a work list as stored. */
export type ListedCase = {
  id: string;
  businessNumber: string | null;
  state: CaseState;
  outcome: Outcome | null;
  itemName: string;
  optionName: string;
  applicant: string | null;
  intakeRegion: string;
  homeRegion: string;
  side: 'intake' | 'home';
  channels: ('electronic' | 'postal')[];
  nextRule: string | null;
  turn: string | null;
  sortAt: string;
  provisional: boolean;
  updatedAt: Instant;
};

/** Where a page of a list begins: behind this row. */
export type ListCursor = { sortAt: string; caseId: string };

/** One ordered scan over an index: a window's side, a turn, one state. Scans are merged by sort key. */
export type Scan =
  | { kind: 'side'; windowId: string; side: 'intake' | 'home'; state?: string | undefined }
  | { kind: 'windowTurn'; windowId: string }
  | { kind: 'approverTurn'; regionCode: string; staffId: string }
  | { kind: 'closed'; windowId: string; since: Instant };

const shown = `select p.case_id as id, c.business_number as "businessNumber", c.state, c.snapshot->>'outcome' as outcome,
    c.snapshot->>'itemName' as "itemName", c.snapshot->>'optionName' as "optionName", c.applicant_masked as applicant,
    c.intake_region as "intakeRegion", c.home_region as "homeRegion", p.side, c.snapshot->'channels' as channels,
    p.next_rule as "nextRule", p.turn, p.sort_at::text as "sortAt",
    coalesce((select d.provisional from case_duties d where d.case_id = p.case_id and d.rule = p.next_rule limit 1), false) as provisional,
    c.updated_at as "updatedAt"
  from case_parties p join cases c on c.id = p.case_id`;

/** Filters that any list takes; null leaves one out. */
export type ListFilters = { mode: string | null; itemNumber: number | null; dueBefore: Instant | null };

// $1 window or region · $2, $3 cursor · $4 limit · $5–$7 filters · $8 … what the scan needs of its own
const filtered = `($5::text is null or c.snapshot->>'mode' = $5) and ($6::int is null or c.item_number = $6)
  and ($7::timestamptz is null or p.sort_at <= $7)`;
const urgentFirst = `(p.sort_at, p.case_id) > ($2::timestamptz, $3::uuid) and ${filtered}
  order by p.sort_at, p.case_id limit $4`;

const scans = {
  side: { name: 'list-side', where: `p.window_id = $1 and p.is_open and p.side = $8 and ${urgentFirst}` },
  state: {
    name: 'list-state',
    where: `p.window_id = $1 and p.side = $8 and p.state = $9 and ${urgentFirst}`,
  },
  windowTurn: {
    name: 'list-window-turn',
    where: `p.window_id = $1 and p.turn = 'window' and ${urgentFirst}`,
  },
  approverTurn: {
    name: 'list-approver-turn',
    where: `p.region_code = $1 and p.turn = 'approver' and (p.handler_id is null or p.handler_id = $8) and ${urgentFirst}`,
  },
  closed: {
    name: 'list-closed',
    where: `p.window_id = $1 and not p.is_open and p.updated_at > $8 and ${filtered}
      and (p.updated_at, p.case_id) < ($2::timestamptz, $3::uuid) order by p.updated_at desc, p.case_id desc limit $4`,
  },
};

const highest = { sortAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const lowest = { sortAt: '-infinity', caseId: '00000000-0000-0000-0000-000000000000' };

/** Which statement a scan is, and what it needs beside the common parameters. */
function statementOf(scan: Scan): { key: keyof typeof scans; place: string; own: unknown[] } {
  switch (scan.kind) {
    case 'side':
      return scan.state === undefined
        ? { key: 'side', place: scan.windowId, own: [scan.side] }
        : { key: 'state', place: scan.windowId, own: [scan.side, scan.state] };
    case 'windowTurn':
      return { key: 'windowTurn', place: scan.windowId, own: [] };
    case 'approverTurn':
      return { key: 'approverTurn', place: scan.regionCode, own: [scan.staffId] };
    case 'closed':
      return { key: 'closed', place: scan.windowId, own: [scan.since] };
  }
}

/** The next rows of one ordered scan. */
export function listScan(
  database: Database,
  scan: Scan,
  { mode, itemNumber, dueBefore }: ListFilters,
  after: ListCursor | undefined,
  limit: number,
): Promise<ListedCase[]> {
  const { sortAt, caseId } = after ?? (scan.kind === 'closed' ? highest : lowest);
  const { key, place, own } = statementOf(scan);
  const { name, where } = scans[key];
  const values = [place, sortAt, caseId, limit, mode, itemNumber, dueBefore, ...own];
  return database.run({ name, text: `${shown} where ${where}`, values });
}

/** A draft of its creator. */
export type ListedDraft = {
  id: string;
  state: CaseState;
  itemName: string;
  optionName: string;
  intakeRegion: string;
  homeRegion: string;
  updatedAt: Instant;
  dueAt: Instant | null;
};

/** Drafts of one person, latest first (`cases_drafts`). */
export const listDrafts = (
  db: Db,
  openedBy: string,
  behind: ListCursor | undefined,
  limit: number,
): Promise<ListedDraft[]> => {
  const { sortAt, caseId } = behind ?? highest;
  return all(
    db,
    sql<ListedDraft>`
      select c.id, c.state, c.snapshot->>'itemName' as "itemName", c.snapshot->>'optionName' as "optionName",
        c.intake_region as "intakeRegion", c.home_region as "homeRegion",
        coalesce(d.updated_at, c.updated_at) as "updatedAt", due.due_at as "dueAt"
      from cases c left join case_drafts d on d.case_id = c.id
        left join case_duties due on due.case_id = c.id and due.rule = 'draftKept'
      where c.opened_by = ${openedBy} and c.state = 'draft'
        and (coalesce(d.updated_at, c.updated_at), c.id) < (${sortAt}::timestamptz, ${caseId}::uuid)
      order by coalesce(d.updated_at, c.updated_at) desc, c.id desc limit ${limit}`,
  );
};

/** What a window was asked for most in a period, for the digits 1–9 of a new case. */
export const listFrequentOptions = (
  db: Db,
  windowId: string,
  since: Instant,
): Promise<
  {
    optionId: string;
    catalogueId: string;
    itemNumber: number;
    itemName: string;
    optionName: string;
    count: number;
  }[]
> =>
  all(
    db,
    sql<{
      optionId: string;
      catalogueId: string;
      itemNumber: number;
      itemName: string;
      optionName: string;
      count: number;
    }>`
      select c.option_id as "optionId", c.catalogue_id as "catalogueId", c.item_number as "itemNumber",
        max(c.snapshot->>'itemName') as "itemName", max(c.snapshot->>'optionName') as "optionName", count(*) as count
      from cases c where c.intake_window = ${windowId} and c.submitted_at > ${since}::timestamptz
      group by 1, 2, 3 order by count(*) desc, 1 limit 9`,
  );
