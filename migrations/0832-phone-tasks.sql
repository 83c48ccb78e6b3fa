create table phone_tasks (
  id uuid primary key,
  task_no bigint generated always as identity unique,
  case_id uuid,
  off_list_request_id uuid,
  business_number text,
  audience text not null check (audience in ('applicant', 'intakeWindow')),
  window_id uuid not null,
  region_code text not null,
  decision boolean not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  closure text check (closure in ('called', 'recordedOnCase', 'delivered')),
  check ((closed_at is null) = (closure is null)),
  check ((case_id is null) <> (off_list_request_id is null))
);
comment on table phone_tasks is 'Telephone calls that a window owes because no message got through, or because a decision is told by voice too.';
comment on column phone_tasks.decision is 'Tells a decision: only a call ends it, a delivered message does not.';
create unique index phone_tasks_open_case on phone_tasks (case_id, window_id, audience) where closed_at is null and case_id is not null;
create unique index phone_tasks_open_off_list on phone_tasks (off_list_request_id, window_id, audience)
  where closed_at is null and off_list_request_id is not null;
create index phone_tasks_open on phone_tasks (window_id, due_at, task_no) where closed_at is null;
create index phone_tasks_closed on phone_tasks (window_id, task_no desc) where closed_at is not null;
create index phone_tasks_case on phone_tasks (case_id) where case_id is not null;

create table phone_task_messages (
  task_id uuid not null references phone_tasks (id),
  message_id uuid not null references messages (id),
  reason text not null check (reason in ('decision', 'notConnected', 'landline', 'invalidNumber', 'failed', 'unanswered', 'expired')),
  added_at timestamptz not null,
  primary key (task_id, message_id)
);
comment on table phone_task_messages is 'What is to be said in a call, and why no message said it. Append-only.';
create index phone_task_messages_message on phone_task_messages (message_id);
call make_append_only('phone_task_messages');

create table call_records (
  id uuid primary key,
  call_no bigint generated always as identity,
  task_id uuid not null references phone_tasks (id),
  called_at timestamptz not null,
  recorded_at timestamptz not null,
  staff_id uuid not null,
  staff_name text not null,
  reached boolean not null,
  number_masked text not null,
  sealed bytea not null
);
comment on table call_records is 'Telephone calls with time, number, person and content, as recorded by whoever called. Append-only (R-173).';
comment on column call_records.sealed is 'Number, person spoken to and content, under the key of the case, else under the keyring.';
create index call_records_task on call_records (task_id, call_no);
call make_append_only('call_records');
