create table feed_pending (
  pending_no bigint generated always as identity,
  case_id uuid not null,
  seq integer not null,
  type text not null,
  event_hash text not null,
  primary key (case_id, seq)
);
comment on table feed_pending is 'Case events that were committed and wait for their feed number; written in the same transaction as the event.';
create index feed_pending_in_order on feed_pending (pending_no);

create table feed_entries (
  feed_no bigint primary key,
  case_id uuid not null,
  seq integer not null,
  type text not null,
  event_hash text not null,
  unique (case_id, seq)
);
comment on table feed_entries is 'All case events in one gap-free order, in which every reader follows them; append-only.';
call make_append_only('feed_entries');

create table feed_batches (
  batch_no integer primary key,
  from_no bigint not null unique,
  to_no bigint not null unique check (to_no >= from_no),
  merkle_root bytea not null,
  previous_hash text not null,
  hash text not null unique,
  sealed_at timestamptz not null
);
comment on table feed_batches is 'What was sealed at once: a Merkle root over its entries, chained to the batch before.';
comment on column feed_batches.merkle_root is 'RFC 6962 root over the canonical JSON of the entries.';
comment on column feed_batches.hash is 'Link of the chain, with its algorithm in front.';
call make_append_only('feed_batches');
