create table notices (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  window_id uuid,
  region_code text,
  role text not null,
  case_id uuid not null,
  business_number text,
  kind text not null,
  text text not null,
  feed_no bigint not null,
  unique nulls not distinct (feed_no, kind, role, window_id, region_code)
);
comment on table notices is 'In-app notices to windows and approvers, made from the feed after commit; nothing personal stands in them.';
create index notices_window on notices (window_id, id desc);
create index notices_region on notices (region_code, role, id desc);

create table notice_reads (
  notice_id bigint not null references notices (id),
  staff_id uuid not null,
  read_at timestamptz not null,
  primary key (notice_id, staff_id)
);
comment on table notice_reads is 'Who has seen which notice.';

create table feed_cursors (
  reader text primary key,
  feed_no bigint not null
);
comment on table feed_cursors is 'How far each reader of the feed has come; moved in the same transaction as what it made of the entries.';
