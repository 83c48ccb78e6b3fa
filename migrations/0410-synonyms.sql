create table synonyms (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('say', 'act', 'filler', 'word')),
  word text not null check (word <> ''),
  means jsonb not null,
  reading jsonb not null,
  added_by uuid not null,
  added_by_name text not null,
  added_at timestamptz not null,
  removed_by uuid,
  removed_by_name text,
  removed_at timestamptz,
  check ((removed_at is null) = (removed_by is null))
);
comment on table synonyms is 'Everyday words kept by administrations (常用说法); one in force goes before the shipped word of catalogue_words.';
comment on column synonyms.means is 'Terms of the lists that the word means; empty for filling words and for matters of no list.';
comment on column synonyms.removed_at is 'Set when the word was taken back; the row stays as its history.';
create unique index synonyms_in_force on synonyms (word) where removed_at is null;
create index synonyms_listed on synonyms (added_at desc, id desc);

create table search_misses (
  query text primary key check (query <> ''),
  times integer not null check (times > 0),
  first_on date not null,
  last_on date not null
);
comment on table search_misses is 'What was asked and found nothing, without digits and names, not who asked; the oldest go when there are many.';
create index search_misses_listed on search_misses (last_on desc, times desc, query);

alter table catalogue_words drop constraint catalogue_words_kind_check,
  add constraint catalogue_words_kind_check check (kind in ('say', 'act', 'filler', 'word'));
comment on column catalogue_words.kind is 'say: what a thing is called; act: what is done with it; filler: means nothing; word: a matter of no list.';
