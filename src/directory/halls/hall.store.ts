import { all, type Db, json, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { RecordedBy } from '../contact-list/contact-entry.ts';
import type { HallChange } from './hall.ts';

/** Records a change of a hall. */
export const insertHallChange = (
  tx: Db,
  change: Pick<HallChange, 'validFrom' | 'recordedAt' | 'reason' | 'before' | 'after'> & {
    hallId: string;
    by: RecordedBy;
  },
): Promise<number> =>
  run(
    tx,
    sql`insert into hall_changes (hall_id, valid_from, recorded_at, recorded_by, recorded_by_name, reason, before, after)
      values (${change.hallId}, ${change.validFrom}, ${change.recordedAt}, ${change.by.id}, ${change.by.name},
        ${change.reason}, ${json(change.before)}, ${json(change.after)})`,
  );

/** What was changed of a hall, the latest first. */
export const listHallChanges = (db: Db, hallId: string, limit: number): Promise<HallChange[]> =>
  all(
    db,
    sql<HallChange>`
      select id, valid_from as "validFrom", recorded_at as "recordedAt", recorded_by_name as "recordedByName", reason,
        before, after
      from hall_changes where hall_id = ${hallId} order by id desc limit ${limit}`,
  );

/** Halls of regions by the names that hold at a moment. */
export const listHallsNamed = (
  tx: Db,
  regionCodes: readonly string[],
  at: Instant,
): Promise<{ id: string; regionCode: string; name: string }[]> =>
  all(
    tx,
    sql<{ id: string; regionCode: string; name: string }>`
      select h.id, h.region_code as "regionCode", coalesce(
          (select c.after->>'name' from hall_changes c
            where c.hall_id = h.id and c.after->>'name' is not null and c.valid_from <= ${at}::timestamptz
            order by c.valid_from desc, c.recorded_at desc, c.id desc limit 1), h.name) as name
      from halls h where h.region_code = any(${sql.val(regionCodes)}::text[])`,
  );
