create table service_interruptions (
  id bigint generated always as identity primary key,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at)
);
comment on table service_interruptions is 'When the service stood still, as its own heartbeat found afterwards; a day with 60 minutes of it ends no period of an applicant (OP-71).';
create index service_interruptions_until on service_interruptions (until_at);
call make_append_only('service_interruptions');
