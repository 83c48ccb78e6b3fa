import {
  all,
  type Database,
  type Db,
  type NamedStatement,
  plannedEachTime,
  sql,
} from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type {
  LateDuty,
  ListCursor,
  ListedCase,
  ListedDraft,
  ListFilters,
  Scan,
  SearchScope,
} from './listed.ts';

// A window sees its own task, or else what comes next for anybody; an approver sees the approvers' task first.
const views = {
  window: {
    rule: 'p.next_rule',
    mine: 'p.window_sort_at is not null',
    // What the windows wrote to each other concerns them alone.
    requests: "c.snapshot->'requests'",
  },
  approver: {
    rule: 'coalesce(p.approver_rule, p.next_rule)',
    mine: 'p.approver_sort_at is not null',
    requests: 'null::jsonb',
  },
} as const;

const shown = (view: keyof typeof views, sortAt: string): string => `
  select p.case_id as id, c.business_number as "businessNumber", c.state, c.snapshot->>'outcome' as outcome,
    c.item_number as "itemNumber", c.snapshot->>'itemName' as "itemName", c.snapshot->>'optionName' as "optionName",
    c.applicant_masked as applicant, p.priority,
    c.intake_region as "intakeRegion", c.home_region as "homeRegion", p.side, ${views[view].requests} as requests,
    c.snapshot->'channels' as channels, ${views[view].rule} as "nextRule", d.holder, ${views[view].mine} as mine,
    ${sortAt}::text as "sortAt", p.sort_at::text as "dueAt", coalesce(d.provisional, false) as provisional, c.updated_at as "updatedAt"
  from case_parties p join cases c on c.id = p.case_id
    left join lateral (select holder, provisional from case_duties d
      where d.case_id = p.case_id and d.rule = ${views[view].rule} limit 1) d on true`;

type Shape = {
  name: string;
  view: keyof typeof views;
  sortAt: string;
  where: string;
  own: (scan: never) => unknown[];
  latestFirst?: true;
};
const shape = <Kind extends Scan['kind']>(
  kind: Kind,
  given: Omit<Shape, 'own' | 'name'> & { own: (scan: Extract<Scan, { kind: Kind }>) => unknown[] },
): Shape => ({ name: kind, ...given });

// $1 … $4 what the scan needs of its own, null where it needs less
const shapes: Record<Scan['kind'], Shape> = {
  side: shape('side', {
    view: 'window',
    sortAt: 'p.sort_at',
    where: 'p.window_id = $1 and p.is_open and p.side = $2',
    own: ({ windowId, side }) => [windowId, side],
  }),
  state: shape('state', {
    view: 'window',
    sortAt: 'p.sort_at',
    where: 'p.window_id = $1 and p.side = $2 and p.state = $3',
    own: ({ windowId, side, state }) => [windowId, side, state],
  }),
  windowTurn: shape('windowTurn', {
    view: 'window',
    sortAt: 'p.window_sort_at',
    where: 'p.window_id = $1 and p.window_sort_at is not null',
    own: ({ windowId }) => [windowId],
  }),
  waiting: shape('waiting', {
    view: 'window',
    sortAt: 'p.sort_at',
    where: `p.window_id = $1 and p.is_open and p.window_sort_at is null and not (p.approver_sort_at is not null
      and p.region_code = any($2::text[]) and (p.handler_id is null or p.handler_id = $3))`,
    own: ({ windowId, regions, staffId }) => [windowId, regions, staffId],
  }),
  taken: shape('taken', {
    view: 'window',
    sortAt: 'p.sort_at',
    where: 'p.taken_by = $1 and p.is_open and p.window_id = any($2::uuid[])',
    own: ({ staffId, windows }) => [staffId, windows],
  }),
  // Whoever is clerk and approver at once finds a case once: at the window, where that has something to do.
  approverTurn: shape('approverTurn', {
    view: 'approver',
    sortAt: 'p.approver_sort_at',
    where: `p.region_code = $1 and p.approver_sort_at is not null and (p.handler_id is null or p.handler_id = $2)
      and not (p.window_id = any($3::uuid[]) and p.window_sort_at is not null and p.window_sort_at <= $4::timestamptz)`,
    own: ({ regionCode, staffId, windows, windowsBefore }) => [regionCode, staffId, windows, windowsBefore],
  }),
  handled: shape('handled', {
    view: 'approver',
    sortAt: 'coalesce(p.approver_sort_at, p.sort_at)',
    where: `p.handler_id = $1 and p.is_open and p.region_code = any($2::text[])
      and not (p.window_id = any($3::uuid[]) and ($4::boolean or p.taken_by is not distinct from $1))
      and (not $4::boolean or p.approver_sort_at is null)`,
    own: ({ staffId, regions, windows, waiting }) => [staffId, regions, windows, waiting],
  }),
  ended: shape('ended', {
    view: 'window',
    sortAt: 'p.updated_at',
    where: 'p.window_id = $1 and p.is_ended and p.updated_at > $2::timestamptz',
    own: ({ windowId, since }) => [windowId, since],
    latestFirst: true,
  }),
};

