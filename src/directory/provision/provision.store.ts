import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { RecordedBy } from '../contact-list/contact-entry.ts';
import type { ChecklistPoint, Device, DeviceCheck, Post } from './provision.ts';

type OfWindow = { windowId: string };

/** Records a check. */
export async function insertDeviceCheck(
  tx: Db,
  row: OfWindow & { device: Device; works: boolean; checkedOn: Day },
  at: Instant,
  by: RecordedBy,
): Promise<void> {
  await run(
    tx,
    sql`insert into window_device_checks (window_id, device, works, checked_on, recorded_at, recorded_by,
        recorded_by_name)
      values (${row.windowId}, ${row.device}, ${row.works}, ${row.checkedOn}, ${at}, ${by.id}, ${by.name})`,
  );
}

/** The latest check of each device of windows. */
export const listDeviceChecks = (db: Db, windowIds: readonly string[]): Promise<(OfWindow & DeviceCheck)[]> =>
  all(
    db,
    sql<OfWindow & DeviceCheck>`
      select distinct on (window_id, device) window_id as "windowId", device, works, checked_on as "checkedOn",
        recorded_by_name as "recordedByName"
      from window_device_checks where window_id = any(${sql.val(windowIds)}::uuid[])
      order by window_id, device, checked_on desc, id desc`,
  );

/** Somebody's post at a window. */
export type WindowPost = OfWindow & { post: Post; staffId: string; staffName: string; since: Day };

/** Posts held now at windows. */
export const listPosts = (db: Db, windowIds: readonly string[]): Promise<WindowPost[]> =>
  all(
    db,
    sql<WindowPost>`
      select window_id as "windowId", post, staff_id as "staffId", staff_name as "staffName", since
      from window_posts where window_id = any(${sql.val(windowIds)}::uuid[]) and ended_at is null
      order by post, recorded_at`,
  );

/** Names of the constraints that a second post or deputy violates. */
export const onePost = ['one_post_each', 'one_deputy'] as const;

/** Gives somebody a post. */
export async function insertPost(tx: Db, row: WindowPost, at: Instant, by: RecordedBy): Promise<void> {
  await run(
    tx,
    sql`insert into window_posts (window_id, post, staff_id, staff_name, since, recorded_at, recorded_by,
        recorded_by_name)
      values (${row.windowId}, ${row.post}, ${row.staffId}, ${row.staffName}, ${row.since}, ${at}, ${by.id},
        ${by.name})`,
  );
}

/** Ends somebody's post; false when there is none. */
export const endPost = async (tx: Db, windowId: string, staffId: string, at: Instant): Promise<boolean> =>
  (await run(
    tx,
    sql`update window_posts set ended_at = ${at}
      where window_id = ${windowId} and staff_id = ${staffId} and ended_at is null`,
  )) > 0;

/** Days on which somebody is away. */
export type Absence = OfWindow & {
  id: string;
  staffId: string;
  staffName: string;
  fromDay: Day;
  toDay: Day;
  reason: string;
};

/** Records an absence. */
export async function insertAbsence(tx: Db, row: Absence, at: Instant, by: RecordedBy): Promise<void> {
  await run(
    tx,
    sql`insert into window_absences (id, window_id, staff_id, staff_name, from_day, to_day, reason, recorded_at,
        recorded_by, recorded_by_name)
      values (${row.id}, ${row.windowId}, ${row.staffId}, ${row.staffName}, ${row.fromDay}, ${row.toDay},
        ${row.reason}, ${at}, ${by.id}, ${by.name})`,
  );
}

const absence = sql`
  id, window_id as "windowId", staff_id as "staffId", staff_name as "staffName", from_day as "fromDay",
  to_day as "toDay", reason`;

/** Absences of a window that have not ended, the next first. */
export const listAbsences = (db: Db, windowId: string, today: Day): Promise<Absence[]> =>
  all(
    db,
    sql<Absence>`select ${absence} from window_absences
      where window_id = ${windowId} and to_day >= ${today} order by from_day, id limit 100`,
  );

/** Who is away on a day, at all windows. */
export const listAway = (db: Db, day: Day): Promise<Absence[]> =>
  all(db, sql<Absence>`select ${absence} from window_absences where from_day <= ${day} and to_day >= ${day}`);

/** A mark of the checklist. */
export type ChecklistMark = OfWindow & {
  id: number;
  point: ChecklistPoint;
  done: boolean;
  seenOn: Day;
  recordedByName: string;
};

/** Records a mark with its photo. */
export async function insertMark(
  tx: Db,
  row: OfWindow & {
    point: ChecklistPoint;
    done: boolean;
    seenOn: Day;
    photo: Buffer | null;
    photoType: string | null;
  },
  at: Instant,
  by: RecordedBy,
): Promise<void> {
  await run(
    tx,
    sql`insert into window_checklist_marks (window_id, point, done, seen_on, photo, photo_type, recorded_at,
        recorded_by, recorded_by_name)
      values (${row.windowId}, ${row.point}, ${row.done}, ${row.seenOn}, ${row.photo}, ${row.photoType}, ${at},
        ${by.id}, ${by.name})`,
  );
}

/** The latest mark of each point of windows. */
export const listMarks = (db: Db, windowIds: readonly string[]): Promise<ChecklistMark[]> =>
  all(
    db,
    sql<ChecklistMark>`
      select distinct on (window_id, point) id, window_id as "windowId", point, done, seen_on as "seenOn",
        recorded_by_name as "recordedByName"
      from window_checklist_marks where window_id = any(${sql.val(windowIds)}::uuid[])
      order by window_id, point, id desc`,
  );

/** The photo of the latest mark of a point. */
export const findPhoto = (
  db: Db,
  windowId: string,
  point: ChecklistPoint,
): Promise<{ photo: Uint8Array | null; photoType: string | null } | undefined> =>
  first(
    db,
    sql<{ photo: Uint8Array | null; photoType: string | null }>`
      select photo, photo_type as "photoType" from window_checklist_marks
      where window_id = ${windowId} and point = ${point} order by id desc limit 1`,
  );

/** A time in which a window is open beyond its usual hours. */
export type ExtraHours = OfWindow & { id: string; fromAt: Instant; toAt: Instant; note: string };

/** Records extra opening times. */
export async function insertExtraHours(tx: Db, row: ExtraHours, at: Instant, by: RecordedBy): Promise<void> {
  await run(
    tx,
    sql`insert into window_extra_hours (id, window_id, from_at, to_at, note, recorded_at, recorded_by,
        recorded_by_name)
      values (${row.id}, ${row.windowId}, ${row.fromAt}, ${row.toAt}, ${row.note}, ${at}, ${by.id}, ${by.name})`,
  );
}

/** Takes them back; false when there are none. */
export const withdrawExtraHours = async (
  tx: Db,
  windowId: string,
  id: string,
  at: Instant,
): Promise<boolean> =>
  (await run(
    tx,
    sql`update window_extra_hours set withdrawn_at = ${at}
      where id = ${id} and window_id = ${windowId} and withdrawn_at is null and to_at > ${at}`,
  )) > 0;

/** Extra times of a window that end after a moment, the next first. */
export const listExtraHours = (db: Db, windowId: string, after: Instant): Promise<ExtraHours[]> =>
  all(
    db,
    sql<ExtraHours>`
      select id, window_id as "windowId", from_at as "fromAt", to_at as "toAt", note from window_extra_hours
      where window_id = ${windowId} and to_at > ${after} and withdrawn_at is null order by from_at, id limit 100`,
  );
