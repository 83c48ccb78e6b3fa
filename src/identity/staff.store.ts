import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import type { Staff, StaffMember } from './staff.ts';

/** What lists and look-ups need to know about the moment: grants past `today` are over, attempts before count no more. */
export type View = { today: Day; attempts: { allowed: number; forgottenBefore: Instant; lockMs: number } };

const staffColumns = ({ today, attempts }: View) => sql`
  a.id, a.kind, a.username, a.name, a.region_code as "regionCode", a.must_change_password as "mustChangePassword",
  a.suspended_at as "suspendedAt", a.cases_locked_at as "casesLockedAt", a.statement_until as "statementUntil", a.sample,
  (select t.to_region from staff_transfers t where t.staff_id = a.id and t.state = 'waiting') as "transferTo",
  exists (select from second_factors f where f.staff_id = a.id and f.confirmed_at is not null) as "twoFactor",
  (select t.last_attempt_at + ${attempts.lockMs} * interval '1 millisecond'
    from sign_in_attempts t
    where t.username_digest = sha256(convert_to(lower(a.username), 'UTF8'))
      and t.attempts >= ${attempts.allowed} and t.last_attempt_at > ${attempts.forgottenBefore}) as "lockedUntil",
  coalesce(
    (select jsonb_agg(
        jsonb_build_object('id', g.id, 'role', g.role, 'regionCode', g.region_code, 'windowId', g.window_id,
          'validFrom', g.valid_from, 'validTo', g.valid_to)
        order by g.given_at, g.id)
      from role_grants g
      where g.staff_id = a.id and g.revoked_at is null and (g.valid_to is null or g.valid_to >= ${today}::date)),
    '[]'::jsonb) as grants`;

/** One account. */
export function findStaff(db: Db, id: string, view: View): Promise<Staff | undefined> {
  return first(db, sql<Staff>`select ${staffColumns(view)} from staff_accounts a where a.id = ${id}`);
}

/** One account, kept from other changes until the transaction ends. */
export function lockStaff(db: Db, id: string, view: View): Promise<Staff | undefined> {
  return first(
    db,
    sql<Staff>`select ${staffColumns(view)} from staff_accounts a where a.id = ${id} for update of a`,
  );
}

/** Which accounts of a list are wanted. */
export type StaffFilter = {
  /** Part of the name or of the username. */
  q?: string | undefined;
  role?: Role | undefined;
  state?: 'working' | 'suspended' | 'locked' | undefined;
};

/** Which part of the accounts of a list: after a username, so many. */
export type Page = StaffFilter & { after: string; limit: number };

