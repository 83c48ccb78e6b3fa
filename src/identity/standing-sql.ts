/** How an account `a` stands, in SQL; `proved` says whether its second factor was. */
export const standingOf = (proved: string): string => `
  jsonb_build_object('proved', ${proved},
    'secondFactor', exists (select from second_factors f where f.staff_id = a.id and f.confirmed_at is not null),
    'statementVersion', a.statement_version, 'statementUntil', a.statement_until,
    'casesLocked', a.cases_locked_at is not null)`;

/** Roles of an account `a` that hold on a day, in SQL, as they were given. */
export const grantsOn = (day: string): string => `
  coalesce(
    (select jsonb_agg(
        jsonb_build_object('role', g.role, 'regionCode', g.region_code, 'windowId', g.window_id)
        order by g.given_at, g.id)
      from role_grants g
      where g.staff_id = a.id and g.revoked_at is null
        and g.valid_from <= ${day} and (g.valid_to is null or g.valid_to >= ${day})),
    '[]'::jsonb)`;
