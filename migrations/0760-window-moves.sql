-- Cases, drafts and accounts of a window go over to another window of its region, one case after another (R-037).
create table window_moves (
  id uuid primary key,
  from_window uuid not null,
  to_window uuid not null,
  region_code text not null,
  reason text not null check (reason <> ''),
  closes boolean not null,
  started_by uuid not null,
  started_by_name text not null,
  started_by_region text not null,
  started_at timestamptz not null,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  moved integer not null default 0,
  drafts integer not null default 0,
  accounts integer not null default 0,
  failure text,
  ended_at timestamptz,
  check (from_window <> to_window),
  check ((state = 'running') = (ended_at is null))
);
comment on table window_moves is 'Orders to move everything of a window to another one of its region, with how far they are. Each case keeps the move as an event of its own.';
comment on column window_moves.closes is 'Whether the window closes when nothing is left at it.';
comment on column window_moves.started_by_region is 'Region of the administration by which the order was given; the grant under which each case is moved.';
comment on column window_moves.failure is 'Why the order stopped, in a sentence for the administration.';
create unique index one_running_window_move on window_moves (from_window) where state = 'running';
create index window_moves_of on window_moves (from_window, started_at desc);
-- Drafts of a window, which are in no work list.
create index cases_drafts_of_window on cases (intake_window, id) where state = 'draft';
