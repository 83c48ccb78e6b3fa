import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';

/** The postal service of a hall as stored. */
export type CounterRow = {
  windowId: string;
  counter: string;
  collections: string[];
  equipment: string[];
  governmentPays: boolean;
  changedAt: Instant;
};

const columns = sql`window_id as "windowId", counter, collections, equipment, government_pays as "governmentPays", changed_at as "changedAt"`;

/** Postal services of windows. */
export const listCounters = (db: Db, windows: readonly string[]): Promise<CounterRow[]> =>
  all(
    db,
    sql<CounterRow>`select ${columns} from postal_counters where window_id = any(${[...windows]}::uuid[])`,
  );

/** The postal service of one window. */
export const findCounter = (db: Db, windowId: string): Promise<CounterRow | undefined> =>
  first(db, sql<CounterRow>`select ${columns} from postal_counters where window_id = ${windowId}::uuid`);

/** Writes the postal service of a window. */
export const putCounter = (tx: Db, row: CounterRow & { changedBy: string }): Promise<number> =>
  run(
    tx,
    sql`
      insert into postal_counters (window_id, counter, collections, equipment, government_pays, changed_by, changed_at)
      values (${row.windowId}::uuid, ${row.counter}, ${[...row.collections]}::text[], ${[...row.equipment]}::text[],
        ${row.governmentPays}, ${row.changedBy}::uuid, ${row.changedAt}::timestamptz)
      on conflict (window_id) do update set counter = excluded.counter, collections = excluded.collections,
        equipment = excluded.equipment, government_pays = excluded.government_pays, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at`,
  );

/** A hand-over list with the carrier's signature, once it is there. */
export type SignedListRow = {
  id: string;
  windowId: string;
  number: string;
  day: Day;
  waybills: string[];
  madeAt: Instant;
  collector: string | null;
  signedAt: Instant | null;
  leftBehind: string[] | null;
};

const listColumns = sql`l.id, l.window_id as "windowId", l.number, to_char(l.day, 'YYYY-MM-DD') as day,
  array(select line->>'waybill' from jsonb_array_elements(l.content->'lines') line) as waybills, l.made_at as "madeAt",
  s.collector, s.signed_at as "signedAt", s.left_behind as "leftBehind"`;

/** One hand-over list. */
export const findSignedList = (db: Db, id: string): Promise<SignedListRow | undefined> =>
  first(
    db,
    sql<SignedListRow>`
      select ${listColumns} from hand_over_lists l left join hand_over_signatures s on s.list_id = l.id
      where l.id = ${id}::uuid`,
  );

/** Hand-over lists of windows from a day on, the latest first. */
export const listSignedLists = (db: Db, windows: readonly string[], since: Day): Promise<SignedListRow[]> =>
  all(
    db,
    sql<SignedListRow>`
      select ${listColumns} from hand_over_lists l left join hand_over_signatures s on s.list_id = l.id
      where l.window_id = any(${[...windows]}::uuid[]) and l.day >= ${since}::date
      order by l.day desc, l.sequence desc limit 100`,
  );

/** Stores a signature; false when the list is signed. */
export const insertSignature = async (
  tx: Db,
  row: {
    listId: string;
    collector: string;
    signedAt: Instant;
    leftBehind: readonly string[];
    by: string;
    at: Instant;
  },
): Promise<boolean> =>
  (await run(
    tx,
    sql`
      insert into hand_over_signatures (list_id, collector, signed_at, left_behind, recorded_by, recorded_at)
      values (${row.listId}::uuid, ${row.collector}, ${row.signedAt}::timestamptz, ${[...row.leftBehind]}::text[],
        ${row.by}::uuid, ${row.at}::timestamptz)
      on conflict do nothing`,
  )) > 0;
