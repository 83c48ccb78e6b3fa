-- What a window is provided with: devices, dedicated staff, signs and material, extra opening times (R-031–R-033, R-036).
create table window_device_checks (
  id bigint generated always as identity primary key,
  window_id uuid not null references windows (id),
  device text not null check (device in ('camera', 'headset', 'microphone', 'documentCamera', 'computer', 'network')),
  works boolean not null,
  checked_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null
);
comment on table window_device_checks is 'Checks of a window''s devices (R-031); the latest of each device counts, and for 30 days only.';
create index window_device_checks_of on window_device_checks (window_id, device, checked_on desc, id desc);
call make_append_only('window_device_checks');

create table window_posts (
  window_id uuid not null references windows (id),
  post text not null check (post in ('dedicated', 'deputy')),
  staff_id uuid not null,
  staff_name text not null,
  since date not null,
  ended_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null
);
comment on table window_posts is 'Dedicated clerks (专职人员) of a window and its deputy (R-032), from a day until ended.';
create unique index one_post_each on window_posts (window_id, staff_id) where ended_at is null;
create unique index one_deputy on window_posts (window_id) where post = 'deputy' and ended_at is null;

create table window_absences (
  id uuid primary key,
  window_id uuid not null references windows (id),
  staff_id uuid not null,
  staff_name text not null,
  from_day date not null,
  to_day date not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  check (from_day <= to_day)
);
comment on table window_absences is 'Days on which somebody of a window is away (R-032), both included.';
create index window_absences_of on window_absences (window_id, to_day);
call make_append_only('window_absences');

create table window_checklist_marks (
  id bigint generated always as identity primary key,
  window_id uuid not null references windows (id),
  point text not null check (point in ('signs', 'guideBoard', 'publicity', 'itemList', 'sampleForms')),
  done boolean not null,
  seen_on date not null,
  photo bytea,
  photo_type text check (photo_type in ('image/jpeg', 'image/png')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  check (not done or (photo is not null and photo_type is not null))
);
comment on table window_checklist_marks is 'On-site provision of a window (R-033): a point is done only with a day and a photo; the latest mark of a point counts.';
comment on column window_checklist_marks.photo is 'JPEG or PNG, at most 2 MB; shows the place, no applicant.';
create index window_checklist_marks_of on window_checklist_marks (window_id, point, id desc);
call make_append_only('window_checklist_marks');

create table window_extra_hours (
  id uuid primary key,
  window_id uuid not null references windows (id),
  from_at timestamptz not null,
  to_at timestamptz not null,
  note text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  withdrawn_at timestamptz,
  check (from_at < to_at)
);
comment on table window_extra_hours is 'Staggered and extended opening times (错时、延时服务, R-036): matters may be handed in then; due dates count working days and office hours only.';
create index window_extra_hours_of on window_extra_hours (window_id, to_at) where withdrawn_at is null;
