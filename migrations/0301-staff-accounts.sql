create table staff_accounts (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('staff', 'applicant')),
  username text not null check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{2,49}$'),
  name text not null check (char_length(name) between 2 and 50),
  region_code text check (region_code ~ '^[0-9]{6}$'),
  password_hash text not null,
  password_set_at timestamptz not null,
  must_change_password boolean not null,
  suspended_at timestamptz,
  suspended_reason text,
  sample boolean not null default false,
  created_at timestamptz not null,
  check (kind = 'applicant' or region_code is not null)
);
create unique index staff_accounts_username_key on staff_accounts (lower(username));
-- Accounts of a region in the order of their names (listStaff).
create index staff_accounts_by_region on staff_accounts (region_code, lower(username));
comment on table staff_accounts is 'Everybody who signs in with a password: staff of a region (R-052), and applicants with an account of their own.';
comment on column staff_accounts.kind is 'staff holds roles; applicant holds none and sees own cases only.';
comment on column staff_accounts.username is 'Unique whatever the case of its letters.';
comment on column staff_accounts.region_code is 'Region whose administration manages the account; 000000 for the system as a whole; none for applicants.';
comment on column staff_accounts.password_hash is 'Argon2id in PHC notation, with its own parameters and salt.';
comment on column staff_accounts.must_change_password is 'Set with every password that somebody else made: until changed, nothing else is allowed.';
comment on column staff_accounts.suspended_at is 'Signs the person out at once and keeps out (R-052); empty again after resuming.';
comment on column staff_accounts.sample is 'Made for demonstration, with a public password.';

create table role_grants (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff_accounts (id),
  role text not null,
  region_code text not null check (region_code ~ '^[0-9]{6}$'),
  window_id uuid,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  given_by uuid references staff_accounts (id),
  given_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references staff_accounts (id)
);
create unique index role_grants_standing_key
  on role_grants (staff_id, role, region_code, window_id) nulls not distinct where revoked_at is null;
-- Who works at a window or holds a role in a region (listStaffWithRole).
create index role_grants_by_window on role_grants (window_id, role) where revoked_at is null and window_id is not null;
create index role_grants_by_region on role_grants (region_code, role) where revoked_at is null;
comment on table role_grants is 'Roles of staff, each bound to a region and, for window roles, to a window (R-045). Never deleted: revoked.';
comment on column role_grants.window_id is 'Window of the region, for window roles; checked when given.';
comment on column role_grants.valid_to is 'Last day on which the grant holds; empty means until revoked.';
comment on column role_grants.given_by is 'Who gave it; empty when it was the console or the demo set-up.';

create table sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  staff_id uuid not null references staff_accounts (id),
  address text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text check ((ended_at is null) = (ended_reason is null))
);
create index sessions_running on sessions (staff_id) where ended_at is null;
comment on table sessions is 'Signed-in sessions. The token itself is stored nowhere.';
comment on column sessions.token_hash is 'SHA-256 of the token.';
comment on column sessions.idle_expires_at is 'Ends unless used before; moved on with use.';
comment on column sessions.expires_at is 'Ends at this moment whatever happens.';

create table sign_in_attempts (
  username_digest bytea primary key,
  attempts integer not null,
  last_attempt_at timestamptz not null
);
create index sign_in_attempts_by_age on sign_in_attempts (last_attempt_at);
comment on table sign_in_attempts is 'Sign-in attempts under one username since the last success. Kept for unknown usernames as well, so that locking does not tell which exist.';
comment on column sign_in_attempts.username_digest is 'SHA-256 of the username in lower case: what was typed may be a password.';
comment on column sign_in_attempts.last_attempt_at is 'With all attempts used up, the lock counts from here.';
