create table staff_changes (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff_accounts (id),
  kind text not null,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  detail jsonb not null
);
create index staff_changes_of on staff_changes (staff_id, id desc);
comment on table staff_changes is 'What was changed of an account and its roles, when and by whom (R-052); never changed itself.';
comment on column staff_changes.kind is 'Past tense in one word, as in the audit log.';
call make_append_only('staff_changes');

create table access_reviews (
  id bigint generated always as identity primary key,
  grant_id uuid not null references role_grants (id),
  staff_id uuid not null references staff_accounts (id),
  decision text not null check (decision in ('kept', 'ended')),
  note text not null,
  by_id uuid not null references staff_accounts (id),
  by_name text not null,
  at timestamptz not null
);
create index access_reviews_of on access_reviews (grant_id, id desc);
comment on table access_reviews is 'Roles looked through every year: whether each is still needed (R-052). Never changed.';
call make_append_only('access_reviews');

alter table role_grants add column reviewed_at timestamptz;
comment on column role_grants.reviewed_at is 'When the administration last confirmed that the role is needed; empty: not since it was given.';
-- Standing roles of a region, those first that were longest not looked at (access review).
create index role_grants_to_review on role_grants (region_code, coalesce(reviewed_at, given_at), id) where revoked_at is null;
