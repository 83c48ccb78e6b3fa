import { all, type Db, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { WindowService } from '../regulation/window-services.ts';

/** A mark of a window as recorded. */
export type WindowServiceMark = {
  id: number;
  windowId: string;
  service: WindowService;
  offered: boolean;
  reason: string;
  recordedAt: Instant;
  recordedByName: string;
};

/** Records a mark. */
export const insertWindowService = (
  tx: Db,
  mark: Omit<WindowServiceMark, 'id'> & { recordedBy: string },
): Promise<number> =>
  run(
    tx,
    sql`insert into window_services (window_id, service, offered, reason, recorded_at, recorded_by, recorded_by_name)
      values (${mark.windowId}, ${mark.service}, ${mark.offered}, ${mark.reason}, ${mark.recordedAt},
        ${mark.recordedBy}, ${mark.recordedByName})`,
  );

/** The marks of a window, the latest first. */
export const listWindowServices = (db: Db, windowId: string, limit: number): Promise<WindowServiceMark[]> =>
  all(
    db,
    sql<WindowServiceMark>`
      select id, window_id as "windowId", service, offered, reason, recorded_at as "recordedAt",
        recorded_by_name as "recordedByName"
      from window_services where window_id = ${windowId} order by id desc limit ${limit}`,
  );
