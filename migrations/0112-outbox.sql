create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  key text not null,
  order_key text,
  body bytea,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'dead', 'expired')),
  since timestamptz not null,
  due_at timestamptz not null,
  expires_at timestamptz,
  gives_up_at timestamptz not null,
  behind boolean not null,
  attempts integer not null default 0,
  failures integer not null default 0,
  backs_off boolean not null default false,
  error text,
  last_failed_at timestamptz,
  taken_until timestamptz,
  ended_at timestamptz,
  unique (topic, key)
);
comment on table outbox is 'What is to be told outside, written in the transaction that gave rise to it and sent after the commit, at least once; receivers know a repeated message by its key.';
comment on column outbox.body is 'Sealed under the keyring, since it may be personal; erased when the message is done.';
comment on column outbox.order_key is 'Messages with the same one go in order: the next waits until the earlier one is done, failed, dead or expired.';
comment on column outbox.state is 'failed: the receiver refused for good; dead: tried for seven days (OP-95) or given up by an operator; expired: no longer worth sending.';
comment on column outbox.since is 'From when on it could be sent; its age counts from here.';
comment on column outbox.behind is 'A hint that an earlier one of its order waits, so that the search for due ones does not read it; the order itself is checked when it is taken.';
comment on column outbox.attempts is 'How often it was taken; the number of an attempt says whose answer counts.';
comment on column outbox.failures is 'Failures in a row, from which the next wait is made.';
comment on column outbox.backs_off is 'Its due time is a wait after a failure, not one that the receiver or the sender asked for.';
comment on column outbox.taken_until is 'Until when the process that took it may work on it, by the clock of the database; afterwards another one sends it again.';
-- What is due now; what waits of one order; what expires; the age of what waits; what an operator must look at.
create index outbox_due on outbox (topic, due_at, id) where state = 'waiting' and not behind;
create index outbox_order on outbox (topic, order_key, id) where state = 'waiting' and order_key is not null;
create index outbox_expiry on outbox (topic, expires_at) where state = 'waiting' and expires_at is not null;
create index outbox_waiting on outbox (topic, since, id) where state = 'waiting';
create index outbox_ended on outbox (topic, id) where state in ('failed', 'dead', 'expired');
