-- A draft lies beside the list in force: only published editions exclude each other's days (R-015).
do $$
declare
  overlap text;
begin
  select conname into strict overlap from pg_constraint where conrelid = 'editions'::regclass and contype = 'x';
  execute format('alter table editions drop constraint %I', overlap);
end $$;
alter table editions add constraint published_editions_do_not_overlap exclude using gist (
  text_range(programme_id, programme_id, '[]') with &&,
  daterange(effective_from, effective_to) with &&
) where (published_at is not null);

alter table editions
  add column document_number text,
  add column drafted_by uuid,
  add column drafted_by_name text,
  add column drafted_at timestamptz,
  add column proposed_by uuid,
  add column proposed_by_name text,
  add column proposed_at timestamptz,
  add column approved_by uuid,
  add column approved_by_name text,
  add constraint approved_by_another_person check (approved_by is null or approved_by <> proposed_by);
comment on column editions.document_number is 'The document that announces this edition; null where it is that of the programme.';
comment on column editions.proposed_by is 'Who proposed it for publication; while proposed its rows stand still (R-015).';
comment on column editions.approved_by is 'Who published it: another person than the proposer (four eyes); null for lists that ship.';

alter table programmes add column kept boolean not null default false;
comment on column programmes.kept is 'Kept by administrations: the shipped files do not change it any more.';

create table catalogue_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  action text not null,
  programme_id text not null,
  edition_id text,
  item text,
  before jsonb,
  after jsonb,
  visible boolean not null
);
comment on table catalogue_changes is 'Who changed what of the lists, and when.';
comment on column catalogue_changes.visible is 'Windows see it: every process reads the lists anew when one is added.';
create index catalogue_changes_visible on catalogue_changes (id) where visible;
comment on column catalogue_changes.item is 'Name of the item it is about; null for a list or programme as a whole.';
create index catalogue_changes_of_programme on catalogue_changes (programme_id, id desc);
create index catalogue_changes_of_edition on catalogue_changes (edition_id, id desc);
call make_append_only('catalogue_changes');

create table item_local_names (
  programme_id text not null references programmes,
  family_id text not null references item_families,
  province text not null check (province ~ '^\d{2}0000$'),
  name text,
  statutory_name text,
  readings jsonb not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (programme_id, family_id, province),
  check (name is not null or statutory_name is not null)
);
comment on table item_local_names is 'How a province calls an item, beside the name in the list: the name used there and the statutory one (法定事项名称, R-004).';
comment on column item_local_names.readings is 'Each name with its syllables, for search by pinyin.';

create table option_splits (
  id uuid primary key default gen_random_uuid(),
  programme_id text not null references programmes,
  family_id text not null references item_families,
  item_name text not null,
  options jsonb not null check (jsonb_array_length(options) > 0),
  reason text not null check (reason <> ''),
  state text not null check (state in ('proposed', 'approved', 'rejected')),
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  region_code text not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text,
  note text,
  check ((state = 'proposed') = (decided_at is null)),
  check (state <> 'approved' or decided_by <> proposed_by)
);
comment on table option_splits is 'Proposals to split an item into handling options (科学拆分); windows see them once another person has approved (R-009).';
create index option_splits_latest on option_splits (proposed_at desc, id);
create unique index one_open_split_of_a_family on option_splits (family_id) where state = 'proposed';

create table item_go_live (
  programme_id text not null references programmes,
  family_id text not null references item_families,
  region_code text not null check (region_code ~ '^\d{6}$'),
  status text not null check (status in ('inProgress', 'realised')),
  realised_on date,
  mode text,
  note text,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (programme_id, family_id, region_code),
  check ((status = 'realised') = (realised_on is not null and mode is not null))
);
comment on table item_go_live is 'Where an item is realised, since when and in which mode; the required day stands in the list (R-017, R-020).';
create index item_go_live_of_region on item_go_live (region_code, programme_id);

create table item_pilots (
  id uuid primary key default gen_random_uuid(),
  programme_id text not null references programmes,
  family_id text not null references item_families,
  item_name text not null,
  regions text[] not null check (cardinality(regions) > 0),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  reason text not null check (reason <> ''),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  lifted_by_name text,
  lifted_at timestamptz,
  check (approved_by is null or approved_by <> proposed_by)
);
comment on table item_pilots is 'Items that are open in some regions for some time only (试点); elsewhere nobody can apply until it is lifted (R-021).';
create index item_pilots_of_programme on item_pilots (programme_id, proposed_at desc, id);

create table nominations_taken (
  proposal_id uuid primary key,
  edition_id text not null,
  number integer not null,
  name text not null,
  source text not null,
  taken_at timestamptz not null,
  taken_by uuid not null,
  taken_by_name text not null
);
comment on table nominations_taken is 'Nominations out of off-list demand that became an item of a draft (R-019); figures and requests stay with the nomination.';
call make_append_only('nominations_taken');

create table extensions (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  regions text[] not null check (cardinality(regions) > 1),
  items jsonb not null check (jsonb_array_length(items) > 0),
  effective_from date not null,
  state text not null check (state in ('proposed', 'published', 'withdrawn')),
  confirmed text[] not null,
  programme_id text references programmes,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  check ((state = 'published') = (programme_id is not null))
);
comment on table extensions is 'Items that prefectures and counties handle between themselves (点对点通办, R-018): published as a programme of its own once every named region has confirmed.';
comment on column extensions.confirmed is 'Regions whose administrations have confirmed, the proposing one included.';
create index extensions_latest on extensions (proposed_at desc, id desc);

create table extension_confirmations (
  extension_id uuid not null references extensions,
  region_code text not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  confirmed_by_name text not null,
  primary key (extension_id, region_code)
);
comment on table extension_confirmations is 'Who confirmed a point-to-point extension for which region.';
call make_append_only('extension_confirmations');
