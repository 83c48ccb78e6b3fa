-- Dated values of limits and options (R-249). A change is proposed, decided by somebody else where it is a rule, and
-- holds from its day on for what begins then.
create table setting_changes (
  id uuid primary key,
  setting text not null,
  scope_kind text not null check (scope_kind in ('all', 'programme', 'region', 'option')),
  scope_code text not null,
  value jsonb,
  valid_from date not null,
  reason text not null check (reason <> ''),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  check ((scope_kind = 'all') = (scope_code = ''))
);
comment on table setting_changes is 'Proposed values of settings, by scope (R-249). Never changed; whether one was approved stands in setting_decisions.';
comment on column setting_changes.value is 'Number of hours or days, or HH:mm; null: from then on nothing is set for this scope any more.';
comment on column setting_changes.valid_from is 'First day (Asia/Shanghai) of the value; what began before keeps the earlier one.';
-- The history of one setting, the latest first; and what was set for one scope.
create index setting_changes_of on setting_changes (setting, proposed_at desc, id desc);
create index setting_changes_scope on setting_changes (setting, scope_kind, scope_code, valid_from);
call make_append_only('setting_changes');

create table setting_decisions (
  change_id uuid primary key references setting_changes (id),
  approved boolean not null,
  decided_by uuid not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  note text
);
comment on table setting_decisions is 'Who approved or turned down a change of a setting; of a rule never whoever proposed it (four eyes, R-249).';
call make_append_only('setting_decisions');

create table settings_state (
  is_single boolean primary key default true check (is_single),
  version bigint not null default 0
);
comment on table settings_state is 'One row: counts every change of settings, versions of texts and roll-out, so that other processes notice it. Writers take turns on it.';
insert into settings_state default values;
revoke insert, delete, truncate on settings_state from tongban_app;

-- Versions of the Rules and of the printed forms (R-219).
create table text_versions (
  id uuid primary key,
  kind text not null check (kind in ('rules', 'form')),
  subject text not null,
  number integer not null check (number > 0),
  title text not null check (title <> ''),
  reference text not null check (reference <> ''),
  trial boolean not null,
  valid_from date not null,
  proposed_by uuid,
  proposed_by_name text,
  proposed_at timestamptz
);
comment on table text_versions is 'Versions of the Rules (规程) by programme, and of the printed forms: each holds from its day until the next one begins (R-219).';
comment on column text_versions.subject is 'Id of the programme, or kind of the form.';
comment on column text_versions.reference is 'Where the text stands: number of the document, address.';
comment on column text_versions.trial is '试行: the document says that it is for trial.';
call make_append_only('text_versions');

create table text_version_decisions (
  version_id uuid primary key references text_versions (id),
  approved boolean not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz
);
comment on table text_version_decisions is 'Who approved or turned down a version; never whoever proposed it. Without names: came with the system.';
call make_append_only('text_version_decisions');

-- 规程第三十一条: 本工作规程自印发之日起试行.
with shipped as (
  insert into text_versions (id, kind, subject, number, title, reference, trial, valid_from)
  values ('8a0f1c52-6f0e-4f52-9d57-5a1c8e2b0001', 'rules', 'southwest-5', 1,
    '西南五省政务服务“跨省通办”工作规程', '西南通协〔2021〕5号', true, '2021-05-21')
  returning id
)
insert into text_version_decisions (version_id, approved) select id, true from shipped;

-- Regions go live one by one, by a checklist (R-250).
create table region_roll_out (
  region_code text primary key references regions (code),
  points jsonb not null,
  stage integer not null check (stage between 1 and 3),
  active boolean not null,
  changed_at timestamptz not null
);
comment on table region_roll_out is 'Where each region stands on its way into operation (R-250). A region without a row has not begun.';
comment on column region_roll_out.points is 'Points of the checklist that are done: {directory: {by, at, note}}.';
comment on column region_roll_out.stage is 'Stage of 规程第三条: 1 at the counter, 2 supporting system, 3 national platform (OP-01).';

create table region_roll_out_events (
  id bigint generated always as identity primary key,
  region_code text not null references regions (code),
  what text not null check (what in ('pointDone', 'pointReopened', 'stageSet', 'activated', 'deactivated')),
  point text,
  stage integer,
  note text,
  by_id uuid,
  by_name text,
  at timestamptz not null
);
comment on table region_roll_out_events is 'History of the roll-out of regions: who, when, what, why (R-250).';
create index region_roll_out_events_of on region_roll_out_events (region_code, id desc);
call make_append_only('region_roll_out_events');

-- Regions that were in operation before this list began stay so.
insert into region_roll_out (region_code, points, stage, active, changed_at)
  select distinct h.region_code,
    '{"directory": {}, "staff": {}, "devices": {}, "network": {}, "training": {}, "standard": {}}'::jsonb, 1, true, now()
  from halls h join windows w on w.hall_id = h.id and w.status <> 'closed';
