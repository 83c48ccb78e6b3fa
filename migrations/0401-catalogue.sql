-- Ranges of text, so that an exclusion constraint can compare a key without a further extension.
create type text_range as range (subtype = text);

create table programmes (
  id text primary key check (id ~ '^[a-z][a-z0-9-]*$'),
  position integer not null unique,
  short_code text not null unique,
  name text not null check (name <> ''),
  form_title text not null check (form_title <> ''),
  document_number text not null check (document_number <> ''),
  granularity text not null check (granularity in ('province', 'district')),
  coordinator text not null,
  status text not null check (status in ('open', 'closed', 'listNotSupplied')),
  announced_items integer not null check (announced_items > 0)
);
comment on table programmes is 'Arrangements for handling across regions (通办范围), each with its own catalogue and rules (R-001).';
comment on column programmes.form_title is 'How the programme is named at the head of 附件1 and 附件2.';
comment on column programmes.granularity is 'Two regions are different when their provinces differ, or when their districts differ.';
comment on column programmes.status is 'listNotSupplied: the programme is named in a document, its list is not at hand.';

create table programme_members (
  programme_id text not null references programmes,
  region_code text not null check (region_code ~ '^\d{6}$'),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (programme_id, region_code, valid_from),
  exclude using gist (
    text_range(programme_id, programme_id, '[]') with &&,
    text_range(region_code, region_code, '[]') with &&,
    daterange(valid_from, valid_to) with &&
  )
);
comment on table programme_members is 'Regions of a programme, with those below them; from valid_from until before valid_to.';

create table editions (
  id text primary key,
  programme_id text not null references programmes,
  label text not null check (label ~ '^\d{4}-\d+$'),
  effective_from date not null,
  effective_to date check (effective_to > effective_from),
  published_at timestamptz,
  unique (programme_id, label),
  exclude using gist (
    text_range(programme_id, programme_id, '[]') with &&,
    daterange(effective_from, effective_to) with &&
  )
);
comment on table editions is 'Published versions of a catalogue (清单版本). Once published only the end can be set, once (R-015).';
comment on column editions.effective_to is 'First day on which the edition no longer holds.';

create table items (
  edition_id text not null references editions,
  number integer not null check (number > 0),
  name text not null check (name <> ''),
  local_names jsonb not null,
  lead_departments jsonb not null check (jsonb_array_length(lead_departments) > 0),
  cooperating_departments jsonb not null,
  implementers jsonb not null,
  source text,
  batch text,
  number_in_batch integer,
  scenario text,
  scenario_as_published text,
  due_text text,
  sort_key text not null,
  readings jsonb not null,
  primary key (edition_id, number)
);
comment on table items is 'Rows of a catalogue exactly as published (事项), numbered through its tables.';
comment on column items.local_names is 'Province code → name there, where it differs from province to province (R-004).';
comment on column items.lead_departments is 'Lead departments, each with the province it belongs to, or null for all (R-003).';
comment on column items.implementers is 'Who carries the item out in a region; department null = nobody at this level (R-006, R-007).';
comment on column items.sort_key is 'Pinyin with tones: Chinese order without a collation.';
comment on column items.readings is 'Each name with its syllables, for search by pinyin.';

create table item_families (
  id text primary key,
  name text not null
);
comment on table item_families is 'What items of several catalogues mean alike (R-028); handling options belong to it (OP-96).';
comment on column item_families.id is 'Name of its first item without blanks: it stays when a new edition counts otherwise.';

create table item_family_members (
  edition_id text not null,
  number integer not null,
  family_id text not null references item_families,
  primary key (edition_id, number),
  constraint one_item_of_an_edition_in_a_family unique (edition_id, family_id),
  foreign key (edition_id, number) references items
);
comment on table item_family_members is 'Which item belongs to which family; two items of one edition are never the same.';

create table options (
  id text primary key,
  family_id text not null references item_families,
  name text not null check (name <> ''),
  position integer not null
);
comment on table options is 'Handling options (办理项): the smallest unit a person can apply for (R-008).';

create table acceptance_standards (
  option_id text not null references options,
  version text not null,
  edition_id text not null references editions,
  effective_from date not null,
  effective_to date check (effective_to > effective_from),
  content jsonb not null,
  digest text not null,
  published_at timestamptz not null,
  primary key (option_id, version),
  exclude using gist (
    text_range(option_id, option_id, '[]') with &&,
    daterange(effective_from, effective_to) with &&
  )
);
comment on table acceptance_standards is 'Acceptance standards (收件标准) by version; a case keeps the version it was submitted under (R-015).';
comment on column acceptance_standards.digest is 'SHA-256 of the content, to see whether a shipped file brings something new.';

create table catalogue_words (
  kind text not null check (kind in ('say', 'filler', 'word')),
  word text not null check (word <> ''),
  means jsonb not null,
  reading jsonb not null,
  primary key (word)
);
comment on table catalogue_words is 'Everyday words for the search: what they mean in the lists, what is only filling, what is no misspelling.';

create function keep_published() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.published_at is not null then
    if tg_op = 'DELETE'
      or to_jsonb(new) - 'effective_to' is distinct from to_jsonb(old) - 'effective_to'
      or (old.effective_to is not null and new.effective_to is distinct from old.effective_to)
    then
      raise exception 'what is published in % cannot be changed: % refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege';
    end if;
  end if;
  return coalesce(new, old);
end $$;
comment on function keep_published() is 'Refuses any change of a published row but setting its end, once.';

create trigger keep_published before update or delete on editions for each row execute function keep_published();
create trigger keep_published before update or delete on acceptance_standards
  for each row execute function keep_published();

create function keep_items_of_published_edition() returns trigger language plpgsql as $$
declare
  touched text[] := array[]::text[];
begin
  if tg_op <> 'INSERT' then touched := touched || old.edition_id; end if;
  if tg_op <> 'DELETE' then touched := touched || new.edition_id; end if;
  if exists (select from editions where id = any (touched) and published_at is not null) then
    raise exception 'the items of a published edition cannot be changed: % refused', tg_op
      using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
comment on function keep_items_of_published_edition() is 'Refuses any change of the rows of a published edition.';

create trigger keep_items_of_published_edition before insert or update or delete on items
  for each row execute function keep_items_of_published_edition();
create trigger refuse_truncate before truncate on editions for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on items for each statement execute function refuse_change();
create trigger refuse_truncate before truncate on acceptance_standards
  for each statement execute function refuse_change();
