-- A window's task and an approver's task of one case run beside each other: each has its own turn (docs/decisions/0009).
drop index case_parties_window_turn;
drop index case_parties_approver_turn;
drop index case_parties_closed;
drop index case_parties_region;
alter table case_parties
  add column window_sort_at timestamptz,
  add column approver_sort_at timestamptz,
  add column approver_rule text,
  add column taken_by uuid,
  add column is_ended boolean not null default false;
update case_parties set
  window_sort_at = case when turn = 'window' then sort_at end,
  approver_sort_at = case when turn = 'approver' then sort_at end,
  approver_rule = case when turn = 'approver' then next_rule end,
  is_ended = not is_open;
alter table case_parties drop column turn;
comment on column case_parties.window_sort_at is 'Due time of the window''s own next task; null while the window has none. Then sort_at and next_rule are the same task.';
comment on column case_parties.approver_sort_at is 'Due time of the approvers'' next task, with its rule; null while they have none, and always on the intake side.';
comment on column case_parties.sort_at is 'Due time of what comes next as the window sees it: its own task, else the next task of anybody; infinity where none runs. Urgent first.';
comment on column case_parties.is_open is 'The case runs, or after-care of this side is left; is_ended says that the case itself has ended.';
comment on column case_parties.taken_by is 'Who of this window has the case in hand by name; handler_id is the approver it was given to.';
-- 待我办 and 已逾期: what lies with this window, or with the approvers of this region.
create index case_parties_window_turn on case_parties (window_id, window_sort_at, case_id) where window_sort_at is not null;
create index case_parties_approver_turn on case_parties (region_code, approver_sort_at, case_id) where approver_sort_at is not null;
-- 等别人: open here, and somebody else has to act.
create index case_parties_waiting on case_parties (window_id, sort_at, case_id) where is_open and window_sort_at is null;
-- 我手上的: taken by name at a window, or given to this approver.
create index case_parties_taken on case_parties (taken_by, sort_at, case_id) where taken_by is not null and is_open;
create index case_parties_handled on case_parties (handler_id, coalesce(approver_sort_at, sort_at), case_id) where handler_id is not null and is_open;
-- 近 30 日办结.
create index case_parties_ended on case_parties (window_id, updated_at desc, case_id) where is_ended;

create table case_search (
  key bytea not null check (octet_length(key) = 16),
  case_id uuid not null references cases (id),
  primary key (key, case_id)
);
comment on table case_search is 'By what a registered case is found (办件查询): blind keys of identity number, its last six, phone, name within a window or region, waybill. Written by the step only where they change.';
-- What the database itself can tell of earlier cases: number of identity and its last six. Names, phones and waybills of
-- earlier cases cannot be computed here, since the key of the index is not in the database.
insert into case_search
select decode(left(index, 32), 'hex'), id
from cases, unnest(array[identity_index, identity_tail_index]) as index
where business_number is not null and index is not null
on conflict do nothing;

-- Reminders (R-094): half of the time, two office hours before the end, and the end; null where nobody is reminded.
alter table case_duties
  add column half_at timestamptz,
  add column warn_at timestamptz,
  add column remind_at timestamptz;
comment on column case_duties.remind_at is 'When somebody is next reminded of this duty; null where nobody is (any more).';
create index case_duties_remind on case_duties (remind_at, case_id) where remind_at is not null;

create table duty_reminders (
  case_id uuid not null references cases (id),
  rule text not null,
  round integer not null,
  step text not null check (step in ('half', 'warn', 'overdue')),
  holder text not null,
  window_id uuid not null,
  region_code text not null,
  due_at timestamptz not null,
  at timestamptz not null,
  primary key (case_id, rule, round, step)
);
comment on table duty_reminders is 'What was reminded, once a duty, round and step whoever does it; a step overdue stays as the mark that the duty was late (R-094).';
create index duty_reminders_overdue on duty_reminders (window_id, due_at desc, case_id) where step = 'overdue';
create index duty_reminders_approvers on duty_reminders (region_code, due_at desc, case_id) where step = 'overdue' and holder = 'approver';
call make_append_only('duty_reminders');
