create table public_tries (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('progress', 'verification')),
  address_hash text not null,
  subject_hash text not null,
  at timestamptz not null
);
comment on table public_tries is 'Tries of the public queries that found nothing, or are under way; kept for two hours (R-081, R-107).';
comment on column public_tries.kind is 'progress: number with digits of the phone; verification: code of a document.';
comment on column public_tries.address_hash is 'Keyed digest of the network address, so that the table names nobody.';
comment on column public_tries.subject_hash is 'Keyed digest of the number or code that was asked for, whether it exists or not.';
create index public_tries_by_address on public_tries (kind, address_hash, at desc);
create index public_tries_by_subject on public_tries (kind, subject_hash, at desc);
create index public_tries_by_age on public_tries (at);
