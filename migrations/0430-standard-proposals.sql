alter table acceptance_standards
  add column unified boolean,
  add column proposal_id uuid;
comment on column acceptance_standards.unified is 'Published as the one standard of all provinces (R-010); null in what shipped: unified where no province differs.';
comment on column acceptance_standards.proposal_id is 'The proposal it was published from; null for what shipped. A later release does not replace it.';

create table standard_proposals (
  id uuid primary key,
  option_id text not null references options,
  kind text not null check (kind in ('unified', 'provincial', 'deviation')),
  region_code text check (region_code ~ '^\d{2}0000$'),
  base_version text,
  content jsonb not null,
  effective_from date not null,
  note text not null,
  state text not null check (state in ('draft', 'proposed', 'published', 'rejected', 'withdrawn')),
  revision integer not null check (revision > 0),
  proposed_by uuid not null,
  proposed_by_name text not null,
  changed_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision_note text,
  version text,
  check ((kind = 'unified') = (region_code is null)),
  check ((decided_at is null) = (decided_by is null)),
  constraint proposed_by_another_than_approved check (decided_by is null or state <> 'published' or decided_by <> proposed_by)
);
comment on table standard_proposals is 'Drafts of acceptance standards: unified, a province''s own until unified, or a deviation asked for afterwards (R-008, R-010).';
comment on column standard_proposals.base_version is 'Version that was in force when it was written; a unified draft is refused where another was published since.';
comment on column standard_proposals.revision is 'Counts every change, so that two people at one draft notice each other.';
comment on column standard_proposals.version is 'The version that was published from it.';
create index standard_proposals_listed on standard_proposals (state, changed_at desc, id desc);
create index standard_proposals_of_option on standard_proposals (option_id, changed_at desc);

create function keep_decided_proposal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('published', 'rejected', 'withdrawn') then
    raise exception 'a proposal that was decided cannot be changed: % refused', tg_op
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
comment on function keep_decided_proposal() is 'Refuses any change of a decided proposal, and its removal.';
create trigger keep_decided_proposal before update or delete on standard_proposals
  for each row execute function keep_decided_proposal();
create trigger refuse_truncate before truncate on standard_proposals for each statement execute function refuse_change();

create table standard_stages (
  id bigint generated always as identity primary key,
  option_id text not null references options,
  province_code text not null check (province_code ~ '^\d{2}0000$'),
  stage smallint not null check (stage between 1 and 3),
  reason text not null,
  guide_link text,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz not null
);
comment on table standard_stages is 'Stages set for an option and province (规程第二十三条, R-011); the latest counts, without one it follows from the standards.';
create index standard_stages_latest on standard_stages (option_id, province_code, id desc);
call make_append_only('standard_stages');