function fits({ q, role, state }: StaffFilter, { today }: View) {
  const like = `%${(q ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const byText = q ? sql`(a.name like ${like} or a.username ilike ${like})` : sql`true`;
  const byRole = role
    ? sql`exists (select from role_grants g where g.staff_id = a.id and g.role = ${role} and g.revoked_at is null
        and (g.valid_to is null or g.valid_to >= ${today}::date))`
    : sql`true`;
  const byState =
    state === 'suspended'
      ? sql`a.suspended_at is not null`
      : state === 'locked'
        ? sql`a.cases_locked_at is not null`
        : state === 'working'
          ? sql`a.suspended_at is null`
          : sql`true`;
  return sql`${byText} and ${byRole} and ${byState}`;
}

/** Accounts of one region, by username. */
export function listStaffOfRegion(db: Db, regionCode: string, page: Page, view: View): Promise<Staff[]> {
  return all(
    db,
    sql<Staff>`
      select ${staffColumns(view)} from staff_accounts a
      where a.region_code = ${regionCode} and a.kind = 'staff' and lower(a.username) > lower(${page.after}::text)
        and ${fits(page, view)}
      order by lower(a.username) limit ${page.limit}`,
  );
}

/** The accounts of some usernames, given in lower case. */
export function findStaffNamed(db: Db, usernames: readonly string[], view: View): Promise<Staff[]> {
  return all(
    db,
    sql<Staff>`
      select ${staffColumns(view)} from staff_accounts a where lower(a.username) = any(${[...usernames]}::text[])`,
  );
}

/** Accounts that hold a role at one of the windows, by username. */
export function listStaffOfWindows(
  db: Db,
  windowIds: readonly string[],
  page: Page,
  view: View,
): Promise<Staff[]> {
  return all(
    db,
    sql<Staff>`
      select ${staffColumns(view)} from staff_accounts a
      where a.id in (
          select g.staff_id from role_grants g
          where g.window_id = any(${[...windowIds]}::uuid[]) and g.revoked_at is null
            and (g.valid_to is null or g.valid_to >= ${view.today}::date))
        and lower(a.username) > lower(${page.after}::text)
        and ${fits(page, view)}
      order by lower(a.username) limit ${page.limit}`,
  );
}

/** Who can be handed work now: holders of a role in a region or at a window, not suspended, by username. */
export function listHolders(
  db: Db,
  role: Role,
  place: { regionCode: string } | { windowId: string },
  today: Day,
): Promise<StaffMember[]> {
  const there =
    'windowId' in place ? sql`g.window_id = ${place.windowId}` : sql`g.region_code = ${place.regionCode}`;
  return all(
    db,
    sql<StaffMember>`
      select a.id, a.username, a.name from staff_accounts a
      where a.suspended_at is null and a.id in (
        select g.staff_id from role_grants g
        where g.role = ${role} and ${there} and g.revoked_at is null
          and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date))
      order by lower(a.username)`,
  );
}

/** An account to be made. */
export type NewStaff = {
  kind: Staff['kind'];
  username: string;
  name: string;
  regionCode: string | null;
  passwordHash: string;
  now: Instant;
};

/** Makes an account whose first password must be changed; answers its id. */
export async function insertStaff(db: Db, staff: NewStaff): Promise<string> {
  const row = await first(
    db,
    sql<{ id: string }>`
      insert into staff_accounts
        (kind, username, name, region_code, password_hash, password_set_at, must_change_password, created_at)
      values (${staff.kind}, ${staff.username}, ${staff.name}, ${staff.regionCode}, ${staff.passwordHash}, ${staff.now},
        true, ${staff.now})
      returning id`,
  );
  if (!row) throw new Error('account not inserted');
  return row.id;
}

/** Suspends an account, or lets it in again with `suspension` undefined. */
export async function setSuspension(
  db: Db,
  staffId: string,
  suspension: { at: Instant; reason: string } | undefined,
): Promise<void> {
  await run(
    db,
    sql`update staff_accounts
      set suspended_at = ${suspension?.at ?? null}, suspended_reason = ${suspension?.reason ?? null}
      where id = ${staffId}`,
  );
}

/** Notes that so many cases were opened that the account is locked, or releases it. */
export async function setCasesLock(db: Db, staffId: string, at: Instant | null): Promise<boolean> {
  const touched = await run(
    db,
    sql`update staff_accounts set cases_locked_at = ${at}
      where id = ${staffId} and (cases_locked_at is null) = (${at}::timestamptz is not null)`,
  );
  return touched === 1;
}

/** Lets a role end with a day, instead of when it ended so far. */
export async function setGrantEnd(db: Db, grantId: string, lastDay: Day): Promise<void> {
  await run(
    db,
    sql`update role_grants set valid_to = ${lastDay} where id = ${grantId} and revoked_at is null`,
  );
}

/** Puts an account under the administration of another region. */
export async function setRegion(db: Db, staffId: string, regionCode: string): Promise<void> {
  await run(db, sql`update staff_accounts set region_code = ${regionCode} where id = ${staffId}`);
}

/** A role to be given. */
export type NewGrant = {
  staffId: string;
  role: Role;
  regionCode: string;
  windowId: string | null;
  validFrom: Day;
  validTo: Day | null;
  givenBy: string | null;
  now: Instant;
};

const sameGrant = sql`g.staff_id = n."staffId" and g.role = n.role and g.region_code = n."regionCode"
  and g.window_id is not distinct from n."windowId"`;

/**
 * Gives roles, no two the same; the same role of a person at the same place, if it stands, is replaced by the new
 * validity. Answers their ids in order.
 */
export async function insertGrants(db: Db, grants: readonly NewGrant[]): Promise<string[]> {
  const rows = json(grants.map((grant, place) => ({ ...grant, place })));
  const given = sql`jsonb_to_recordset(${rows}) as n("staffId" uuid, role text, "regionCode" text, "windowId" uuid,
    "validFrom" date, "validTo" date, "givenBy" uuid, now timestamptz, place integer)`;
  await run(
    db,
    sql`update role_grants g set revoked_at = n.now, revoked_by = n."givenBy" from ${given}
      where ${sameGrant} and g.revoked_at is null`,
  );
  const inserted = await all(
    db,
    sql<{ id: string; place: number }>`
      with n as (select * from ${given}),
        g as (
          insert into role_grants (staff_id, role, region_code, window_id, valid_from, valid_to, given_by, given_at)
          select "staffId", role, "regionCode", "windowId", "validFrom", "validTo", "givenBy", now from n
          returning id, staff_id, role, region_code, window_id)
      select g.id, n.place from g join n on ${sameGrant} order by n.place`,
  );
  if (inserted.length !== grants.length) throw new Error('grants not inserted');
  return inserted.map(({ id }) => id);
}

/** Gives a role; the same role at the same place, if it stands, is replaced by the new validity. Answers its id. */
export async function insertGrant(db: Db, grant: NewGrant): Promise<string> {
  const [id = ''] = await insertGrants(db, [grant]);
  return id;
}

/** Takes roles back: one, or all of a person with `grantId` undefined. */
export async function revokeGrants(
  db: Db,
  revocation: { staffId: string; grantId?: string; by: string; now: Instant },
): Promise<void> {
  await run(
    db,
    sql`update role_grants set revoked_at = ${revocation.now}, revoked_by = ${revocation.by}
      where staff_id = ${revocation.staffId} and revoked_at is null
        and id = coalesce(${revocation.grantId ?? null}::uuid, id)`,
  );
}

/** How many people hold a role at a window now or later. */
export async function countHoldersAt(db: Db, windowId: string, today: Day): Promise<number> {
  const row = await first(
    db,
    sql<{ n: number }>`
      select count(distinct staff_id)::int as n from role_grants
      where window_id = ${windowId} and revoked_at is null and (valid_to is null or valid_to >= ${today}::date)`,
  );
  return row?.n ?? 0;
}

/** Gives everybody with a role at one window the same role at another, for as long; answers who had none there yet. */
export const copyGrants = (
  tx: Db,
  { from, to, by, now, today }: { from: string; to: string; by: string; now: Instant; today: Day },
): Promise<{ staffId: string }[]> =>
  all(
    tx,
    sql<{ staffId: string }>`
      insert into role_grants (staff_id, role, region_code, window_id, valid_from, valid_to, given_by, given_at)
      select g.staff_id, g.role, g.region_code, ${to}, g.valid_from, g.valid_to, ${by}, ${now} from role_grants g
      where g.window_id = ${from} and g.revoked_at is null and (g.valid_to is null or g.valid_to >= ${today}::date)
        and not exists (select from role_grants o
          where o.staff_id = g.staff_id and o.role = g.role and o.window_id = ${to} and o.revoked_at is null)
      returning staff_id as "staffId"`,
  );

/** Ends every role at a window; answers whose. */
export const endGrantsAt = (
  tx: Db,
  { windowId, by, now }: { windowId: string; by: string; now: Instant },
): Promise<{ staffId: string }[]> =>
  all(
    tx,
    sql<{ staffId: string }>`
      update role_grants set revoked_at = ${now}, revoked_by = ${by}
      where window_id = ${windowId} and revoked_at is null returning staff_id as "staffId"`,
  );
