create table supervision_orders (
  id uuid primary key,
  escalation_id uuid references escalations (id),
  case_id uuid references cases (id),
  business_number text,
  from_region text not null,
  from_role text not null,
  from_name text not null,
  issued_by uuid not null,
  to_region text not null,
  to_window uuid,
  text text not null,
  issued_at timestamptz not null,
  due_at timestamptz not null,
  remind_at timestamptz,
  state text not null check (state in ('open', 'answered', 'closed')),
  overdue_at timestamptz,
  answer text,
  answered_at timestamptz,
  answered_by text,
  closed_at timestamptz,
  closing_note text
);
comment on table supervision_orders is '督办 (R-161): from an administration to one below it, or to a window of its own; followed and closed by whoever issued it.';
comment on column supervision_orders.overdue_at is 'When it was found overdue; stays, and stands in the bulletin of that month.';
create index supervision_orders_remind on supervision_orders (remind_at, id) where remind_at is not null;
create index supervision_orders_to on supervision_orders (to_region, due_at, id) where state = 'open';
create index supervision_orders_window on supervision_orders (to_window, due_at, id) where state = 'open' and to_window is not null;
create index supervision_orders_from on supervision_orders (from_region, issued_at desc, id);
create index supervision_orders_received on supervision_orders (to_region, issued_at desc, id);
create index supervision_orders_overdue on supervision_orders (overdue_at, id) where overdue_at is not null;

create table problem_reports (
  id uuid primary key,
  kind text not null check (kind in ('feedback', 'departments')),
  region_code text not null,
  window_id uuid,
  category text,
  text text not null,
  case_id uuid references cases (id),
  business_number text,
  reported_by uuid not null,
  reported_by_name text not null,
  reported_at timestamptz not null,
  due_at timestamptz,
  overdue_at timestamptz,
  state text not null check (state in ('open', 'answered', 'closed')),
  shared_with text,
  solution text,
  solved_on date,
  closed_at timestamptz,
  check ((kind = 'feedback') = (category is not null))
);
comment on table problem_reports is '问题反馈 of windows to their own administration (R-158), and problems between departments (R-162).';
comment on column problem_reports.shared_with is 'Region of the other administration that sees a joint problem and may add to it.';
create index problem_reports_region on problem_reports (region_code, reported_at desc, id);
create index problem_reports_window on problem_reports (window_id, reported_at desc, id) where window_id is not null;
create index problem_reports_shared on problem_reports (shared_with, reported_at desc, id) where shared_with is not null;
create index problem_reports_due on problem_reports (due_at, id) where state = 'open' and overdue_at is null;

create table problem_steps (
  report_id uuid not null references problem_reports (id),
  seq integer not null,
  type text not null,
  at timestamptz not null,
  actor jsonb not null,
  text text,
  data jsonb not null,
  primary key (report_id, seq)
);
comment on table problem_steps is 'Answers, sharing, solutions and confirmations of a problem, append-only.';
call make_append_only('problem_steps');

create table problem_participants (
  report_id uuid not null references problem_reports (id),
  department text not null,
  coordinator_id uuid not null,
  coordinator_name text not null,
  confirmed_at timestamptz,
  primary key (report_id, department)
);
comment on table problem_participants is 'Departments of a problem with their named coordinators; it is closed when every one of them has confirmed (R-162).';
create index problem_participants_of on problem_participants (coordinator_id, report_id);

create table responsibility_records (
  id uuid primary key,
  case_id uuid not null references cases (id),
  business_number text,
  kind text not null check (kind in ('overdueTransfer', 'missedResponse', 'wrongMaterialCheck', 'other')),
  article text not null check (article <> ''),
  facts text not null check (facts <> ''),
  evidence jsonb not null check (jsonb_array_length(evidence) > 0),
  evidence_digest text not null,
  party_side text not null check (party_side in ('intake', 'home')),
  party_window uuid not null,
  party_region text not null,
  other_window uuid not null,
  other_region text not null,
  escalation_id uuid references escalations (id),
  opened_by uuid not null,
  opened_by_name text not null,
  opened_region text not null,
  opened_at timestamptz not null,
  state text not null check (state in ('open', 'closed')),
  outcome text check (outcome in ('upheld', 'notUpheld', 'withdrawn')),
  closed_at timestamptz,
  closing_note text,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (outcome is not null))
);
comment on table responsibility_records is '责任记录 (规程第二十八条, R-159): reported to the administration of the party concerned, copy to the other (OP-50).';
create index responsibility_records_party on responsibility_records (party_region, opened_at desc, id);
create index responsibility_records_other on responsibility_records (other_region, opened_at desc, id);
create index responsibility_records_window on responsibility_records (party_window, opened_at desc, id);
create index responsibility_records_other_window on responsibility_records (other_window, opened_at desc, id);
create index responsibility_records_case on responsibility_records (case_id);
-- One record a matter: the same evidence of the same case is not recorded twice.
create unique index responsibility_records_once on responsibility_records (case_id, kind, evidence_digest);
-- Statistics of a year.
create index responsibility_records_opened on responsibility_records (opened_at desc, id);

create table responsibility_steps (
  record_id uuid not null references responsibility_records (id),
  seq integer not null,
  type text not null,
  at timestamptz not null,
  actor jsonb not null,
  text text,
  primary key (record_id, seq)
);
comment on table responsibility_steps is 'Opening, statements, objections and closing of a responsibility record, append-only (R-159).';
call make_append_only('responsibility_steps');
