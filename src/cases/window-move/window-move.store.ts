import { all, type Db, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { CaseState } from '../../regulation/states.ts';
import type { Side } from '../core/case.ts';

/** An order to move everything of a window, with how far it is. */
export type WindowMove = {
  id: string;
  fromWindow: string;
  toWindow: string;
  regionCode: string;
  reason: string;
  closes: boolean;
  startedBy: string;
  startedByName: string;
  startedByRegion: string;
  startedAt: Instant;
  state: 'running' | 'done' | 'stopped';
  moved: number;
  drafts: number;
  accounts: number;
  failure: string | null;
  endedAt: Instant | null;
};

const columns = sql`
  id, from_window as "fromWindow", to_window as "toWindow", region_code as "regionCode", reason, closes,
  started_by as "startedBy", started_by_name as "startedByName", started_by_region as "startedByRegion",
  started_at as "startedAt", state, moved, drafts, accounts, failure, ended_at as "endedAt"`;

/** Adds an order; a second one that runs at the same window violates `one_running_window_move`. */
export async function insertMove(
  tx: Db,
  move: Pick<
    WindowMove,
    | 'id'
    | 'fromWindow'
    | 'toWindow'
    | 'regionCode'
    | 'reason'
    | 'closes'
    | 'startedBy'
    | 'startedByName'
    | 'startedByRegion'
    | 'startedAt'
  >,
): Promise<void> {
  await run(
    tx,
    sql`insert into window_moves (id, from_window, to_window, region_code, reason, closes, started_by,
        started_by_name, started_by_region, started_at)
      values (${move.id}, ${move.fromWindow}, ${move.toWindow}, ${move.regionCode}, ${move.reason}, ${move.closes},
        ${move.startedBy}, ${move.startedByName}, ${move.startedByRegion}, ${move.startedAt})`,
  );
}

/** Orders that run, the oldest first. */
export const listRunning = (db: Db): Promise<WindowMove[]> =>
  all(
    db,
    sql<WindowMove>`select ${columns} from window_moves where state = 'running' order by started_at, id`,
  );

/** The last order of each window. */
export const listLastMoves = (db: Db, windowIds: readonly string[]): Promise<WindowMove[]> =>
  all(
    db,
    sql<WindowMove>`
      select distinct on (from_window) ${columns} from window_moves
      where from_window = any(${[...windowIds]}::uuid[]) order by from_window, started_at desc`,
  );

/** Counts what an order has done. */
export async function countDone(tx: Db, id: string, what: 'moved' | 'drafts'): Promise<void> {
  const counted = what === 'moved' ? sql`moved = moved + 1` : sql`drafts = drafts + 1`;
  await run(tx, sql`update window_moves set ${counted} where id = ${id}`);
}

/** Ends an order: done, or stopped with the reason. */
export async function endMove(
  tx: Db,
  end: {
    id: string;
    state: 'done' | 'stopped';
    at: Instant;
    accounts: number;
    failure: string | null;
  },
): Promise<void> {
  await run(
    tx,
    sql`update window_moves set state = ${end.state}, ended_at = ${end.at}, accounts = ${end.accounts},
        failure = ${end.failure} where id = ${end.id} and state = 'running'`,
  );
}

/** What lies at a window. */
export type AtWindow = { open: number; ended: number; drafts: number };

/** Counts what lies at windows; those with nothing are left out. */
export const countAt = (db: Db, windowIds: readonly string[]): Promise<(AtWindow & { windowId: string })[]> =>
  all(
    db,
    sql<AtWindow & { windowId: string }>`
      select w.id as "windowId", coalesce(p.open, 0) as open, coalesce(p.ended, 0) as ended,
        coalesce(d.drafts, 0) as drafts
      from unnest(${[...windowIds]}::uuid[]) as w(id)
        left join lateral (select count(*) filter (where is_open)::int as open,
          count(*) filter (where not is_open)::int as ended from case_parties where window_id = w.id) p on true
        left join lateral (select count(*)::int as drafts from cases
          where intake_window = w.id and state = 'draft') d on true`,
  );

/** A case that lies at a window; one whose two sides both lie there stands once for each. */
export type CaseAt = {
  caseId: string;
  side: Side;
  businessNumber: string | null;
  itemName: string;
  state: CaseState;
  open: boolean;
};

const caseAt = sql`
  p.case_id as "caseId", p.side, c.business_number as "businessNumber", c.snapshot->>'itemName' as "itemName",
  c.state, p.is_open as open`;

/** Open cases of a window in the order of their ids, after one of them. */
export const listOpenAt = (
  db: Db,
  windowId: string,
  after: string | undefined,
  limit: number,
): Promise<CaseAt[]> =>
  all(
    db,
    sql<CaseAt>`
      select ${caseAt} from case_parties p join cases c on c.id = p.case_id
      where p.window_id = ${windowId} and p.is_open
        and (${after ?? null}::uuid is null or p.case_id > ${after ?? null}::uuid)
      order by p.case_id limit ${limit}`,
  );

/** A case or draft that is to go over, with the side of it that lies at the window. */
export type ToMove = { caseId: string; side: Side; draft: boolean };

/** What goes over next: open cases first, then drafts, then what has ended, so that it can still be read. */
export const listToMove = (db: Db, windowId: string, limit: number): Promise<ToMove[]> =>
  all(
    db,
    sql<ToMove>`
      select "caseId", side, draft from (
        (select case_id as "caseId", side, false as draft, 0 as turn from case_parties
          where window_id = ${windowId} and is_open order by case_id limit ${limit})
        union all
        (select id, 'intake', true, 1 from cases
          where intake_window = ${windowId} and state = 'draft' order by id limit ${limit})
        union all
        (select case_id, side, false, 2 from case_parties
          where window_id = ${windowId} and not is_open order by case_id limit ${limit})
      ) next order by turn, "caseId", side limit ${limit}`,
  );

/** Windows on the other side of open cases of a window: who must know its new address. */
export const listCounterparts = (db: Db, windowId: string): Promise<{ windowId: string }[]> =>
  all(
    db,
    sql<{ windowId: string }>`
      select distinct o.window_id as "windowId" from case_parties p
        join case_parties o on o.case_id = p.case_id and o.side <> p.side
      where p.window_id = ${windowId} and p.is_open`,
  );

/** What an event says of a side of a case that went over to another window. */
export type LoggedMove = {
  caseId: string;
  side: Side;
  from: string;
  to: string;
  reason: string;
  at: Instant;
  by: { id: string | null; name: string; capacity: string; regionCode: string | null };
};

/** Moves among events of cases, by case and number, in order. */
export const listMovesAmong = (
  tx: Db,
  keys: readonly { caseId: string; seq: number }[],
): Promise<LoggedMove[]> =>
  all(
    tx,
    sql<LoggedMove>`
      select e.case_id as "caseId", e.data->>'side' as side, e.data->>'from' as "from", e.data->>'to' as "to",
        e.data->>'reason' as reason, e.effective_at as at, e.actor as by
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("caseId" uuid, seq int)
        join case_events e on e.case_id = k."caseId" and e.seq = k.seq
      where e.type = 'movedToWindow' order by e.case_id, e.seq`,
  );
