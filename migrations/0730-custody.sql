-- “原件与邮件”: what a window holds, and what waits there for the carrier, is found from the case itself.
create index cases_paper_at_intake on cases (intake_window)
  where jsonb_path_exists(snapshot, '$.lines[*] ? (@.paper == "intake")');
create index cases_paper_at_home on cases (home_window)
  where jsonb_path_exists(snapshot, '$.lines[*] ? (@.paper == "home")');
create index cases_parcels_at_intake on cases (intake_window)
  where jsonb_path_exists(snapshot, '$.parcels[*] ? (@.from == "intake" && !exists(@.collectedAt))');
create index cases_parcels_at_home on cases (home_window)
  where jsonb_path_exists(snapshot, '$.parcels[*] ? (@.from == "home" && !exists(@.collectedAt))');

create table hand_over_lists (
  id uuid primary key,
  window_id uuid not null,
  day date not null,
  sequence int not null check (sequence between 1 and 999),
  number text not null unique,
  content jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (window_id, day, sequence)
);
comment on table hand_over_lists is '邮件交接清单: the parcels a window hands to the carrier; its signed number is the proof of collection (C.1, 14a; R-186).';
comment on column hand_over_lists.content is 'Waybills, addressees (applicants masked) and pieces as printed.';
call make_append_only('hand_over_lists');
