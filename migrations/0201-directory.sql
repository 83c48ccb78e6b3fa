-- Regions (行政区划), dated: codes and names change, and old cases keep theirs.
create table regions (
  code text primary key check (code ~ '^[0-9]{6}$'),
  name text not null check (name <> ''),
  level text not null check (level in ('province', 'prefecture', 'county')),
  parent text references regions (code),
  pinyin text not null,
  valid_from date,
  valid_to date,
  successor text references regions (code),
  check ((level = 'province') = (parent is null)),
  check (valid_from <= valid_to)
);
comment on table regions is 'Provinces, prefectures and counties of the member provinces (GB/T 2260). Loaded from data/regions.tsv; rows are never deleted.';
comment on column regions.parent is 'Region above; counties of a municipality (重庆) stand directly under it.';
comment on column regions.pinyin is 'Name in pinyin, syllables apart, for sorting and searching: qi jiang qu.';
comment on column regions.valid_from is 'First day under this code; null: before all records.';
comment on column regions.valid_to is 'Last day under this code; null: still valid.';
comment on column regions.successor is 'Code that took over after valid_to; its window serves the old code.';
create index regions_by_parent on regions (parent);

create domain office_phone as text check (value ~ '^[0-9][0-9 ()+-]{4,24}$');
comment on domain office_phone is 'Telephone of an office: digits, spaces, brackets, plus and hyphens; no letters (R-029).';
create domain postcode as text check (value ~ '^[0-9]{6}$');
comment on domain postcode is 'Chinese post code, six digits.';

create table administrations (
  id uuid primary key,
  region_code text not null unique references regions (code),
  name text not null check (name <> ''),
  contact_person text not null check (contact_person <> ''),
  phone office_phone not null,
  address text not null check (address <> ''),
  postcode postcode not null,
  sample boolean not null default false
);
comment on table administrations is '政务服务管理部门 in the contact directory (联络清单, 规程第十三条): one for each region.';
comment on column administrations.sample is 'Invented for demonstration; marked wherever it is shown.';

create table halls (
  id uuid primary key,
  region_code text not null references regions (code),
  name text not null check (name <> ''),
  address text not null check (address <> ''),
  sample boolean not null default false,
  unique (region_code, name)
);
comment on table halls is '政务服务大厅 at county level and above (规程第九条); its region is the region of its windows.';

create table windows (
  id uuid primary key,
  hall_id uuid not null references halls (id),
  name text not null check (name <> ''),
  address text not null check (address <> ''),
  phone office_phone not null,
  office_hours jsonb,
  status text not null check (status in ('open', 'suspended', 'closed')),
  sample boolean not null default false,
  registered_at timestamptz not null
);
comment on table windows is '“跨省通办”窗口 (R-029). A window is always both intake and home window (R-030), so it has one status for both.';
comment on column windows.office_hours is 'Opening times {usual: [{from, to}], weekly?}; null: 09:00–12:00 and 13:00–17:00 (OP-48).';
comment on column windows.status is 'open: takes new cases; suspended: keeps its open cases only; closed: none.';
create unique index one_open_window_a_name_and_hall on windows (hall_id, name) where status = 'open';
create index windows_by_hall on windows (hall_id);

create table window_addresses (
  window_id uuid not null references windows (id),
  version integer not null check (version > 0),
  addressee text not null check (addressee <> ''),
  phone office_phone not null,
  address text not null check (address <> ''),
  postcode postcode not null,
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  invalid_at timestamptz,
  invalid_reason text,
  primary key (window_id, version),
  check ((invalid_at is null) = (invalid_reason is null))
);
comment on table window_addresses is 'Postal address of a window by version: parcels take the highest version in force at dispatch (R-043). Old versions stay; only the mark of being wrong may be added.';
comment on column window_addresses.valid_from is 'From then on this version replaces all earlier ones.';
comment on column window_addresses.invalid_at is 'Marked as wrong: nothing is sent there until a new version is in force.';
revoke update, delete, truncate on window_addresses from tongban_app;
grant update (invalid_at, invalid_reason) on window_addresses to tongban_app;

create table regional_holidays (
  region_code text not null references regions (code),
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  name text not null check (name <> ''),
  recorded_at timestamptz not null,
  primary key (region_code, day)
);
comment on table regional_holidays is 'Holidays and make-up days a region adds to the national arrangement (OP-10); they hold for the regions below it too.';

create table directory_gaps (
  id uuid primary key,
  kind text not null check (kind in ('window-missing', 'address-invalid')),
  region_code text not null references regions (code),
  window_id uuid references windows (id),
  holder_region text not null references regions (code),
  reason text not null check (reason <> ''),
  opened_at timestamptz not null,
  resolved_at timestamptz,
  check ((kind = 'address-invalid') = (window_id is not null))
);
comment on table directory_gaps is 'What the contact directory lacks, as a task of the administration of holder_region, the province (R-026, R-043, OP-16).';
create unique index one_open_gap on directory_gaps (kind, region_code, window_id) nulls not distinct where resolved_at is null;
create index open_gaps_by_holder on directory_gaps (holder_region, opened_at) where resolved_at is null;

create table out_of_scope_enquiries (
  id uuid primary key,
  region_code text not null check (region_code ~ '^[0-9]{6}$'),
  option_id text,
  window_id uuid references windows (id),
  enquired_at timestamptz not null
);
comment on table out_of_scope_enquiries is 'Somebody asked for a region outside the contact directory (R-041, 规程第十三条). Holds no personal data.';
create index out_of_scope_enquiries_by_region on out_of_scope_enquiries (region_code, enquired_at);
call make_append_only('out_of_scope_enquiries');

create table directory_state (
  is_single boolean primary key default true check (is_single),
  version bigint not null default 0,
  regions_checksum text,
  sample_checksum text
);
comment on table directory_state is 'One row: counts every change of the directory, so that other processes notice it, and remembers which shipped data are loaded.';
insert into directory_state default values;
revoke insert, delete, truncate on directory_state from tongban_app;
