create table feed_subscribers (
  name text primary key,
  feed_no bigint not null,
  moved_at timestamptz,
  failures bigint not null default 0,
  last_error text,
  last_failed_at timestamptz
);
comment on table feed_subscribers is 'How far each subscriber of the feed has come; moved in the same transaction as what it made of the entries. Its row is locked by whoever works for it, so that one process does at a time.';
comment on column feed_subscribers.failures is 'How often an entry or a whole batch failed since the beginning.';

create table parked_entries (
  subscriber text not null references feed_subscribers (name),
  feed_no bigint not null,
  case_id uuid not null,
  failures integer not null,
  error text,
  parked_at timestamptz not null,
  next_try_at timestamptz,
  gives_up_at timestamptz not null,
  dead_at timestamptz,
  primary key (subscriber, feed_no)
);
comment on table parked_entries is 'Entries of the feed that a subscriber could not carry out, and later ones of the same case behind them; the rest of the feed went on.';
comment on column parked_entries.next_try_at is 'Null while it waits behind an earlier entry of its case, and for a dead letter.';
comment on column parked_entries.dead_at is 'Since when it is a dead letter: tried for seven days (OP-95) or given up by an operator. Those behind it go on.';
-- What is to be tried again; what waits of a case; dead letters by number.
create index parked_entries_due on parked_entries (subscriber, next_try_at) where next_try_at is not null;
create index parked_entries_case on parked_entries (subscriber, case_id, feed_no) where dead_at is null;
create index parked_entries_dead on parked_entries (subscriber, feed_no) where dead_at is not null;

-- The age of what waits for its number, by the machine's clock: so that the lag is true while the sealer stands still.
alter table feed_pending add column written_at timestamptz not null default now();
