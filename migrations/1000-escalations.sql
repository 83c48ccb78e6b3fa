-- Each programme in use has its ladder (C.5, R-157).
alter table programmes add column ladder text check (ladder in ('southwest', 'municipal', 'bothProvinces'));
update programmes set ladder = case
  when id = 'southwest-5' then 'southwest'
  when id like 'chongqing-%' then 'municipal'
  else 'bothProvinces' end;
alter table programmes add constraint programmes_in_use_have_a_ladder check (status <> 'open' or ladder is not null);
comment on column programmes.ladder is 'Who coordinates when somebody does not answer; a programme without one cannot be put to use (R-157).';

create table escalations (
  id uuid primary key,
  case_id uuid references cases (id),
  off_list_id uuid,
  rule text not null,
  round integer not null,
  business_number text,
  subject text not null,
  programme_id text not null,
  ladder text not null check (ladder in ('southwest', 'municipal', 'bothProvinces')),
  intake_region text not null,
  intake_window uuid not null,
  home_region text not null,
  home_window uuid not null,
  holder text not null check (holder in ('intakeWindow', 'homeWindow', 'approver')),
  since timestamptz not null,
  missed_at timestamptz not null,
  urgent_reason text,
  state text not null check (state in ('level1', 'level2', 'answered', 'reported', 'closed')),
  level integer not null check (level in (1, 2)),
  seq integer not null,
  due_at timestamptz,
  opened_at timestamptz not null,
  level2_at timestamptz,
  instructed_at timestamptz,
  deemed_at timestamptz,
  answered_at timestamptz,
  answered_by text,
  reported_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('answered', 'caseEnded', 'requestEnded', 'concluded')),
  check ((case_id is null) <> (off_list_id is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state in ('closed', 'reported')) or due_at is not null),
  unique nulls not distinct (case_id, off_list_id, rule, round)
);
comment on table escalations is '协调 (C.5): one for each missed deadline. Changes no state of a case and stops no other deadline; what happened stands in escalation_events.';
comment on column escalations.rule is 'Duty of the deadline register that was missed; offListConsent for an off-list request.';
comment on column escalations.missed_at is 'Due time that was missed; of an urgent one (急件) the due time still to come.';
comment on column escalations.due_at is 'When the next step happens by itself; null where none does (closed, or on the list of major problems).';
comment on column escalations.deemed_at is 'The clock acted in the place of whoever is silent; the matter still waits for an answer.';
-- What moves by itself: the cost does not grow with what is not due.
create index escalations_due on escalations (due_at, id) where due_at is not null;
create index escalations_case on escalations (case_id) where case_id is not null;
create unique index escalations_off_list on escalations (off_list_id) where off_list_id is not null;
-- Off-list requests that wait at level 2.
create index escalations_off_list_silent on escalations (level2_at, id)
  where off_list_id is not null and level2_at is not null and answered_at is null and closed_at is null;
-- List of major problems for the joint conference.
create index escalations_reported on escalations (reported_at desc, id) where reported_at is not null;

create table escalation_events (
  escalation_id uuid not null references escalations (id),
  seq integer not null check (seq > 0),
  type text not null,
  at timestamptz not null,
  state text not null,
  due_at timestamptz,
  actor jsonb not null,
  text text,
  data jsonb not null,
  primary key (escalation_id, seq)
);
comment on table escalation_events is 'What happened in an escalation, append-only; nothing personal of an applicant stands in it.';
call make_append_only('escalation_events');

create table escalation_scopes (
  escalation_id uuid not null references escalations (id),
  scope text not null,
  due_at timestamptz,
  closed_at timestamptz,
  primary key (escalation_id, scope)
);
comment on table escalation_scopes is 'For whom an escalation stands in the list: a region code for its administration and those above it, group:code for the coordination group, a window id.';
-- 未解决的协调, urgent first; those on the list of major problems without a date come last.
create index escalation_scopes_open on escalation_scopes (scope, (coalesce(due_at, 'infinity'::timestamptz)), escalation_id) where closed_at is null;
-- 已了结, the latest first.
create index escalation_scopes_closed on escalation_scopes (scope, closed_at desc, escalation_id) where closed_at is not null;

create table escalation_tasks (
  id uuid primary key,
  escalation_id uuid not null references escalations (id),
  region_code text not null,
  what text not null,
  due_at timestamptz not null,
  made_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  report text,
  check ((done_at is null) = (report is null))
);
comment on table escalation_tasks is 'What an instruction of level 2 (调度) asks of a region, and what the region reports back (R-156).';
create index escalation_tasks_of on escalation_tasks (escalation_id, made_at);
create index escalation_tasks_open on escalation_tasks (region_code, due_at, id) where done_at is null;

-- 0 级 等回应: open requests to windows that run in office hours; few among all duties.
create index case_duties_asked on case_duties (due_at, case_id) where rule in ('homeAnswer', 'firstOpening');
