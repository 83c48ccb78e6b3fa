create table office_guides (
  option_id text not null references options,
  region_code text not null check (region_code ~ '^\d{6}$'),
  revision integer not null check (revision > 1),
  content jsonb not null,
  reason text not null,
  report_id uuid,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (option_id, region_code, revision)
);
comment on table office_guides is 'Corrected office guides (办事指南) of an option in a home region; revision 1 is what the standard gives and has no row (R-022).';
comment on column office_guides.report_id is 'The report "guide differs" that it answers (R-023).';
call make_append_only('office_guides');

create table guide_reports (
  id uuid primary key,
  code text not null unique,
  option_id text not null references options,
  region_code text not null check (region_code ~ '^\d{6}$'),
  task_region text not null check (task_region ~ '^\d{6}$'),
  section text not null,
  description text not null,
  guide_revision integer not null,
  standard_version text not null,
  reported_by uuid,
  reported_by_name text,
  reported_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('open', 'corrected', 'confirmed')),
  answer text,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null))
);
comment on table guide_reports is 'Reports that a guide differs from what is done (R-023), each a task of the home administration until it is corrected or confirmed.';
comment on column guide_reports.code is 'By which an applicant reads the answer without an account; opaque.';
comment on column guide_reports.reported_by is 'Staff who reported; null for an applicant, of whom nothing is kept.';
comment on column guide_reports.task_region is 'The administration that has to answer: of the region itself, or the nearest one above it.';
create index guide_reports_of_region on guide_reports (task_region, state, due_at, id);
create index guide_reports_of_guide on guide_reports (option_id, region_code, reported_at desc);