const highest = { sortAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const lowest = { sortAt: '-infinity', caseId: '00000000-0000-0000-0000-000000000000' };

/** Parameters behind those of the scan itself get the next numbers, so that no statement names one it does not use. */
function statement(
  scan: Scan,
  write: (shape: Shape, next: number) => string,
  more: unknown[],
): NamedStatement {
  const found = shapes[scan.kind];
  const own = found.own(scan as never);
  return { name: found.name, text: write(found, own.length + 1), values: [...own, ...more] };
}

/** One group of a scan: all of it, the priority cases, or the others; `fromStart` where no place was given in it. */
type Part = { name: string; only?: 'p.priority' | 'not p.priority'; fromStart?: true };

/** Which groups a page reads: priority cases stand before the others (R-035), each by its own index in order. */
function partsOf(ranked: boolean, after: ListCursor | undefined): Part[] {
  if (!ranked) return [{ name: 'all' }];
  const rest = { name: 'rest', only: 'not p.priority' } as const;
  if (after && !after.priority) return [rest];
  return [
    { name: 'priority', only: 'p.priority' },
    { ...rest, fromStart: true },
  ];
}

/** The next rows of one ordered scan; `ranked`: priority cases before the others, at most `limit` rows of each. */
export function listScan(
  database: Database,
  scan: Scan,
  { mode, itemNumber, state, dueBefore }: ListFilters,
  { after, limit, ranked }: { after: ListCursor | undefined; limit: number; ranked: boolean },
): Promise<ListedCase[]> {
  const { sortAt, caseId } = after ?? (shapes[scan.kind].latestFirst ? highest : lowest);
  const parts = partsOf(ranked, after);
  const made = statement(
    scan,
    ({ view, sortAt: key, where, latestFirst }, n) =>
      parts
        .map(
          ({ only, fromStart }) => `(${shown(view, key)}
      where ${where}
        ${only ? `and ${only}` : ''}
        ${fromStart ? '' : `and (${key}, p.case_id) ${latestFirst ? '<' : '>'} ($${n}::timestamptz, $${n + 1}::uuid)`}
        and ($${n + 3}::text is null or c.snapshot->>'mode' = $${n + 3})
        and ($${n + 4}::int is null or c.item_number = $${n + 4})
        and ($${n + 5}::text is null or p.state = $${n + 5})
        and ${latestFirst ? 'p.sort_at' : key} <= coalesce($${n + 6}::timestamptz, 'infinity')
      order by ${key} ${latestFirst ? 'desc' : ''}, p.case_id ${latestFirst ? 'desc' : ''} limit $${n + 2})`,
        )
        .join(' union all '),
    [sortAt, caseId, limit, mode, itemNumber, state, dueBefore],
  );
  const name = ['list', made.name, ...parts.map((part) => part.name)].join('-');
  return plannedEachTime(database)<ListedCase>({ ...made, name });
}

/** How many rows a scan has, at most so many: the figure on a tab, not a count of everything. */
export async function countScan(
  database: Database,
  scan: Scan,
  dueBefore: Instant | null,
  most: number,
): Promise<number> {
  const made = statement(
    scan,
    ({ sortAt, where }, n) => `select count(*)::int as count from (
      select from case_parties p where ${where} and ${sortAt} <= coalesce($${n}::timestamptz, 'infinity')
      order by ${sortAt} limit $${n + 1}) as few`,
    [dueBefore, most],
  );
  const [row] = await plannedEachTime(database)<{ count: number }>({ ...made, name: `count-${made.name}` });
  return row?.count ?? 0;
}

/** Cases under some keys of the search, within a scope, the latest first; one row a side (`case_search`). */
export function listFound(
  database: Database,
  keys: readonly string[],
  { windows, approverRegions, administered, everywhere }: SearchScope,
  limit: number,
): Promise<ListedCase[]> {
  return database.run({
    name: 'search-keys',
    text: `${shown('window', 'p.sort_at')}
      where p.case_id in (select case_id from case_search where key in (select decode(k, 'hex') from unnest($1::text[]) k))
        and ($5::boolean or p.window_id = any($2::uuid[]) or (p.side = 'home' and p.region_code = any($3::text[]))
          or p.region_code like any($4::text[]))
      order by c.updated_at desc, p.case_id, p.window_id = any($2::uuid[]) desc, p.side limit $6`,
    values: [keys, windows, approverRegions, administered.map((prefix) => `${prefix}%`), everywhere, limit],
  });
}

/** The rows of one case by its number, within a scope. */
export function listByNumber(
  database: Database,
  businessNumber: string,
  { windows, approverRegions, administered, everywhere }: SearchScope,
): Promise<ListedCase[]> {
  return database.run({
    name: 'search-number',
    text: `${shown('window', 'p.sort_at')}
      where c.business_number = $1
        and ($5::boolean or p.window_id = any($2::uuid[]) or (p.side = 'home' and p.region_code = any($3::text[]))
          or p.region_code like any($4::text[]))
      order by p.window_id = any($2::uuid[]) desc, p.side`,
    values: [
      businessNumber,
      windows,
      approverRegions,
      administered.map((prefix) => `${prefix}%`),
      everywhere,
    ],
  });
}

/** Late duties of windows, and of the approvers of regions, the latest first (`duty_reminders_overdue`). */
export const listLateDuties = (
  database: Database,
  scan: { windowId: string } | { regionCode: string },
  after: { dueAt: string; caseId: string } | undefined,
  limit: number,
): Promise<LateDuty[]> => {
  const byWindow = 'windowId' in scan;
  return plannedEachTime(database)<LateDuty>({
    name: byWindow ? 'late-window' : 'late-approvers',
    text: `select r.case_id as "caseId", c.business_number as "businessNumber", c.snapshot->>'itemName' as "itemName",
        c.applicant_masked as applicant, r.rule, r.round, r.holder, r.window_id as "windowId", r.due_at as "dueAt",
        exists (select from case_duties d where d.case_id = r.case_id and d.rule = r.rule and d.round = r.round) as open
      from duty_reminders r join cases c on c.id = r.case_id
      where r.step = 'overdue' and ${byWindow ? 'r.window_id = $1::uuid' : "r.region_code = $1 and r.holder = 'approver'"}
        and (r.due_at, r.case_id) < ($2::timestamptz, $3::uuid)
      order by r.due_at desc, r.case_id desc limit $4`,
    values: [
      byWindow ? scan.windowId : scan.regionCode,
      after?.dueAt ?? 'infinity',
      after?.caseId ?? highest.caseId,
      limit,
    ],
  });
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
      select c.id, c.state, c.item_number as "itemNumber", c.snapshot->>'itemName' as "itemName",
        c.snapshot->>'optionName' as "optionName", c.intake_region as "intakeRegion", c.home_region as "homeRegion",
        c.updated_at as "updatedAt", due.due_at as "dueAt"
      from cases c left join case_duties due on due.case_id = c.id and due.rule = 'draftKept'
      where c.opened_by = ${openedBy} and c.state = 'draft'
        and (c.updated_at, c.id) < (${sortAt}::timestamptz, ${caseId}::uuid)
      order by c.updated_at desc, c.id desc limit ${limit}`,
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
