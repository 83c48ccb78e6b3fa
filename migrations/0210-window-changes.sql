-- What an administration changed on a window of its region, when and from which moment on it holds (R-037, R-039).
create table window_changes (
  id bigint generated always as identity primary key,
  window_id uuid not null references windows (id),
  kind text not null check (kind in ('registered', 'suspended', 'opened', 'relocated', 'closed')),
  valid_from timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  recorded_by_name text,
  reason text not null check (reason <> ''),
  address_before text,
  phone_before text,
  address text,
  phone office_phone,
  successor_id uuid references windows (id),
  check ((kind = 'relocated') = (address is not null and phone is not null))
);
comment on table window_changes is 'History of windows: opened, suspended, moved house, closed; who, when, why, and what stood there before (R-039).';
comment on column window_changes.valid_from is 'A new address and telephone hold from then on; parcels on their way keep the address they were sent to (R-037).';
comment on column window_changes.successor_id is 'Of a closed window: the window of the same region that took over its cases.';
create index window_changes_of on window_changes (window_id, id desc);
call make_append_only('window_changes');
