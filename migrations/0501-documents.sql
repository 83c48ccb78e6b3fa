create table seals (
  id uuid primary key,
  region_code text not null,
  authority text not null,
  sample boolean not null,
  valid_from timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text
);
comment on table seals is 'Electronic 行政审批服务专用章 of regions (R-078, R-242); a revoked one is never used again.';
create unique index seals_valid on seals (region_code) where revoked_at is null;

create table documents (
  id uuid primary key,
  case_id uuid not null,
  kind text not null,
  region_code text not null,
  issued_at timestamptz not null,
  issued_by uuid,
  content_digest text not null,
  verification_code text not null unique,
  seal_id uuid references seals (id),
  form bytea not null,
  file_id uuid not null
);
comment on table documents is 'Issued documents: their content sealed under the key of the case, and the file as it was issued.';
comment on column documents.content_digest is 'SHA-256 over the canonical content; stands in the event log as well, so that a changed document shows.';
create index documents_case on documents (case_id, issued_at);

create table seal_uses (
  id bigint generated always as identity primary key,
  seal_id uuid not null references seals (id),
  document_id uuid not null unique references documents (id),
  used_by uuid,
  used_at timestamptz not null
);
comment on table seal_uses is 'Every use of a seal; equals the list of issued documents that bear one (R-242).';
call make_append_only('seal_uses');

create table document_prints (
  id bigint generated always as identity primary key,
  document_id uuid not null references documents (id),
  copy text not null,
  reprint boolean not null,
  reason text,
  printed_by uuid not null,
  printed_at timestamptz not null
);
comment on table document_prints is 'Who opened or printed which copy, and why again (R-074, R-077).';
call make_append_only('document_prints');
