create table message_templates (
  event text not null,
  language text not null,
  region_code text not null,
  version integer not null check (version > 1),
  text text not null,
  reason text not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  primary key (event, language, version)
);
comment on table message_templates is 'Words of messages by event and language, as versions; version 1 ships with the program. Append-only.';
comment on column message_templates.region_code is 'Province whose windows use it; empty for all that have none of their own.';
call make_append_only('message_templates');

create table messages (
  id uuid primary key,
  message_no bigint generated always as identity unique,
  made_at timestamptz not null,
  case_id uuid,
  off_list_request_id uuid,
  audience text not null check (audience in ('applicant', 'intakeWindow')),
  channel text not null check (channel in ('sms', 'email')),
  event text not null,
  language text not null,
  version integer not null,
  urgent boolean not null,
  region_code text not null,
  window_id uuid not null,
  send_at timestamptz not null,
  expires_at timestamptz not null,
  address_masked text not null,
  content_digest text not null,
  sealed bytea not null,
  feed_no bigint,
  once_key text not null,
  unique (once_key, channel),
  check ((case_id is null) <> (off_list_request_id is null))
);
comment on table messages is 'What was told to people outside: kept as evidence with version and words of the template. Append-only (R-176).';
comment on column messages.version is 'Version of the template that the words were made from.';
comment on column messages.sealed is 'Name, number or address, values and words as sent, under the key of the case, else under the keyring.';
comment on column messages.content_digest is 'SHA-256 of the words as sent; stays when the words are erased.';
comment on column messages.window_id is 'Window that telephones where no message gets through.';
create index messages_case on messages (case_id, message_no) where case_id is not null;
create index messages_off_list on messages (off_list_request_id, message_no) where off_list_request_id is not null;
call make_append_only('messages');

create table message_steps (
  id bigint generated always as identity primary key,
  message_id uuid not null references messages (id),
  attempt integer not null,
  step text not null,
  supplier text,
  reason text,
  at timestamptz not null
);
comment on table message_steps is 'What became of each message, step by step: the proof of sending. Append-only.';
create index message_steps_message on message_steps (message_id, id);
-- Reports come twice: what ends a sending is written once.
create unique index message_steps_once on message_steps (message_id, attempt, step)
  where step not in ('sending', 'notTaken', 'inDoubt');
call make_append_only('message_steps');

create table message_watches (
  message_id uuid primary key references messages (id),
  check_at timestamptz not null
);
comment on table message_watches is 'Messages without a word of a supplier, and when somebody is to telephone instead; gone with the first word.';
create index message_watches_due on message_watches (check_at);

create table callback_nonces (
  supplier text not null,
  nonce text not null,
  at timestamptz not null,
  primary key (supplier, nonce)
);
comment on table callback_nonces is 'Nonces of signed reports within the time in which a report counts as fresh: each is taken once.';
create index callback_nonces_at on callback_nonces (at);
