import { all, type Db, json, sql } from '../platform/database.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import type { DemoAccount } from './demo-staff.ts';

/** Usernames of the sample accounts that exist. */
export async function listSampleUsernames(db: Db): Promise<string[]> {
  const rows = await all(db, sql<{ username: string }>`select username from staff_accounts where sample`);
  return rows.map(({ username }) => username);
}

/** Adds accounts that do not exist yet with one password, and their roles; answers how many were new. */
export async function insertDemoAccounts(
  db: Db,
  accounts: readonly DemoAccount[],
  passwordHash: string,
  now: Instant,
  signed: { version: number; digest: string; until: Day },
): Promise<number> {
  const created = await all(
    db,
    sql<{ id: string }>`
      with wanted as (
        select * from jsonb_to_recordset(${json(accounts)})
          as row(kind text, username text, name text, "regionCode" text, role text, "windowId" uuid)
      ), created as (
        insert into staff_accounts (kind, username, name, region_code, password_hash, password_set_at,
          must_change_password, sample, created_at, statement_version, statement_until)
        select kind, username, name, "regionCode", ${passwordHash}, ${now}::timestamptz, false, true, ${now}::timestamptz,
          case when kind = 'staff' then ${signed.version}::int end, case when kind = 'staff' then ${signed.until}::date end
        from wanted
        on conflict do nothing
        returning id, username, name, kind
      ), signed as (
        insert into confidentiality_signatures (staff_id, name, version, digest, signed_at, valid_until, sample)
        select id, name, ${signed.version}, ${signed.digest}, ${now}::timestamptz, ${signed.until}::date, true
        from created where kind = 'staff'
      ), granted as (
        insert into role_grants (staff_id, role, region_code, window_id, valid_from, given_at)
        select created.id, wanted.role, wanted."regionCode", wanted."windowId", ${dayOf(now)}::date, ${now}::timestamptz
        from created join wanted using (username)
        where wanted.role is not null
      )
      select id from created`,
  );
  return created.length;
}
