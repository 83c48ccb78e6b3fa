-- The contact list (联络清单) kept by those who answer for it: dated changes, confirmations, who may keep what (R-038, R-039, R-042).
alter table windows add column contact_person text check (contact_person <> '');
comment on column windows.contact_person is 'Contact person of the window (R-038); null: the addressee of its postal address.';
alter table administrations add column office_hours jsonb;
alter table administrations add column registered_at timestamptz not null default '2020-01-01T00:00:00+08:00';
comment on column administrations.registered_at is 'Since when the entry stands in the contact list.';
comment on column administrations.office_hours is 'As in windows; null: 09:00–12:00 and 13:00–17:00 (OP-48).';

create table entry_changes (
  id bigint generated always as identity primary key,
  entry_id uuid not null,
  entry_kind text not null check (entry_kind in ('window', 'administration')),
  region_code text not null references regions (code),
  kind text not null check (kind in ('registered', 'changed')),
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text not null check (reason <> ''),
  before jsonb not null,
  after jsonb not null
);
comment on table entry_changes is 'History of the entries of the contact list: who changed what, when, from which moment on, and what stood there before (R-039). The rows of windows and administrations keep what was registered; what holds now is that with every change that has begun.';
comment on column entry_changes.valid_from is 'The change holds from then on; not more than one day before it was recorded.';
comment on column entry_changes.before is 'The changed fields as they would have stood at valid_from: {phone: "…"}.';
comment on column entry_changes.after is 'The changed fields as they stand from valid_from on.';
create index entry_changes_of on entry_changes (entry_id, id desc);
call make_append_only('entry_changes');

create table entry_confirmations (
  id bigint generated always as identity primary key,
  entry_id uuid not null,
  region_code text not null references regions (code),
  confirmed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_by_name text not null
);
comment on table entry_confirmations is 'Somebody looked through an entry of the contact list and found it right; after 90 days without it, it is 待核实 (R-039).';
create index entry_confirmations_of on entry_confirmations (entry_id, confirmed_at desc);
call make_append_only('entry_confirmations');

create table region_listings (
  id bigint generated always as identity primary key,
  region_code text not null references regions (code),
  what text not null check (what in ('listed', 'delegated')),
  holds boolean not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text not null,
  reason text not null check (reason <> '')
);
comment on table region_listings is 'What a province decided about a region: taken off the contact list or back on it (R-042), and whether its administration keeps its own entries (R-038). The last row of each holds; without one a region with an entry is listed, and keeps its own.';
create index region_listings_of on region_listings (region_code, what, id desc);
call make_append_only('region_listings');
