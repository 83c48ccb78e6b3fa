create table cases (
  id uuid primary key,
  version integer not null check (version > 0),
  state text not null,
  business_number text unique check (business_number ~ '^[0-9]{20}$'),
  programme_id text not null,
  catalogue_id text not null,
  item_number integer not null,
  option_id text not null,
  intake_region text not null,
  intake_window uuid not null,
  home_region text not null,
  home_window uuid not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  applicant_masked text,
  identity_index text,
  identity_tail_index text,
  phone_tail_index text,
  head_hash text not null,
  snapshot jsonb not null,
  personal bytea,
  key_wrapped bytea
);
comment on table cases is 'One row a case (办件): the snapshot, which equals the fold of its events, and the few columns that lists and search need.';
comment on column cases.snapshot is 'The case without anything personal.';
comment on column cases.personal is 'The personal part of the snapshot, sealed under the key of the case.';
comment on column cases.key_wrapped is 'The key of the case, wrapped by the keyring; destroying it erases the personal content and leaves the chain whole (OP-98).';
comment on column cases.identity_index is 'Blind index of the applicant''s whole identity number; identity_tail_index of its last six characters (R-236).';
comment on column cases.phone_tail_index is 'Blind index of business number and last four digits of the contact''s phone, for the public query (R-107).';
-- Drafts of their creator; the same person's running case for one matter (duplicate check).
create index cases_drafts on cases (opened_by, updated_at desc) where state = 'draft';
create index cases_identity on cases (identity_index, option_id, home_region) where ended_at is null;

create table case_events (
  case_id uuid not null references cases (id),
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
  primary key (case_id, seq)
);
comment on table case_events is 'The truth about a case: append-only, one chain of hashes a case. Personal content stands beside it and is named here by a salted commitment.';
comment on column case_events.effective_at is 'When it took effect; the clock''s own acts take effect at the due time, even if written later.';
call make_append_only('case_events');

create table case_event_contents (
  case_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  primary key (case_id, seq),
  foreign key (case_id, seq) references case_events (case_id, seq)
);
comment on table case_event_contents is 'Personal content of events with its salt, sealed under the key of the case (OP-98).';

create table case_parties (
  case_id uuid not null references cases (id),
  side text not null check (side in ('intake', 'home')),
  window_id uuid not null,
  region_code text not null,
  state text not null,
  is_open boolean not null,
  turn text check (turn in ('window', 'approver')),
  handler_id uuid,
  next_rule text,
  sort_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (case_id, side)
);
comment on table case_parties is 'The two windows of a case with what their work lists sort by; written in the same step as the case.';
comment on column case_parties.turn is 'Who of this side has to act next: the window, or the approvers of the region; null while the other side acts.';
comment on column case_parties.sort_at is 'Due time of the next act; infinity where none runs. Urgent first.';
-- 本窗口收件 / 本窗口属地办理: one ordered scan a window and side; with a state filter, one a state.
create index case_parties_open on case_parties (window_id, side, sort_at, case_id) where is_open;
create index case_parties_state on case_parties (window_id, side, state, sort_at, case_id);
-- 待我办: what lies with this window, or with the approvers of this region.
create index case_parties_window_turn on case_parties (window_id, sort_at, case_id) where turn = 'window';
create index case_parties_approver_turn on case_parties (region_code, sort_at, case_id) where turn = 'approver';
-- 近 30 日办结.
create index case_parties_closed on case_parties (window_id, updated_at desc, case_id) where not is_open;
create index case_parties_region on case_parties (region_code, side, sort_at, case_id) where is_open;

create table case_duties (
  case_id uuid not null references cases (id),
  rule text not null,
  round integer not null,
  holder text not null,
  since timestamptz not null,
  due_at timestamptz not null,
  provisional boolean not null,
  fires boolean not null,
  primary key (case_id, rule, round)
);
comment on table case_duties is 'Open duties: at once work list, timers, and the answer to who holds a case, why, since when and what next. Keyed by case, rule and round, so that each acts at most once.';
-- The sweep reads only what is due and fires; its cost does not grow with what is not.
create index case_duties_due on case_duties (due_at, case_id) where fires and not provisional;

create table case_drafts (
  case_id uuid primary key references cases (id),
  revision integer not null,
  content bytea not null,
  updated_at timestamptz not null
);
comment on table case_drafts is 'What was typed into a draft, sealed; deleted when the draft is submitted, given up or expires (OP-63).';

create table case_request_keys (
  actor_id text not null,
  key text not null,
  digest text not null,
  case_id uuid not null,
  version_before integer not null,
  version integer not null,
  status integer not null,
  recorded_at timestamptz not null,
  primary key (actor_id, key)
);
comment on table case_request_keys is 'Requests that were carried out, by their Idempotency-Key: digest, status, case, and its version before and after, from which the answer is made again; never the personal answer.';
create index case_request_keys_age on case_request_keys (recorded_at);

create table business_number_days (
  region_code text not null,
  day date not null,
  last_sequence integer not null check (last_sequence between 1 and 99999),
  primary key (region_code, day)
);
comment on table business_number_days is 'Last business number given by each region on each day (R-057); no number is ever given twice.';
