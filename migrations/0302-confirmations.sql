create table confirmations (
  token_hash bytea primary key,
  staff_id uuid not null references staff_accounts (id),
  requested_by uuid not null references staff_accounts (id),
  case_id uuid not null,
  case_version integer not null,
  command text not null,
  expires_at timestamptz not null,
  check (staff_id <> requested_by)
);
create index confirmations_by_age on confirmations (expires_at);
comment on table confirmations is 'Confirmations of a second person for one act on one case (two-person commands); they hold for five minutes. The token itself is stored nowhere.';
comment on column confirmations.token_hash is 'SHA-256 of the token.';
comment on column confirmations.staff_id is 'Who confirmed with account and password.';
comment on column confirmations.requested_by is 'Who asked, and alone may use it; never the same person.';
comment on column confirmations.case_version is 'Version of the case that both saw: once the case has moved on, the token is spent.';
