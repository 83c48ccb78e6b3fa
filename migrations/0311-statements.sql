create table confidentiality_signatures (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff_accounts (id),
  name text not null,
  version integer not null,
  digest text not null,
  signed_at timestamptz not null,
  valid_until date not null,
  sample boolean not null default false
);
create index confidentiality_signatures_of on confidentiality_signatures (staff_id, signed_at desc);
comment on table confidentiality_signatures is 'Statements on confidentiality signed by staff, before first use and every year (R-235). Never changed.';
comment on column confidentiality_signatures.digest is 'SHA-256 of the words signed.';
comment on column confidentiality_signatures.sample is 'Signed for a demo account when it was made.';
call make_append_only('confidentiality_signatures');

create table case_openings (
  staff_id uuid not null,
  case_id uuid not null,
  opened_at timestamptz not null,
  primary key (staff_id, case_id)
);
-- Different cases somebody opened in the last hour.
create index case_openings_lately on case_openings (staff_id, opened_at);
comment on table case_openings is 'When somebody last opened a case, for one hour: more than a hundred different ones lock the account (R-235).';

create table staff_subjects (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff_accounts (id),
  issuer text not null,
  subject text not null,
  linked_by uuid not null references staff_accounts (id),
  linked_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references staff_accounts (id)
);
create unique index staff_subjects_standing on staff_subjects (issuer, subject) where ended_at is null;
create unique index staff_subjects_one_each on staff_subjects (staff_id, issuer) where ended_at is null;
comment on table staff_subjects is 'Who somebody is at the identity service of the administration (OpenID Connect), by its subject.';

create table sign_in_flows (
  state_hash bytea primary key,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index sign_in_flows_by_age on sign_in_flows (expires_at);
comment on table sign_in_flows is 'Single sign-ons under way, for ten minutes; taken away when the identity service answers, so that no answer is used twice.';
comment on column sign_in_flows.state_hash is 'SHA-256 of the state; the state itself is in the cookie of the browser that began.';
