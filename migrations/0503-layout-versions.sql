alter table documents add column layout_version integer not null default 1 check (layout_version > 0);
comment on column documents.layout_version is 'Version of the printed form in force when the document was issued: every later copy is printed by it (R-219).';
