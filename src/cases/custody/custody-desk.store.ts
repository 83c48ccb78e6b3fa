import { all, type Db, first, json, sql } from '../../platform/database.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { Case, Side } from '../core/case.ts';

/** A case as the lists of originals and parcels need it: its snapshot, without anything personal. */
export type DeskCase = {
  id: string;
  applicant: string | null;
  snapshot: Omit<Case, 'personal'>;
};

/** Whose cases: windows by id, or regions by the beginning of their code. */
export type DeskScope = { windows: readonly string[]; regionPrefixes: readonly string[] };

// The conditions stand as in the indexes of 0730, so that the planner takes them.
const conditions = {
  paper: {
    intake: sql`jsonb_path_exists(snapshot, '$.lines[*] ? (@.paper == "intake")')`,
    home: sql`jsonb_path_exists(snapshot, '$.lines[*] ? (@.paper == "home")')`,
  },
  parcels: {
    intake: sql`jsonb_path_exists(snapshot, '$.parcels[*] ? (@.from == "intake" && !exists(@.collectedAt))')`,
    home: sql`jsonb_path_exists(snapshot, '$.parcels[*] ? (@.from == "home" && !exists(@.collectedAt))')`,
  },
} as const;

const sides = {
  intake: { window: sql`intake_window`, region: sql`intake_region` },
  home: { window: sql`home_window`, region: sql`home_region` },
} as const;

/** Cases with paper, or with parcels that wait for the carrier, on one side of them; the longest untouched first. */
export const listDeskCases = (
  db: Db,
  what: keyof typeof conditions,
  side: Side,
  { windows, regionPrefixes }: DeskScope,
  limit: number,
): Promise<DeskCase[]> =>
  all(
    db,
    sql<DeskCase>`
      select id, applicant_masked as applicant, snapshot from cases
      where ${conditions[what][side]}
        and (${sides[side].window} = any(${[...windows]}::uuid[])
          or ${sides[side].region} like any(${regionPrefixes.map((prefix) => `${prefix}%`)}::text[]))
      order by updated_at, id limit ${limit}`,
  );

/** One row of a hand-over list as printed. */
export type HandOverLine = {
  waybill: string;
  carrier: string;
  addressee: string;
  /** Pieces of paper in the parcel; null where only the result is in it. */
  contents: string;
};

/** A hand-over list as made out. */
export type HandOverList = {
  id: string;
  windowId: string;
  day: Day;
  number: string;
  content: { lines: HandOverLine[]; handlerName: string };
  madeAt: Instant;
};

const columns = sql`id, window_id as "windowId", to_char(day, 'YYYY-MM-DD') as day, number, content, made_at as "madeAt"`;

/** Stores a list with the next number of the window's day. */
export async function addHandOverList(
  db: Db,
  list: Omit<HandOverList, 'number'> & { madeBy: string; prefix: string },
): Promise<HandOverList> {
  const { id, windowId, day, content, madeAt, madeBy, prefix } = list;
  const made = await first(
    db,
    sql<HandOverList>`
      insert into hand_over_lists (id, window_id, day, sequence, number, content, made_by, made_at)
      select ${id}::uuid, ${windowId}::uuid, ${day}::date, next.sequence,
        ${prefix}::text || '-' || lpad(next.sequence::text, 2, '0'), ${json(content)}, ${madeBy}::uuid, ${madeAt}::timestamptz
      from (select coalesce(max(sequence), 0) + 1 as sequence from hand_over_lists
        where window_id = ${windowId}::uuid and day = ${day}::date) as next
      returning ${columns}`,
  );
  if (!made) throw new Error('a hand-over list was not stored');
  return made;
}

/** A hand-over list; undefined when there is none. */
export const findHandOverList = (db: Db, id: string): Promise<HandOverList | undefined> =>
  first(db, sql<HandOverList>`select ${columns} from hand_over_lists where id = ${id}::uuid`);

/** Lists of a window of one day, the latest first. */
export const listHandOverLists = (db: Db, windows: readonly string[], day: Day): Promise<HandOverList[]> =>
  all(
    db,
    sql<HandOverList>`
      select ${columns} from hand_over_lists
      where window_id = any(${[...windows]}::uuid[]) and day = ${day}::date order by sequence desc limit 50`,
  );
