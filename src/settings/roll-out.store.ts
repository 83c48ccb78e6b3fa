import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { RegionStage, RollOutPoint } from '../regulation/roll-out.ts';
import type { RollOutHistory } from './roll-out-view.ts';

/** A point of the checklist that is done; shipped ones have neither person nor time. */
export type DonePoint = { by?: string; at?: Instant; note?: string };

/** Where a region stands. */
export type RollOutRow = {
  regionCode: string;
  points: Partial<Record<RollOutPoint, DonePoint>>;
  stage: RegionStage;
  active: boolean;
};

/** All regions that have begun; some hundred to three thousand. */
export const listRollOut = (db: Db): Promise<RollOutRow[]> =>
  all(
    db,
    sql<RollOutRow>`select region_code as "regionCode", points, stage, active from region_roll_out order by region_code`,
  );

/** Where one region stands, locked until the transaction ends; undefined where it has not begun. */
export const lockRollOut = (tx: Db, regionCode: string): Promise<RollOutRow | undefined> =>
  first(
    tx,
    sql<RollOutRow>`select region_code as "regionCode", points, stage, active from region_roll_out
      where region_code = ${regionCode} for update`,
  );

/** Stores where a region stands. */
export const saveRollOut = (tx: Db, row: RollOutRow, at: Instant): Promise<number> =>
  run(
    tx,
    sql`insert into region_roll_out (region_code, points, stage, active, changed_at)
      values (${row.regionCode}, ${json(row.points)}, ${row.stage}, ${row.active}, ${at}::timestamptz)
      on conflict (region_code) do update set points = excluded.points, stage = excluded.stage,
        active = excluded.active, changed_at = excluded.changed_at`,
  );

/** Adds to the history. */
export const insertRollOutEvent = (
  tx: Db,
  regionCode: string,
  event: RollOutHistory & { byId: string },
): Promise<number> =>
  run(
    tx,
    sql`insert into region_roll_out_events (region_code, what, point, stage, note, by_id, by_name, at)
      values (${regionCode}, ${event.what}, ${event.point}, ${event.stage}, ${event.note}, ${event.byId}::uuid,
        ${event.byName}, ${event.at}::timestamptz)`,
  );

/** The last steps of a region, the latest first. */
export const listRollOutEvents = (db: Db, regionCode: string, limit: number): Promise<RollOutHistory[]> =>
  all(
    db,
    sql<RollOutHistory>`select what, point, stage, note, by_name as "byName", at from region_roll_out_events
      where region_code = ${regionCode} order by id desc limit ${limit}`,
  );

/** Puts regions into operation that have not begun; answers how many. */
export async function activateShipped(
  tx: Db,
  regionCodes: readonly string[],
  points: RollOutRow['points'],
  at: Instant,
): Promise<number> {
  return run(
    tx,
    sql`insert into region_roll_out (region_code, points, stage, active, changed_at)
      select code, ${json(points)}, 1, true, ${at}::timestamptz
      from jsonb_array_elements_text(${json(regionCodes)}) as code
      on conflict do nothing`,
  );
}
