-- Somebody goes to another region: left at once, there only when the administration there has accepted (R-052).
create table staff_transfers (
  id uuid primary key,
  transfer_no bigint generated always as identity unique,
  staff_id uuid not null references staff_accounts (id),
  from_region text,
  to_region text not null,
  reason text not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'takenBack', 'expired')),
  proposed_by uuid not null references staff_accounts (id),
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references staff_accounts (id),
  ended_by_name text,
  note text,
  check ((state = 'waiting') = (ended_at is null))
);
comment on table staff_transfers is 'Transfers of staff between regions (R-052): the roles end when it is proposed, the account goes over when the new region accepts.';
comment on column staff_transfers.from_region is 'Region whose administration managed the account; it does so until the new one accepts.';
comment on column staff_transfers.ended_by is 'Who accepted, refused or took it back; null where the time ran out.';
comment on column staff_transfers.note is 'Why it was refused.';
create unique index one_waiting_transfer on staff_transfers (staff_id) where state = 'waiting';
-- What waits at a region, and what runs out.
create index staff_transfers_to on staff_transfers (to_region, transfer_no desc);
create index staff_transfers_from on staff_transfers (from_region, transfer_no desc);
create index staff_transfers_expiring on staff_transfers (expires_at) where state = 'waiting';
revoke delete, truncate on staff_transfers from tongban_app;
