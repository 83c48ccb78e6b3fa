-- Provinces nominate, out of off-list demand or out of a pilot; the coordination group takes or rejects (R-019).
alter table item_proposals
  alter column group_id drop not null,
  drop constraint item_proposals_state_check,
  drop constraint item_proposals_group_id_key,
  add column programme_id text references programmes,
  add column family_id text references item_families,
  add column decided_at timestamptz,
  add column decided_by_name text,
  add column decision_note text,
  add constraint item_proposals_state_check check (state in ('nominated', 'taken', 'rejected')),
  add constraint item_proposals_basis_check check ((group_id is null) = (family_id is not null)),
  add constraint item_proposals_of_pilot_check check ((family_id is null) = (programme_id is null));
comment on column item_proposals.group_id is 'The off-list demand it rests on; null for one out of a pilot.';
comment on column item_proposals.programme_id is 'The list in which the item is a pilot, or is handled point to point.';
comment on column item_proposals.family_id is 'The item of that list, by its family.';
create unique index one_proposal_of_a_group on item_proposals (group_id) where state <> 'rejected';
create unique index one_proposal_of_a_pilot on item_proposals (family_id) where state <> 'rejected';

create table item_proposal_supports (
  proposal_id uuid not null references item_proposals,
  province text not null check (province ~ '^\d{2}0000$'),
  figures jsonb not null,
  reason text not null check (reason <> ''),
  nominated_at timestamptz not null,
  nominated_by uuid not null,
  nominated_by_name text not null,
  primary key (proposal_id, province)
);
comment on table item_proposal_supports is 'Which province nominates an item, with the figures of that province at that moment (R-019).';
call make_append_only('item_proposal_supports');
