alter table staff_accounts add column statement_version integer;
alter table staff_accounts add column statement_until date;
alter table staff_accounts add column cases_locked_at timestamptz;
comment on column staff_accounts.statement_version is 'Wording of the statement on confidentiality that was signed last (R-235).';
comment on column staff_accounts.statement_until is 'Last day on which that signature holds.';
comment on column staff_accounts.cases_locked_at is 'Too many cases were opened in an hour; nothing is open until an administrator releases it (R-235).';
-- Demo accounts made before there was a statement have signed it like those made later.
update staff_accounts set statement_version = 1, statement_until = date '2099-12-31' where sample and kind = 'staff';

alter table sessions add column second_factor_at timestamptz;
alter table sessions add column way text not null default 'password' check (way in ('password', 'openId'));
comment on column sessions.second_factor_at is 'When the second factor was proved; empty: not yet, or none is set up.';
comment on column sessions.way is 'Signed in with the own password, or by single sign-on.';

create table second_factors (
  staff_id uuid primary key references staff_accounts (id),
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  attempts integer not null default 0,
  last_attempt_at timestamptz
);
comment on table second_factors is 'Second factors of staff: time-based codes (RFC 6238) of an app on a telephone.';
comment on column second_factors.secret is 'Sealed with the key ring under the id of the account.';
comment on column second_factors.confirmed_at is 'Counts from the first right code; before it is only offered.';
comment on column second_factors.last_step is 'Time step of the last code taken: neither it nor an earlier one is taken again.';
comment on column second_factors.attempts is 'Wrong codes in a row; five lock for fifteen minutes.';

create table recovery_codes (
  staff_id uuid not null references staff_accounts (id),
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);
comment on table recovery_codes is 'Codes on paper for whoever has lost the telephone; each is taken once.';
comment on column recovery_codes.code_hash is 'SHA-256; the code itself has 80 random bits and is stored nowhere.';

create table second_factor_resets (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff_accounts (id),
  reason text not null,
  proposed_by uuid not null references staff_accounts (id),
  proposed_at timestamptz not null,
  approved_by uuid references staff_accounts (id) check (approved_by <> proposed_by),
  approved_at timestamptz,
  withdrawn_at timestamptz
);
create unique index second_factor_resets_open on second_factor_resets (staff_id) where approved_at is null and withdrawn_at is null;
comment on table second_factor_resets is 'Second factors taken away from somebody who lost theirs: proposed by one administrator, approved by another.';
