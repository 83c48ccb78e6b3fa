-- Large files lie in pieces, so that none has to be held in memory whole (R-082).
alter table files add column in_pieces boolean not null default false;
comment on column files.in_pieces is 'Whether the content was sealed piece by piece (case files), not as one; no upload is.';

create table case_files (
  case_id uuid not null references cases (id),
  version integer not null check (version > 0),
  file_id uuid not null unique references files (id),
  sha256 text not null,
  size bigint not null,
  pages integer not null,
  manifest_digest text not null,
  manifest bytea not null,
  parts integer not null,
  faults integer not null,
  case_version integer not null,
  chain_head text not null,
  reason text not null check (reason <> ''),
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text,
  primary key (case_id, version)
);
comment on table case_files is 'Electronic case files (电子档案, R-082) by version: one PDF for both windows, never changed; made again from the same content it is the same file.';
comment on column case_files.manifest is 'Table of contents with the digest of every part, sealed under the key of the case.';
comment on column case_files.faults is 'Parts whose bytes were missing or no longer matched their digest when the file was made; they are named in it.';
comment on column case_files.case_version is 'Number of the last event that the file tells.';
call make_append_only('case_files');

create table case_file_orders (
  case_id uuid primary key references cases (id),
  reason text not null,
  ordered_at timestamptz not null,
  ordered_by uuid,
  ordered_by_name text,
  done_parts integer not null default 0,
  all_parts integer not null default 0,
  tries integer not null default 0,
  not_before timestamptz not null,
  failure text
);
comment on table case_file_orders is 'Case files to be made, one after another in the background; a row goes when its file is there.';
create index case_file_orders_next on case_file_orders (not_before, case_id);
