create table off_list_groups (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
comment on table off_list_groups is 'Groups of off-list wordings that mean one matter (R-145); names and members are edited by the administrations, with history.';

create table off_list_wordings (
  plain text primary key,
  group_id uuid not null references off_list_groups (id),
  wording text not null,
  syllables text[] not null,
  parts text[] not null
);
comment on table off_list_wordings is 'Every wording that was ever recorded, made ready to be compared, with the group a new request of it joins.';
comment on column off_list_wordings.parts is 'Pairs of neighbouring characters and of neighbouring syllables: what two wordings must share to be compared at all.';
-- Wordings that share a pair of characters or syllables with a new one.
create index off_list_wordings_parts on off_list_wordings using gin (parts);

create table off_list_requests (
  id uuid primary key,
  version integer not null check (version > 0),
  state text not null,
  wording text not null,
  wording_plain text not null,
  group_id uuid not null references off_list_groups (id),
  intake_region text not null,
  intake_window uuid not null,
  home_region text not null,
  home_window uuid,
  recorded_at timestamptz not null,
  answer_due_at timestamptz,
  consent_until timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  case_id uuid,
  identity_index text,
  phone_index text not null,
  duplicate_of uuid,
  applicant_masked text not null,
  head_hash text not null,
  snapshot jsonb not null,
  personal bytea,
  key_wrapped bytea
);
comment on table off_list_requests is 'One row an off-list request (清单外申请, 规程第二十四条): the snapshot, which equals the fold of its events, and the columns that lists and figures need. No case, no business number (R-143).';
comment on column off_list_requests.answer_due_at is 'While the home window is asked: when it must have answered in its office hours; null otherwise.';
comment on column off_list_requests.consent_until is 'End of a consent that still can expire; null otherwise.';
comment on column off_list_requests.duplicate_of is 'The request of the same applicant for the same wording within 30 days before; such a one does not count in the ranking (R-146).';
comment on column off_list_requests.personal is 'Name, phone and texts about the person, sealed under the key of the request; destroying the key erases them.';
-- Own list of a window, and what the window was asked: latest first.
create index off_list_intake on off_list_requests (intake_window, recorded_at desc, id desc);
create index off_list_home on off_list_requests (home_window, recorded_at desc, id desc) where home_window is not null;
-- Administrations read by the beginning of the intake region's code, and of the home region's in the ladder.
create index off_list_region on off_list_requests (intake_region text_pattern_ops, recorded_at desc, id desc);
create index off_list_recorded on off_list_requests (recorded_at desc, id desc);
-- The ladder and the clock look only at what is due.
create index off_list_overdue on off_list_requests (answer_due_at) where state = 'offListPending';
create index off_list_expiring on off_list_requests (consent_until) where state = 'offListConsented';
create index off_list_case on off_list_requests (case_id) where case_id is not null;
create index off_list_group on off_list_requests (group_id, recorded_at desc);
create index off_list_same_phone on off_list_requests (phone_index, wording_plain, recorded_at desc);
create index off_list_same_identity on off_list_requests (identity_index, wording_plain, recorded_at desc) where identity_index is not null;
-- No record is deleted, only corrected with a reason (R-145).
create trigger off_list_requests_stay before delete on off_list_requests for each row execute function refuse_change();
create trigger off_list_requests_stay_all before truncate on off_list_requests for each statement execute function refuse_change();
revoke delete, truncate on off_list_requests from tongban_app;

create table off_list_events (
  request_id uuid not null references off_list_requests (id),
  seq integer not null check (seq > 0),
  type text not null,
  state text not null,
  command text not null,
  article text not null,
  actor jsonb not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  data jsonb not null,
  commitment text,
  previous_hash text not null,
  hash text not null,
  primary key (request_id, seq)
);
comment on table off_list_events is 'The truth about an off-list request: append-only, one chain of hashes a request; content about the person stands beside it and is named here by a salted commitment.';
call make_append_only('off_list_events');

create table off_list_event_contents (
  request_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  primary key (request_id, seq),
  foreign key (request_id, seq) references off_list_events (request_id, seq)
);
comment on table off_list_event_contents is 'Content of events about the person with its salt, sealed under the key of the request (OP-98).';

create table off_list_request_keys (
  actor_id uuid not null,
  key text not null,
  digest text not null,
  request_id uuid not null,
  version integer not null,
  state text not null,
  status integer not null,
  recorded_at timestamptz not null,
  primary key (actor_id, key)
);
comment on table off_list_request_keys is 'Requests that were carried out, by the sender''s own key: the same key and body give the first answer again.';

create table off_list_reports (
  request_id uuid not null references off_list_requests (id),
  version integer not null,
  region_code text not null,
  to_region text not null,
  reported_at timestamptz not null,
  primary key (request_id, version)
);
comment on table off_list_reports is 'Reports to the next higher administration, written with the record and with each end, hence on the same day (规程第二十四条, OP-18).';
comment on column off_list_reports.to_region is 'Region of the administration reported to; 000000 is the coordination group.';
create index off_list_reports_to on off_list_reports (to_region, reported_at desc);
call make_append_only('off_list_reports');

create table off_list_group_history (
  id bigint generated always as identity primary key,
  group_id uuid not null references off_list_groups (id),
  kind text not null check (kind in ('opened', 'renamed', 'joined', 'left')),
  request_id uuid,
  other_group uuid,
  detail jsonb not null,
  at timestamptz not null,
  by_id uuid,
  by_name text not null
);
comment on table off_list_group_history is 'Who changed a group and why: names before and after, requests that came and went (R-145).';
create index off_list_group_history_group on off_list_group_history (group_id, id desc);
call make_append_only('off_list_group_history');

create table item_proposals (
  id uuid primary key,
  group_id uuid not null unique references off_list_groups (id),
  name text not null,
  state text not null check (state in ('nominated')),
  provinces text[] not null,
  source_text text not null,
  figures jsonb not null,
  reason text not null,
  nominated_at timestamptz not null,
  nominated_by uuid not null,
  nominated_by_name text not null
);
comment on table item_proposals is 'Nominations for the next list out of off-list demand (R-019, R-146), with the figures they rest on at that moment.';
create index item_proposals_latest on item_proposals (nominated_at desc, id);
