import { all, type Db, first, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';

/** Who has which access since when, as an administration looks it through. */
export type AccessRow = {
  grantId: string;
  staffId: string;
  username: string;
  name: string;
  suspended: boolean;
  role: Role;
  regionCode: string;
  windowId: string | null;
  validFrom: Day;
  validTo: Day | null;
  /** Null: given at set-up. */
  givenByName: string | null;
  givenAt: Instant;
  reviewedAt: Instant | null;
  reviewedByName: string | null;
  /** Moment from which the year counts: the last review, else when it was given. */
  countedFrom: Instant;
};

/** Which part of the list: after a row by its moment and id, so many; only those counted before a moment. */
export type AccessPage = {
  after?: { countedFrom: Instant; grantId: string } | undefined;
  countedBefore?: Instant | undefined;
  limit: number;
  today: Day;
};

/** Standing roles in a region, those first that were longest not looked at. */
export function listAccess(db: Db, regionCode: string, page: AccessPage): Promise<AccessRow[]> {
  const { after, countedBefore, limit, today } = page;
  const begin = after
    ? sql`(coalesce(g.reviewed_at, g.given_at), g.id) > (${after.countedFrom}::timestamptz, ${after.grantId}::uuid)`
    : sql`true`;
  const due = countedBefore ? sql`coalesce(g.reviewed_at, g.given_at) <= ${countedBefore}` : sql`true`;
  return all(
    db,
    sql<AccessRow>`
      select g.id as "grantId", a.id as "staffId", a.username, a.name, a.suspended_at is not null as suspended, g.role,
        g.region_code as "regionCode", g.window_id as "windowId", g.valid_from as "validFrom", g.valid_to as "validTo",
        b.name as "givenByName", g.given_at as "givenAt", g.reviewed_at as "reviewedAt",
        coalesce(g.reviewed_at, g.given_at) as "countedFrom",
        (select r.by_name from access_reviews r where r.grant_id = g.id order by r.id desc limit 1) as "reviewedByName"
      from role_grants g join staff_accounts a on a.id = g.staff_id left join staff_accounts b on b.id = g.given_by
      where g.region_code = ${regionCode} and g.revoked_at is null
        and (g.valid_to is null or g.valid_to >= ${today}::date) and ${begin} and ${due}
      order by coalesce(g.reviewed_at, g.given_at), g.id limit ${limit}`,
  );
}

/** Whose role a grant is; undefined when it ended. */
export function findGrantHolder(db: Db, grantId: string): Promise<{ staffId: string } | undefined> {
  return first(
    db,
    sql<{ staffId: string }>`
      select staff_id as "staffId" from role_grants where id = ${grantId} and revoked_at is null`,
  );
}

/** Keeps what was decided about a role. */
export async function insertReview(
  tx: Db,
  review: {
    grantId: string;
    staffId: string;
    decision: 'kept' | 'ended';
    note: string;
    by: { id: string; name: string };
    at: Instant;
  },
): Promise<void> {
  const { grantId, staffId, decision, note, by, at } = review;
  await run(
    tx,
    sql`insert into access_reviews (grant_id, staff_id, decision, note, by_id, by_name, at)
      values (${grantId}, ${staffId}, ${decision}, ${note}, ${by.id}, ${by.name}, ${at})`,
  );
  await run(tx, sql`update role_grants set reviewed_at = ${at} where id = ${grantId}`);
}

/** Regions with roles that were not looked at since a moment, and how many; demo accounts are left out. */
export const listRegionsDue = (
  db: Db,
  { countedBefore, today }: { countedBefore: Instant; today: Day },
): Promise<{ regionCode: string; due: number }[]> =>
  all(
    db,
    sql<{ regionCode: string; due: number }>`
      select g.region_code as "regionCode", count(*)::int as due
      from role_grants g join staff_accounts a on a.id = g.staff_id
      where g.revoked_at is null and coalesce(g.reviewed_at, g.given_at) <= ${countedBefore}
        and (g.valid_to is null or g.valid_to >= ${today}::date) and not a.sample and a.suspended_at is null
      group by g.region_code order by g.region_code`,
  );
