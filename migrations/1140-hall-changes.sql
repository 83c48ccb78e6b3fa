-- Name and address of a hall change from a moment on, and what stood there before stays (R-029, R-039).
create table hall_changes (
  id bigint generated always as identity primary key,
  hall_id uuid not null references halls (id),
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text not null check (reason <> ''),
  before jsonb not null,
  after jsonb not null,
  check (after <> '{}'::jsonb)
);
comment on table hall_changes is 'History of halls: who changed name or address, when, from which moment on. The row of halls keeps what was registered; what holds now is that with every change that has begun.';
create index hall_changes_of on hall_changes (hall_id, id desc);
call make_append_only('hall_changes');
-- Two halls of a region may have been registered under one name at different times; at one time none share it.
alter table halls drop constraint halls_region_code_name_key;
create index halls_by_region on halls (region_code);
