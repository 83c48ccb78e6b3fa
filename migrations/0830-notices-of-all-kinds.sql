-- Notices about other things than cases, with the page where they are dealt with, and urgent ones (R-175).
alter table notices
  alter column case_id drop not null,
  add column link text check (link is null or link like '/%'),
  add column urgent boolean not null default false,
  add column once_key text,
  add column grouped integer;
create unique index notices_once_key on notices (once_key, role, window_id, region_code, staff_id) nulls not distinct
  where once_key is not null;
comment on column notices.link is 'Page of the desk where it is dealt with; the page of the case where there is none.';
comment on column notices.urgent is 'Somebody waits for an answer: shown at once and with a sound.';
comment on column notices.once_key is 'The same key tells the same address once.';
comment on column notices.grouped is 'How many further notices of this kind a storm would have made within the minute; null for a single notice.';
