create table window_responses (
  kind text not null,
  subject_id uuid not null,
  ref text not null,
  window_id uuid not null,
  region_code text not null,
  asking_region text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz not null,
  minutes integer not null check (minutes >= 0),
  on_time boolean not null,
  replied boolean not null,
  primary key (kind, subject_id, ref)
);
comment on table window_responses is 'How long a window took to its first substantive reply, in minutes of its own office hours: made of the events of cases (R-154). A request that ended without a reply stands with replied = false.';
-- The league reads the last 30 days only.
create index window_responses_when on window_responses (answered_at, window_id) include (minutes, on_time, asking_region, region_code);
call make_append_only('window_responses');

create table response_limits (
  kind text not null,
  valid_from timestamptz not null,
  amount numeric(6, 2) not null check (amount > 0),
  set_by uuid not null,
  set_by_name text not null,
  primary key (kind, valid_from)
);
comment on table response_limits is 'Limits for answers that were set in place of the usual ones; each holds for what began from valid_from on (R-154).';
call make_append_only('response_limits');
