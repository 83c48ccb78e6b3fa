create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  actor_name text,
  role text,
  region_code text,
  window_id text,
  action text not null,
  subject_kind text,
  subject_id text,
  case_id uuid,
  address text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  detail jsonb not null default '{}'
);
comment on table audit_entries is 'Who did or read what, when and from where (R-237); append-only, no personal values in detail.';
comment on column audit_entries.actor_id is 'Account; null for the system itself and for visitors who are not signed in.';
comment on column audit_entries.actor_name is 'Name of a member of staff; applicants stand here by their id alone.';
comment on column audit_entries.role is 'Role, region and window of the grant by which it was done.';
comment on column audit_entries.action is 'What was done, as one word in the past tense (signedIn, caseRead, sealUsed).';
comment on column audit_entries.address is 'Network address the request came from.';
create index audit_entries_by_case on audit_entries (case_id, id) where case_id is not null;
create index audit_entries_by_actor on audit_entries (actor_id, id);
create index audit_entries_by_action on audit_entries (action, id);
create index audit_entries_by_time on audit_entries (at);
call make_append_only('audit_entries');

create table audit_seals (
  seal_no integer primary key,
  from_id bigint not null,
  to_id bigint not null check (to_id >= from_id),
  entries integer not null,
  merkle_root bytea not null,
  previous_hash text not null,
  hash text not null unique,
  sealed_at timestamptz not null
);
comment on table audit_seals is 'Seals over stretches of the audit log, each chained to the one before; removing or changing an entry breaks its seal.';
comment on column audit_seals.from_id is 'First id of the stretch; follows the last of the seal before, whether or not an entry has it.';
comment on column audit_seals.merkle_root is 'RFC 6962 root over the canonical JSON of the entries.';
comment on column audit_seals.hash is 'Link of the chain, with its algorithm in front.';
call make_append_only('audit_seals');
