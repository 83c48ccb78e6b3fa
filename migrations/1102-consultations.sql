-- Consultations at the desk (咨询引导台, 规程第十条, R-034). There is no column for a charge: the help is free.
create table consultations (
  id uuid primary key,
  window_id uuid not null references windows (id),
  region_code text not null,
  asking_region text not null,
  home_region text not null,
  subject text not null check (subject <> ''),
  item jsonb,
  answer text not null check (answer <> ''),
  help text[] not null check (help <@ array['guideLink', 'guidePrint', 'assisted', 'agency', 'accompanied']),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorded_by_name text not null
);
comment on table consultations is 'Who asked is not kept; numbers of people in subject and answer are masked before they are stored.';
comment on column consultations.region_code is 'Region of the window, for the administrations above it.';
comment on column consultations.asking_region is 'Where the matter is asked from; home_region is where it belongs.';
comment on column consultations.help is 'What was given beside the answer; empty for an answer alone.';
call make_append_only('consultations');
-- One ordered scan for a window, a county, a prefecture or a province (docs/decisions/0009).
create index consultations_of_window on consultations (window_id, recorded_at desc, id desc);
create index consultations_of_region on consultations (region_code, recorded_at desc, id desc);
create index consultations_of_prefecture on consultations (left(region_code, 4), recorded_at desc, id desc);
create index consultations_of_province on consultations (left(region_code, 2), recorded_at desc, id desc);

create table consultation_cases (
  consultation_id uuid primary key references consultations (id),
  case_id uuid not null references cases (id),
  business_number text not null,
  linked_at timestamptz not null,
  linked_by uuid not null,
  linked_by_name text not null
);
comment on table consultation_cases is 'The case that a consultation led to or was about: whoever recorded the consultation helped with it, and is named on its page.';
create index consultation_cases_of on consultation_cases (case_id, linked_at);
call make_append_only('consultation_cases');
