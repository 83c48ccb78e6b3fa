create table files (
  id uuid primary key,
  address text unique,
  sha256 text not null,
  size integer not null check (size > 0),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  pages integer not null,
  name bytea,
  wrapped_key bytea,
  uploaded_by uuid,
  case_id uuid,
  created_at timestamptz not null,
  erased_at timestamptz,
  check ((erased_at is null) = (wrapped_key is not null)),
  check (erased_at is not null or (address is not null and name is not null))
);
comment on table files is 'Scans and documents; their content lies encrypted outside the database, in files/<first two of address>/<address>.';
comment on column files.address is 'HMAC of the SHA-256 under the file''s own key: says where the content lies and nothing about it. Null once an erased file''s bytes are gone.';
comment on column files.sha256 is 'Digest of the plain content; what a transfer''s manifest lists and a confirmation compares (R-089).';
comment on column files.name is 'File name, sealed under the file''s key.';
comment on column files.wrapped_key is 'The file''s key, sealed under the keyring. Without it nobody reads content or name again (OP-98).';
comment on column files.uploaded_by is 'Account; null for documents made by the system.';
comment on column files.case_id is 'Case it belongs to; null until a command names it.';
create index files_of_case on files (case_id) where case_id is not null;
create index files_unattached on files (uploaded_by, created_at) where case_id is null;
create index files_to_clear on files (erased_at) where erased_at is not null and address is not null;

create table upload_sessions (
  id uuid primary key,
  name bytea not null,
  size integer not null check (size > 0),
  received integer not null default 0 check (received <= size),
  parts text[] not null default '{}',
  wrapped_key bytea not null,
  uploaded_by uuid not null,
  created_at timestamptz not null
);
comment on table upload_sessions is 'Uploads that arrive in parts; the parts lie encrypted in uploads/<id>/<part>.';
comment on column upload_sessions.parts is 'Names of the parts received, in order.';
comment on column upload_sessions.wrapped_key is 'Key of the parts and of the name, sealed under the keyring.';
create index upload_sessions_by_age on upload_sessions (created_at);
create index upload_sessions_of on upload_sessions (uploaded_by);
